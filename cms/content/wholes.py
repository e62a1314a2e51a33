"""What is found out about a list as a whole: how many pages it has, in which order they stand.

An answer shows a part of a list, and takes as long as that part is. What is said of the whole would
take as long as the whole is, so it is remembered.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from cms.content import memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cms.content.dependencies import Dependencies
    from cms.content.reading import Reading
    from cms.content.statements import Condition

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a condition finds.

    ``tags`` are those of ``dependencies`` before any of it was read. What is found out may depend
    on nothing but the condition and content that raises one of them.
    """

    condition: Condition
    dependencies: Dependencies
    tags: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, condition: Condition) -> Self:
        """The whole of a list whose tags the answer already depends on."""
        return cls(condition, reading.dependencies, reading.dependencies.tags)

    @property
    def at(self) -> datetime:
        """The moment for which expiry is judged."""
        at: datetime = self.condition.values["at"]
        return at

    def find_out(
        self, name: str, find: Callable[[], Found], size: Callable[[Found], int] = sys.getsizeof
    ) -> Found:
        """What ``find`` says of all of it, found out now or remembered.

        ``name`` tells it from other things that are said of the same list; ``size`` is how many
        bytes of memory it takes.
        """
        key = (name, self.condition.identity)
        known = memory.remembered([key], self.dependencies, self.at)
        if key in known.by_key:
            remembered: Found = known.by_key[key]
            return remembered
        found = find()
        finding = memory.Finding(key, found, self.tags, size(found))
        memory.remember([finding], self.dependencies, self.at, known.since)
        return found
