"""Dates as sites write them for readers, and moments as machines write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<word>[A-Za-z]{3,9})\.?"
_YEAR, _DAY = r"(?P<year>[12][0-9]{3})", r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_NUMBER = r"(?P<number>[01]?[0-9])"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9]){_YEAR}[-/.]{_NUMBER}[-/.]{_DAY}(?![0-9])",
        rf"(?<![0-9]){_YEAR}\s*[年년]\s*{_NUMBER}\s*[月월]\s*{_DAY}\s*[日号號일]",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?![0-9])",
        rf"(?<![0-9]){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}(?![0-9])",
    )
)


def day_in(text: str, pattern: str = "") -> date | None:
    """The first date in a text; ``None`` where there is none.

    Args:
        text: a date, a moment or a sentence.
        pattern: how the whole text is written, as for ``strptime``; empty: find out.
    """
    words = " ".join(text.split())
    if pattern:
        try:
            return datetime.strptime(words, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return None
    found = [
        (match.start(), day)
        for form in _FORMS
        for match in form.finditer(words)
        if (day := _day(match)) is not None
    ]
    return min(found)[1] if found else None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _month(parts.get("word") or "")
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for none."""
    small = word.lower()
    return next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(small)), 0)


def moment_in(text: str) -> datetime | None:
    """The moment in a text of ISO 8601 that names a time zone; ``None`` where it is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def utc_moment(text: str) -> datetime | None:
    """The moment that a database wrote in UTC: ``2020-12-30 09:00:00``; ``None`` for zeros."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
