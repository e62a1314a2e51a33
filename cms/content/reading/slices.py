"""Lists: the order of one, the part of it that is read, and the slice that was found.

A part starts after a position, ends before a position, or skips a number of entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import BigAutoField, Q

from cms.database.statements import EVERYTHING, Condition, Parameter

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from django.db.models import Field, QuerySet

Position = TypeVar("Position")
Entry = TypeVar("Entry")
# Further on, each place in a list would be a statement of its own among those that are kept.
MOST_SKIPPED = 2_000


@dataclass(frozen=True, slots=True)
class Window(Generic[Position]):
    """At most ``count`` entries between the positions ``after`` and ``before``.

    The first of them, without the ``skip`` that come before; where ``is_backwards`` the last.
    """

    count: int
    after: Position | None = None
    before: Position | None = None
    is_backwards: bool = False
    skip: int = 0

    @property
    def shape(self) -> tuple[int, bool, int]:
        """All that shapes a statement for it but its positions."""
        return self.count, self.is_backwards, self.skip

    def named(self, key: Hashable | None) -> Hashable | None:
        """The key of a statement whose condition has ``key``; ``None``: it isn't to be kept."""
        return None if key is None or self.skip > MOST_SKIPPED else (key, self.shape)

    def of(self, ordered: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        """The rows from which ``cut`` makes it, of those between the positions."""
        if self.is_backwards:
            return ordered.reverse()[: self.count + 1]
        return ordered[self.skip : self.skip + self.count + 1]

    def cut(self, rows: Sequence[Entry]) -> tuple[list[Entry], bool]:
        """The entries in the order of the list, and whether there are more in its direction."""
        entries = list(rows[: self.count])
        return entries[::-1] if self.is_backwards else entries, len(rows) > self.count


@dataclass(frozen=True, slots=True)
class Slice(Generic[Entry]):
    """Some entries of a list; ``has_more`` is what ``Part.cut`` returned.

    ``count`` returns the number of entries in the whole list.
    """

    entries: list[Entry]
    has_more: bool
    count: Callable[[], int]

    @classmethod
    def empty(cls) -> Slice[Any]:
        """The slice of an empty list."""
        return Slice([], has_more=False, count=int)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by a column and then the id, or by the id alone.

    The position of an entry is the tuple of these values, so it is unique.
    """

    column: str | None = None
    field: Field[Any, Any] | None = None
    is_descending: bool = False

    def sorted(self, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        """The rows in this order."""
        sign = "-" if self.is_descending else ""
        return rows.order_by(*(sign + name for name in (self.column, "pk") if name))

    def within(self, window: Window[tuple[Any, ...]]) -> Condition:
        """The condition for entries between the positions of a part."""
        condition = EVERYTHING
        if window.after is not None:
            condition &= self._beyond("behind", window.after, is_less=self.is_descending)
        if window.before is not None:
            condition &= self._beyond("ahead", window.before, is_less=not self.is_descending)
        return condition

    def _beyond(self, name: str, position: tuple[Any, ...], *, is_less: bool) -> Condition:
        """The condition for entries on one side of a position."""
        *values, pk = position
        values_by_name = {f"{name}_pk": pk} | {f"{name}_value": value for value in values}
        key = (name, self.column, is_less)
        return Condition(key, lambda: self._condition(name, is_less=is_less), values_by_name)

    def _condition(self, name: str, *, is_less: bool) -> Q:
        than = "lt" if is_less else "gt"
        by_id = Q(**{f"pk__{than}": Parameter(f"{name}_pk", BigAutoField())})
        if self.column is None or self.field is None:
            return by_id
        value = Parameter(f"{name}_value", self.field)
        # Comparing the value alone first lets databases start there in the index.
        return Q(**{f"{self.column}__{than}e": value}) & (
            Q(**{f"{self.column}__{than}": value}) | by_id
        )


BY_ID = Order()
