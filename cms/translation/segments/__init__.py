"""Segments of a translation: state, staleness, proposals, labels, comparison with the source."""
