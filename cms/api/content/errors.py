"""Errors for requests that can't be answered: a message and a code to act on."""

from enum import StrEnum
from typing import Any

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """The codes in ``errors[].extensions.code``. Frontends rely on them."""

    BAD_ARGUMENT = "BAD_ARGUMENT"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_ID = "BAD_ID"
    UNKNOWN_LANGUAGE = "UNKNOWN_LANGUAGE"
    UNKNOWN_SITE = "UNKNOWN_SITE"


def error(code: ErrorCode, message: str, **details: Any) -> GraphQLError:
    """An error with a code; ``details`` go into ``extensions`` next to it."""
    return GraphQLError(message, extensions={"code": code.value, **details})
