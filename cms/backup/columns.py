"""The columns of a table, and their values in a form that no database shares.

A value in a file is one that JSON has: a date is its ISO form, bytes are base64. A column of JSON
is kept as the text the database holds, so that nothing reads a text of another release as blocks of
this one.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, models
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Field, Model

_TEXTS: dict[str, Callable[[Any], Any]] = {
    "BinaryField": lambda value: base64.b64encode(bytes(value)).decode(),
    "DateField": date.isoformat,
    "DateTimeField": datetime.isoformat,
    "DecimalField": str,
    "DurationField": duration_iso_string,
    "TimeField": time.isoformat,
    "UUIDField": str,
}
_VALUES: dict[str, Callable[[Any], Any]] = {
    "BinaryField": base64.b64decode,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": Decimal,
    "DurationField": parse_duration,
    "TimeField": time.fromisoformat,
    "UUIDField": UUID,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its kind as Django names it, and what the database gives is read by."""

    name: str
    kind: str
    field: Field[Any, Any]

    @property
    def is_json(self) -> bool:
        """True if it holds JSON."""
        return self.kind == "JSONField"

    def from_database(self) -> Callable[[Any], Any]:
        """The function that turns a value of the database into one of a file."""
        expression = self.field.get_col(self.field.model._meta.db_table)
        converters = connection.ops.get_db_converters(expression)
        as_text = _TEXTS.get(self.kind, _same)

        def convert(value: Any) -> Any:
            for converter in converters:
                value = converter(value, expression, connection)
            return None if value is None else as_text(value)

        return convert if converters or as_text is not _same else _same

    def to_database(self) -> Callable[[Any], Any]:
        """The function that turns a value of a file into one the database accepts."""
        if self.is_json:
            return _json_text if connection.vendor == "sqlite" else _jsonb
        from_text = _VALUES.get(self.kind, _same)
        plain = _plain_field(self.kind)

        def convert(value: Any) -> Any:
            if value is None:
                return None
            return plain.get_db_prep_value(from_text(value), connection)

        return convert


def of_model(model: type[Model]) -> list[Column]:
    """The columns of a model's own table, without those the database computes."""
    return [
        Column(name=str(field.column), kind=_kind(field), field=field)
        for field in model._meta.local_concrete_fields
        if not field.generated
    ]


def primary_key(columns: Sequence[Column]) -> int:
    """At which place the primary key is."""
    return next(place for place, column in enumerate(columns) if column.field.primary_key)


def key_of(model: type[Model]) -> str:
    """The column of a table's primary key."""
    found = of_model(model)
    return found[primary_key(found)].name


def _kind(field: Any) -> str:
    """Django's name of a kind of field; of a relation, that of what it refers to."""
    while field.is_relation:
        field = field.target_field
    return str(field.get_internal_type())


@cache
def _plain_field(kind: str) -> Any:
    """Django's own field of a kind: one of an application may change what it stores."""
    return getattr(models, kind)()


def _same(value: Any) -> Any:
    return value


def _json_text(value: str | None) -> str | None:
    return value


def _jsonb(value: str | None) -> Jsonb | None:
    return None if value is None else Jsonb(value, dumps=str)
