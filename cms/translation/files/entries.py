"""What a file says, in the same words for every format."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.translation.validity.spelling import readable

# Around the number of a code in a text; no file can say it.
MARK = "\ufffe"
MOST_ENTRIES = 100_000
LARGEST_FILE = 10 * 1024 * 1024
_SHOWN = 120


def without_marks(text: str) -> str:
    """A text without the codes that stand in it by their numbers."""
    return "".join(text.split(MARK)[::2])


class UnusableFile(ValueError):
    """Nothing of the file can be taken; the message says why, in words for the translator."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translation, as they stand in a file.

    ``path`` is the place on the page; ``unit`` what the file calls the entry, if it has names. A
    file that doesn't say what its codes stand for has their numbers between two ``MARK``.
    """

    path: str
    source: str
    target: str
    is_confirmed: bool
    line: int
    unit: str = ""
    has_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that wasn't taken, where it stands, and why; ``count`` entries at once."""

    file: str
    line: int
    unit: str
    text: str
    reason: str
    count: int = 1

    @property
    def shown_text(self) -> str:
        """The beginning of the text."""
        text = readable(self.text)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(slots=True)
class Part:
    """What a file says of one translation.

    ``identifier`` is the translation's UUID as the file has it; a language is empty where the file
    doesn't name one. ``problems`` are entries that couldn't be read.
    """

    file: str
    line: int
    identifier: str
    source_language: str
    target_language: str
    tool: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, text: str, reason: str, unit: str = "") -> None:
        """Note an entry that couldn't be read."""
        self.problems.append(Problem(self.file, line, unit, text, reason))


@dataclass(frozen=True, slots=True)
class Row:
    """A text, where it stands, and its translation; empty where there is none."""

    path: str
    source: str
    target: str = ""
    is_confirmed: bool = False
    note: str = ""


@dataclass(slots=True)
class Export:
    """A translation as it is written."""

    identifier: str
    title: str
    source_language: str
    target_language: str
    rows: list[Row] = field(default_factory=list)


def too_many() -> str:
    """That a file has more entries than are taken at once."""
    return _("The file has more than {count} texts.").format(count=MOST_ENTRIES)
