"""The places on a page that a mapping names: a CSS selector, and if wanted an attribute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import soupsieve

if TYPE_CHECKING:
    from bs4 import Tag

_ATTRIBUTE = re.compile(r"^(?P<css>.*\S)\s*@(?P<name>[a-zA-Z][\w:-]*)$", re.DOTALL)


class UnusableSelector(ValueError):
    """A text isn't a selector; the message says why."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A place on a page: ``.article h1``, or ``link[rel=canonical]@href`` for an attribute."""

    css: soupsieve.SoupSieve
    attribute: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """The selector in a text.

        Raises:
            UnusableSelector: it isn't one.
        """
        match = _ATTRIBUTE.match(text.strip())
        css, attribute = (match["css"], match["name"]) if match else (text.strip(), "")
        try:
            return cls(soupsieve.compile(css), attribute)
        except soupsieve.SelectorSyntaxError as error:
            raise UnusableSelector(f"“{text}”: {str(error).splitlines()[0]}") from error

    def texts(self, page: Tag) -> list[str]:
        """The words of all elements it selects, or their attributes; empty ones left out."""
        found = []
        for tag in self.css.select(page):
            text = str(tag.get(self.attribute) or "") if self.attribute else tag.get_text(" ")
            found.append(" ".join(text.split()))
        return [text for text in found if text]

    def text(self, page: Tag) -> str:
        """The first of the texts; empty where there is none."""
        return next(iter(self.texts(page)), "")

    def html(self, page: Tag) -> str | None:
        """The HTML of all elements it selects, none twice; ``None`` where there is none."""
        selected = self.css.select(page)
        outermost = [tag for tag in selected if not any(above in selected for above in tag.parents)]
        return "\n".join(str(tag) for tag in outermost) if outermost else None
