"""Missing texts, and proposals for them that a person has to confirm.

Nobody's work is touched: a text somebody has translated stays, and so does what somebody writes
while a proposal is being made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

# The ids of a string and of its context: the key of a stored translation.
SegmentKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed text, and the tool that made it."""

    text: str
    tool: str


def untranslated_texts(translation: Translation) -> dict[SegmentKey, str]:
    """The texts of the source as synchronised that aren't translated, in order. Two queries."""
    known = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    translated = {
        (string, context)
        for string, context, text in known.values_list("translation_of", "context", "data")
        if not is_blank(text)
    }
    segments = StringSegment.objects.filter(source_id=translation.source_id).order_by("order")
    segment_keys = segments.values_list("string", "context", "string__data")
    return {
        (string, context): text
        for string, context, text in segment_keys
        if (string, context) not in translated and needs_translation(text)
    }


def store(made: dict[SegmentKey, Proposal], translation: Translation, *, user: Any) -> int:
    """Store proposals for texts still missing, marked as unconfirmed; the number stored.

    Blank proposals are skipped. One with an error is kept, to be corrected.
    """
    count = 0
    for (string, context), proposal in made.items():
        if is_blank(proposal.text):
            continue
        stored, is_new = StringTranslation.objects.get_or_create(
            translation_of_id=string,
            context_id=context,
            locale_id=translation.target_locale_id,
            defaults=_fields(proposal, user),
        )
        if not is_new and is_blank(stored.data):
            for name, value in _fields(proposal, user).items():
                setattr(stored, name, value)
            stored.save()
            is_new = True
        count += is_new
    return count


def _fields(proposal: Proposal, user: Any) -> dict[str, Any]:
    return {
        "data": proposal.text,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
        "tool_name": proposal.tool,
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
