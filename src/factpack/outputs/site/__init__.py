"""A static page of a package: the words on one side, the facts on the other; Jinja stands here alone."""

from factpack.outputs.site.page import site_files, site_names
from factpack.outputs.site.pictures import Picture, must_lead_to_facts, read_pictures
from factpack.outputs.site.target import must_be_ours
from factpack.outputs.site.whole import whole_articles

__all__ = [
    "Picture",
    "must_be_ours",
    "must_lead_to_facts",
    "read_pictures",
    "site_files",
    "site_names",
    "whole_articles",
]
