"""The types of pages, and all that the CMS has to be told of one: a registration for each.

A domain registers its types when its application is ready. Whoever reads, searches, keeps or
follows pages looks here what is particular about theirs; nobody else names a field of a domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.content import visibility

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model, QuerySet
    from wagtail.models import Locale, Page

    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection
    from cms.database.statements import Condition

# Reads the pages a condition finds, in no particular order, and wants of the reading what the
# selection asks for.
Reader = Callable[["Reading", "Condition", "Selection"], list[Any]]
# A page in one language: its translation key and the code of the locale.
Place = tuple["UUID", str]


@dataclass(frozen=True, slots=True)
class Printed:
    """The fields beside title and body that readers find a page by, by the names of models.

    ``texts`` are in the order they are printed in. An image of the name ``picture`` has its
    alternative text in ``picture_alt``, a link ``more`` its text in ``more_text``. Records have
    them by the same names.
    """

    texts: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRows:
    """Rows of another model that pages of a type show.

    Args:
        model: theirs. Rows that are saved with their page are followed by themselves.
        tags: what depends on a row, for caches; without it the row raises nothing.
        places: the pages that show a row, for builds.
        are_on_every_page: any page may show them, so builds make all of them anew.
        found_by: the pages whose entry in the search index says something of a row, whoever may
            read them.
    """

    model: type[Model]
    tags: Callable[[Any], Iterable[str]] | None = None
    places: Callable[[Any], Iterable[Place]] | None = None
    are_on_every_page: bool = False
    found_by: Callable[[Any], QuerySet[Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """What is particular about the pages of a model.

    Args:
        model: theirs. Its name is that of the records and of the type in the API.
        read: how they are read.
        printed: what they are found by.
        listed_by: the columns that lists of them pick and sort by, besides where a page is and
            whether it may be read; without any, whatever is changed may change such a list.
        showing: where ``read`` may leave out a page that the gate lets through, the condition, on
            all pages, that leaves out the same on a day.
        changing: when they change by the clock after a moment, and which, by translation key.
        rows: what they show besides.
        refusal: why a page isn't published as it would be now; ``None``: nothing is against it.
            Asked with the user, who is ``None`` for code.
        keeping: the pages in other languages that keep one from being removed, behind the reason
            in words.
    """

    model: type[Page]
    read: Reader
    printed: Printed = Printed()
    listed_by: tuple[str, ...] = ()
    showing: visibility.Showing | None = None
    changing: Callable[[datetime], Iterable[tuple[datetime, UUID]]] | None = None
    rows: tuple[ShownRows, ...] = ()
    refusal: Callable[[Any, Any], str | None] | None = None
    keeping: Callable[[Locale], tuple[str, QuerySet[Any]]] | None = None


_types: dict[str, PageType] = {}


def register(*types: PageType) -> None:
    """Have the pages of some models read, found and followed; once, when a domain is ready."""
    for one in types:
        label = one.model._meta.label_lower
        _types[label] = one
        if one.showing is not None:
            visibility.register(label, one.showing)


def registered() -> list[PageType]:
    """All types, in the order of their registration."""
    return list(_types.values())


def labelled(label: str) -> PageType | None:
    """The type of a model such as ``news.newspage``; ``None``: its pages can't be read."""
    return _types.get(label)


def printed_by(label: str) -> Printed:
    """What pages of a model are found by; by title and body alone if they can't be read."""
    known = _types.get(label)
    return known.printed if known is not None else Printed()


def shown_rows() -> list[ShownRows]:
    """The rows that pages of any type show."""
    return [rows for one in _types.values() for rows in one.rows]
