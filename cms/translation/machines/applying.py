"""The texts of a translation that are missing, filled in by machines.

Nobody's work is touched: a text somebody has translated stays, and so does what somebody writes
while a service is being asked. What is filled in stays marked until a person has confirmed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.machines.choosing import CONVERTER, bridges, machine_for

if TYPE_CHECKING:
    from wagtail.models import Locale

    from wagtail_localize.models import Translation

# A string and where it stands: what a translation is kept by.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Proposal:
    text: str
    tool: str


def fill_in(translation: Translation, *, user: Any) -> int:
    """Translate what is missing, and say how many texts that were.

    Another Chinese that somebody has translated into is converted; what is missing there too is
    asked of a service. To be called outside of a transaction: a service may take its time.

    Raises:
        Unavailable: a service couldn't. What was converted before it is kept.
    """
    missing = _missing(translation)
    count = 0
    for bridge in bridges(translation.source.locale, translation.target_locale):
        made = _converted(missing, bridge, translation.target_locale)
        count += _kept(made, translation, user)
        missing = {place: text for place, text in missing.items() if place not in made}
    pair = translation.source.locale.language_code, translation.target_locale.language_code
    machine = machine_for(*pair)
    if missing and machine is not None:
        # The same words at two places are asked for once.
        texts = list(dict.fromkeys(missing.values()))
        by_text = dict(zip(texts, machine.translated(texts, *pair), strict=True))
        asked = {place: _Proposal(by_text[text], machine.name) for place, text in missing.items()}
        count += _kept(asked, translation, user)
    return count


def _missing(translation: Translation) -> dict[Place, str]:
    known = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    there = set(known.values_list("translation_of", "context"))
    segments = StringSegment.objects.filter(source_id=translation.source_id).order_by("order")
    places = segments.values_list("string", "context", "string__data")
    return {
        (string, context): text
        for string, context, text in places
        if (string, context) not in there
    }


def _converted(missing: dict[Place, str], bridge: Locale, target: Locale) -> dict[Place, _Proposal]:
    """What another Chinese has of the missing texts, without what is wrong there."""
    translated = StringTranslation.objects.filter(
        locale=bridge,
        context__in={context for _string, context in missing},
        has_error=False,
    )
    texts = {
        (string, context): text
        for string, context, text in translated.values_list("translation_of", "context", "data")
        if (string, context) in missing
    }
    made = CONVERTER.translated(list(texts.values()), bridge.language_code, target.language_code)
    return {place: _Proposal(text, CONVERTER.name) for place, text in zip(texts, made, strict=True)}


def _kept(made: dict[Place, _Proposal], translation: Translation, user: Any) -> int:
    """Store what nobody has translated meanwhile; how many that were."""
    count = 0
    for (string, context), proposal in made.items():
        _stored, is_new = StringTranslation.objects.get_or_create(
            translation_of_id=string,
            context_id=context,
            locale_id=translation.target_locale_id,
            defaults={
                "data": proposal.text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": proposal.tool,
                "last_translated_by": user,
            },
        )
        count += is_new
    return count
