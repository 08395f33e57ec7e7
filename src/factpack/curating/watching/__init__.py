"""Watching: what changes from save to save."""
