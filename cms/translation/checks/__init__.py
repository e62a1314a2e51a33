"""Checks of translated texts: warnings shown next to a text, never a refusal.

Errors, which readers never get, are found by ``cms.translation.validity``.

* ``numbers``: numbers and dates that only the source or only the translation has,
* ``markup``: links, URLs, e-mail addresses, placeholders and inline tags that differ,
* ``chinese``: punctuation and characters of the other script in Chinese,
* ``wording``: words left in the source language, spaces, length,
* ``terms``: the rules of the glossary; called with the glossary.

Each check is a function of the two texts, the code of the target's language and the most characters
its field holds, and yields findings. It knows neither pages nor translators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.translation.checks import chinese, markup, numbers, wording
from cms.translation.checks.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Check = Callable[[str, str, str, int | None], Iterable[Finding]]

__all__ = ["Finding", "findings"]

CHECKS: tuple[Check, ...] = (
    wording.untranslated_phrases,
    wording.spaces,
    wording.length,
    numbers.differing,
    markup.urls_and_emails,
    markup.placeholders,
    markup.tags,
    chinese.punctuation,
    chinese.mixed_scripts,
)


def findings(
    source: str, translation: str, code: str, most_characters: int | None = None
) -> list[Finding]:
    """The findings of all checks in a translation, a text with inline tags like its source."""
    return [
        finding for check in CHECKS for finding in check(source, translation, code, most_characters)
    ]
