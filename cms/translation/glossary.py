"""The terms of a text, and what each is called in the other language.

The longest term counts: “certification body” isn't “certification”, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from django.utils.html import strip_tags

from cms.translation.models import GlossaryTerm

if TYPE_CHECKING:
    from wagtail.models import Locale

_HAN = "\u3400-\u9fff"


@dataclass(frozen=True)
class Glossary:
    """The terms between two languages."""

    terms: tuple[GlossaryTerm, ...]

    @classmethod
    def of(cls, source: Locale, target: Locale) -> Glossary:
        """The glossary from one language into another. One query."""
        terms = GlossaryTerm.objects.filter(source_locale=source, target_locale=target)
        # The case of a term that needs one decides before the same letters in any case.
        return cls(
            tuple(sorted(terms, key=lambda term: (-len(term.term), not term.is_case_sensitive)))
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(
            "|".join(f"(?P<t{n}>{_spelt(term)})" for n, term in enumerate(self.terms))
        )

    def terms_in(self, source: str) -> list[GlossaryTerm]:
        """The terms that occur in a text, each once, in the order of the text."""
        if not self.terms:
            return []
        matches = self._pattern.finditer(unescape(strip_tags(source)))
        numbers = dict.fromkeys(int(str(match.lastgroup)[1:]) for match in matches)
        return [self.terms[number] for number in numbers]

    @property
    def entries(self) -> dict[str, str]:
        """The required translation of each term, for machine translation."""
        return {term.term: term.required for term in self.terms if term.required}


def _spelt(term: GlossaryTerm) -> str:
    """A pattern of a term as a word of its own, in the plural, too; Chinese has no word ends."""
    words = r"\s+".join(map(re.escape, term.term.split()))
    if not re.search(f"[{_HAN}]", term.term):
        plural = f"{words[:-1]}(?:y|ies)" if words.endswith("y") else f"{words}(?:e?s)?"
        words = rf"(?<!\w){plural}(?!\w)"
    return words if term.is_case_sensitive else f"(?i:{words})"
