"""The body sent to a receiver: pages that changed for readers, invalidated cache tags.

A receiver that isn't trusted gets of a page only what readers see of it or saw before; tags that
name other pages are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.content import visibility
from cms.content.caching import cache_tags
from cms.localisation import tags as languages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.db.models import Model

    from cms.delivery.outbox.models import Event
    from cms.delivery.webhooks.models import Webhook

MOST_TAGS = 2000
# Tags of one object. A change of a term may show on any page, so all pages are included then.
_NAMING = ("page:", "link:", "slug:", "image:", "document:", "term:")


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page in a language that has changed for readers; ``type`` is known of public ones."""

    translation_key: UUID
    language: str
    path: str
    url: str
    type: str | None
    is_public: bool


def payload(
    event: Event, pages: list[ChangedPage], webhook: Webhook, *, is_everything: bool = False
) -> str:
    """The body of an event for a webhook; empty where nothing is to be sent."""
    codes = {languages.canonical(tag) for tag in webhook.languages.split()}
    included = [page for page in pages if not codes or page.language in codes]
    if pages and not included and not is_everything:
        return ""
    tags = sorted(event.tags if webhook.is_trusted else public_tags(event.tags, included))
    prefixes = tuple(webhook.tag_prefixes.split())
    if prefixes and not any(tag.startswith(prefixes) for tag in tags):
        return ""
    is_all = is_everything or cache_tags.TREE in event.tags or len(tags) > MOST_TAGS
    return _body(
        event, rebuildEverything=is_all, pages=list(map(_page, included)), tags=tags[:MOST_TAGS]
    )


def test_payload(event: Event) -> str:
    """The body of a test: nothing changed."""
    return _body(event, rebuildEverything=False, pages=[], tags=[])


def public_tags(tags: Iterable[str], pages: Iterable[ChangedPage]) -> set[str]:
    """The tags that name no one thing, those of public files, and all that name one of these pages.

    A page may have been invalidated by an event before or after this one: it is reported once. Two
    queries at most.
    """
    invalidated = set(tags)
    public = {tag for tag in invalidated if not tag.startswith(_NAMING)}
    public |= _public_files(invalidated, get_image_model(), cache_tags.image)
    public |= _public_files(invalidated, get_document_model(), cache_tags.document)
    for page in pages:
        public |= {cache_tags.page(page.translation_key), cache_tags.link(page.translation_key)}
        public.add(cache_tags.slug(page.path))
    return public


def _public_files(tags: set[str], model: type[Model], named: Callable[[int], str]) -> set[str]:
    prefix = named(0).removesuffix("0")
    ids = [int(tag.removeprefix(prefix)) for tag in tags if tag.startswith(prefix)]
    if not ids:
        return set()
    public = model._default_manager.filter(visibility.public_files(), pk__in=ids)
    return {named(pk) for pk in public.values_list("pk", flat=True)}


def _page(page: ChangedPage) -> dict[str, Any]:
    return {
        "kind": "published" if page.is_public else "removed",
        "translationKey": str(page.translation_key),
        "language": page.language,
        "path": page.path,
        "url": page.url,
        "type": page.type,
    }


def _body(event: Event, **data: Any) -> str:
    """The envelope of Standard Webhooks."""
    body = {
        "type": event.kind,
        "timestamp": event.occurred_at.isoformat().replace("+00:00", "Z"),
        "data": {"version": event.version, **data},
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
