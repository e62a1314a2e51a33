"""The name of the operation a request asks for, as metrics and log lines have it.

Only names of the contract and of extensions count: anybody may send others, and each would be a
time series of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cms.api import documents
from cms.api.http.persisted import manifest

if TYPE_CHECKING:
    from cms.api.http.request_parsing import GraphQLRequest

OTHER = "other"
_OPERATION = re.compile(r"\bquery\s+([_A-Za-z]\w*)")


@cache
def contract_names() -> frozenset[str]:
    """The names of the contract's operations."""
    return frozenset(documents.complete())


def name_of(graphql_request: GraphQLRequest) -> str:
    """The name of what is asked, whether a document is brought or named."""
    id_ = graphql_request.document_id or graphql_request.hash
    text = graphql_request.query or (manifest().get(id_, "") if id_ else "")
    return _name_in(text, graphql_request.operation_name)


@lru_cache(maxsize=1_000)
def _name_in(text: str, chosen: str | None) -> str:
    """The name of the chosen operation of a document, or of its first; ``other`` if not known."""
    found = _OPERATION.search(text)
    name = chosen or (found[1] if found else OTHER)
    return name if name in contract_names() else OTHER
