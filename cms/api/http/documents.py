"""Documents, parsed and validated once and kept.

A frontend sends the same few documents again and again; reading one costs more than most answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graphql import DocumentNode, GraphQLError, parse, validate

from cms.api.schema import schema

MOST_TOKENS = 2_000
MOST_ERRORS = 10
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A document, or what is wrong with it."""

    ast: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


@lru_cache(maxsize=MOST_KEPT)
def document(text: str) -> Document:
    """The document of a text, parsed and validated."""
    try:
        ast = parse(text, max_tokens=MOST_TOKENS)
        errors = validate(schema.graphql_schema, ast, max_errors=MOST_ERRORS)
    except GraphQLError as error:
        return Document(None, (error,))
    except RecursionError:
        return Document(None, (GraphQLError("The document is nested too deeply."),))
    return Document(None if errors else ast, tuple(errors))
