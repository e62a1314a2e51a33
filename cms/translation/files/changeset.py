"""The changes an upload would make, segment by segment, without writing anything.

Each unit of the upload becomes exactly one of: a change, unchanged, empty, or a problem.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from cms.localisation import tags
from cms.translation.files.units import MARK, Problem, without_marks
from cms.translation.files.po import no_identifier
from cms.translation.files.xliff.units import unknown_code
from cms.translation.validity.faults import fault
from cms.translation.validity.spelling import readable, spelled
from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from cms.translation.files.detection import ParsedUpload
    from cms.translation.files.units import TranslationUnit, Part
    from cms.translation.files.existing import ExistingTranslation, StoredTarget
    from cms.translation.segments.proposals import SegmentKey


class Effect(Enum):
    """The effect of an import on a segment."""

    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Change:
    """A segment that gets another target, or the same one confirmed.

    ``replaces_confirmed``: a person has written or confirmed the stored target.
    """

    file: str
    unit: TranslationUnit
    translation: ExistingTranslation
    key: SegmentKey
    tool: str
    old: str
    kind: Effect
    replaces_confirmed: bool

    @property
    def source(self) -> str:
        """The text as translators read it."""
        return readable(self.unit.source)

    @property
    def before(self) -> str:
        """The stored target as translators read it."""
        return readable(self.old)

    @property
    def after(self) -> str:
        """The new target as translators read it."""
        return readable(self.unit.target)


@dataclass(slots=True)
class Changeset:
    """All changes an upload would make, and all units that change nothing."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged_count: int = 0
    empty_count: int = 0

    @property
    def problem_count(self) -> int:
        """The number of units that aren't imported."""
        return sum(problem.count for problem in self.problems)

    @property
    def count(self) -> int:
        """The number of units it accounts for."""
        return len(self.changes) + self.unchanged_count + self.empty_count + self.problem_count

    def of(self, kind: Effect) -> int:
        """The number of changes with this effect."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def replaced_count(self) -> int:
        """The number of confirmed targets that would be replaced."""
        return sum(change.replaces_confirmed for change in self.changes)

    @property
    def digest(self) -> str:
        """A hash that is equal for two changesets with the same changes."""
        hasher = sha256()
        for change in self.changes:
            entry = change.unit
            facts = (
                change.translation.identifier, *change.key, change.old, change.kind.value, change.replaces_confirmed,
                entry.target, entry.is_confirmed,
            )  # fmt: skip
            hasher.update(json.dumps(facts).encode())
        return hasher.hexdigest()


def changeset_of(document: ParsedUpload, known: dict[str, ExistingTranslation], *, only: str = "") -> Changeset:
    """The changes an upload would make to stored translations.

    Args:
        document: the parsed upload.
        known: the translations, by the identifier as the file has it.
        only: the identifier of the one translation that may be changed, if it is only one.
    """
    plan = Changeset(problems=list(document.problems))
    seen: dict[tuple[str, SegmentKey], TranslationUnit] = {}
    for part in document.parts:
        plan.problems += part.problems
        translation = known.get(identifier_of(part, only))
        reason = _refusal(part, translation, only)
        if translation is None or reason:
            if part.units or not part.problems:
                refused = Problem(part.file, part.line, "", "", reason, len(part.units))
                plan.problems.append(refused)
            continue
        for entry in part.units:
            _compare(entry, part, translation, plan, seen)
    return plan


def identifier_of(part: Part, only: str) -> str:
    """The translation a part is for: other tools keep no names, so the one it was sent for."""
    return part.identifier if not only or _is_identifier(part.identifier) else only


def _is_identifier(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _refusal(part: Part, known: ExistingTranslation | None, only: str) -> str:
    """The reason for which a part is not imported; empty if it is."""
    if known is None:
        unknown = _(
            "The file was made for a translation that isn't here, or isn't yours to change."
        )
        return unknown if part.identifier else no_identifier()
    if only and known.identifier != only:
        return _("The file was made for another translation.")
    if not _is_language(part.source_language, known.source_language) or not _is_language(
        part.target_language, known.target_language
    ):
        return _("The file is in another language than the translation it was made for.")
    if known.refusal:
        return known.refusal
    return "" if part.units or part.problems else _("The file has no texts.")


def _is_language(tag: str, code: str) -> bool:
    """True if a tag of a file, if it has one, is that of a locale."""
    return not tag or tags.lookup(tag, [code]) == code


def _compare(
    entry: TranslationUnit, part: Part, known: ExistingTranslation, plan: Changeset, seen: dict[tuple[str, SegmentKey], TranslationUnit]
) -> None:
    entry = known.resolved(entry)
    place = known.segment_keys.get((entry.path, entry.source))
    if place is None:
        plan.problems.append(_problem(part, entry, _mismatch(entry, known)))
        return
    if entry.has_numbers and MARK in entry.target:
        number = entry.target.split(MARK)[1][1:]
        plan.problems.append(_problem(part, entry, unknown_code(number)))
        return
    if is_blank(entry.target):
        plan.empty_count += 1
        return
    first = seen.get((known.identifier, place))
    stored = known.target_at(place)
    if _is_unchanged(entry, first, stored):
        plan.unchanged_count += 1
        seen.setdefault((known.identifier, place), entry)
        return
    reason = fault(entry.source, entry.target, known.fields.get(entry.path))
    if first is not None:
        text = _("Line {line} already gives this text a different translation.")
        reason = text.format(line=first.line)
    if reason:
        plan.problems.append(_problem(part, entry, reason))
        return
    seen[known.identifier, place] = entry
    plan.changes.append(_change(part, entry, known, place, stored))


def _is_unchanged(entry: TranslationUnit, first: TranslationUnit | None, stored: StoredTarget | None) -> bool:
    """True if a unit repeats an earlier one of the file, or else the stored target."""
    if first is not None:
        return (first.target, first.is_confirmed) == (entry.target, entry.is_confirmed)
    if stored is None:
        return entry.target == spelled(entry.source) and not needs_translation(entry.source)
    if spelled(stored.text) != entry.target:
        return False
    return not (stored.is_machine_made and entry.is_confirmed)


def _change(part: Part, entry: TranslationUnit, known: ExistingTranslation, place: SegmentKey, stored: StoredTarget | None) -> Change:
    if stored is None:
        return Change(part.file, entry, known, place, part.tool, "", Effect.NEW, False)
    kind = Effect.CONFIRMED if spelled(stored.text) == entry.target else Effect.CHANGED
    replaces = kind is Effect.CHANGED and not stored.is_machine_made
    return Change(part.file, entry, known, place, part.tool, stored.text, kind, replaces)


def _problem(part: Part, entry: TranslationUnit, reason: str) -> Problem:
    text = without_marks(entry.source) if entry.has_numbers else entry.source
    return Problem(part.file, entry.line, entry.unit, text, reason)


def _mismatch(entry: TranslationUnit, known: ExistingTranslation) -> str:
    """The reason for which a unit belongs to no segment of the page."""
    if entry.has_numbers or entry.source not in known.sources:
        return _("This text is not, or no longer, part of this page.")
    if entry.path not in known.paths:
        return _("There is no “{place}” on this page.").format(key=entry.path)
    return _("The text is not at “{place}”.").format(key=entry.path)
