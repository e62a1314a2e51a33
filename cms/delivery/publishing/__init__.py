"""Scheduled publishing, and what is withdrawn or moved together with a page."""
