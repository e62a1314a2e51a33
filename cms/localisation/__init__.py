"""The ground: which languages there are, how a tag is written, and how a tag asked for is looked up.

Knows nothing of pages, sites or GraphQL.
"""
