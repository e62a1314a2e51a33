"""What readers search: the text of pages, and the pages that hold some words.

Wagtail's search backend, whichever the settings name, keeps the tokens and finds the ids; what of
it a reader may see and in which order is decided here. So neither a hidden page nor how many there
are can move, count or reorder anything.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page

from cms.content import dependencies, pages, statements
from cms.content.body import HeadingBlock, QuoteBlock, RichTextBlock
from cms.content.searched import TEXTS
from cms.content.selection import Selection
from cms.content.statements import Condition
from cms.content.wholes import Whole
from cms.content.words import index_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cms.content.reading import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A readable page that holds all words of a question.

    ``title_count`` is how many different ones its title holds, ``seconds`` when it was published
    first.
    """

    found: pages.Found
    title_count: int
    seconds: float

    @property
    def place(self) -> tuple[int, float, int]:
        """What the hits are sorted by: the title's words, then the latest, then the id."""
        return -self.title_count, -self.seconds, -self.found.pk


class Hits:
    """All hits of a search in their order, in columns: there may be very many."""

    __slots__ = ("_locale_id", "_models", "_names", "_pks", "_seconds", "_title_counts")

    def __init__(self, hits: Iterable[Hit], *, locale_id: int) -> None:
        in_order = sorted(hits, key=lambda hit: hit.place)
        self._locale_id = locale_id
        self._names = sorted({hit.found.model for hit in in_order})
        numbers = {name: number for number, name in enumerate(self._names)}
        self._models = array("H", [numbers[hit.found.model] for hit in in_order])
        self._pks = array("q", [hit.found.pk for hit in in_order])
        self._seconds = array("d", [hit.seconds for hit in in_order])
        self._title_counts = array("H", [hit.title_count for hit in in_order])

    def __len__(self) -> int:
        return len(self._pks)

    def __getitem__(self, index: int) -> Hit:
        found = pages.Found(self._pks[index], self._names[self._models[index]], self._locale_id)
        return Hit(found, self._title_counts[index], self._seconds[index])

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return len(self) * 20

    def behind(self, place: tuple[int, float, int] | None, count: int) -> list[Hit]:
        """The first of those behind a place, at most ``count``; ``None``: from the beginning."""
        start = 0
        if place is not None:
            start = bisect_right(range(len(self)), place, key=lambda index: self[index].place)
        return [self[index] for index in range(start, min(start + count, len(self)))]


def hits(reading: Reading, tokens: list[str]) -> Hits:
    """The pages written in the answer's language that hold all tokens, the best first.

    One query with the search in the database, none where it is remembered; with a search server
    one, after it was asked. All hits are judged and sorted, which takes about 12 µs each.
    """
    condition = pages.addresses(reading, with_aliases=False)
    condition &= holding(reading, tokens, with_fallback=False)
    whole = Whole.of(reading, condition)
    return whole.find_out("hits", lambda: _hits(reading, condition, tokens), lambda hits: hits.size)


def _hits(reading: Reading, condition: Condition, tokens: list[str]) -> Hits:
    wanted = frozenset(tokens)
    rows = statements.rows(
        condition.named("hits"),
        lambda: (
            Page.objects.filter(condition.build())
            .order_by()
            .values(*pages.FOUND, "title", "first_published_at")
        ),
        condition.values,
    )
    found = (
        Hit(
            pages.found(row),
            title_count=len(wanted.intersection(index_tokens(row["title"]))),
            seconds=_seconds(row["first_published_at"]),
        )
        for row in rows
    )
    return Hits(found, locale_id=reading.root.locale_id)


def holding(reading: Reading, tokens: list[str], *, with_fallback: bool) -> Condition:
    """The condition for pages of the answer's language that hold all tokens, whoever may see them.

    With fallback those of the source language are found too.
    """
    reading.depend_on_lists(dependencies.search, with_fallback=with_fallback)
    source = reading.tree.source
    locale_ids = {reading.root.locale_id}
    if with_fallback and source is not None:
        locale_ids.add(source.locale_id)
    found = (
        Page.objects.filter(live=True, locale_id__in=locale_ids)
        .order_by()
        .search(" ".join(tokens), operator="and", order_by_relevance=False)
    )
    key = ("holding", tuple(tokens), frozenset(locale_ids))
    return Condition(key, cache(lambda: _one_of(found)), is_new=True)


def _one_of(found: Any) -> Q:
    """A subquery where the database searches, else the ids that a search server finds."""
    if hasattr(found, "get_queryset"):
        return Q(pk__in=found.get_queryset().order_by().values("pk"))
    return Q(pk__in=[page.pk for page in found])


def _seconds(published_at: datetime | None) -> float:
    return published_at.timestamp() if published_at else 0.0


def texts(record: Any) -> list[str]:
    """The text of a page as a reader gets it, without the title, in pieces.

    Captions and links to follow are no part of it: whether a reader sees those depends on what
    they refer to.
    """
    found = [getattr(record, name, "") for name in TEXTS]
    for block in getattr(record, "body", []):
        if isinstance(block, HeadingBlock):
            found.append(block.text)
        elif isinstance(block, RichTextBlock):
            found.append(block.rich_text.text)
        elif isinstance(block, QuoteBlock):
            found += [block.quote, block.attribution]
    return [text for text in found if text]


def with_texts(selection: Selection) -> Selection:
    """A selection of a page that has all read that ``texts`` needs."""
    both = Selection()
    both.add(selection)
    both.add(Selection({"body": Selection()}))
    for special in both.by_type.values():
        special.add(Selection({"body": Selection()}))
    return both
