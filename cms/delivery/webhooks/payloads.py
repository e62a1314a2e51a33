"""What a receiver is told: which pages changed for readers, and which cache tags were raised.

A receiver that isn't trusted is told of a page only what readers see of it or saw before; tags that
name other pages are left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cms.content import dependencies
from cms.localisation import tags as languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.delivery.outbox.models import Event
    from cms.delivery.webhooks.models import Webhook
    from cms.delivery.webhooks.public_pages import Change

MOST_PAGES = 500
MOST_TAGS = 2000
_NAMING = ("page:", "link:", "slug:")


def payload(event: Event, changes: list[Change], webhook: Webhook) -> str:
    """The body of an event for a webhook; empty where it isn't to be told of it."""
    wanted = {languages.canonical(tag) for tag in webhook.languages.split()}
    told = [one for one in changes if not wanted or one.page.language in wanted]
    if changes and not told:
        return ""
    tags = sorted(event.tags if webhook.is_trusted else public_tags(event.tags, told))
    prefixes = tuple(webhook.tag_prefixes.split())
    if prefixes and not any(tag.startswith(prefixes) for tag in tags):
        return ""
    return _body(
        event,
        version=event.version,
        pages=[_page(one) for one in told[:MOST_PAGES]],
        tags=tags[:MOST_TAGS],
        isComplete=len(told) <= MOST_PAGES and len(tags) <= MOST_TAGS,
    )


def test_payload(event: Event) -> str:
    """The body of a test: nothing changed."""
    return _body(event, version=event.version, pages=[], tags=[], isComplete=True)


def public_tags(tags: Iterable[str], changes: Iterable[Change]) -> set[str]:
    """The tags that name no page, and those that name one of these."""
    named: set[str] = set()
    for change in changes:
        key = change.page.translation_key
        named |= {dependencies.page(key), dependencies.link(key)}
        named |= {dependencies.slug(path) for path in (change.page.path, change.before) if path}
    return {tag for tag in tags if not tag.startswith(_NAMING) or tag in named}


def _page(change: Change) -> dict[str, Any]:
    page = change.page
    told = {
        "change": change.what,
        "translationKey": str(page.translation_key),
        "language": page.language,
        "type": page.kind,
        "path": page.path,
        "url": page.url,
    }
    return told | {"previousPath": change.before} if change.before else told


def _body(event: Event, **data: Any) -> str:
    """The envelope of Standard Webhooks."""
    body = {
        "type": event.kind,
        "timestamp": event.occurred_at.isoformat().replace("+00:00", "Z"),
        "data": data,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
