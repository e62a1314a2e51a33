"""Documents a frontend names instead of sending them.

Two kinds: those of the contract's manifest, by ``documentId``, and those a client has sent before,
by their hash, as Apollo's automatic persisted queries do. Both ids are the SHA-256 of the text, so
an id can never stand for another text.
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
    known: dict[str, str] = orjson.loads(MANIFEST.read_bytes()) if MANIFEST.exists() else {}
    if settings.EXTENSIONS:
        known |= {hash_of(text): text for text in documents.complete().values()}
    return known


def text_of(asked: GraphQLRequest) -> str:
    """The document a question names or brings.

    Raises:
        BadRequest: ``UNKNOWN_DOCUMENT`` and ``PERSISTED_QUERY_NOT_FOUND`` where the id or hash is
            of no document known here; ``BAD_REQUEST`` where a text isn't that of its hash;
            ``DOCUMENT_NOT_PERSISTED`` where only documents of the manifest are accepted.
    """
    if asked.document_id is not None:
        return _from_manifest(asked.document_id)
    if settings.GRAPHQL_ONLY_PERSISTED:
        found = manifest().get(asked.hash or hash_of(asked.query or ""))
        if found is None:
            message = "This API accepts the documents of its contract only."
            raise BadRequest(message, code="DOCUMENT_NOT_PERSISTED")
        return found
    if asked.hash is not None:
        return _by_hash(asked.hash, asked.query)
    if asked.query is None:
        raise BadRequest("“query” must hold a GraphQL document.")
    return asked.query


def _from_manifest(document_id: str) -> str:
    found = manifest().get(document_id.removeprefix("sha256:"))
    if found is None:
        raise BadRequest("There is no document of this id.", code="UNKNOWN_DOCUMENT")
    return found


def _by_hash(hash_: str, text: str | None) -> str:
    if text is None:
        found = manifest().get(hash_) or shared_cache.get(_KEY + hash_)
        if found is None:
            # Apollo Client compares this very message before it sends the text.
            raise BadRequest("PersistedQueryNotFound", status=200, code="PERSISTED_QUERY_NOT_FOUND")
        return str(found)
    if hash_of(text) != hash_:
        raise BadRequest("provided sha does not match query")
    shared_cache.set(_KEY + hash_, text, KEPT_SECONDS)
    return text
