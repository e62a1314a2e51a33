"""The cache tags that a saved or deleted row invalidates."""
