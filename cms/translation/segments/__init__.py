"""Segments of a translation: their state, staleness, proposals and comparison with the source."""
