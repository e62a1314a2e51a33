"""Snapshots of pages before and after a change, and the tags of their differences.

What tells one state of a page from another is read from the database on both sides of a save, so it
doesn't matter who changed what in memory. A change no reader could see invalidates nothing: neither
before nor after it was the page live.

Some changes let other pages appear or disappear: aliases follow what they mirror, and privacy
covers translations and aliases. Those pages are the followers of the page that is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import connection
from django.db.models import Q, Value
from wagtail.models import Page, PageViewRestriction, Site

from cms.content.caching import cache_tags
from cms.content.reading import page_types
from cms.database import page_relations
from cms.database.page_relations import ALIASES, TRANSLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

COLUMNS = (
    "translation_key", "locale__language_code", "content_type__model", "slug", "live", "numchild",
    "expire_at", "url_path", "path", "title", "alias_of__locale__language_code", "alias_of_id",
    "pk", "first_published_at",
)  # fmt: skip


@cache
def _listed_by() -> dict[str, list[str]]:
    """The columns that lists of pages pick and sort by, seen from ``Page``, by the model's name."""
    return {
        name: [f"{name}__{column}" for column in page_type.listed_by]
        for page_type in page_types.registered()
        if page_type.listed_by and (name := page_type.model._meta.model_name)
    }


@dataclass(frozen=True, slots=True)
class PageSnapshot:
    """A page as it was at one moment.

    ``alias_code`` is the language an alias shows; ``listed`` holds what lists pick and sort it by,
    as far as the page was read alone and its type says what that is.
    """

    translation_key: UUID
    code: str
    model: str
    slug: str
    live: bool
    numchild: int
    expire_at: datetime | None
    url_path: str
    path: str
    title: str
    alias_code: str | None
    alias_of_id: int | None
    pk: int
    first_published_at: datetime | None
    listed: tuple[object, ...] = ()

    @classmethod
    def of(cls, page: Page) -> Self:
        """The snapshot of a page in memory. No query where its locale was loaded."""
        return cls(
            page.translation_key,
            page.locale.language_code,
            page.cached_content_type.model,
            page.slug,
            page.live,
            page.numchild,
            page.expire_at,
            page.url_path,
            page.path,
            page.title,
            None,
            page.alias_of_id,
            page.pk,
            page.first_published_at,
        )

    @classmethod
    def stored(cls, pk: int | None) -> Self | None:
        """The snapshot of a page in the database, locked until the transaction ends.

        One query.
        """
        rows = Page.objects.filter(pk=pk).order_by()
        if connection.features.has_select_for_update and connection.in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        names = [name for columns in _listed_by().values() for name in columns]
        row = rows.values(*COLUMNS, *names).first()
        if row is None:
            return None
        listed = _listed_by().get(row["content_type__model"], [])
        snapshot = cls(*(row[name] for name in COLUMNS))
        return replace(snapshot, listed=tuple(row[name] for name in listed))

    @classmethod
    def all_of(cls, translation_keys: Iterable[UUID]) -> list[Self]:
        """The snapshots of some pages in all their languages. One query."""
        rows = Page.objects.filter(translation_key__in=set(translation_keys)).order_by()
        return [cls(*row) for row in rows.values_list(*COLUMNS)]

    @property
    def content_tags(self) -> set[str]:
        """The tags of answers that show the content of the page."""
        return {
            cache_tags.page(self.translation_key),
            cache_tags.slug(self.slug),
            cache_tags.list_of(self.model, self.code),
            cache_tags.pages(self.code),
            cache_tags.search(self.code),
        }

    @property
    def link_tags(self) -> set[str]:
        """The tags of answers that show whether the page is readable, its path or its title."""
        return {cache_tags.link(self.translation_key), cache_tags.ADDRESSES}

    @property
    def holds_others(self) -> bool:
        """True if other pages are hidden or move with it: it has children, or is a home page.

        One query where it has none.
        """
        return self.numchild > 0 or _is_front(self.translation_key)

    @property
    def as_listed(self) -> tuple[object, ...]:
        """Its presence and place in lists; the text that lists show of it is its content."""
        return (*self.as_placed, self.alias_code, *self.listed)

    @property
    def as_linked(self) -> tuple[object, ...]:
        """The parts of it that other pages show."""
        return (*self.as_placed, self.title, self.alias_code)

    @property
    def as_placed(self) -> tuple[object, ...]:
        """Its place, and whether it may be read."""
        return (*self.as_covering, self.live, self.expire_at)

    @property
    def as_covering(self) -> tuple[object, ...]:
        """Its place, and what it mirrors: what privacy covers with it."""
        return self.translation_key, self.code, self.url_path, self.path, self.alias_of_id


