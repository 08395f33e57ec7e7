"""The engine that proves the facts of articles against their words, validates them and publishes them."""
