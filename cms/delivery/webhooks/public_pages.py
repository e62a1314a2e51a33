"""Which pages receivers may be told of: those readers see now, and those they saw before.

The table ``ToldPage`` holds what readers saw when it was last looked. A page that was a draft or
private all along is in neither, so nothing of it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from cms.content import dependencies, pages
from cms.content.tree import SiteTree
from cms.delivery.webhooks.models import ToldPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# How many keys one query asks for.
KEYS_PER_QUERY = 200
_PREFIXES = ("page:", "link:")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a page as readers see it. ``before`` is where it was, if that has changed."""

    what: Literal["added", "changed", "removed"]
    page: ToldPage
    before: str | None = None


def changes(tags: Iterable[str]) -> list[Change]:
    """What the tags of a change say of pages, in the order of their addresses, and notes it.

    To be called in a transaction and by one worker at a time. A page whose content was not
    changed is named only if it is somewhere else now, has come or has gone.
    """
    raised = set(tags)
    conditions = [Q()] if dependencies.TREE in raised else _of_keys(raised)
    found = [change for condition in conditions for change in _found(condition, raised)]
    _note(found)
    return sorted(found, key=lambda change: change.page.url)


def _found(condition: Q, raised: set[str]) -> Iterator[Change]:
    known = {one.pk: one for one in ToldPage.objects.filter(condition)}
    seen = {one.pk: one for one in _public(condition)}
    for pk in known.keys() - seen.keys():
        yield Change("removed", known[pk])
    for pk, page in seen.items():
        before = known.get(pk)
        if before is None:
            yield Change("added", page)
        elif before.url != page.url:
            yield Change("changed", page, before=before.path)
        elif dependencies.page(page.translation_key) in raised:
            yield Change("changed", page)


def _note(found: list[Change]) -> None:
    gone = [change.page.pk for change in found if change.what == "removed"]
    ToldPage.objects.filter(pk__in=gone).delete()
    ToldPage.objects.bulk_create(
        [change.page for change in found if change.what != "removed"],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["translation_key", "language", "path", "url", "kind"],
        batch_size=500,
    )


def _of_keys(tags: set[str]) -> Iterator[Q]:
    """The conditions for pages that tags name by the beginning of their key."""
    beginnings = sorted({tag.partition(":")[2] for tag in tags if tag.startswith(_PREFIXES)})
    for start in range(0, len(beginnings), KEYS_PER_QUERY):
        condition = Q()
        for beginning in beginnings[start : start + KEYS_PER_QUERY]:
            first, last = UUID(beginning.ljust(32, "0")), UUID(beginning.ljust(32, "f"))
            condition |= Q(translation_key__range=(first, last))
        yield condition


def _public(condition: Q) -> Iterator[ToldPage]:
    """The pages readers see, of all sites. One query for each site and language."""
    for tree in _trees():
        for root in tree.roots:
            public = pages.addresses_on(tree, root, timezone.localdate(), with_aliases=True)
            found = Page.objects.filter(condition & public)
            rows = found.order_by().values_list(
                "pk", "translation_key", "url_path", "locale_id",
                "content_type__app_label", "content_type__model",
            )  # fmt: skip
            for pk, key, url_path, locale_id, app_label, model in rows.iterator():
                path = tree.address(url_path=url_path, locale_id=locale_id)
                yield ToldPage(
                    page_id=pk,
                    translation_key=key,
                    language=root.language.tag,
                    path=path,
                    url=tree.origin + path,
                    kind=apps.get_model(app_label, model).__name__,
                )


def _trees() -> Iterator[SiteTree]:
    yield SiteTree.load()
    for hostname in Site.objects.filter(is_default_site=False).values_list("hostname", flat=True):
        yield SiteTree.load(hostname=hostname)
