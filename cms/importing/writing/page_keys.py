"""The pages that were imported, by their keys at the origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.importing.models import ImportedPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Page

    from cms.importing.records import Record


class PageKeys:
    """The imported pages of an origin. One query to begin with."""

    def __init__(self, origin: str, groups: Iterable[list[Record]]) -> None:
        self.origin = origin
        rows = ImportedPage.objects.filter(origin=origin, page__isnull=False)
        self._ids: dict[str, int] = dict(rows.values_list("key", "page_id"))
        # Links lead to the source of a group: readers get the page in their language.
        self._first = {record.key: group[0].key for group in groups for record in group}
        self._waiting: set[str] = set()

    def page_id(self, key: str) -> int | None:
        """The id of the page that links to a key lead to; ``None``: not imported so far.

        What isn't is remembered for ``waiting``.
        """
        first = self._first.get(key, key)
        if first not in self._ids:
            self._waiting.add(key)
        return self._ids.get(first)

    def add(self, key: str, page: Page) -> None:
        """Remember a page that was imported now."""
        self._ids[key] = page.pk

    def taken_waiting(self) -> frozenset[str]:
        """The keys that were asked for in vain since the last time."""
        waiting, self._waiting = frozenset(self._waiting), set()
        return waiting

    def has_any(self, keys: Iterable[str]) -> bool:
        """True if one of these keys is known by now."""
        return any(self._first.get(key, key) in self._ids for key in keys)


def rows_of(origin: str, records: Iterable[Record]) -> dict[str, ImportedPage]:
    """The rows of some records by key; those that were never imported are missing."""
    keys = [record.key for record in records]
    rows = ImportedPage.objects.filter(origin=origin, key__in=keys).select_related("page__locale")
    return {row.key: row for row in rows}
