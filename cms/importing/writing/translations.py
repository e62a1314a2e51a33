"""Translations written as translators write them, or by hand where they are built differently.

What is published is published by the transaction it is written in.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.translation.segments import manual_edits

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Locale

    from cms.importing.writing.alignment import Alignment, Pair


def translate_texts(source: Any, locale: Locale, texts: dict[str, str]) -> None:
    """Translate a published snippet by the texts of its source, and publish it."""
    translation = _translation(source, locale)
    for segment in _segments(translation):
        if segment.string.data in texts:
            manual_edits.store(translation, segment, texts[segment.string.data], user=None)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def write_aligned(
    source: Page,
    locale: Locale,
    alignment: Alignment,
    *,
    first_published_at: datetime | None,
    is_published: bool,
) -> Page:
    """Write a page's translation from pairs of texts; the translated page."""
    translation = _translation(source, locale)
    if not translation.enabled:
        translation.enabled = True
        translation.save()
    _store_pairs(translation, alignment.pairs)
    _store_overrides(translation, alignment.overrides)
    translation.save_target(publish=False)
    target: Any = translation.get_target_instance()
    if is_published:
        _publish(target, first_published_at)
    return type(target)._default_manager.get(pk=target.pk)


def write_by_hand(
    source: Page,
    locale: Locale,
    values: dict[str, Any],
    *,
    first_published_at: datetime | None,
    is_published: bool,
) -> Page:
    """Write a page's translation as a page of its own; translators may take it over later."""
    translation = _translation(source, locale)
    if translation.enabled:
        translation.enabled = False
        translation.save()
    stored: Any = source.get_translation_or_none(locale)
    if stored is None:
        stored = source.copy_for_translation(locale)
    if stored.alias_of_id:
        stored = ConvertAliasPageAction(stored.specific).execute(skip_permission_checks=True)
    target = stored.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(target, name, value)
    target.full_clean()
    target.save_revision()
    if not stored.live:
        # The row of a page that nobody can read is its draft.
        target.save()
    if is_published:
        _publish(type(target)._default_manager.get(pk=target.pk), first_published_at)
    return type(target)._default_manager.get(pk=target.pk)


def _publish(page: Any, first_published_at: datetime | None) -> None:
    """Publish the latest revision of a page, with the moment it was published at its origin."""
    if first_published_at is not None and page.first_published_at is None:
        Page.objects.filter(pk=page.pk).update(first_published_at=first_published_at)
    page.refresh_from_db()
    page.get_latest_revision().publish()


def _translation(source: Any, locale: Locale) -> Translation:
    translation_source, _is_new = TranslationSource.update_or_create_from_instance(source)
    translation, _is_new = Translation.objects.get_or_create(
        source=translation_source, target_locale=locale
    )
    return translation


def _segments(translation: Translation) -> Any:
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    return segments.select_related("string", "context").order_by("order")


def _store_pairs(translation: Translation, pairs: list[Pair]) -> None:
    texts = {(pair.path, pair.source): pair.text for pair in pairs}
    for segment in _segments(translation):
        text = texts.get((segment.context.path, segment.string.data))
        if text is not None:
            manual_edits.store(translation, segment, text, user=None)


def _store_overrides(translation: Translation, overrides: dict[str, Any]) -> None:
    object_id = translation.source.object_id
    others = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=object_id
    )
    others.exclude(context__path__in=overrides).delete()
    for path, value in overrides.items():
        context, _is_new = TranslationContext.objects.get_or_create(object_id=object_id, path=path)
        SegmentOverride.objects.update_or_create(
            locale_id=translation.target_locale_id,
            context=context,
            defaults={"data_json": json.dumps(value), "has_error": False, "field_error": ""},
        )
