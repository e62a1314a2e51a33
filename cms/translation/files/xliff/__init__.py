"""XLIFF 1.2 and 2.1: written and read."""
