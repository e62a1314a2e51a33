"""Terms of the glossary that are called otherwise than they have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.checks.findings import Finding, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.glossary import Glossary


def differing(glossary: Glossary, source: str, translation: str) -> Iterator[Finding]:
    """Terms of the source that aren't called what they have to be, or what they mustn't be."""
    words = words_of(translation).casefold()
    for term in glossary.terms_in(source):
        if term.accepted and not any(name.casefold() in words for name in term.accepted):
            text = _("Translate “{term}” as {texts}.")
            yield Finding("term", text.format(term=term.term, texts=listed(term.accepted)))
        refused = [name for name in term.refused if _occurs(name, term.accepted, words)]
        if refused:
            text = _("Do not translate “{term}” as {texts}.")
            yield Finding("forbidden_term", text.format(term=term.term, texts=listed(refused)))


def _occurs(name: str, accepted: list[str], words: str) -> bool:
    """True if a name occurs other than as a part of an allowed one."""
    for longer in sorted(accepted, key=len, reverse=True):
        if name.casefold() in longer.casefold():
            words = words.replace(longer.casefold(), "\0")
    return name.casefold() in words
