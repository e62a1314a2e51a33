"""Commands of the legal notices."""
