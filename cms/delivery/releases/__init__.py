"""Releases: changes that are checked, approved and published together, and can be undone."""
