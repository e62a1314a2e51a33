"""Rows of tables as lines of JSON, in batches, past the models and their signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection

import orjson

from cms.backup import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Model

    from cms.backup.columns import Column

Row = list[Any]
BATCH = 500


class Unsuitable(ValueError):
    """A row that the database can't take."""


def read(model: type[Model]) -> Iterator[Row]:
    """The rows of a table in the order of their primary keys, with the values of a file.

    To be called in a transaction; as many rows as a batch holds are in memory.
    """
    found = columns.of_model(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in found)
    key = quote(found[columns.primary_key(found)].name)
    if _sorts_by_language(found):
        key += ' COLLATE "C"'
    convert = [column.from_database() for column in found]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(model._meta.db_table)} ORDER BY {key}")  # noqa: S608
        while batch := cursor.fetchmany(BATCH):
            for row in batch:
                yield [one(value) for one, value in zip(convert, row, strict=True)]


def read_where(model: type[Model], column: str, values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The rows that have one of some values in a column, by column; all as in a file."""
    found = columns.of_model(model)
    prepare = next(one for one in found if one.name == column).to_database()
    convert = [one.from_database() for one in found]
    quote = connection.ops.quote_name
    names = ", ".join(quote(one.name) for one in found)
    wanted = sorted(set(values))
    for start in range(0, len(wanted), BATCH):
        given = [prepare(value) for value in wanted[start : start + BATCH]]
        places = ", ".join(["%s"] * len(given))
        statement = (
            f"SELECT {names} FROM {quote(model._meta.db_table)} "  # noqa: S608
            f"WHERE {quote(column)} IN ({places})"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            rows = cursor.fetchall()
        for row in rows:
            cells = zip(found, convert, row, strict=True)
            yield {one.name: to_file(value) for one, to_file, value in cells}


def _sorts_by_language(found: Sequence[Column]) -> bool:
    """True if the database would sort primary keys otherwise than Python does."""
    is_text = found[columns.primary_key(found)].kind in {"CharField", "SlugField", "TextField"}
    return is_text and connection.vendor == "postgresql"


def lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as lines."""
    for row in rows:
        yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def write(model: type[Model], rows: Iterable[Row]) -> int:
    """Add rows to a table, and return how many.

    Raises:
        Unsuitable: there is a row that the database can't take.
    """
    found = columns.of_model(model)
    convert = [column.to_database() for column in found]
    size = max(1, min(BATCH, (connection.features.max_query_params or 60_000) // len(found)))
    count, batch = 0, []
    for row in rows:
        batch.append([one(value) for one, value in zip(convert, row, strict=True)])
        if len(batch) == size:
            _insert(model, found, batch)
            count, batch = count + len(batch), []
    if batch:
        _insert(model, found, batch)
    return count + len(batch)


def _insert(model: type[Model], found: Sequence[Column], batch: list[Row]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in found)
    places = ", ".join([f"({', '.join(['%s'] * len(found))})"] * len(batch))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {places}"  # noqa: S608
    with connection.cursor() as cursor:
        try:
            cursor.execute(statement, [value for row in batch for value in row])
        except (DatabaseError, ValueError) as error:
            key = columns.primary_key(found)
            first, last = batch[0][key], batch[-1][key]
            raise Unsuitable(f"{model._meta.label}, rows {first} to {last}: {error}") from error


def empty(models: Sequence[type[Model]]) -> None:
    """Delete all rows of some tables, which no other table refers to."""
    there = set(connection.introspection.table_names())
    names = [model._meta.db_table for model in models if model._meta.db_table in there]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names):
            cursor.execute(statement)
