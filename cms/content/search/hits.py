"""Search for readers: the pages that hold certain words.

Wagtail's search index, wherever the settings keep it, holds the tokens, and the ids come from it;
what of it a reader may see and in which order is decided here. So neither a hidden page nor how
many there are can move, count or reorder anything.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.content.reading import page_types, pages
from cms.content.reading.list_totals import ListTotal
from cms.content.reading.selection import Selection
from cms.content.search import index_entries
from cms.content.search.admin_search import TokenText
from cms.content.search.tokens import counting, kept_tokens
from cms.database import statements
from cms.database.statements import Condition

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from cms.content.reading.loader import Reading
    from cms.content.reading.slices import Window


class HitRank(NamedTuple):
    """The sort key of hits: how many of the words the title holds, the date, the id.

    All of them are negative, so that the most comes first.
    """

    title_count: int
    seconds: float
    pk: int


class Hit(NamedTuple):
    """A readable page that holds all words of a question.

    ``number`` is what its translation key begins with.
    """

    rank: HitRank
    model: str
    locale_id: int
    number: int

    @property
    def page(self) -> pages.PageReference:
        """The page."""
        return pages.PageReference(-self.rank.pk, self.model, self.locale_id)


class Hits:
    """All hits of a search in their order, in columns: there may be very many."""

    __slots__ = ("_columns", "_locale_id", "_models")

    def __init__(self, hits: Iterable[Hit], *, locale_id: int) -> None:
        in_order = sorted(hits)
        self._locale_id = locale_id
        self._models = sorted({hit.model for hit in in_order})
        numbers = {model: number for number, model in enumerate(self._models)}
        self._columns: tuple[array[Any], ...] = (
            array("h", [hit.rank.title_count for hit in in_order]),
            array("d", [hit.rank.seconds for hit in in_order]),
            array("q", [hit.rank.pk for hit in in_order]),
            array("H", [numbers[hit.model] for hit in in_order]),
            array("Q", [hit.number for hit in in_order]),
        )

    def __len__(self) -> int:
        return len(self._columns[0])

    def __getitem__(self, index: int) -> Hit:
        *rank, model, number = (column[index] for column in self._columns)
        return Hit(HitRank(*rank), self._models[model], self._locale_id, number)

    @property
    def size(self) -> int:
        """The memory they take, in bytes."""
        return len(self) * sum(column.itemsize for column in self._columns)

    def part(self, window: Window[HitRank]) -> tuple[list[Hit], bool]:
        """A part of them, and whether there are more in its direction."""
        start = 0 if window.after is None else self._index_behind(window.after)
        end = len(self) if window.before is None else self._index_of(window.before)
        if window.is_backwards:
            begin = max(start, end - window.count)
            return [self[index] for index in range(begin, end)], begin > start
        start += window.skip
        stop = min(start + window.count, end)
        return [self[index] for index in range(start, stop)], stop < end and start < end

    def with_changed(self, numbers: Iterable[int], hits: Iterable[Hit]) -> Hits:
        """These without the pages of some numbers, but with those that are hits now."""
        changed_hits = Hits([], locale_id=self._locale_id)
        changed_hits._models = self._models.copy()
        changed_hits._columns = tuple(column[:] for column in self._columns)
        for number in numbers:
            changed_hits._remove(number)
        for hit in hits:
            changed_hits._insert(changed_hits._index_behind(hit.rank), hit)
        return changed_hits

    def _index_behind(self, rank: HitRank) -> int:
        return bisect_right(range(len(self)), rank, key=lambda index: self[index].rank)

    def _index_of(self, rank: HitRank) -> int:
        return bisect_left(range(len(self)), rank, key=lambda index: self[index].rank)

    def _insert(self, index: int, hit: Hit) -> None:
        if hit.model not in self._models:
            self._models.append(hit.model)
        values = (*hit.rank, self._models.index(hit.model), hit.number)
        for column, value in zip(self._columns, values, strict=True):
            column.insert(index, value)

    def _remove(self, number: int) -> None:
        with suppress(ValueError):
            index = self._columns[-1].index(number)
            for column in self._columns:
                del column[index]


def hits(reading: Reading, tokens: list[str]) -> Hits:
    """The pages written in the answer's language that hold all tokens, the best first.

    One query with the search in the database, none where it is remembered; with a search server
    one, after it was asked. All hits are judged and sorted, which takes about 25 µs each; where
    pages have changed since, those alone.
    """
    readable = pages.routable(reading, with_aliases=False)
    holding_all = readable & with_tokens(reading, tokens, with_fallback=False)
    locale_id = reading.root.locale_id

    def changed(before: Hits, beginnings: Collection[str]) -> Hits:
        ids = pages.ids_of(beginnings)
        now = _hits(readable & _holding_among(ids, tokens), tokens)
        return before.with_changed(map(pages.number, beginnings), now)

    return ListTotal.of(reading, holding_all).get_or_update(
        "hits",
        lambda: Hits(_hits(holding_all, tokens), locale_id=locale_id),
        changed,
        lambda hits: hits.size,
    )


def _hits(condition: Condition, tokens: list[str]) -> Iterator[Hit]:
    count = counting(tokens)
    rows = statements.rows(
        condition.named("hits"),
        lambda: (
            Page.objects.filter(condition.build())
            .order_by()
            .annotate(beginning=pages.beginning())
            .values(*pages.REFERENCE_COLUMNS, "title", "first_published_at", "beginning")
        ),
        condition.values,
    )
    for row in rows:
        rank = HitRank(-count(row["title"]), -_seconds(row["first_published_at"]), -row["pk"])
        yield Hit(rank, pages.label(row), row["locale_id"], pages.number(row["beginning"]))


def with_tokens(reading: Reading, tokens: list[str], *, with_fallback: bool) -> Condition:
    """The condition for pages of the answer's language that hold all tokens, whoever may see them.

    With fallback those of the source language are found too.
    """
    reading.depend_on_lists(cache_tags.search, with_fallback=with_fallback)
    if index_entries.are_in_database():
        return index_entries.with_tokens(tokens)
    source = reading.tree.source
    locale_ids = {reading.root.locale_id}
    if with_fallback and source is not None:
        locale_ids.add(source.locale_id)
    return _found_by_server(tokens, locale_id__in=sorted(locale_ids))


def _holding_among(ids: list[int], tokens: list[str]) -> Condition:
    """The same for few pages."""
    with_ids = pages.with_ids(ids)
    if index_entries.are_in_database():
        return with_ids & index_entries.with_tokens(tokens, among=ids)
    return with_ids & _found_by_server(tokens, pk__in=ids) if ids else with_ids


def _found_by_server(tokens: list[str], **filters: Iterable[int]) -> Condition:
    """The condition for pages that a search server finds among those that are wanted."""

    @cache
    def build() -> Q:
        conditions = (
            Page.objects.filter(live=True, **filters)
            .order_by()
            .search(TokenText.of(kept_tokens(tokens)), operator="and", order_by_relevance=False)
        )
        return Q(pk__in=[page.pk for page in conditions])

    key = ("found by a server", *tokens, *((name, *ids) for name, ids in filters.items()))
    return Condition(key, build, is_new=True)


def _seconds(published_at: datetime | None) -> float:
    return published_at.timestamp() if published_at else 0.0


def with_texts(selection: Selection) -> Selection:
    """A selection of a page that has all read that ``page_text.texts`` needs."""
    both = Selection()
    both.add(selection)
    for page_type in page_types.registered():
        printed = page_type.printed
        names = (*printed.images, *printed.links, *printed.streams)
        of_type = Selection({name: Selection() for name in names})
        both.add(Selection(by_type={page_type.model.__name__: of_type}))
    return both