def tags_of_change(
    before: PageSnapshot | None, after: PageSnapshot | None, *, is_moved: bool = False
) -> set[str]:
    """The tags a change of a page invalidates; ``None``: a page not yet created, or deleted.

    ``is_moved``: it was put into another place, which the tree knows before the page does.
    """
    visible = [snapshot for snapshot in (before, after) if snapshot is not None and snapshot.live]
    tags: set[str] = set().union(*(snapshot.content_tags for snapshot in visible))
    if visible and visible[0].listed and not (is_moved or _differ(before, after, "as_listed")):
        tags.discard(cache_tags.list_of(visible[0].model, visible[0].code))
    if visible and (is_moved or _differ(before, after, "as_linked")):
        tags |= visible[-1].link_tags | visible[0].link_tags
    if visible and (is_moved or _differ(before, after, "as_placed")) and visible[0].holds_others:
        tags.add(cache_tags.TREE)
    return tags


def followers(
    before: PageSnapshot | None, after: PageSnapshot | None, *, is_moved: bool = False
) -> list[PageSnapshot]:
    """The pages that may be hidden or appear with a change of another.

    One query where that is put elsewhere or published, two where anything is private; none for
    other changes.
    """
    snapshot = after or before
    if snapshot is None or not (is_moved or _differ(before, after, "as_placed")):
        return []
    edges = [ALIASES]
    is_elsewhere = is_moved or _differ(before, after, "as_covering")
    if is_elsewhere and PageViewRestriction.objects.exists():
        edges.append(TRANSLATIONS)
    return [
        follower for follower in _reached(Value(snapshot.pk), *edges) if follower.pk != snapshot.pk
    ]


def covered_with(translation_key: UUID) -> list[PageSnapshot]:
    """The pages that a privacy setting on a page in any language covers for their words. One query.

    Those below it aren't among them.
    """
    return _reached(_ids_of([translation_key]), ALIASES, TRANSLATIONS)


def aliases_of(snapshots: Iterable[PageSnapshot]) -> list[PageSnapshot]:
    """The aliases of some pages, and theirs. One query, none for no pages."""
    ids = {snapshot.pk for snapshot in snapshots}
    return _reached(Page.objects.filter(pk__in=ids).values("pk"), ALIASES) if ids else []


def _ids_of(translation_keys: Iterable[UUID]) -> QuerySet[Any, Any]:
    return Page.objects.filter(translation_key__in=set(translation_keys)).values("pk")


def _reached(start: Any, *edges: str) -> list[PageSnapshot]:
    rows = Page.objects.filter(page_relations.reached(start, *edges)).order_by()
    return [PageSnapshot(*row) for row in rows.values_list(*COLUMNS)]


def tags_of_visibility(snapshots: Iterable[PageSnapshot]) -> set[str]:
    """The tags of pages that appear or disappear. One query for each without children."""
    visible = [snapshot for snapshot in snapshots if snapshot.live]
    tags: set[str] = set().union(
        *(snapshot.content_tags | snapshot.link_tags for snapshot in visible)
    )
    if any(snapshot.holds_others for snapshot in visible):
        tags.add(cache_tags.TREE)
    return tags


def tags_of_privacy(translation_key: UUID) -> set[str]:
    """The tags of a page whose privacy setting is made or removed. Two queries, or few more."""
    return tags_of_visibility(covered_with(translation_key))


def tags_of_content(translation_keys: Iterable[UUID]) -> set[str]:
    """The tags of these pages, in all languages, for other content. One query."""
    visible = [snapshot for snapshot in PageSnapshot.all_of(translation_keys) if snapshot.live]
    return set().union(*(snapshot.content_tags for snapshot in visible))


def tags_of_opening(translation_keys: Iterable[UUID]) -> set[str]:
    """The tags of pages that have content for the first time. One query."""
    visible = [snapshot for snapshot in PageSnapshot.all_of(translation_keys) if snapshot.live]
    return set().union(*(snapshot.content_tags | snapshot.link_tags for snapshot in visible))


def tags_of_new(pages: Iterable[Page]) -> set[str]:
    """The tags of live pages that were added past the models. No query for each of them."""
    return set().union(
        *(snapshot.content_tags | snapshot.link_tags for snapshot in map(PageSnapshot.of, pages))
    )


def _differ(before: PageSnapshot | None, after: PageSnapshot | None, name: str) -> bool:
    return getattr(before, name, None) != getattr(after, name, None)


def _is_front(translation_key: UUID) -> bool:
    return Site.objects.filter(Q(root_page__translation_key=translation_key)).exists()
