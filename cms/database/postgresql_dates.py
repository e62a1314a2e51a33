"""Days and moments outside Python's calendar, as psycopg reads them (see ``dates``)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import Format
from psycopg.types.datetime import DateLoader

from cms.database import dates

if TYPE_CHECKING:
    from datetime import date, datetime

    from psycopg import Connection
    from psycopg.abc import Buffer

_TIMESTAMPTZ = 1184


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
            return dates.nearest(bytes(data).decode())


@lru_cache
def _moment_loader(loader: Any) -> Any:
    """As Django has moments read."""

    class MomentLoader(loader):
        def load(self, data: Buffer) -> datetime:
            try:
                value: datetime = super().load(data)
            except psycopg.DataError:
                value = dates.moment(dates.nearest(bytes(data).decode()).isoformat())
            return value

    return MomentLoader
