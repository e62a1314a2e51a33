"""Documents, parsed and validated once and kept.

A frontend sends the same few documents again and again; reading one costs more than most answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, parse, validate

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
def document(text: str, *, hide_suggestions: bool) -> Document:
    """The document of a text, parsed and validated; each error has a code.

    ``hide_suggestions`` leaves names of the schema out of the errors.
    """
    try:
        ast = parse(text, max_tokens=MOST_TOKENS)
        errors = validate(
            schema.graphql_schema, ast, max_errors=MOST_ERRORS, hide_suggestions=hide_suggestions
        )
    except GraphQLSyntaxError as error:
        return Document(None, (_with_code(error, _code_of_syntax_error(error)),))
    except RecursionError:
        message = "The document is nested too deeply."
        return Document(None, (GraphQLError(message, extensions={"code": "TOO_DEEP"}),))
    told = tuple(_with_code(error, {"code": "GRAPHQL_VALIDATION_FAILED"}) for error in errors)
    return Document(None if errors else ast, told[:MOST_ERRORS])


def _code_of_syntax_error(error: GraphQLSyntaxError) -> dict[str, Any]:
    if f"more than {MOST_TOKENS} tokens" in error.message:
        return {"code": "TOO_MANY_TOKENS", "limit": MOST_TOKENS}
    return {"code": "GRAPHQL_PARSE_FAILED"}


def _with_code(error: GraphQLError, extensions: dict[str, Any]) -> GraphQLError:
    error.extensions = extensions
    return error
