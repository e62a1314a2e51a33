"""All addresses of a language, for builds that make every page and for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BigAutoField, Q
from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.content.reading.list_totals import Whole
from cms.database import statements
from cms.database.statements import Condition, Given
from cms.localisation import tags

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from cms.content.reading.loader import Reading
    from cms.content.reading.slices import Part


@dataclass(frozen=True, slots=True)
class Entry:
    """A page at its address."""

    pk: int
    translation_key: UUID
    path: str
    url: str
    content_language: str
    is_fallback: bool
    last_published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Some of the ``whole`` of addresses, in the order of their ids; see ``Part.cut``."""

    whole: Whole
    entries: list[Entry]
    has_more: bool

    def count(self) -> int:
        """How many addresses there are. The queries of ``Whole.count``."""
        return self.whole.count(Page)


def sitemap(reading: Reading, *, part: Part[int]) -> Sitemap:
    """The addresses of the answer's language; positions are the ids of pages. One query."""
    condition = pages.addresses(reading, with_aliases=True)
    reading.depend_on_lists(cache_tags.pages, with_fallback=False)
    whole = Whole.of(reading, condition)
    shown = condition
    if part.after is not None:
        shown &= _behind(part.after)
    if part.before is not None:
        shown &= _ahead(part.before)
    found = statements.rows(
        part.named(shown.named("sitemap")), lambda: part.of(_rows(shown.build())), shown.values
    )
    rows, has_more = part.cut(found)
    entries = []
    for row in rows:
        code = row["alias_of__locale__language_code"] or row["locale__language_code"]
        path = reading.tree.address(url_path=row["url_path"], locale_id=row["locale_id"])
        entries.append(
            Entry(
                pk=row["pk"],
                translation_key=row["translation_key"],
                path=path,
                url=reading.tree.origin + path,
                content_language=tags.canonical(code),
                is_fallback=row["alias_of__locale__language_code"] is not None,
                last_published_at=row["last_published_at"],
            )
        )
    return Sitemap(whole, entries, has_more)


def _behind(pk: int) -> Condition:
    return Condition(
        "behind", lambda: Q(pk__gt=Given("behind_pk", BigAutoField())), {"behind_pk": pk}
    )


def _ahead(pk: int) -> Condition:
    return Condition("ahead", lambda: Q(pk__lt=Given("ahead_pk", BigAutoField())), {"ahead_pk": pk})


def _rows(condition: Q) -> Any:
    found = Page.objects.filter(condition).order_by("pk")
    return found.values(
        "pk", "translation_key", "url_path", "locale_id", "locale__language_code",
        "alias_of__locale__language_code", "last_published_at",
    )  # fmt: skip
