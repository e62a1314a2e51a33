"""A translation as it would be read with what somebody has typed and not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

import orjson
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.content.pages.models import LocalisedPage
from cms.delivery.previews import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 20_000
MOST_TEXTS = 500


def draft_of(translation: Translation, unsaved: Mapping[int, str]) -> Any:
    """The page with every text that is saved, and others in the place of some of them.

    ``unsaved`` are texts by the ids of their segments. They are saved as the editor would save
    them, so that texts readers wouldn't get aren't shown, and rolled back again.
    """
    with transaction.atomic():
        segments = StringSegment.objects.filter(source=translation.source_id, pk__in=unsaved)
        for segment in segments:
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale_id=translation.target_locale_id,
                defaults={"data": unsaved[segment.pk], "has_error": False, "field_error": ""},
            )
        draft = translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
        transaction.set_rollback(True)
    # Publishing the translation makes an alias a page of its own.
    draft.alias_of = None
    return draft


@require_POST
def draft_url(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The URL of a preview of the translation editor's texts; unsaved ones are in the request."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not isinstance(translation.get_target_instance(), LocalisedPage):
        raise Http404
    try:
        unsaved = _unsaved(request.body)
    except (ValueError, TypeError, AttributeError):
        return HttpResponseBadRequest(_("Invalid request: expected texts by segment id."))
    draft = draft_of(translation, unsaved)
    address = tokens.preview_url(draft, request.user, is_in_panel=True)
    if address is None:
        raise Http404
    return JsonResponse({"url": address})


def _unsaved(body: bytes) -> dict[int, str]:
    """The texts of a request.

    Raises:
        ValueError: they are none, or too many.
    """
    sent = orjson.loads(body)
    texts = {int(key): value for key, value in sent.items()}
    is_text = all(isinstance(text, str) and len(text) <= LONGEST for text in texts.values())
    if len(texts) > MOST_TEXTS or not is_text:
        raise ValueError
    return texts
