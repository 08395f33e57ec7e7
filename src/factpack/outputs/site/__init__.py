"""A static page of a package: the words on one side, the facts on the other; Jinja stands here alone."""

from factpack.outputs.site.page import site_files, site_names
from factpack.outputs.site.target import must_be_ours
from factpack.outputs.site.whole import whole_articles

__all__ = ["must_be_ours", "site_files", "site_names", "whole_articles"]
