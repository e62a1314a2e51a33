"""The models besides pages whose rows readers see, and what depends on each row.

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

from cms.content.caching import cache_tags
from cms.content.images.models import ImagePlaceholder
from cms.content.images.presets import ALL_SPECS
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
class Source:
    """What depends on a row as it stands: ``tags`` for caches, ``marks`` for builds."""

    tags: Tags
    marks: Marks = _no_marks


_sources: dict[type[models.Model], Source] = {}


def register(model: type[models.Model], tags: Tags, marks: Marks = _no_marks) -> None:
    """Have changes of a model's rows raise tags and leave marks.

    Called when a domain's application is ready, which is before this one is.
    """
    _sources[model] = Source(tags, marks)


def registered() -> dict[type[models.Model], Source]:
    """All sources, those of Wagtail included."""
    return _of_wagtail() | _children_of_pages() | _of_page_types() | _sources


def term_tags(term: Term) -> Iterable[str]:
    """What depends on a category or tag: nothing while it is a draft."""
    return [cache_tags.term(term.translation_key), cache_tags.TERMS] if term.live else []


def _of_wagtail() -> dict[type[models.Model], Source]:
    image_model, document_model = get_image_model(), get_document_model()
    of_files = Source(lambda _row: [cache_tags.FILES], lambda _row: [feed.sitewide()])
    of_sites = Source(lambda _row: [cache_tags.TREE], lambda _row: [feed.anywhere()])
    return {
        Site: of_sites,
        Locale: of_sites,
        PageViewRestriction: Source(
            lambda row: page_snapshots.tags_of_privacy(row.page.translation_key),
            lambda row: [
                feed.below(key)
                for key in {
                    face.translation_key
                    for face in page_snapshots.covered_with(row.page.translation_key)
                }
            ],
        ),
        Redirect: Source(lambda row: tags_of_redirects([row])),
        image_model: Source(
            lambda row: [cache_tags.image(row.pk)], lambda row: feed.of_users([row])
        ),
        image_model.get_rendition_model(): Source(
            rendition_tags, lambda row: feed.of_users([row.image])
        ),
        ImagePlaceholder: Source(
            lambda row: [cache_tags.image(row.image_id)],
            lambda row: feed.of_users([row.image]),
        ),
        document_model: Source(
            lambda row: [cache_tags.document(row.pk)], lambda row: feed.of_users([row])
        ),
        Collection: of_files,
        CollectionViewRestriction: of_files,
    }


def tags_of_redirects(redirects: Iterable[Redirect], **_kwargs: Any) -> Iterable[str]:
    """What depends on several redirects."""
    slugs = {cache_tags.slug(one.old_path) for one in redirects}
    return slugs | {cache_tags.REDIRECTS} if slugs else ()


def rendition_tags(rendition: Any) -> Iterable[str]:
    """What depends on a rendition: nothing where it is one that only the admin shows."""
    is_shown = rendition.filter_spec in ALL_SPECS
    return [cache_tags.image(rendition.image_id)] if is_shown else []


def tags_of_renditions(renditions: Iterable[Any], **_kwargs: Any) -> Iterable[str]:
    """What depends on several renditions."""
    return {tag for rendition in renditions for tag in rendition_tags(rendition)}


def marks_of_renditions(renditions: Iterable[Any], **_kwargs: Any) -> Iterable[PendingChange]:
    """What builds have to make anew for several renditions."""
    return feed.of_users({one.image for one in renditions if rendition_tags(one)})


def _of_page_types() -> dict[type[models.Model], Source]:
    """The models whose rows page types show."""
    return {
        rows.model: Source(rows.tags, partial(_marks, rows))
        for rows in page_types.shown_rows()
        if rows.tags is not None
    }


def _marks(rows: ShownRows, row: Any) -> Iterable[PendingChange]:
    if rows.are_on_every_page:
        return [feed.sitewide()]
    return [feed.of_page(*place) for place in rows.places(row)] if rows.places else []


def _children_of_pages() -> dict[type[models.Model], Source]:
    """The models whose rows belong to a page and are saved with it."""
    found: dict[type[models.Model], Source] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
                found[model] = _child_of_page(field.name)
    return found


def _child_of_page(name: str) -> Source:
    def face(child: Any) -> page_snapshots.Face | None:
        page = getattr(child, name)
        return page_snapshots.Face.of(page) if page.live else None

    def tags(child: Any) -> Iterable[str]:
        found = face(child)
        return found.content_tags if found else ()

    def marks(child: Any) -> Iterable[PendingChange]:
        found = face(child)
        return [feed.of_page(found.translation_key, found.code)] if found else ()

    return Source(tags, marks)
