"""The translation memory: exact and fuzzy matches from the whole site.

wagtail-localize keeps a translation by its context, so the same sentence on another page is
translated anew. Here it is offered, and one that is like it, too: only what a person has translated
or confirmed, without an error, and taken over only when somebody asks for it, to be confirmed like
what a machine makes. Whoever may write a translation already reads its source, and sees of other
pages nothing but the same sentence or one like it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process
from wagtail_localize.models import StringTranslation

from cms.translation.segments.proposals import Proposal, SegmentKey, store, untranslated_texts
from cms.translation.validity import faults, tools
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail_localize.models import Translation

TOOL = tools.MEMORY
# A sentence that differs in more than a quarter of its characters is quicker written anew.
LEAST_ALIKE = 75
# Shorter ones are alike by chance.
LEAST_CHARACTERS = 12
# As many of the latest translations are looked through, for as many texts.
MOST_KNOWN = 20_000
MOST_TEXTS = 100


@dataclass(frozen=True, slots=True)
class Match:
    """The translation a ``source`` has most often elsewhere, and at how many places."""

    source: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class NearMatch:
    """The most similar ``source`` that is translated, its translation, and how alike in percent."""

    source: str
    text: str
    percent: int


def near_matches(translation: Translation, texts: Iterable[str]) -> dict[str, NearMatch]:
    """For each of some source texts the one most like it that is translated. One query."""
    wanted = [text for text in texts if len(text) >= LEAST_CHARACTERS][:MOST_TEXTS]
    if not wanted:
        return {}
    known: dict[str, str] = {}
    candidates = _confirmed(translation).filter(translation_of__locale=translation.source.locale_id)
    latest = candidates.order_by("-updated_at", "-pk").values_list("translation_of__data", "data")
    for source, text in latest[:MOST_KNOWN]:
        if not is_blank(text):
            known.setdefault(source, text)
    sources = list(known)
    nearest = {
        text: process.extractOne(text, sources, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
        for text in wanted
    }
    return {
        text: NearMatch(match[0], known[match[0]], int(match[1]))
        for text, match in nearest.items()
        if match is not None
    }


def _confirmed(translation: Translation) -> Any:
    """The translations into a language that people have written or confirmed."""
    return StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    )


def exact_matches(translation: Translation) -> dict[SegmentKey, Match]:
    """For each missing text what it was translated as elsewhere. Three queries.

    Of several the most frequent, then the latest.
    """
    places = untranslated_texts(translation)
    strings = {string for string, _context in places}
    candidates = _confirmed(translation).filter(translation_of__in=strings).order_by("updated_at")
    texts: dict[int, list[str]] = defaultdict(list)
    for string, source, text in candidates.values_list(
        "translation_of", "translation_of__data", "data"
    ):
        # Its field checks if it fits.
        if not is_blank(text) and not faults.fault(source, text, None):
            texts[string].append(text)
    return {
        place: _best(source, texts[place[0]])
        for place, source in places.items()
        if place[0] in texts
    }


def _best(source: str, texts: list[str]) -> Match:
    count_of = Counter(texts)
    latest = {text: number for number, text in enumerate(texts)}
    text = max(count_of, key=lambda candidate: (count_of[candidate], latest[candidate]))
    return Match(source, text, count_of[text])


def take_over(
    translation: Translation, *, user: Any, only: Iterable[SegmentKey] | None = None
) -> int:
    """Fill in what was translated elsewhere, all of it or at some places; how many texts."""
    matches = exact_matches(translation)
    wanted = matches.keys() if only is None else matches.keys() & set(only)
    made = {place: Proposal(matches[place].text, TOOL) for place in wanted}
    return store(made, translation, user=user)


def take_over_near(translation: Translation, source: str, text: str, *, user: Any) -> bool:
    """Fill in a translation of a sentence like ``source``, to be corrected; whether it was missing.

    ``text`` is what was offered; nothing is filled in if something else is offered by now.
    """
    match = near_matches(translation, [source]).get(source)
    if match is None or match.text != text:
        return False
    places = [
        place for place, missed in untranslated_texts(translation).items() if missed == source
    ]
    return bool(store(dict.fromkeys(places, Proposal(text, TOOL)), translation, user=user))
