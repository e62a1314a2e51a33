"""Two people in one translation: nobody replaces a text they haven't seen.

The translation editor sends with what is saved which text it showed, as a checksum. By itself
wagtail-localize keeps whatever comes last.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.validity.spelling import readable
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# CRC-32 of the text in UTF-8, in hexadecimal; of nothing: ``00000000``.
HEADER = "X-Text-Seen"


def checksum(text: str) -> str:
    """The checksum the editor sends for a text."""
    return f"{crc32(text.encode()):08x}"


def refusing_unseen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that saves one text, and answers 409 with the other text where it wasn't seen."""

    @wraps(view)
    def saving(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
        seen = request.headers.get(HEADER)
        if seen is None:
            return view(request, translation_id, string_segment_id)
        with transaction.atomic():
            translation = get_object_or_404(
                Translation.objects.select_for_update(), pk=translation_id
            )
            unseen = _unseen(translation, string_segment_id, seen)
            if unseen is None:
                return view(request, translation_id, string_segment_id)
        return JsonResponse(_told(unseen), status=409)

    return saving


def _unseen(translation: Translation, segment_id: int, seen: str) -> StringTranslation | None:
    segment = get_object_or_404(StringSegment, pk=segment_id, source=translation.source_id)
    stored = (
        StringTranslation.objects.filter(
            translation_of=segment.string_id,
            context=segment.context_id,
            locale=translation.target_locale_id,
        )
        .select_related("last_translated_by")
        .first()
    )
    if stored is None or is_blank(stored.data):
        return None
    if seen in {checksum(stored.data), checksum(readable(stored.data))}:
        return None
    return stored


def _told(stored: Any) -> dict[str, str]:
    who = stored.last_translated_by
    name = (who.get_full_name() or who.get_username()) if who else _("Somebody")
    text = _(
        "{name} has translated this text in the meantime. Yours wasn't saved: to replace "
        "theirs, open it and save it again."
    )
    return {"message": text.format(name=name), "text": readable(stored.data)}
