"""The report of an import: what was not understood, and what became of each page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUOTE = 120


class Fate(StrEnum):
    """The outcome of an import for one page."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited here"
    DELETED = "deleted here"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a page that was not understood, or not kept as it was.

    ``element`` is the name of an element, a shortcode or a field; ``text`` says what became of it.
    """

    page: str
    element: str
    text: str


@dataclass(slots=True)
class Report:
    """Findings in the order in which they were made, each once, and the fate of each page."""

    findings: dict[Finding, None] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)

    def note(self, page: str, element: str, text: str) -> None:
        """Add a finding."""
        self.findings[Finding(page, element, text)] = None

    def by_page(self) -> Iterator[tuple[str, list[Finding]]]:
        """The findings of each page."""
        pages: dict[str, list[Finding]] = {}
        for one in self.findings:
            pages.setdefault(one.page, []).append(one)
        yield from pages.items()

    def counts(self) -> dict[Fate, int]:
        """The number of pages of each fate that occurred."""
        counted = Counter(self.fates.values())
        return {fate: counted[fate] for fate in Fate if counted[fate]}

    def as_json(self) -> dict[str, Any]:
        """The report as it is written to a file."""
        return {
            "pages": {page: str(fate) for page, fate in self.fates.items()},
            "findings": [
                {"page": one.page, "element": one.element, "text": one.text}
                for one in self.findings
            ],
        }


def quoted(text: str) -> str:
    """The beginning of a text, in quotation marks and on one line."""
    line = " ".join(text.split())
    return f"“{line[:LONGEST_QUOTE]}…”" if len(line) > LONGEST_QUOTE else f"“{line}”"
