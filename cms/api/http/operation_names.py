"""The name of the operation a request asks for, as metrics and log lines have it.

Only names of the contract and of extensions count: anybody may send others, and each would be a
time series of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cms.api import documents

OTHER = "other"
_OPERATION = re.compile(r"\bquery\s+([_A-Za-z]\w*)")


@cache
def known() -> frozenset[str]:
    """The names of the contract's operations."""
    return frozenset(documents.complete())


@lru_cache(maxsize=1_000)
def name_of(text: str, chosen: str | None) -> str:
    """The name of the chosen operation of a document, or of its first; ``other`` if not known."""
    found = _OPERATION.search(text)
    name = chosen or (found[1] if found else OTHER)
    return name if name in known() else OTHER
