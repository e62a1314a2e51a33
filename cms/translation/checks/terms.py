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
    said = words_of(translation).casefold()
    for one in glossary.terms_in(source):
        if one.accepted and not any(name.casefold() in said for name in one.accepted):
            text = _("“{term}” is called {texts}.")
            yield Finding("term", text.format(term=one.term, texts=listed(one.accepted)))
        refused = [name for name in one.refused if _is_said(name, one.accepted, said)]
        if refused:
            text = _("“{term}” must not be called {texts}.")
            yield Finding("forbidden_term", text.format(term=one.term, texts=listed(refused)))


def _is_said(name: str, accepted: list[str], said: str) -> bool:
    """Whether a name is said other than as a part of one that is allowed."""
    for longer in sorted(accepted, key=len, reverse=True):
        if name.casefold() in longer.casefold():
            said = said.replace(longer.casefold(), "\0")
    return name.casefold() in said
