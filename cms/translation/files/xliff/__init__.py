"""XLIFF, the standard of OASIS, written and read.

- ``version_1``: XLIFF 1.2; ``version_2``: XLIFF 2.1, and what both have in common
- ``units``: the words of a unit, put together from its segments
- ``inline_codes``: markup inside a text
- ``safe_xml``: XML from strangers, within limits
"""
