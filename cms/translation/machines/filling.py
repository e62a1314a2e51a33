"""The texts of a translation that are missing, filled in by machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringTranslation

from cms.translation.glossary import Glossary
from cms.translation.machines.registry import CONVERTER, bridges, machine_for
from cms.translation.segments.proposals import Proposal, SegmentKey, store, untranslated_texts
from cms.translation.validity import faults
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from wagtail.models import Locale

    from wagtail_localize.models import Translation


def fill_in(translation: Translation, *, user: Any) -> int:
    """Translate the missing segments; the number of texts filled in.

    Another Chinese that somebody has translated into is converted; what is missing there too is
    sent to a service. Call it outside of a transaction: a service may be slow.

    Raises:
        Unavailable: a service couldn't. What was converted before it is kept.
    """
    left = untranslated_texts(translation)
    count = 0
    for bridge in bridges(translation.source.locale, translation.target_locale):
        made = _converted(left, bridge, translation.target_locale)
        count += store(made, translation, user=user)
        left = {place: text for place, text in left.items() if place not in made}
    pair = translation.source.locale.language_code, translation.target_locale.language_code
    machine = machine_for(*pair)
    if left and machine is not None:
        # The same words at two places are sent once.
        texts = list(dict.fromkeys(left.values()))
        terms = Glossary.of(translation.source.locale, translation.target_locale).entries
        by_text = dict(zip(texts, machine.translated(texts, *pair, terms), strict=True))
        proposals = {place: Proposal(by_text[text], machine.name) for place, text in left.items()}
        count += store(proposals, translation, user=user)
    return count


def _converted(
    left: dict[SegmentKey, str], bridge: Locale, target: Locale
) -> dict[SegmentKey, Proposal]:
    """The missing texts converted from another Chinese, without faulty ones."""
    translated = StringTranslation.objects.filter(
        locale=bridge,
        context__in={context for _string, context in left},
        has_error=False,
    )
    texts = {
        (string, context): text
        for string, context, text in translated.values_list("translation_of", "context", "data")
        if (string, context) in left and _is_usable(left[string, context], text)
    }
    made = CONVERTER.translated(list(texts.values()), bridge.language_code, target.language_code)
    return {place: Proposal(text, CONVERTER.name) for place, text in zip(texts, made, strict=True)}


def _is_usable(source: str, text: str) -> bool:
    return not is_blank(text) and not faults.fault(source, text, None)
