"""The models besides pages whose rows readers see, and the cache tags of each row.

Those of Wagtail and of the layers below are listed here; page types declare the rows they show. A
domain registers other models when its application is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from cms.content.body import reusable
from cms.content.caching import cache_tags
from cms.content.images.models import ImagePlaceholder
from cms.content.images.presets import ALL_SPECS
from cms.content.models import ContactPerson, ReusableText
from cms.content.reading import page_types
from cms.delivery.change_feed import feed
from cms.delivery.models import PendingChange
from cms.delivery.versions import page_snapshots

if TYPE_CHECKING:
    from django.db import models

    from cms.content.pages.models import Term
    from cms.content.reading.page_types import ShownRows


Tags = Callable[[Any], Iterable[str]]
Marks = Callable[[Any], Iterable[PendingChange]]


def _no_marks(_row: Any) -> Iterable[PendingChange]:
    return ()


@dataclass(frozen=True, slots=True)
class TrackedModel:
    """The dependents of a row as it is now: ``tags`` for caches, ``marks`` for builds."""

    tags: Tags
    marks: Marks = _no_marks


_registered: dict[type[models.Model], TrackedModel] = {}


def register(model: type[models.Model], tags: Tags, marks: Marks = _no_marks) -> None:
    """Have changes of a model's rows invalidate tags and leave marks.

    Called when a domain's application is ready, which is before this one is.
    """
    _registered[model] = TrackedModel(tags, marks)


def registered() -> dict[type[models.Model], TrackedModel]:
    """All sources, those of Wagtail included."""
    below = _of_wagtail() | _of_reusable_content()
    return below | _children_of_pages() | _of_page_types() | _registered


def term_tags(term: Term) -> Iterable[str]:
    """The tags of a category or tag: none while it is a draft."""
    return [cache_tags.term(term.translation_key), cache_tags.TERMS] if term.live else []


def _of_wagtail() -> dict[type[models.Model], TrackedModel]:
    image_model, document_model = get_image_model(), get_document_model()
    files = TrackedModel(lambda _row: [cache_tags.FILES], lambda _row: [feed.sitewide()])
    sites = TrackedModel(lambda _row: [cache_tags.TREE], lambda _row: [feed.anywhere()])
    return {
        Site: sites,
        Locale: sites,
        PageViewRestriction: TrackedModel(
            lambda row: page_snapshots.tags_of_privacy(row.page.translation_key),
            lambda row: [
                feed.below(key)
                for key in {
                    snapshot.translation_key
                    for snapshot in page_snapshots.covered_with(row.page.translation_key)
                }
            ],
        ),
        Redirect: TrackedModel(lambda row: tags_of_redirects([row])),
        image_model: TrackedModel(
            lambda row: [cache_tags.image(row.pk)], lambda row: feed.of_users([row])
        ),
        image_model.get_rendition_model(): TrackedModel(
            rendition_tags, lambda row: feed.of_users([row.image])
        ),
        ImagePlaceholder: TrackedModel(
            lambda row: [cache_tags.image(row.image_id)],
            lambda row: feed.of_users([row.image]),
        ),
        document_model: TrackedModel(
            lambda row: [cache_tags.document(row.pk)], lambda row: feed.of_users([row])
        ),
        Collection: files,
        CollectionViewRestriction: files,
    }


def _of_reusable_content() -> dict[type[models.Model], TrackedModel]:
    def marks(entry: Any) -> Iterable[PendingChange]:
        return [feed.of_page(*page_key) for page_key in reusable.shown_on(entry)]

    return dict.fromkeys((ReusableText, ContactPerson), TrackedModel(reusable.tags_of, marks))


def tags_of_redirects(redirects: Iterable[Redirect], **_kwargs: Any) -> Iterable[str]:
    """The tags of several redirects."""
    slugs = {cache_tags.slug(redirect.old_path) for redirect in redirects}
    return slugs | {cache_tags.REDIRECTS} if slugs else ()


def rendition_tags(rendition: Any) -> Iterable[str]:
    """The tags of a rendition: none where only the admin shows it."""
    is_shown = rendition.filter_spec in ALL_SPECS
    return [cache_tags.image(rendition.image_id)] if is_shown else []


def tags_of_renditions(renditions: Iterable[Any], **_kwargs: Any) -> Iterable[str]:
    """The tags of several renditions."""
    return {tag for rendition in renditions for tag in rendition_tags(rendition)}


def marks_of_renditions(renditions: Iterable[Any], **_kwargs: Any) -> Iterable[PendingChange]:
    """The marks for builds of several renditions."""
    return feed.of_users({rendition.image for rendition in renditions if rendition_tags(rendition)})


def _of_page_types() -> dict[type[models.Model], TrackedModel]:
    """The models whose rows page types show."""
    return {
        rows.model: TrackedModel(rows.tags, partial(_marks, rows))
        for rows in page_types.shown_rows()
        if rows.tags is not None
    }


def _marks(rows: ShownRows, row: Any) -> Iterable[PendingChange]:
    if rows.are_on_every_page:
        return [feed.sitewide()]
    return [feed.of_page(*page_key) for page_key in rows.shown_on(row)] if rows.shown_on else []


def _children_of_pages() -> dict[type[models.Model], TrackedModel]:
    """The models whose rows belong to a page and are saved with it."""
    tracked: dict[type[models.Model], TrackedModel] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
                tracked[model] = _child_of_page(field.name)
    return tracked


def _child_of_page(name: str) -> TrackedModel:
    def live_page(child: Any) -> page_snapshots.PageSnapshot | None:
        page = getattr(child, name)
        return page_snapshots.PageSnapshot.of(page) if page.live else None

    def tags(child: Any) -> Iterable[str]:
        snapshot = live_page(child)
        return snapshot.content_tags if snapshot else ()

    def marks(child: Any) -> Iterable[PendingChange]:
        snapshot = live_page(child)
        return [feed.of_page(snapshot.translation_key, snapshot.code)] if snapshot else ()

    return TrackedModel(tags, marks)
