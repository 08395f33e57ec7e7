"""Adding: a folder of seeds for a further article."""
