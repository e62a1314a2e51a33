"""Corrections of aliases when they are saved, besides the checks made when they are read.

The row of an alias says that it is live only where its source's row does. Whoever turns an alias
into a page of its own publishes nothing by it that readers couldn't see: it is a draft then, and as
private as what it mirrored.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q, Value
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.content import visibility
from cms.database.page_relations import PARENT, SOURCE, TRANSLATIONS, reached

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID


class MirroringPage(Protocol):
    """A page that may mirror another one: an alias, or what was one."""

    pk: Any
    translation_key: Any
    alias_of_id: Any
    live: Any
    has_unpublished_changes: Any
    go_live_at: Any
    _state: Any

    def begin_as_own_page(self) -> list[str]:
        """Change what can't stay when it becomes a page of its own: which fields."""


@contextmanager
def kept_right(page: MirroringPage, options: dict[str, Any]) -> Iterator[None]:
    """Have a page saved inside, with these options, as what it may be.

    No query where neither its text nor what it mirrors is saved; one or two else, and few more for
    pages that are no longer aliases.
    """
    names: Collection[str] | None = options.get("update_fields")
    mirrored = _mirrored(page) if _is_written(names, "alias_of", "alias_of_id") else None
    is_left = mirrored is not None
    if is_left and mirrored != page.translation_key:
        own = page.begin_as_own_page()
        if own and names is not None:
            names = options["update_fields"] = [*names, *own]
    settings = settings_covering(page.pk) if is_left else []
    is_written = _is_written(names, "live") or is_left
    if page.live and is_written and not _may_be_live(page, is_left=is_left):
        page.live, page.has_unpublished_changes = False, True
        if names is not None:
            options["update_fields"] = [*names, "live", "has_unpublished_changes"]
    yield
    if settings:
        make_private(page, settings)


def _is_written(names: Collection[str] | None, *columns: str) -> bool:
    return names is None or not set(columns).isdisjoint(names)


def _mirrored(page: MirroringPage) -> UUID | None:
    """The translation key of what a page mirrors as it is stored, and won't any longer."""
    if page.alias_of_id is not None or page.pk is None:
        return None
    rows = Page.objects.filter(pk=page.pk, alias_of__isnull=False).order_by()
    return rows.values_list("alias_of__translation_key", flat=True).first()


def _may_be_live(page: MirroringPage, *, is_left: bool) -> bool:
    if page.alias_of_id is not None:
        return Page.objects.filter(pk=page.alias_of_id, live=True).exists()
    if is_left:
        return Page.objects.filter(_is_mirror_public(), pk=page.pk).exists()
    # Wagtail adds a page that is to be published later as a live one, and looks at the time then.
    is_new = page._state.adding  # noqa: SLF001 - Django documents it
    return not (is_new and page.go_live_at and page.go_live_at > timezone.now())


def _is_mirror_public() -> Q:
    at = timezone.now()
    is_hidden = visibility.mirroring_hidden(at=at) | visibility.covered()
    return visibility.published(at=at) & ~is_hidden


def settings_covering(page_id: int) -> list[PageViewRestriction]:
    """The privacy settings that cover a page, those that it has by what it mirrors too."""
    above = Page.objects.filter(reached(Value(page_id), SOURCE, TRANSLATIONS, PARENT))
    restrictions = PageViewRestriction.objects.filter(page__in=above.order_by().values("pk"))
    return list(restrictions.prefetch_related("groups").order_by("pk"))


def make_private(page: MirroringPage | Page, settings: Iterable[PageViewRestriction]) -> None:
    """Give a page copies of privacy settings, unless it is covered by one as it is."""
    if Page.objects.filter(visibility.covered(), pk=page.pk).exists():
        return
    for setting in settings:
        copied = PageViewRestriction.objects.create(
            page_id=page.pk, restriction_type=setting.restriction_type, password=setting.password
        )
        copied.groups.set(setting.groups.all())
