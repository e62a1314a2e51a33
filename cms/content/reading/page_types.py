"""Page types: one registration for each, with everything the CMS needs to know about it.

A domain registers its types when its application is ready. The code that reads, searches, caches
and tracks pages looks up here what differs between types, so it names no field of a domain.
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

# Returns the records of the pages a condition finds, in no particular order, and requests from the
# reading whatever the selection asks for.
Reader = Callable[["Reading", "Condition", "Selection"], list[Any]]
# A page in one language: its translation key and the code of the locale.
PageInLanguage = tuple["UUID", str]


@dataclass(frozen=True, slots=True)
class TextFields:
    """Fields, besides the title, whose text is searched and excerpted.

    ``texts`` are in the order they appear on the page. An image field ``picture`` has its
    alternative text in ``picture_alt``, a link field ``more`` its text in ``more_text``.
    ``streams`` are fields of blocks. Records use the same names as models.
    """

    texts: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRows:
    """Rows of another model that pages of a type show.

    Args:
        model: the model of the rows. Children of a page are tracked without a registration.
        tags: the cache tags that depend on a row; without it the row raises none.
        shown_on: the pages that show a row, for incremental builds.
        are_on_every_page: whether any page may show them, so that builds rebuild all pages.
        found_by: the pages whose search index entry contains text of a row, readable or not.
    """

    model: type[Model]
    tags: Callable[[Any], Iterable[str]] | None = None
    shown_on: Callable[[Any], Iterable[PageInLanguage]] | None = None
    are_on_every_page: bool = False
    found_by: Callable[[Any], QuerySet[Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """The pages of one model, and how they differ from others.

    Args:
        model: the model. Records and the GraphQL type have the same name.
        read: reads records.
        printed: the fields that are searched.
        listed_by: the columns that lists filter and sort by, besides place and visibility. Without
            any, every change of a page invalidates the lists of its type.
        showing: a condition on all pages that excludes, on a day, the pages that ``read`` leaves
            out although the visibility gate lets them through.
        change_times: the times after a moment at which pages change without being edited, each with
            a translation key.
        rows: other models whose rows the pages show.
        refusal: the reason why a page must not be published in its present state, or ``None``;
            called with the page and the user, who is ``None`` for code.
        language_blockers: a reason in words and the pages in other languages that prevent a
            language from being removed.
    """

    model: type[Page]
    read: Reader
    printed: TextFields = TextFields()
    listed_by: tuple[str, ...] = ()
    showing: visibility.Showing | None = None
    change_times: Callable[[datetime], Iterable[tuple[datetime, UUID]]] | None = None
    rows: tuple[ShownRows, ...] = ()
    refusal: Callable[[Any, Any], str | None] | None = None
    language_blockers: Callable[[Locale], tuple[str, QuerySet[Any]]] | None = None


_types: dict[str, PageType] = {}


def register(*types: PageType) -> None:
    """Register page types; called once, when the application of a domain is ready."""
    for page_type in types:
        label = page_type.model._meta.label_lower
        _types[label] = page_type
        if page_type.showing is not None:
            visibility.register(label, page_type.showing)


def registered() -> list[PageType]:
    """All page types, in the order of their registration."""
    return list(_types.values())


def labelled(label: str) -> PageType | None:
    """The page type with a label such as ``news.newspage``; ``None`` if it isn't registered."""
    return _types.get(label)


def printed_by(label: str) -> TextFields:
    """The searched fields of a page type; none if it isn't registered."""
    page_type = _types.get(label)
    return page_type.printed if page_type is not None else TextFields()


def shown_rows() -> list[ShownRows]:
    """The rows that any page type shows."""
    return [rows for page_type in _types.values() for rows in page_type.rows]
