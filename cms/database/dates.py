"""Days and moments in a database that Python's calendar doesn't have: read as its first or last.

A year beyond 9999, and one before 1, can be stored past the forms of the admin. A row that holds
one is read all the same, and with it its list.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

# Far enough from the ends to exist in every time zone.
FIRST, LAST = date(1, 1, 3), date(9999, 12, 29)


def day(text: str) -> date:
    """A day as a database writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return nearest(text)


def moment(text: str) -> datetime:
    """A moment as a database writes it into JSON; SQLite leaves out that it is UTC."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        value = datetime.combine(nearest(text), datetime.min.time())
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def nearest(text: str) -> date:
    """The first day or the last one, whichever is nearer to one outside the calendar."""
    return FIRST if text.startswith(("-", "0000")) or text.endswith("BC") else LAST
