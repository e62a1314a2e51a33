"""The texts of a page that a machine translated and no person has confirmed, for readers.

Labels are what was published, not what translators have confirmed since: the layer above keeps them
at each publication, and hands them over in its note about the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from cms.content.reading.text_languages import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cms.content.reading.pages import Page

_SCHEMA_ORG = "https://schema.org/"
# A converter of scripts, which follows rules and tables and has learnt from no samples.
RULE_BASED = frozenset({"OpenCC"})


class MachineTranslatedPart(NamedTuple):
    """A field, or a block of a body, with text of a machine.

    ``engine`` is empty where it isn't known. ``raw_block_id`` is empty for a field.
    """

    field: str
    raw_block_id: str
    engine: str
    translated_at: datetime | None


@dataclass(frozen=True, slots=True)
class MachineTranslation:
    """The machine-translated texts of a page; ``is_partial``: others are written by people."""

    is_partial: bool
    parts: tuple[MachineTranslatedPart, ...]

    @property
    def engines(self) -> list[str]:
        """The names of the engines that are known, in alphabetical order."""
        return sorted({part.engine for part in self.parts if part.engine})

    @property
    def translated_at(self) -> datetime | None:
        """The time of the latest text; ``None``: not known."""
        return max((part.translated_at for part in self.parts if part.translated_at), default=None)


def of_page(page: Page) -> MachineTranslation | None:
    """The machine-translated texts of a page whose note was requested.

    ``None``: there are none, or readers aren't told by the setting ``MACHINE_TRANSLATION_LABELS``.
    """
    if not settings.MACHINE_TRANSLATION_LABELS:
        return None
    note = page.reading.note(KNOWN, page.translation_key, page.content_language)
    machine_translation: MachineTranslation | None = note["machine_translation"] if note else None
    return machine_translation


def parts_of(texts: Iterable[MachineTranslatedPart]) -> tuple[MachineTranslatedPart, ...]:
    """One part for each field or block, with the engine and time of its latest text."""
    latest: dict[tuple[str, str], MachineTranslatedPart] = {}
    for text in texts:
        place = text.field, text.raw_block_id
        known = latest.get(place)
        if known is None or _time(known) < _time(text):
            latest[place] = text
    return tuple(latest.values())


def _time(part: MachineTranslatedPart) -> float:
    return part.translated_at.timestamp() if part.translated_at else 0.0


def labelled(nodes: list[dict[str, Any]], page: Page) -> list[dict[str, Any]]:
    """The schema.org nodes of a page, with its label if it has machine-translated texts.

    ``digitalSourceType`` is schema.org's property for this, with IPTC's terms as its values:
    https://schema.org/digitalSourceType. Its ``translator`` has to be a person or organisation, so
    the engines are named in ``creditText``. A page of which no node is a work gets a ``WebPage``.
    """
    machine_translation = of_page(page)
    if machine_translation is None:
        return nodes
    label = {
        "digitalSourceType": _SCHEMA_ORG + _source_type(machine_translation),
        "creditText": credit_text(machine_translation),
    }
    works = [node for node in nodes if "mainEntityOfPage" in node]
    if works:
        return [node | label if node in works else node for node in nodes]
    web_page = {
        "@type": "WebPage",
        "@id": page.canonical_url,
        "name": page.title,
        "inLanguage": page.content_language,
    }
    return [*nodes, web_page | label]


def credit_text(machine_translation: MachineTranslation) -> str:
    """The engines and the day, in the same words for all languages."""
    day = machine_translation.translated_at
    facts = [*machine_translation.engines, *([day.date().isoformat()] if day else [])]
    return f"Machine translation, not reviewed: {', '.join(facts)}".removesuffix(": ")


def _source_type(machine_translation: MachineTranslation) -> str:
    """IPTC's term: the whole or a part, by a trained model or by rules."""
    is_trained = not RULE_BASED.issuperset(part.engine for part in machine_translation.parts)
    if machine_translation.is_partial:
        term = "CompositeWithTrainedAlgorithmicMedia" if is_trained else "CompositeSynthetic"
    else:
        term = "TrainedAlgorithmicMedia" if is_trained else "AlgorithmicMedia"
    return f"{term}DigitalSource"
