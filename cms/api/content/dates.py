"""Days, as ISO 8601 writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene
from graphql import StringValueNode, ValueNode, print_ast

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NotADay:
    """A value that isn't a day; the field it was given to names the argument."""

    given: str


class Date(graphene.Date):
    """A day of the calendar, as ISO 8601 writes it: `2026-01-31`."""

    @staticmethod
    def parse_value(value: Any) -> date | NotADay:
        """The day; what is none isn't refused here, where the whole question would be."""
        if isinstance(value, date):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return NotADay(str(value))

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> date | NotADay:
        """The day that is written in a document."""
        if isinstance(node, StringValueNode):
            return cls.parse_value(node.value)
        return NotADay(print_ast(node))
