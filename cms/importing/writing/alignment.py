"""The texts of a page paired with those of its translation, where both are built alike.

wagtail-localize keeps a text by its path, so the two must have the same ids of blocks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

from cms.importing.report import quoted
from cms.translation.validity import markup
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

_EMPHASIS = re.compile(r"</?(?:b|strong|i|em)>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text at a path, and its translation; both as wagtail-localize writes them."""

    path: str
    source: str
    text: str


@dataclass(slots=True)
class Alignment:
    """Pairs, values the translation has of its own by path, and what prevents a translation.

    ``notes`` are differences that don't. ``hrefs`` are the URLs of links by path, that of the
    source and that of the translation.
    """

    pairs: list[Pair] = field(default_factory=list)
    overrides: dict[str, Any] = field(default_factory=dict)
    hrefs: dict[str, tuple[str, str]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def aligned(source: Any, twin: Any) -> Alignment:
    """A page aligned with another that has the texts of its translation.

    A text that only the source has stays untranslated; one that only the twin has is a difference.
    """
    found = Alignment()
    source_segments, twin_segments = extract_segments(source), extract_segments(twin)
    ours, theirs = _by_path(source_segments), _by_path(twin_segments)
    for path, texts in theirs.items():
        if path not in ours:
            words = quoted(texts[0].render_text())
            found.differences.append(f"only the translation has the text {words}")
    for path, texts in ours.items():
        _align(path, texts, theirs.get(path, []), found)
    _align_values(source_segments, twin_segments, found)
    _refuse_ambiguous(found)
    found.overrides |= {
        path: theirs for path, (ours, theirs) in found.hrefs.items() if ours != theirs
    }
    return found


def _by_path(segments: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue) and not is_blank(segment.string.data):
            found[segment.path].append(segment)
    return found


def _align(path: str, ours: list[Any], theirs: list[Any], found: Alignment) -> None:
    if not theirs and len(ours) == 1:
        words = quoted(ours[0].render_text())
        found.notes.append(f"the translation lacks the text {words}")
        return
    if len(ours) != len(theirs):
        words = quoted(ours[0].render_text())
        found.differences.append(
            f"{len(ours)} paragraphs or items in the source and {len(theirs)} here, from {words}"
        )
        return
    for one, other in zip(ours, theirs, strict=True):
        _align_links(path, one, other, found)
        text = _fitting(one.string.data, other.string.data, found)
        found.pairs.append(Pair(path, one.string.data, text))


def _fitting(source: str, text: str, found: Alignment) -> str:
    """A translation without bold and italics that its source doesn't have."""
    if not markup.fault(source, text):
        return text
    without = _EMPHASIS.sub("", text)
    fault = markup.fault(source, without)
    if fault:
        found.differences.append(f"{quoted(text)}: {fault}")
    else:
        found.notes.append(f"formatting that the source lacks was lost: {quoted(text)}")
    return without


def _align_links(path: str, one: Any, other: Any, found: Alignment) -> None:
    ours, theirs = one.attrs or {}, other.attrs or {}
    for name in ours.keys() & theirs.keys():
        mine, its = dict(ours[name]), dict(theirs[name])
        href, its_href = mine.pop("href", None), its.pop("href", None)
        if mine != its or (href is None) != (its_href is None):
            found.differences.append(f"a link leads elsewhere: {quoted(other.render_text())}")
        elif href is not None and its_href is not None:
            key = f"{path}.{quote_path_component(href)}"
            if found.hrefs.setdefault(key, (href, its_href)) != (href, its_href):
                found.differences.append(f"two links to {href} lead to different places here")


def _align_values(ours: Iterable[Any], theirs: Iterable[Any], found: Alignment) -> None:
    """Images, documents and URLs of blocks that the translation has of its own."""
    values = {
        segment.path: segment.data
        for segment in theirs
        if isinstance(segment, OverridableSegmentValue)
    }
    known = set()
    for segment in ours:
        if isinstance(segment, OverridableSegmentValue) and not segment.path.endswith("'"):
            known.add(segment.path)
            value = values.get(segment.path, segment.data)
            if value != segment.data:
                found.overrides[segment.path] = value
    for path in values.keys() - known:
        if not path.endswith("'"):
            found.differences.append(f"only the translation has a value for {path}")


def _refuse_ambiguous(found: Alignment) -> None:
    """Note texts that occur twice at a place with different translations: one of them is kept."""
    known: dict[tuple[str, str], str] = {}
    for pair in found.pairs:
        if known.setdefault((pair.path, pair.source), pair.text) != pair.text:
            words = quoted(pair.text)
            found.differences.append(f"a text that the source repeats is different here: {words}")
