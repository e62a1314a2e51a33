"""Documents, parsed and validated once and kept, as far as there is room.

A frontend sends the same few documents again and again; reading one costs more than most answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    OverlappingFieldsCanBeMergedRule,
    parse,
    specified_rules,
    validate,
)

from cms.api.http.kept import SizeLimitedCache
from cms.api.http.overlapping import OverlappingFieldsRule
from cms.api.schema import schema

MOST_TOKENS = 2_000
MOST_ERRORS = 10
MOST_BYTES = 64 * 1024 * 1024
# What is made of each word or sign, and of each character of the text: parsed, and then compiled.
BYTES_PER_TOKEN, BYTES_PER_CHARACTER = 1_500, 10
# In linear time.
RULES = [
    OverlappingFieldsRule if rule is OverlappingFieldsCanBeMergedRule else rule
    for rule in specified_rules
]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document, or what is wrong with it."""

    ast: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


kept: SizeLimitedCache[ParsedDocument] = SizeLimitedCache(most_bytes=MOST_BYTES)


def document(text: str, *, hide_suggestions: bool) -> ParsedDocument:
    """The document of a text, parsed and validated; each error has a code.

    ``hide_suggestions`` leaves names of the schema out of the errors.
    """
    key = (text, hide_suggestions)
    parsed = kept.get(key)
    if parsed is None:
        parsed = _read(text, hide_suggestions=hide_suggestions)
        kept.put(key, parsed, _size(text, parsed))
    return parsed


def _size(text: str, parsed: ParsedDocument) -> int:
    """The memory a document takes, in bytes, rounded up."""
    # What is wrong holds on to the document.
    token_count = MOST_TOKENS if parsed.errors else 1
    token = parsed.ast.loc.start_token if parsed.ast is not None and parsed.ast.loc else None
    while token is not None:
        token, token_count = token.next, token_count + 1
    return min(token_count, len(text)) * BYTES_PER_TOKEN + len(text) * BYTES_PER_CHARACTER


def _read(text: str, *, hide_suggestions: bool) -> ParsedDocument:
    try:
        ast = parse(text, max_tokens=MOST_TOKENS)
        errors = validate(
            schema.graphql_schema,
            ast,
            RULES,
            max_errors=MOST_ERRORS,
            hide_suggestions=hide_suggestions,
        )
    except GraphQLSyntaxError as error:
        return ParsedDocument(None, (_with_code(error, _code_of_syntax_error(error)),))
    except RecursionError:
        message = "The document is nested too deeply."
        return ParsedDocument(None, (GraphQLError(message, extensions={"code": "TOO_DEEP"}),))
    told = tuple(_with_code(error, {"code": "GRAPHQL_VALIDATION_FAILED"}) for error in errors)
    return ParsedDocument(None if errors else ast, told[:MOST_ERRORS])


def _code_of_syntax_error(error: GraphQLSyntaxError) -> dict[str, Any]:
    if f"more than {MOST_TOKENS} tokens" in error.message:
        return {"code": "TOO_MANY_TOKENS", "limit": MOST_TOKENS}
    return {"code": "GRAPHQL_PARSE_FAILED"}


def _with_code(error: GraphQLError, extensions: dict[str, Any]) -> GraphQLError:
    error.extensions = extensions
    return error
