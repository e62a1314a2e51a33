"""The segments of a translation compared with its source as it is now, synchronised or not.

wagtail-localize compares with the source as it was when somebody synchronised it last. Here the
source is read as it is: a text that was changed since is stale at once, and is what it was again
when the change is reverted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.segments.staleness import digest, fingerprint, translation_status
from cms.translation.validity import faults, values
from cms.translation.validity.matching import is_outdated, matched
from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail_localize.models import Translation

    from cms.translation.segments.staleness import TranslationStatus


class SegmentState(Enum):
    """The state of a segment against its source."""

    MISSING = "missing"
    ERROR = "error"
    STALE = "stale"
    DONE = "done"

    @property
    def label(self) -> str:
        """The state in words."""
        return str(_LABELS[self])


_LABELS = {
    SegmentState.MISSING: _lazy("missing"),
    SegmentState.ERROR: _lazy("has an error"),
    SegmentState.STALE: _lazy("out of date"),
    SegmentState.DONE: _lazy("done"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: the present source text at a path, and its translation.

    ``former_source`` is the source text it was translated from; ``None``: the same as now, or
    nothing.
    ``stored`` is the translation as wagtail-localize keeps it, ``None`` where there is none that
    shows anything. ``fault`` is what is wrong with it, in words for the translator.
    """

    path: str
    source: str
    former_source: str | None
    stored: StringTranslation | None
    fault: str = ""

    @property
    def translation(self) -> str:
        """The target text, stale or not; empty where it is missing."""
        if self.stored is None:
            return "" if needs_translation(self.source) else self.source
        return self.stored.data

    @property
    def is_machine_made(self) -> bool:
        """True if it is an unconfirmed machine translation."""
        if self.stored is None or is_outdated(self.stored):
            return False
        return self.stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE

    @property
    def tool(self) -> str:
        """The tool that has translated it; empty: a person."""
        name = self.stored.tool_name if self.stored else ""
        return _(name) if name else ""

    @property
    def may_be_confirmed(self) -> bool:
        """True if it is carried over from an earlier source, and may still be correct."""
        return self.stored is not None and is_outdated(self.stored) and not self.fault

    @property
    def state(self) -> SegmentState:
        """Its state against the source."""
        if self.stored is None:
            return SegmentState.MISSING if needs_translation(self.source) else SegmentState.DONE
        if self.former_source is not None:
            return SegmentState.STALE
        return SegmentState.ERROR if self.fault or self.stored.has_error else SegmentState.DONE


@dataclass(frozen=True, slots=True)
class FaultyOverride:
    """An overridden value of a translation that can't be used, and the reason."""

    path: str
    value: str
    fault: str


@dataclass(frozen=True, slots=True)
class TranslationSegments:
    """All segments of a translation in the order of the source.

    ``made_from`` is the fingerprint of the texts it was synchronised with last.
    ``faulty_overrides`` are not texts: a URL or an image of the translation's own that can't be
    used.
    """

    all: tuple[Segment, ...]
    made_from: str
    faulty_overrides: tuple[FaultyOverride, ...] = ()

    @property
    def status(self) -> TranslationStatus:
        """The status of the whole translation."""
        now = [(digest(text.path, text.source), text) for text in self.all]
        done = {key: text.is_machine_made for key, text in now if text.state is SegmentState.DONE}
        made_from = "" if self.of(SegmentState.STALE) else self.made_from
        return translation_status([key for key, _text in now], made_from, done)

    @property
    def is_out_of_sync(self) -> bool:
        """True if the source has other texts than those it was synchronised with last."""
        return self.made_from != fingerprint(
            digest(segment.path, segment.source) for segment in self.all
        )

    def of(self, *states: SegmentState) -> list[Segment]:
        """The texts in one of these states."""
        return [text for text in self.all if text.state in states]

    @property
    def open(self) -> list[Segment]:
        """The segments readers wouldn't get in their language, or not from the current source."""
        return self.of(SegmentState.MISSING, SegmentState.ERROR, SegmentState.STALE)

    @property
    def machine_made(self) -> list[Segment]:
        """The segments no person has confirmed."""
        return [text for text in self.all if text.is_machine_made]


def segments_of(translation: Translation) -> TranslationSegments:
    """The segments of a translation. Three queries, and those of the source's child relations.

    One more where the translation may override values.
    """
    source = translation.source.get_source_instance()
    segments = extract_segments(source)
    now = [
        (segment.path, segment.string.data)
        for segment in segments
        if isinstance(segment, StringSegmentValue)
    ]
    stored = [row for row in _stored(translation) if not is_blank(row.data)]
    synchronised = StringSegment.objects.filter(source_id=translation.source_id)
    known = synchronised.values_list("context__path", "string__data")
    own = {segment.path for segment in segments if isinstance(segment, OverridableSegmentValue)}
    return TranslationSegments(
        tuple(_segments(now, stored)),
        fingerprint(digest(*segment) for segment in known),
        tuple(_faulty_overrides(translation, own)) if own else (),
    )


def _stored(translation: Translation) -> Iterable[Any]:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    return faults.with_leaf_data(rows).order_by("-updated_at")


def _faulty_overrides(translation: Translation, paths: set[str]) -> Iterable[FaultyOverride]:
    rows = SegmentOverride.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    for row, fault in values.unusable(rows.order_by("pk")):
        if row.context.path in paths and not values.is_empty(row.data_json):
            yield FaultyOverride(row.context.path, str(row.data), fault)


def _segments(now: list[tuple[str, str]], stored: list[Any]) -> Iterable[Segment]:
    """Each segment with its translation, else with that of the earlier source text."""
    for match in matched(now, stored):
        if match.earlier is None:
            fault = match.stored.get_error() if match.stored else None
            yield Segment(match.path, match.source, None, match.stored, fault or "")
            continue
        was = match.earlier.translation_of.data
        fault = faults.fault_of(match.stored) if match.stored is not match.earlier else None
        yield Segment(match.path, match.source, was, match.stored, fault or "")
