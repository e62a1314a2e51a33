"""Facts about a list as a whole: its length and the order of its pages.

An answer shows a part of a list, and takes as long as that part is. Facts about the whole would
take as long as the whole is, so it is remembered, and kept up when some of the pages change: only
those are looked at again.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from cms.content.caching import memo
from cms.content.reading import pages
from cms.database import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from wagtail.models import Page

    from cms.content.caching.cache_tags import Dependencies
    from cms.content.caching.memo import OutdatedValue
    from cms.content.reading.loader import Reading
    from cms.database.statements import Condition

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ListTotal:
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
        dependencies = reading.dependencies
        return cls(condition, dependencies, dependencies.tags, frozenset(dependencies.lists))

    @property
    def at(self) -> datetime:
        """The moment for which expiry is judged."""
        at: datetime = self.condition.values["at"]
        return at

    def get_or_compute(
        self, name: str, find: Callable[[], Found], size: Callable[[Found], int] = sys.getsizeof
    ) -> Found:
        """The result of ``find`` for the whole list, computed now or remembered.

        ``name`` distinguishes it from other facts about the same list; ``size`` is the
        memory it takes, in bytes.
        """
        return self._get_or_compute(name, lambda _before: find(), size)

    def get_or_update(
        self,
        name: str,
        find: Callable[[], Found],
        follow: Callable[[Found, Collection[str]], Found],
        size: Callable[[Found], int],
    ) -> Found:
        """As ``get_or_compute``; where no more than some pages have changed, by ``follow``.

        It is given what was found before, which stays as it is, and the pages, as tags name them.
        Three queries besides its own.
        """

        def followed(before: OutdatedValue | None) -> Found:
            if before is not None:
                changed = memo.changed_pages(
                    before.version, self.tags, self.lists, self.dependencies
                )
                if changed is not None:
                    updated = follow(before.value, changed)
                    # What is committed meanwhile may be seen of one page and not of another.
                    if memo.is_current(self.dependencies):
                        return updated
            return find()

        return self._get_or_compute(name, followed, size)

    def count(self, model: type[Page]) -> int:
        """The number of pages of a model in it; each translation key occurs at most once.

        One query, none where it is remembered; four where some of them have changed. What is
        remembered of a list that never changed is a number, and from the first change on its pages.
        """
        counted = self.get_or_update(
            f"number of {model._meta.label_lower}",
            lambda: _MemoisedTotal(self._number(model)),
            lambda before, changed: self._counted(model, before, changed),
            lambda total: total.size,
        )
        return counted.number

    def _get_or_compute(
        self, name: str, find: Callable[[OutdatedValue | None], Found], size: Callable[[Found], int]
    ) -> Found:
        """``find`` is given what was known before the last changes."""
        key = (name, self.condition.identity)

        def finding(before: OutdatedValue | None) -> memo.MemoEntry:
            value = find(before)
            return memo.MemoEntry(key, value, self.tags, size(value))

        result: Found = memo.get_or_compute(key, self.dependencies, self.at, finding)
        return result

    def _number(self, model: type[Page]) -> int:
        return statements.count(
            self.condition.named("number", model),
            lambda: model._default_manager.filter(self.condition.build()).values("pk"),
            self.condition.values,
        )

    def _counted(
        self, model: type[Page], before: _MemoisedTotal, changed: Collection[str]
    ) -> _MemoisedTotal:
        """The pages in it, as numbers in their order: all of them, or what has changed of them."""
        if before.listed is None:
            listed = array("Q", sorted(_listed(model, self.condition)))
            return _MemoisedTotal(len(listed), listed)
        listed = array("Q", before.listed)
        for beginning in changed:
            number = pages.number(beginning)
            del listed[bisect_left(listed, number) : bisect_right(listed, number)]
        for number in _listed(model, self.condition & pages.with_ids(pages.ids_of(changed))):
            listed.insert(bisect_left(listed, number), number)
        return _MemoisedTotal(len(listed), listed)


@dataclass(frozen=True, slots=True)
class _MemoisedTotal:
    """The length of a list and, once it has changed, its pages."""

    number: int
    listed: array[int] | None = None

    @property
    def size(self) -> int:
        """The memory it takes, in bytes."""
        return sys.getsizeof(self.listed)


def _listed(model: type[Page], condition: Condition) -> list[int]:
    """The pages a condition finds, as numbers. One query."""
    rows = statements.rows(
        condition.named("pages", model),
        lambda: (
            model._default_manager.filter(condition.build())
            .order_by()
            .annotate(beginning=pages.beginning())
            .values("beginning")
        ),
        condition.values,
    )
    return [pages.number(row["beginning"]) for row in rows]
