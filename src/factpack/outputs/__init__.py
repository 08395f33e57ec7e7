"""What is published: one format a module."""
