"""What was translated before, word for word, anywhere on the site.

wagtail-localize keeps a translation by its place, so the same sentence on another page is
translated anew. Here it is offered: only what a person has translated or confirmed, without an
error, and taken over only when somebody asks for it, to be confirmed like what a machine makes.
Whoever may write a translation already reads its source, and sees of other pages nothing but the
same sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from wagtail_localize.models import StringTranslation

from cms.translation.proposals import Place, Proposal, keep, missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail_localize.models import Translation

TOOL = gettext_noop("Translation memory")


@dataclass(frozen=True, slots=True)
class Match:
    """The translation a ``source`` has most often elsewhere, and at how many places."""

    source: str
    text: str
    count: int


def exact_matches(translation: Translation) -> dict[Place, Match]:
    """For each missing text what it was translated as elsewhere. Three queries.

    Of several the most frequent, then the latest.
    """
    places = missing(translation)
    found = StringTranslation.objects.filter(
        translation_of__in={string for string, _context in places},
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).order_by("updated_at")
    texts: dict[int, list[str]] = defaultdict(list)
    for string, text in found.values_list("translation_of", "data"):
        texts[string].append(text)
    return {
        place: _best(source, texts[place[0]])
        for place, source in places.items()
        if place[0] in texts
    }


def _best(source: str, texts: list[str]) -> Match:
    count_of = Counter(texts)
    latest = {text: number for number, text in enumerate(texts)}
    text = max(count_of, key=lambda one: (count_of[one], latest[one]))
    return Match(source, text, count_of[text])


def take_over(translation: Translation, *, user: Any, only: Iterable[Place] | None = None) -> int:
    """Fill in what was translated elsewhere, all of it or at some places; how many texts."""
    matches = exact_matches(translation)
    wanted = matches.keys() if only is None else matches.keys() & set(only)
    made = {place: Proposal(matches[place].text, TOOL) for place in wanted}
    return keep(made, translation, user=user)
