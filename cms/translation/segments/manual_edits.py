"""Manual edits made while a translation was stopped, kept when it is restarted.

A synchronised translation is assembled from the strings of the translation editor. Whatever was
written into the page meanwhile would be overwritten by them at the next publication, so it is
carried over into the strings first.
"""

from collections import defaultdict
from typing import Any

from django.db import transaction

from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.segments import (
    StringSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from cms.translation.validity.spelling import as_stored, readable
from cms.translation.validity.words import is_blank


@transaction.atomic
def import_manual_edits(translation: Translation, *, user: Any) -> tuple[int, list[str]]:
    """Carry manual edits over into the strings.

    Returns:
        The number of texts carried over, and the texts that are no longer in the source or
        are cut into other sentences. Those stay in the revision they were written in.
    """
    target = translation.get_target_instance()
    edited = target.get_latest_revision_as_object()
    by_path: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(edited):
        if isinstance(segment, StringSegmentValue):
            by_path[segment.path].append(segment.string.data)
    segments: dict[str, list[Any]] = defaultdict(list)
    for stored in _string_segments(translation):
        segments[stored.context.path].append(stored)

    count, left = 0, []
    for path, texts in by_path.items():
        places = segments.get(path, [])
        if len(places) == len(texts):
            pairs = zip(places, texts, strict=True)
            count += sum(_store(translation, segment, text, user) for segment, text in pairs)
        else:
            known = {as_stored(segment.translation or segment.string.data) for segment in places}
            left += [readable(text) for text in texts if as_stored(text) not in known]
    return count, left


def _string_segments(translation: Translation) -> Any:
    return (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale, include_errors=True)
        .select_related("string", "context")
        .order_by("order")
    )


def _store(translation: Translation, segment: Any, text: str, user: Any) -> bool:
    """Store a text if it is new; true if it was."""
    known = {
        as_stored(earlier) for earlier in (segment.translation, segment.string.data) if earlier
    }
    if as_stored(text) in known or is_blank(text):
        return False
    store(translation, segment, text, user=user)
    return True


def store(translation: Translation, segment: Any, text: str, *, user: Any) -> None:
    """Store a text as a translation by hand; ``user`` is ``None`` where nobody here wrote it."""
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        locale_id=translation.target_locale_id,
        context_id=segment.context_id,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
