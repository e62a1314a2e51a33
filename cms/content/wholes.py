"""What is found out about a list as a whole: how many pages it has, in which order they stand.

An answer shows a part of a list, and takes as long as that part is. What is said of the whole would
take as long as the whole is, so it is remembered. How many pages there are stays known when some of
them change: once a list has changed, its pages are remembered, too, and then only those are looked
at that have changed since.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import TextField, Value
from django.db.models.functions import Cast, Replace, Substr
from wagtail.models import Page

from cms.content import memory, pages, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from cms.content.dependencies import Dependencies
    from cms.content.memory import Overtaken
    from cms.content.reading import Reading
    from cms.content.statements import Condition

Found = TypeVar("Found")
# So much of a translation key tells pages apart: the length of it in tags, in hexadecimal digits.
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a condition finds.

    ``tags`` are those of ``dependencies`` before any of it was read, ``lists`` those of them that
    a page in the list raises with its own. What is found out may depend on nothing but the
    condition and content that raises one of the tags; whether a page is in the list, on nothing but
    the condition, the page, and content that raises one of the others.
    """

    condition: Condition
    dependencies: Dependencies
    tags: frozenset[str]
    lists: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading, condition: Condition) -> Self:
        """The whole of a list whose tags the answer already depends on."""
        found = reading.dependencies
        return cls(condition, found, found.tags, frozenset(found.lists))

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
        return self._find_out(name, lambda _before: find(), size)

    def count(self, model: type[Page]) -> int:
        """How many pages of a model it has; each translation key is in it once at most.

        One query, none where it is remembered; four where some of them have changed.
        """
        counted = self._find_out(
            f"number of {model._meta.label_lower}",
            lambda before: self._counted(model, before),
            lambda found: found.size,
        )
        return counted.number

    def _find_out(
        self, name: str, find: Callable[[Overtaken | None], Found], size: Callable[[Found], int]
    ) -> Found:
        """``find`` is given what was known before the last changes."""
        key = (name, self.condition.identity)

        def finding(before: Overtaken | None) -> memory.Finding:
            found = find(before)
            return memory.Finding(key, found, self.tags, size(found))

        known: Found = memory.find_out(key, self.dependencies, self.at, finding)
        return known

    def _counted(self, model: type[Page], before: Overtaken | None) -> _Counted:
        if before is not None:
            changed = memory.changed_pages(before.version, self.tags, self.lists, self.dependencies)
            if changed is not None:
                listed = self._listed(model, before.value.listed, changed)
                # What is committed meanwhile may be seen of one page and not of another.
                if memory.is_current(self.dependencies):
                    return _Counted(len(listed), listed)
        number = statements.count(
            self.condition.named("number", model),
            lambda: model._default_manager.filter(self.condition.build()).values("pk"),
            self.condition.values,
        )
        return _Counted(number)

    def _listed(
        self, model: type[Page], before: array[int] | None, changed: Collection[str]
    ) -> array[int]:
        """The pages in it, as numbers in their order: all of them, or what has changed of them."""
        if before is None:
            return array("Q", sorted(_numbers(model, self.condition)))
        listed = array("Q", before)
        for digits in changed:
            number = _number(digits)
            del listed[bisect_left(listed, number) : bisect_right(listed, number)]
        for number in self._still_there(model, changed):
            listed.insert(bisect_left(listed, number), number)
        return listed

    def _still_there(self, model: type[Page], changed: Collection[str]) -> Iterable[int]:
        """Those of some pages that are in it now. Two queries."""
        changed_pages = Page.objects.filter(pages.with_beginnings(changed)).order_by()
        ids = changed_pages.values_list("pk", flat=True)
        return _numbers(model, self.condition & pages.with_ids(ids))


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many pages a list has, and, once it has changed, which."""

    number: int
    listed: array[int] | None = None

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return sys.getsizeof(self.listed)


def _numbers(model: type[Page], condition: Condition) -> list[int]:
    """The pages a condition finds, as numbers. One query."""
    key = Replace(Cast("translation_key", TextField()), Value("-"), Value(""))
    rows = statements.rows(
        condition.named("pages", model),
        lambda: (
            model._default_manager.filter(condition.build())
            .order_by()
            .annotate(digits=Substr(key, 1, DIGITS))
            .values("digits")
        ),
        condition.values,
    )
    return [_number(row["digits"]) for row in rows]


def _number(digits: str) -> int:
    return int(digits, 16)
