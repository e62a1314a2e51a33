"""All paths of a language, for builds that make every page and for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.content.reading.list_totals import ListTotal
from cms.content.reading.slices import BY_ID, Slice
from cms.database import statements
from cms.localisation import tags

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Q

    from cms.content.reading.loader import Reading
    from cms.content.reading.slices import Window


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page at its path."""

    pk: int
    translation_key: UUID
    path: str
    url: str
    content_language: str
    is_fallback: bool
    last_published_at: datetime | None


def sitemap(reading: Reading, *, window: Window[tuple[int]]) -> Slice[SitemapEntry]:
    """The paths of the answer's language, in the order of their ids. One query.

    To count them, the queries of ``ListTotal.count``.
    """
    condition = pages.routable(reading, with_aliases=True)
    reading.depend_on_lists(cache_tags.pages, with_fallback=False)
    list_total = ListTotal.of(reading, condition)
    condition_in_window = condition & BY_ID.within(window)
    matches = statements.rows(
        window.named(condition_in_window.named("sitemap")),
        lambda: window.of(_rows(condition_in_window.build())),
        condition_in_window.values,
    )
    rows, has_more = window.cut(matches)
    entries = []
    for row in rows:
        code = row["alias_of__locale__language_code"] or row["locale__language_code"]
        path = reading.tree.frontend_path(url_path=row["url_path"], locale_id=row["locale_id"])
        entries.append(
            SitemapEntry(
                pk=row["pk"],
                translation_key=row["translation_key"],
                path=path,
                url=reading.tree.origin + path,
                content_language=tags.canonical(code),
                is_fallback=row["alias_of__locale__language_code"] is not None,
                last_published_at=row["last_published_at"],
            )
        )
    return Slice(entries, has_more, lambda: list_total.count(Page))


def _rows(condition: Q) -> Any:
    return BY_ID.sorted(Page.objects.filter(condition)).values(
        "pk", "translation_key", "url_path", "locale_id", "locale__language_code",
        "alias_of__locale__language_code", "last_published_at",
    )  # fmt: skip
