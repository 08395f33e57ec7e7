"""The corpus: packages with one thing wrong in each and their sound twins, one theme a module."""

from collections.abc import Mapping

from . import (
    bounds,
    columns,
    constraints,
    descriptor,
    formats,
    hostile,
    integrity,
    keys,
    other_formats,
    paths,
    references,
    rules,
    types,
)
from .case import Case

THEMES: Mapping[str, tuple[Case, ...]] = {
    "Stored types": types.CASES,
    "Forms of cells": formats.CASES,
    "Constraints": constraints.CASES,
    "Bounds and lengths": bounds.CASES,
    "Keys": keys.CASES,
    "References": references.CASES,
    "Columns": columns.CASES,
    "Rules": rules.CASES,
    "Integrity": integrity.CASES,
    "Paths": paths.CASES,
    "Descriptors": descriptor.CASES,
    "Hostile names and values": hostile.CASES,
    "Other formats": other_formats.CASES,
}
CASES = tuple(case for cases in THEMES.values() for case in cases)

__all__ = ["CASES", "THEMES", "Case"]
