"""What a check finds."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from cms.localisation import writing

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something striking: ``code`` names the check, ``message`` tells a translator what and where.

    Messages are in the language of whoever asks.
    """

    code: str
    message: str


def words_of(text: str) -> str:
    """A text without its inline tags; a line break is a blank."""
    return html.unescape(_TAG.sub("", text.replace("<br/>", " ").replace("<br>", " ")))


def listed(occurrences: list[str]) -> str:
    """A few of the things that were found."""
    shown = writing.listed(f"“{occurrence}”" for occurrence in occurrences[:5])
    return f"{shown} …" if len(occurrences) > 5 else shown
