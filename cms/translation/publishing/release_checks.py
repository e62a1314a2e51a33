"""Texts that readers would get in the source language once a release is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import TranslatableMixin

from wagtail_localize.models import Translation

from cms.translation.publishing import requirements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.delivery.releases.models import ReleaseItem


def missing_texts(_item: ReleaseItem, draft: Any) -> Iterator[str]:
    """The warning about a translation with texts that are missing or have errors."""
    if not isinstance(draft, TranslatableMixin):
        return
    translation = (
        Translation.objects.filter(
            source__object_id=draft.translation_key, target_locale=draft.locale_id, enabled=True
        )
        .select_related("source__locale", "target_locale")
        .first()
    )
    warning = requirements.warning(translation) if translation else None
    if warning:
        yield warning
