"""The days of the calendar: the weeks of a month, or the days with something on them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import formats

from cms.content.pages.planned_dates import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.pages.planned_dates import Entry

_MONTH = "%Y-%m"
# Every time zone has these days, and the months next to them.
_YEARS = range(1970, 2200)
_MONTHS_LISTED = 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what happens on it."""

    date: date
    entries: list[Entry]
    is_of_month: bool = True


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar."""

    first: date

    @classmethod
    def of(cls, text: str, today: date) -> Month:
        """The month of a text such as ``2026-12``; that of ``today`` for any other text."""
        year, _dash, month = text.partition("-")
        is_month = year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal()
        if not is_month or len(text) > len("2026-12") or int(year) not in _YEARS:
            return cls(today.replace(day=1))
        number = int(month)
        return cls(date(int(year), number, 1) if number in range(1, 13) else today.replace(day=1))

    def shifted(self, count: int) -> Month:
        """The month some months later."""
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + count, 12)
        return Month(date(year, month + 1, 1))

    def __str__(self) -> str:
        return self.first.strftime(_MONTH)

    @property
    def name(self) -> str:
        """The month in the language of the admin."""
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def listed(self) -> Period:
        """The days of the list that begins with this month."""
        return Period(self.first, self.shifted(_MONTHS_LISTED).first)

    @property
    def shown(self) -> Period:
        """The days of the month's weeks, from Monday to Sunday."""
        begins = self.first - timedelta(days=self.first.weekday())
        last = self.shifted(1).first - timedelta(days=1)
        return Period(begins, last + timedelta(days=7 - last.weekday()))

    def weeks(self, entries: Iterable[Entry]) -> list[list[Day]]:
        """The weeks with their days, and the entries of each."""
        of_day = {day.date: day.entries for day in days(entries)}
        month = (self.first.year, self.first.month)
        return [
            [Day(day, of_day.get(day, []), (day.year, day.month) == month) for day in week]
            for week in calendar.Calendar().monthdatescalendar(*month)
        ]


def days(entries: Iterable[Entry]) -> list[Day]:
    """The days that have entries; these are in order."""
    grouped = groupby(entries, key=lambda entry: entry.planned.day)
    return [Day(day, list(of_day)) for day, of_day in grouped]
