"""The dates on which content changes without anybody being there: go-lives, expiries, and others.

Each kind is registered by the package that knows it, with a reader that returns the dates a user
may know. The calendar and the first page of the admin show them all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cms.localisation import newsroom_time

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to the one before ``end``."""

    first: date
    end: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The moments it begins and ends where the newsroom is."""
        return newsroom_time.beginning(self.first), newsroom_time.beginning(self.end)


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """Something that happens to a page, snippet or other thing.

    ``at`` is a day where no time is set. ``locale_id`` is ``None`` for what is of no language or of
    several, ``url`` is where a user changes it, empty if there is no such page.
    """

    at: date
    title: str
    url: str = ""
    locale_id: int | None = None

    @property
    def day(self) -> date:
        """The day where the newsroom is."""
        return newsroom_time.day(self.at) if isinstance(self.at, datetime) else self.at

    @property
    def time(self) -> time | None:
        """The time of day where the newsroom is; ``None`` for a whole day."""
        return newsroom_time.local(self.at).time() if isinstance(self.at, datetime) else None


# The dates of a period that a user may know, in any order. The number of queries must not depend
# on how many there are.
Reader = Callable[[Any, Period], Iterable[PlannedDate]]


@dataclass(frozen=True, slots=True)
class DateKind:
    """A kind of dates: a name for URLs and styles, a label for one of them, an icon of Wagtail."""

    name: str
    label: str | _StrPromise
    icon: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """A date with its kind."""

    kind: DateKind
    planned: PlannedDate


_kinds: dict[str, DateKind] = {}


def register(*kinds: DateKind) -> None:
    """Have dates of these kinds shown; the last kind of a name counts."""
    _kinds.update((kind.name, kind) for kind in kinds)


def kinds() -> list[DateKind]:
    """All kinds, in the order of their registration."""
    return list(_kinds.values())


def entries(
    user: Any, period: Period, *, only: Collection[str] | None = None, locale_id: int | None = None
) -> list[Entry]:
    """The dates of a period that a user may know, in order; whole days before times of the day.

    Args:
        user: the user who looks.
        period: the days.
        only: the names of the kinds; all by default.
        locale_id: the language; what is of none or several is always included.
    """
    known = [
        Entry(kind, planned)
        for kind in kinds()
        if only is None or kind.name in only
        for planned in kind.read(user, period)
        if locale_id is None or planned.locale_id in {None, locale_id}
    ]
    return sorted(known, key=_order)


def _order(entry: Entry) -> tuple[date, time, str]:
    return entry.planned.day, entry.planned.time or time.min, entry.planned.title
