"""The content of a file in the same terms for every format: parts and translation units."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.translation.validity.spelling import readable

# Around the number of an inline code in a text; no file can have this character.
MARK = "\ufffe"
MOST_UNITS = 100_000
LARGEST_FILE = 10 * 1024 * 1024
_SHOWN = 120


def without_marks(text: str) -> str:
    """A text without its numbered inline codes."""
    return "".join(text.split(MARK)[::2])


class UnusableFile(ValueError):
    """The file cannot be imported; the message is for the translator."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A source text and its target, as a file has them.

    ``path`` is the segment's path on the page; ``unit`` the name the file gives it, if any. A
    file that doesn't define its inline codes has their numbers between two ``MARK``.
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
    """Units that weren't imported, with file, line and reason; ``count`` at once."""

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
    """The units of one translation in a file.

    ``identifier`` is the translation's UUID as the file has it; a language is empty where the file
    doesn't name one. ``problems`` are entries that couldn't be read.
    """

    file: str
    line: int
    identifier: str
    source_language: str
    target_language: str
    tool: str
    units: list[TranslationUnit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, text: str, reason: str, unit: str = "") -> None:
        """Note an entry that couldn't be read."""
        self.problems.append(Problem(self.file, line, unit, text, reason))


@dataclass(frozen=True, slots=True)
class ExportUnit:
    """A source text with its path and its target; empty where there is none."""

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
    rows: list[ExportUnit] = field(default_factory=list)


def too_many() -> str:
    """The message for a file with too many units."""
    return _("The file has more than {count} texts.").format(count=MOST_UNITS)
