"""Digests of pages as editors see them, by which a change made here is recognised.

The page itself counts, its draft if it has one, and what translators have saved.
"""

from __future__ import annotations

import re
from typing import Any

from wagtail.models import Page

from wagtail_localize.models import Translation

from cms.importing.records import digest_of

_BLOCK_KEY = re.compile(r' data-block-key=(?:"[^"]*"|\\"[^"]*\\")')
_FIELDS = (
    "title", "slug", "seo_title", "search_description", "summary", "publication_date",
    "effective_on", "lead_image_id", "lead_image_alt", "category_id",
)  # fmt: skip


def digest(page: Page) -> str:
    """The digest of a page's latest content, and of whether it was withdrawn."""
    latest: Any = as_edited(page)
    stored = Page.objects.get(pk=page.pk)
    values = {name: getattr(latest, name) for name in _FIELDS if hasattr(latest, name)}
    tags = [row.tag_id for row in latest.tags.all()] if hasattr(latest, "tags") else []
    body = [_BLOCK_KEY.sub("", str(block)) for block in latest.body.raw_data]
    is_withdrawn = stored.first_published_at is not None and not stored.live
    return digest_of([values, tags, body, is_withdrawn])


def as_edited(page: Page) -> Any:
    """A page with its latest texts: those of its draft, or those that translators have saved."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    if translation is not None and translation.source.locale_id != page.locale_id:
        return translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
    stored = page.specific_class._default_manager.get(pk=page.pk)
    return stored.get_latest_revision_as_object()
