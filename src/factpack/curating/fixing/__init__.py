"""Fixing: what has exactly one right mending."""
