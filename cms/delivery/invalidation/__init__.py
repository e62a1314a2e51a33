"""Which cache tags a saved or deleted row invalidates."""
