"""Documents a frontend names instead of sending them.

Two kinds: those of the contract's manifest, by ``documentId``, and those a client has sent before,
by their hash, as Apollo's automatic persisted queries do. Both ids are the SHA-256 of the text, so
an id can never denote another text.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as shared_cache

import orjson

from cms.api import documents
from cms.api.http.request_parsing import BadRequest, GraphQLRequest

MANIFEST = Path(settings.BASE_DIR) / "frontend_contract" / "generated" / "persisted_documents.json"
KEPT_SECONDS = 7 * 24 * 3600
_KEY = "graphql-document-"


def hash_of(text: str) -> str:
    """The id of a document: SHA-256 in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


@cache
def manifest() -> dict[str, str]:
    """The documents of the contract by their ids; none where the manifest was not written.

    Documents of extensions are included.
    """
    texts: dict[str, str] = orjson.loads(MANIFEST.read_bytes()) if MANIFEST.exists() else {}
    if settings.EXTENSIONS:
        texts |= {hash_of(text): text for text in documents.complete().values()}
    return texts


def text_of(graphql_request: GraphQLRequest) -> str:
    """The document a question names or brings.

    Raises:
        BadRequest: ``UNKNOWN_DOCUMENT`` and ``PERSISTED_QUERY_NOT_FOUND`` where the id or hash is
            of no document known here; ``BAD_REQUEST`` where a text isn't that of its hash;
            ``DOCUMENT_NOT_PERSISTED`` where only documents of the manifest are accepted.
    """
    if graphql_request.document_id is not None:
        return _from_manifest(graphql_request.document_id)
    if settings.GRAPHQL_ONLY_PERSISTED:
        text = manifest().get(graphql_request.hash or hash_of(graphql_request.query or ""))
        if text is None:
            message = "This API accepts the documents of its contract only."
            raise BadRequest(message, code="DOCUMENT_NOT_PERSISTED")
        return text
    if graphql_request.hash is not None:
        return _by_hash(graphql_request.hash, graphql_request.query)
    if graphql_request.query is None:
        raise BadRequest("“query” must hold a GraphQL document.")
    return graphql_request.query


def _from_manifest(document_id: str) -> str:
    text = manifest().get(document_id.removeprefix("sha256:"))
    if text is None:
        raise BadRequest("There is no document of this id.", code="UNKNOWN_DOCUMENT")
    return text


def _by_hash(hash_: str, text: str | None) -> str:
    if text is None:
        document_text = manifest().get(hash_) or shared_cache.get(_KEY + hash_)
        if document_text is None:
            # Apollo Client compares this very message before it sends the text.
            raise BadRequest("PersistedQueryNotFound", status=200, code="PERSISTED_QUERY_NOT_FOUND")
        return str(document_text)
    if hash_of(text) != hash_:
        raise BadRequest("provided sha does not match query")
    shared_cache.set(_KEY + hash_, text, KEPT_SECONDS)
    return text
