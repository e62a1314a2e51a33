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
from cms.translation.files.entries import MARK, Problem, without_marks
from cms.translation.files.po import no_identifier
from cms.translation.files.xliff.units import unknown_code
from cms.translation.validity.faults import fault
from cms.translation.validity.spelling import as_stored, readable
from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from cms.translation.files.detection import ParsedUpload
    from cms.translation.files.entries import Part, TranslationUnit
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
    effect: Effect
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

    def of(self, effect: Effect) -> int:
        """The number of changes with this effect."""
        return sum(change.effect is effect for change in self.changes)

    @property
    def replaced_count(self) -> int:
        """The number of confirmed targets that would be replaced."""
        return sum(change.replaces_confirmed for change in self.changes)

    @property
    def digest(self) -> str:
        """A hash that is equal for two changesets with the same changes."""
        hasher = sha256()
        for change in self.changes:
            unit = change.unit
            facts = (
                change.translation.identifier, *change.key, change.old, change.effect.value,
                change.replaces_confirmed, unit.target, unit.is_confirmed,
            )  # fmt: skip
            hasher.update(json.dumps(facts).encode())
        return hasher.hexdigest()


def changeset_of(
    upload: ParsedUpload, translations: dict[str, ExistingTranslation], *, only: str = ""
) -> Changeset:
    """The changes an upload would make to stored translations.

    Args:
        upload: the parsed upload.
        translations: the stored ones, by the identifier as the file has it.
        only: the identifier of the one translation that may be changed, if it is only one.
    """
    changeset = Changeset(problems=list(upload.problems))
    seen: dict[tuple[str, SegmentKey], TranslationUnit] = {}
    for part in upload.parts:
        changeset.problems += part.problems
        translation = translations.get(identifier_of(part, only))
        reason = _refusal(part, translation, only)
        if translation is None or reason:
            if part.units or not part.problems:
                refused = Problem(part.file, part.line, "", "", reason, len(part.units))
                changeset.problems.append(refused)
            continue
        for unit in part.units:
            _compare(unit, part, translation, changeset, seen)
    return changeset


def identifier_of(part: Part, only: str) -> str:
    """The translation a part is for: other tools keep no names, so the one it was sent for."""
    return part.identifier if not only or _is_identifier(part.identifier) else only


def _is_identifier(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _refusal(part: Part, translation: ExistingTranslation | None, only: str) -> str:
    """The reason for which a part is not imported; empty if it is."""
    if translation is None:
        unknown = _(
            "The file was made for a translation that isn't here, or isn't yours to change."
        )
        return unknown if part.identifier else no_identifier()
    if only and translation.identifier != only:
        return _("The file was made for another translation.")
    if not _is_language(part.source_language, translation.source_language) or not _is_language(
        part.target_language, translation.target_language
    ):
        return _("The file is in another language than the translation it was made for.")
    if translation.refusal:
        return translation.refusal
    return "" if part.units or part.problems else _("The file has no texts.")


def _is_language(tag: str, code: str) -> bool:
    """True if a tag of a file, if it has one, is that of a locale."""
    return not tag or tags.lookup(tag, [code]) == code


def _compare(
    unit: TranslationUnit,
    part: Part,
    translation: ExistingTranslation,
    changeset: Changeset,
    seen: dict[tuple[str, SegmentKey], TranslationUnit],
) -> None:
    unit = translation.resolved(unit)
    key = translation.segment_keys.get((unit.path, unit.source))
    if key is None:
        changeset.problems.append(_problem(part, unit, _mismatch(unit, translation)))
        return
    if unit.has_numbers and MARK in unit.target:
        number = unit.target.split(MARK)[1][1:]
        changeset.problems.append(_problem(part, unit, unknown_code(number)))
        return
    if is_blank(unit.target):
        changeset.empty_count += 1
        return
    first = seen.get((translation.identifier, key))
    stored = translation.target_at(key)
    if _is_unchanged(unit, first, stored):
        changeset.unchanged_count += 1
        seen.setdefault((translation.identifier, key), unit)
        return
    reason = fault(unit.source, unit.target, translation.fields.get(unit.path))
    if first is not None:
        text = _("Line {line} already gives this text a different translation.")
        reason = text.format(line=first.line)
    if reason:
        changeset.problems.append(_problem(part, unit, reason))
        return
    seen[translation.identifier, key] = unit
    changeset.changes.append(_change(part, unit, translation, key, stored))


def _is_unchanged(
    unit: TranslationUnit, first: TranslationUnit | None, stored: StoredTarget | None
) -> bool:
    """True if a unit repeats an earlier one of the file, or else the stored target."""
    if first is not None:
        return (first.target, first.is_confirmed) == (unit.target, unit.is_confirmed)
    if stored is None:
        return unit.target == as_stored(unit.source) and not needs_translation(unit.source)
    if as_stored(stored.text) != unit.target:
        return False
    return not (stored.is_machine_made and unit.is_confirmed)


def _change(
    part: Part,
    unit: TranslationUnit,
    translation: ExistingTranslation,
    key: SegmentKey,
    stored: StoredTarget | None,
) -> Change:
    if stored is None:
        return Change(part.file, unit, translation, key, part.tool, "", Effect.NEW, False)
    effect = Effect.CONFIRMED if as_stored(stored.text) == unit.target else Effect.CHANGED
    replaces = effect is Effect.CHANGED and not stored.is_machine_made
    return Change(part.file, unit, translation, key, part.tool, stored.text, effect, replaces)


def _problem(part: Part, unit: TranslationUnit, reason: str) -> Problem:
    text = without_marks(unit.source) if unit.has_numbers else unit.source
    return Problem(part.file, unit.line, unit.unit, text, reason)


def _mismatch(unit: TranslationUnit, translation: ExistingTranslation) -> str:
    """The reason for which a unit belongs to no segment of the page."""
    if unit.has_numbers or unit.source not in translation.sources:
        return _("This text is not, or no longer, part of this page.")
    if unit.path not in translation.paths:
        return _("There is no “{place}” on this page.").format(place=unit.path)
    return _("The text is not at “{place}”.").format(place=unit.path)
