"""Curating: what helps people to write seeds: it finds their words, says what is still to do, adds an article."""
