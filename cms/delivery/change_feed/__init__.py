"""Changes since a cursor, for incremental builds."""
