"""Words left in the source language, spaces, and length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.translation.checks.findings import Finding, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# More words of the source in a row than a name has.
LEAST_WORDS = 4
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,]+[A-Za-z][A-Za-z'’-]*)+")
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")


def untranslated_phrases(
    source: str, translation: str, code: str, _most: int | None
) -> Iterator[Finding]:
    """Phrases of the source left in a translation into a language of another script."""
    if not code.startswith(("zh", "ja", "ko", "ru", "uk", "ar", "he", "th", "el")):
        return
    of_source = words_of(source).lower()
    fragments = []
    for run in _LATIN_RUN.finditer(words_of(translation)):
        words = re.split("[ ,]+", run[0])
        small = sum(word[0].islower() for word in words)
        if len(words) >= LEAST_WORDS and small >= 2 and run[0].lower() in of_source:
            fragments.append(run[0])
    if fragments:
        text = _("Left in the source language: {texts}")
        yield Finding("left_over", text.format(texts=listed(fragments)))


def spaces(source: str, translation: str, _code: str, _most: int | None) -> Iterator[Finding]:
    """Blanks that follow each other, where the source has none."""
    if _DOUBLED.search(words_of(translation)) and not _DOUBLED.search(words_of(source)):
        yield Finding("blanks", _("There are consecutive spaces."))


def length(_source: str, translation: str, _code: str, most: int | None) -> Iterator[Finding]:
    """A text that is too long for its field."""
    count = len(words_of(translation))
    if most is not None and count > most:
        text = ngettext(
            "{count} character; the field holds at most {most}.",
            "{count} characters; the field holds at most {most}.",
            count,
        )
        yield Finding("length", text.format(count=count, most=most))
