"""The matching of stored translations to the texts of the source.

A text has its own translation, else that of the earlier text at the same path. The latter is
outdated: it is kept and offered for correction, and says so until a person has looked at it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_localize.models import StringTranslation

from cms.translation.validity import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Marks a translation of an earlier source text that nobody has looked at since.
TOOL = tools.EARLIER
OUTDATED = Q(tool_name=TOOL, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
# From this ratio on two texts at one path count as versions of the same sentence.
LEAST_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class MatchedSegment:
    """A text of the source with its translation, ``None`` where it was never translated.

    ``earlier`` is the translation of what the source said before; ``None``: it is up to date.
    ``stored`` is a row of the present text, if there is one, else ``earlier``.
    """

    path: str
    source: str
    stored: StringTranslation | None
    earlier: StringTranslation | None = None


def is_outdated(row: StringTranslation) -> bool:
    """True if a stored translation was made from an earlier source text."""
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    return row.tool_name == TOOL and row.translation_type == machine


def advice() -> str:
    """The message for an outdated text."""
    return _("The source has changed since. Correct this text, or save it as it is.")


def matched(
    texts: Iterable[tuple[str, str]], stored: Iterable[StringTranslation]
) -> Iterator[MatchedSegment]:
    """Each text, given by place and source, with its translation.

    ``stored`` are translations into one language that show something, the latest first.
    """
    texts = list(texts)
    current: dict[str, set[str]] = defaultdict(set)
    for path, source in texts:
        current[path].add(source)
    rows: dict[str, list[StringTranslation]] = defaultdict(list)
    for row in stored:
        if row.context is not None:
            rows[row.context.path].append(row)
    for path, source in texts:
        yield _match(path, source, rows[path], current[path])


def _match(
    path: str, source: str, at_path: list[StringTranslation], current: set[str]
) -> MatchedSegment:
    own = next((row for row in at_path if row.translation_of.data == source), None)
    if own is not None and not is_outdated(own):
        return MatchedSegment(path, source, own)
    gone = {
        row.translation_of.data: row
        for row in at_path
        if row.translation_of.data not in current and not is_outdated(row)
    }
    if own is not None:
        # It says what one of those says, and says so of no other.
        gone = {text: row for text, row in gone.items() if row.data == own.data} or gone
    was = _nearest(source, gone, is_alone=own is not None or len(current) == 1)
    if was is None:
        return MatchedSegment(path, source, own, own)
    at_path.remove(gone[was])
    return MatchedSegment(path, source, own or gone[was], gone[was])


def _nearest(source: str, texts: Iterable[str], *, is_alone: bool) -> str | None:
    """The most likely earlier text of a source; any if it is the only text at its path."""
    likeness = {text: _alike(source, text) for text in texts}
    nearest = max(likeness, key=likeness.__getitem__, default=None)
    if nearest is None or is_alone or likeness[nearest] >= LEAST_ALIKE:
        return nearest
    return None


def _alike(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
