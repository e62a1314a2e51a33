"""Days and moments in a database that Python's calendar doesn't have: read as its first or last.

A year beyond 9999, and one before 1, can be stored past the forms of the admin. A row that holds
one is read all the same, and with it its list.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import Format
from psycopg.types.datetime import DateLoader

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.abc import Buffer

# Far enough from the ends to exist in every time zone.
FIRST, LAST = date(1, 1, 3), date(9999, 12, 29)
_TIMESTAMPTZ = 1184


def day(text: str) -> date:
    """A day as a database writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _nearest(text)


def moment(text: str) -> datetime:
    """A moment as a database writes it into JSON; SQLite leaves out that it is UTC."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        value = datetime.combine(_nearest(text), datetime.min.time())
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _nearest(text: str) -> date:
    return FIRST if text.startswith(("-", "0000")) or text.endswith("BC") else LAST


def read_any(connection: Connection[Any]) -> None:
    """Have psycopg read what is outside the calendar instead of refusing the whole result."""
    connection.adapters.register_loader("date", _DayLoader)
    loader = connection.adapters.get_loader(_TIMESTAMPTZ, Format.TEXT)
    if loader is not None:
        connection.adapters.register_loader(_TIMESTAMPTZ, _moment_loader(loader))


class _DayLoader(DateLoader):
    def load(self, data: Buffer) -> date:
        try:
            return super().load(data)
        except psycopg.DataError:
            return _nearest(bytes(data).decode())


@lru_cache
def _moment_loader(loader: Any) -> Any:
    """As Django has moments read."""

    class MomentLoader(loader):
        def load(self, data: Buffer) -> datetime:
            try:
                value: datetime = super().load(data)
            except psycopg.DataError:
                value = moment(_nearest(bytes(data).decode()).isoformat())
            return value

    return MomentLoader
