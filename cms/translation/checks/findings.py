"""A finding of a check."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from cms.localisation import writing

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning: ``code`` names the check, ``message`` describes the finding to the translator.

    Messages are in the language of the current user.
    """

    code: str
    message: str


def words_of(text: str) -> str:
    """A text without its inline tags; a line break is a space."""
    return html.unescape(_TAG.sub("", text.replace("<br/>", " ").replace("<br>", " ")))


def listed(occurrences: list[str]) -> str:
    """A few of the things that were found."""
    shown = writing.listed(f"“{occurrence}”" for occurrence in occurrences[:5])
    return f"{shown} …" if len(occurrences) > 5 else shown
