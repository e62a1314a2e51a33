"""Which part of a list is read: from a place on, up to a place, or so many entries further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from django.db.models import QuerySet

Position = TypeVar("Position")
Entry = TypeVar("Entry")
# Further on, each place in a list would be a statement of its own among those that are kept.
MOST_SKIPPED = 2_000


@dataclass(frozen=True, slots=True)
class Part(Generic[Position]):
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

    def cut(self, found: Sequence[Entry]) -> tuple[list[Entry], bool]:
        """The entries in the order of the list, and whether there are more in its direction."""
        entries = list(found[: self.count])
        return entries[::-1] if self.is_backwards else entries, len(found) > self.count
