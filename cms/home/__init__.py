"""The front page of each language."""
