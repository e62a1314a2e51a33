"""The pages an event reports: those that changed for readers since the event before.

``cms.delivery.change_feed.feed`` compares what readers see with what they saw, so a page that was a
draft or private all along is never among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.apps import apps
from wagtail.models import Page

from cms.content.tree import SiteTree
from cms.delivery.models import PublicPage, PublicSite
from cms.delivery.webhooks.payloads import ChangedPage
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# More are not named: receivers rebuild everything then.
MOST_PAGES = 500


@dataclass(slots=True)
class ChangedPages:
    """Pages in the order in which they changed.

    ``is_everything``: something changed that every page may show, or more pages than are named.
    ``numbers``: where the next event begins, by the id of the site.
    """

    pages: list[ChangedPage] = field(default_factory=list)
    is_everything: bool = False
    numbers: dict[str, int] = field(default_factory=dict)


def changed_since(numbers: Mapping[str, int]) -> ChangedPages:
    """The changes of all sites after these numbers; none for a site without a number.

    Five queries for each site where something has changed, else one for all.
    """
    changed = ChangedPages()
    for state in PublicSite.objects.select_related("site").order_by("pk"):
        key = str(state.pk)
        changed.numbers[key] = state.number
        previous = numbers.get(key, state.number)
        if previous != state.number:
            changed.pages += _pages(state, after=previous)
            changed.is_everything |= state.everything_number > previous
    if len(changed.pages) > MOST_PAGES:
        changed.is_everything = True
        del changed.pages[MOST_PAGES:]
    return changed


def _pages(state: PublicSite, *, after: int) -> Iterator[ChangedPage]:
    site = state.site
    tree = SiteTree.load(hostname=None if site.is_default_site else site.hostname)
    records = PublicPage.objects.filter(site=site, number__gt=after, number__lte=state.number)
    rows = list(records.order_by("number")[: MOST_PAGES + 1])
    public = Page.objects.filter(pk__in=[row.page_id for row in rows if row.is_public])
    types = {
        pk: apps.get_model(app_label, model).__name__
        for pk, app_label, model in public.order_by().values_list(
            "pk", "content_type__app_label", "content_type__model"
        )
    }
    for row in rows:
        yield ChangedPage(
            translation_key=row.translation_key,
            language=tags.canonical(row.code),
            path=row.path,
            url=tree.origin + row.path,
            type=types.get(row.page_id) if row.is_public else None,
            is_public=row.is_public,
        )
