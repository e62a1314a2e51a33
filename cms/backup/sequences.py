"""The ids that were given last, so that a new row never gets the id of one that was deleted.

Log entries, for example, keep the ids of deleted pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import AutoField

from cms.backup import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Model


def last_ids(models: Sequence[type[Model]]) -> dict[str, int]:
    """The id given last, by the label of each model whose ids the database gives."""
    given = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    return {model._meta.label: given(model) for model in models if _is_numbered(model)}


def set_last_ids(models: Sequence[type[Model]], ids: Mapping[str, int]) -> None:
    """Have the next row of each model get an id that was never given, here or there."""
    for model in models:
        if not _is_numbered(model):
            continue
        last = max(_largest(model), ids.get(model._meta.label, 0))
        if connection.vendor == "sqlite":
            _set_on_sqlite(model, last)
        else:
            _set_on_postgresql(model, last)


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Ids for new rows of a model, in a transaction; nobody else is given them."""
    if not count:
        return []
    if connection.vendor == "sqlite":
        first = max(_largest(model), _on_sqlite(model)) + 1
        _set_on_sqlite(model, first + count - 1)
        return list(range(first, first + count))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [_sequence(model), count]
        )
        return [int(row[0]) for row in cursor.fetchall()]


def _is_numbered(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField)


def _largest(model: type[Model]) -> int:
    quote = connection.ops.quote_name
    key, table = quote(columns.key_of(model)), quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({key}) FROM {table}")  # noqa: S608 - names of the models
        row = cursor.fetchone()
    return int(row[0] or 0)


def _on_sqlite(model: type[Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _set_on_sqlite(model: type[Model], last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        if last:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                [model._meta.db_table, last],
            )


def _on_postgresql(model: type[Model]) -> int:
    name = _sequence(model)
    if name is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT last_value, is_called FROM {name}")  # noqa: S608 - quoted by the server
        last, is_called = cursor.fetchone()
    return int(last) if is_called else 0


def _set_on_postgresql(model: type[Model], last: int) -> None:
    name = _sequence(model)
    if name is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, last or 1, last > 0])


def _sequence(model: type[Model]) -> str | None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, columns.key_of(model)])
        row = cursor.fetchone()
    name: str | None = row[0] if row else None
    return name
