"""What is striking about a translated text: warnings beside it, never a refusal.

What readers never get is an error, which ``cms.translation.validity`` finds.

* ``numbers``: numbers and dates the source doesn't have, or has besides,
* ``markup``: links, addresses, placeholders and inline tags that differ,
* ``chinese``: punctuation and characters that don't belong into Chinese of one script,
* ``wording``: what was left in the source language, blanks, length,
* ``terms``: what the glossary says; asked for with the glossary.

Each check is a function of the two texts, the code of the target's language and the most characters
its field takes, and yields what it finds. It knows nothing of pages or of who translates.
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
    wording.left_over,
    wording.blanks,
    wording.length,
    numbers.differing,
    markup.addresses,
    markup.placeholders,
    markup.tags,
    chinese.punctuation,
    chinese.mixed_scripts,
)


def findings(
    source: str, translation: str, code: str, most_characters: int | None = None
) -> list[Finding]:
    """What all checks find in a translation, a text with inline tags like its source."""
    return [
        finding for check in CHECKS for finding in check(source, translation, code, most_characters)
    ]
