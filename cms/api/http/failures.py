"""Errors for faults that aren't the caller's; the log has them under the request's id."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from django.db import InterfaceError, OperationalError

from graphql import GraphQLError

from cms.operation import request_ids

logger = logging.getLogger(__name__)

# A server that is lost, is starting or accepts no connections; a file that can't be opened.
OUTAGES = (OperationalError, InterfaceError)
# How graphql-core begins what it says of arguments. It gives no code of its own.
_OF_ARGUMENTS = "Argument '"


def is_outage(raw: object) -> bool:
    """True if the database is unavailable, so that a later attempt may succeed."""
    # SQLite says the same of a table that isn't there: https://sqlite.org/rescode.html#error
    code = getattr(getattr(raw, "__cause__", None), "sqlite_errorcode", None)
    return isinstance(raw, OUTAGES) and code != sqlite3.SQLITE_ERROR


def is_callers_fault(error: GraphQLError) -> bool:
    """True if an error is for the caller to fix, such as all errors that have a code."""
    original = error.original_error
    if error.extensions:
        return True
    if original is not None and not isinstance(original, GraphQLError):
        return False
    return not error.path or error.message.startswith(_OF_ARGUMENTS)


def public_error(raw: BaseException, path: str = "the request") -> dict[str, Any]:
    """The message and the code, and the id of the request that the log has it under."""
    reference = request_ids.current()
    logger.error("Internal error %s in GraphQL, at %s", reference, path, exc_info=raw)
    if is_outage(raw):
        message = "The content can't be read now; ask again in a moment."
        return {"message": message, "extensions": {"code": "UNAVAILABLE", "reference": reference}}
    message = f"Internal error {reference}."
    return {"message": message, "extensions": {"code": "INTERNAL", "reference": reference}}
