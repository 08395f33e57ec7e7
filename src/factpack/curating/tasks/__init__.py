"""Tasks: what of the articles no fact takes up yet."""
