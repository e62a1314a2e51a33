"""What an upload would change, text by text, worked out without writing anything.

Each entry of the upload ends as exactly one of: a change, unchanged, empty, or a problem.
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
from cms.translation.validity.spelling import readable, spelled
from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from cms.translation.files.detection import Document
    from cms.translation.files.entries import Entry, Part
    from cms.translation.files.existing import Known, Stored
    from cms.translation.segments.proposals import Place


class Kind(Enum):
    """What happens to a text."""

    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Change:
    """One text that gets another translation, or the same one confirmed.

    ``replaces_confirmed``: what is there was written or confirmed by a person.
    """

    file: str
    entry: Entry
    known: Known
    place: Place
    tool: str
    old: str
    kind: Kind
    replaces_confirmed: bool

    @property
    def source(self) -> str:
        """The text as translators read it."""
        return readable(self.entry.source)

    @property
    def before(self) -> str:
        """What it was translated as, as translators read it."""
        return readable(self.old)

    @property
    def after(self) -> str:
        """What it would be translated as, as translators read it."""
        return readable(self.entry.target)


@dataclass(slots=True)
class Plan:
    """All that would change, and all that wouldn't."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged_count: int = 0
    empty_count: int = 0

    @property
    def problem_count(self) -> int:
        """How many entries aren't taken."""
        return sum(problem.count for problem in self.problems)

    @property
    def count(self) -> int:
        """How many entries it accounts for."""
        return len(self.changes) + self.unchanged_count + self.empty_count + self.problem_count

    def of(self, kind: Kind) -> int:
        """How many texts a thing happens to."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def replaced_count(self) -> int:
        """How many texts of a person get other words."""
        return sum(change.replaces_confirmed for change in self.changes)

    @property
    def digest(self) -> str:
        """The same for two plans that change the same texts from the same to the same."""
        hasher = sha256()
        for change in self.changes:
            entry = change.entry
            facts = (
                change.known.identifier, *change.place, change.old, change.kind.value, change.replaces_confirmed,
                entry.target, entry.is_confirmed,
            )  # fmt: skip
            hasher.update(json.dumps(facts).encode())
        return hasher.hexdigest()


def planned(document: Document, known: dict[str, Known], *, only: str = "") -> Plan:
    """What a document would change of what is known.

    Args:
        document: what was uploaded.
        known: the translations, by the identifier as the file has it.
        only: the identifier of the one translation that may be changed, if it is only one.
    """
    plan = Plan(problems=list(document.problems))
    seen: dict[tuple[str, Place], Entry] = {}
    for part in document.parts:
        plan.problems += part.problems
        translation = known.get(identifier_of(part, only))
        reason = _refusal(part, translation, only)
        if translation is None or reason:
            if part.entries or not part.problems:
                refused = Problem(part.file, part.line, "", "", reason, len(part.entries))
                plan.problems.append(refused)
            continue
        for entry in part.entries:
            _plan(entry, part, translation, plan, seen)
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


def _refusal(part: Part, known: Known | None, only: str) -> str:
    """Why nothing of a part is taken; empty if it is."""
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
    return "" if part.entries or part.problems else _("The file has no texts.")


def _is_language(tag: str, code: str) -> bool:
    """Whether a tag of a file, if it has one, is that of a locale."""
    return not tag or tags.lookup(tag, [code]) == code


def _plan(
    entry: Entry, part: Part, known: Known, plan: Plan, seen: dict[tuple[str, Place], Entry]
) -> None:
    entry = known.resolved(entry)
    place = known.places.get((entry.path, entry.source))
    if place is None:
        plan.problems.append(_problem(part, entry, _unknown(entry, known)))
        return
    if entry.has_numbers and MARK in entry.target:
        number = entry.target.split(MARK)[1][1:]
        plan.problems.append(_problem(part, entry, unknown_code(number)))
        return
    if is_blank(entry.target):
        plan.empty_count += 1
        return
    first = seen.get((known.identifier, place))
    stored = known.text_at(place)
    if _says_nothing_new(entry, first, stored):
        plan.unchanged_count += 1
        seen.setdefault((known.identifier, place), entry)
        return
    reason = fault(entry.source, entry.target, known.fields.get(entry.path))
    if first is not None:
        text = _("The text stands before, on line {line}, with another translation.")
        reason = text.format(line=first.line)
    if reason:
        plan.problems.append(_problem(part, entry, reason))
        return
    seen[known.identifier, place] = entry
    plan.changes.append(_change(part, entry, known, place, stored))


def _says_nothing_new(entry: Entry, first: Entry | None, stored: Stored | None) -> bool:
    """Whether an entry says what another one says already, or else what is there."""
    if first is not None:
        return (first.target, first.is_confirmed) == (entry.target, entry.is_confirmed)
    if stored is None:
        return entry.target == spelled(entry.source) and not needs_translation(entry.source)
    if spelled(stored.text) != entry.target:
        return False
    return not (stored.is_machine_made and entry.is_confirmed)


def _change(part: Part, entry: Entry, known: Known, place: Place, stored: Stored | None) -> Change:
    if stored is None:
        return Change(part.file, entry, known, place, part.tool, "", Kind.NEW, False)
    kind = Kind.CONFIRMED if spelled(stored.text) == entry.target else Kind.CHANGED
    replaces = kind is Kind.CHANGED and not stored.is_machine_made
    return Change(part.file, entry, known, place, part.tool, stored.text, kind, replaces)


def _problem(part: Part, entry: Entry, reason: str) -> Problem:
    text = without_marks(entry.source) if entry.has_numbers else entry.source
    return Problem(part.file, entry.line, entry.unit, text, reason)


def _unknown(entry: Entry, known: Known) -> str:
    """Why an entry has no place on the page."""
    if entry.has_numbers or entry.source not in known.sources:
        return _("This is not a text of this page (any more).")
    if entry.path not in known.paths:
        return _("This page has no place “{place}”.").format(place=entry.path)
    return _("The text doesn't stand at “{place}”.").format(place=entry.path)
