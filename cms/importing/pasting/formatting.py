"""The looks of a clipboard that mean something: bold, italic, raised and lowered characters.

Text processors say so by styles, and take it back by styles further inside: Google Docs wraps all
it copies in a ``<b>`` that isn't bold. Each piece of text is therefore given the formatting it is
shown with, and the elements that said so are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString

from cms.importing.converting import elements
from cms.importing.converting.inline import words_in

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from cms.importing.pasting.stylesheets import Style, StyleSheet

# White space with a no-break space in it that only keeps several spaces apart.
_PADDING = re.compile(r"[ \t\r\n]*\xa0(?=[ \t\r\n\xa0])[ \t\r\n\xa0]*|[ \t\r\n]+\xa0[ \t\r\n\xa0]*")
# Characters without a width that programs leave behind; joiners of words and signs stay.
_INVISIBLE = re.compile("[\u200b\ufeff\u2060]")
_SPACERS = {"apple-converted-space", "apple-tab-span"}
_PLAIN_PLACES = frozenset({*elements.HEADINGS, "th"})
_LIGHTEST_BOLD = 600


@dataclass(frozen=True, slots=True)
class Look:
    """The formatting of a piece of text."""

    is_bold: bool = False
    is_italic: bool = False
    raised: str = ""
    is_spacer: bool = False


def apply(soup: BeautifulSoup, sheet: StyleSheet) -> None:
    """Give each piece of text the formatting it is shown with, in elements around it alone."""
    found: list[tuple[NavigableString, Look]] = []
    _read(soup, Look(), sheet, found, level=0)
    if _is_bold_as_a_whole(found):
        found = [(node, replace(look, is_bold=False)) for node, look in found]
    for tag in soup.find_all([*elements.BOLD, "i", "em", "sup", "sub"]):
        tag.unwrap()
    for node, look in found:
        _wrap(soup, node, look)


def _read(
    parent: Tag,
    look: Look,
    sheet: StyleSheet,
    found: list[tuple[NavigableString, Look]],
    level: int,
) -> None:
    for child in list(parent.children):
        if isinstance(child, Tag):
            style = sheet.style(child)
            if is_hidden(style):
                child.decompose()
            elif level < elements.MOST_LEVELS and child.name not in elements.DROPPED:
                _read(child, _look(child, style, look), sheet, found, level + 1)
        elif isinstance(child, NavigableString) and words_in(child) is not None:
            found.append((child, look))


def is_hidden(style: Style) -> bool:
    """True if readers of the original never saw an element."""
    return style.get("display") == "none" or style.get("mso-hide") == "all"


def _look(tag: Tag, style: Style, around: Look) -> Look:
    look = around
    if tag.name in elements.BOLD:
        look = replace(look, is_bold=True)
    elif tag.name in _PLAIN_PLACES:
        look = Look()
    if tag.name in {"i", "em"}:
        look = replace(look, is_italic=True)
    if tag.name in {"sup", "sub"}:
        look = replace(look, raised=tag.name)
    return _styled(look, style, tag)


def _styled(look: Look, style: Style, tag: Tag) -> Look:
    weight, slope = style.get("font-weight", ""), style.get("font-style", "")
    raised = style.get("vertical-align", "")
    if weight:
        is_heavy = weight.isdecimal() and int(weight[:4]) >= _LIGHTEST_BOLD
        look = replace(look, is_bold=is_heavy or weight in {"bold", "bolder"})
    if slope:
        look = replace(look, is_italic=slope.startswith(("italic", "oblique")))
    if tag.name not in {"td", "th", "tr", "img"} and raised:
        look = replace(look, raised={"super": "sup", "sub": "sub"}.get(raised, ""))
    names = {name.lower() for name in tag.get_attribute_list("class") if name}
    if names & _SPACERS or style.get("mso-spacerun") == "yes" or "mso-tab-count" in style:
        look = replace(look, is_spacer=True)
    return look


def _is_bold_as_a_whole(found: list[tuple[NavigableString, Look]]) -> bool:
    """True if bold says nothing, because several paragraphs are all bold."""
    texts = [
        (node, look)
        for node, look in found
        if node.strip() and node.find_parent(list(_PLAIN_PLACES)) is None
    ]
    paragraphs = {id(node.find_parent(["p", "div", "li", "td"])) for node, _look in texts}
    return len(paragraphs) > 1 and all(look.is_bold for _node, look in texts)


def _wrap(soup: BeautifulSoup, node: NavigableString, look: Look) -> None:
    text = _INVISIBLE.sub("", str(node))
    text = text.replace("\xa0", " ") if look.is_spacer else _PADDING.sub(" ", text)
    new = NavigableString(text)
    node.replace_with(new)
    names = ["b"] * look.is_bold + ["i"] * look.is_italic + [look.raised] * bool(look.raised)
    if text.strip():
        for name in reversed(names):
            around = soup.new_tag(name)
            top = new.parent if new.parent and new.parent.name in {"b", "i", "sup", "sub"} else new
            top.wrap(around)
