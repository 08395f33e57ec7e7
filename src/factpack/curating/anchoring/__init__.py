"""Anchoring: where words stand, and the evidence that quotes them."""
