"""Draft: everything known of a dataset before it is published: the part of each folder, and the tables of them all."""

from factpack.draft.assembled import Remembered
from factpack.draft.derived import Derived
from factpack.draft.draft import Draft
from factpack.draft.gist import Gist
from factpack.draft.part import Part, Parts, forms_of, part_of, read_articles

__all__ = ["Derived", "Draft", "Gist", "Part", "Parts", "Remembered", "forms_of", "part_of", "read_articles"]
