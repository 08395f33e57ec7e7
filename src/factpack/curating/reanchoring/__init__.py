"""Reanchoring: what a corrected text means for the facts of its article, and what is accepted of it."""
