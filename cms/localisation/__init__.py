"""The ground: which languages there are, how a tag is written, and how one asked for is found.

Knows nothing of pages, sites or GraphQL.
"""
