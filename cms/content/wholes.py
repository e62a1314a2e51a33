"""What is found out about a list as a whole: how many pages it has, in which order they stand.

An answer shows a part of a list, and takes as long as that part is. What is said of the whole would
take as long as the whole is. So it may be remembered while it is certain to be the same; who knows
that is a layer above, which registers a memory. Without one everything is found out each time.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cms.content.dependencies import Dependencies
    from cms.content.reading import Reading
    from cms.content.statements import Condition

Finding = TypeVar("Finding")


class Memory(Protocol):
    """Finds out something of a list under a name, or knows it from before."""

    def __call__(
        self, whole: Whole, name: str, find: Callable[[], Any], size: Callable[[Any], int], /
    ) -> Any:
        """What ``find`` returns, or has returned for the same list in the same state."""


def _without_memory(
    _whole: Whole, _name: str, find: Callable[[], Any], _size: Callable[[Any], int]
) -> Any:
    return find()


_memory: list[Memory] = [_without_memory]


def register(memory: Memory) -> None:
    """Have things remembered; called once, when the application that does it is ready."""
    _memory[:] = [memory]


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
        self, name: str, find: Callable[[], Finding], size: Callable[[Finding], int] = sys.getsizeof
    ) -> Finding:
        """What ``find`` says of all of it, found out now or remembered.

        ``name`` tells it from other things that are said of the same list; ``size`` is how many
        bytes of memory it takes.
        """
        found: Finding = _memory[0](self, name, find, size)
        return found
