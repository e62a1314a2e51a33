"""Releases: changes that are checked, approved and published together, and can be undone.

What a link shows to people without an account is such a set of changes, too: ``sharing``.
"""
