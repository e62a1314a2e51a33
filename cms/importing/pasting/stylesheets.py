"""The styles of a clipboard: those of its style sheet by element and class, and those of a tag."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NOISE = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
# A list definition of Word: ``@list l0:level1``.
_LIST = re.compile(r"@list\s+(l[0-9]+):level([0-9]+)")
_SIMPLE = re.compile(r"[a-z0-9]*(?:\.[\w-]+)?", re.IGNORECASE)

Style = dict[str, str]


@dataclass(slots=True)
class StyleSheet:
    """Declarations by selector, ``p``, ``.xl65`` or ``p.p1``, and by list and level of Word."""

    rules: dict[str, Style] = field(default_factory=dict)
    lists: dict[tuple[str, int], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, soup: BeautifulSoup) -> StyleSheet:
        """The style sheets of a clipboard as one."""
        sheet = cls()
        text = "".join(tag.get_text() for tag in soup.find_all("style"))
        for match in _RULE.finditer(_NOISE.sub("", text)):
            declared = declarations(match[2])
            for selector in match[1].split(","):
                sheet._add(selector.strip().lower(), declared)
        return sheet

    def _add(self, selector: str, declared: Style) -> None:
        of_list = _LIST.fullmatch(selector)
        if of_list:
            self.lists.setdefault((of_list[1], int(of_list[2])), {}).update(declared)
        elif selector and _SIMPLE.fullmatch(selector):
            self.rules.setdefault(selector, {}).update(declared)

    def style(self, tag: Tag) -> Style:
        """The declarations for an element, without those it inherits."""
        names = [name.lower() for name in tag.get_attribute_list("class") if name]
        found = dict(self.rules.get(tag.name, {}))
        for name in names:
            found |= self.rules.get(f".{name}", {}) | self.rules.get(f"{tag.name}.{name}", {})
        return found | own_style(tag)


def own_style(tag: Tag) -> Style:
    """The declarations of an element's own attribute."""
    return declarations(str(tag.get("style") or ""))


def declarations(text: str) -> Style:
    """The declarations of a rule, all in lower case; the last of a name counts."""
    found = {}
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip().lower()] = " ".join(value.lower().split())
    return found
