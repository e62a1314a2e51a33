"""Lists made of what only looks like one.

Word for Windows and Outlook copy items as paragraphs with a level (``mso-list:l0 level2 lfo1``),
Word for the web as lists of one item each with a level (``data-aria-level``), slides have bullets
as text, and Google Docs puts the list inside another next to its items instead of into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4.element import NavigableString

from cms.importing.converting import elements
from cms.importing.converting.inline import words_in
from cms.importing.pasting.stylesheets import own_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

    from cms.importing.pasting.stylesheets import StyleSheet

_PLACE = re.compile(r"(l[0-9]+) level([0-9]+)(?: (lfo[0-9]+))?")
# 1. a) (iv) 第一、
_NUMBER = re.compile(r"[(（]?(?:[0-9]{1,4}|[a-zA-Z]{1,5}|第?[一二三四五六七八九十百]+)[.)）、．]+")
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Item:
    """An element that is an item, the list it is of, and its level from 1."""

    tag: Tag
    list_id: str
    level: int
    name: str


def put_right(soup: BeautifulSoup, sheet: StyleSheet) -> None:
    """Make lists of all that is shown as one."""
    for items in _sequences(_office_items(soup, sheet)):
        _build(soup, items)
    for items in _sequences(_web_items(soup)):
        _build(soup, items)
    for name in ("ul", "ol"):
        for inner in soup.select(f"ul > {name}, ol > {name}"):
            _put_into_item(soup, inner)


def _office_items(soup: BeautifulSoup, sheet: StyleSheet) -> list[_Item]:
    found = []
    for tag in soup.find_all(["p", "div", *elements.HEADINGS]):
        match = _PLACE.match(own_style(tag).get("mso-list", ""))
        marker = _taken_marker(tag) if match else ""
        if match and tag.name == "p":
            level = min(max(int(match[2]), 1), DEEPEST)
            style = sheet.lists.get((match[1], level), {})
            is_bullet = style.get("mso-level-number-format") == "bullet"
            is_number = not is_bullet and _NUMBER.fullmatch(marker) is not None
            id_ = match[1] + (match[3] or "")
            found.append(_Item(tag, id_, level, "ol" if is_number else "ul"))
    return found + [_Item(tag, "", 1, name) for tag, name in _slide_items(soup)]


def _slide_items(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """The items of a slide, which are paragraphs with a bullet of their own."""
    for span in soup.select("span[style*='mso-special-format']"):
        is_number = "numbullet" in own_style(span).get("mso-special-format", "")
        tag = span.find_parent(["div", "p"])
        span.decompose()
        if tag is not None and tag.find(sorted(elements.BLOCKS)) is None:
            yield tag, "ol" if is_number else "ul"


def _taken_marker(tag: Tag) -> str:
    """Take the bullet or number of an item out of it."""
    for span in tag.find_all("span"):
        if own_style(span).get("mso-list") == "ignore":
            text = "".join(span.get_text().split())
            span.decompose()
            return text
    return ""


def _web_items(soup: BeautifulSoup) -> list[_Item]:
    found = []
    for tag in soup.select("li[data-aria-level]"):
        level, parent = str(tag["data-aria-level"]), tag.parent
        if level.isdecimal() and parent is not None and len(parent.find_all("li")) == 1:
            holder = parent
            around = holder.parent
            if around is not None and len(around.find_all("li")) == 1 and around.name == "div":
                holder = around
            id_ = str(tag.get("data-listid") or "")
            tag.extract()
            holder.replace_with(tag)
            found.append(_Item(tag, id_, min(max(int(level), 1), DEEPEST), parent.name))
    return found


def _sequences(items: list[_Item]) -> list[list[_Item]]:
    """Items that follow each other with nothing but white space between them."""
    found: list[list[_Item]] = []
    for item in items:
        last = found[-1][-1] if found else None
        if last is not None and _next_element(last.tag) is item.tag:
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _next_element(tag: Tag) -> PageElement | None:
    node = tag.next_sibling
    while isinstance(node, NavigableString) and not (words_in(node) or "").strip():
        node = node.next_sibling
    return node


def _build(soup: BeautifulSoup, items: list[_Item]) -> None:
    place = soup.new_tag("div")
    items[0].tag.insert_before(place)
    open_lists: list[tuple[_Item, Tag]] = []
    for item in items:
        while open_lists and (
            open_lists[-1][0].level > item.level
            or (open_lists[-1][0].level == item.level and not _continues(open_lists[-1][0], item))
        ):
            open_lists.pop()
        if not open_lists or open_lists[-1][0].level < item.level:
            made = soup.new_tag(item.name)
            above = open_lists[-1][1].find_all("li", recursive=False)[-1] if open_lists else place
            above.append(made)
            open_lists.append((item, made))
        entry = soup.new_tag("li")
        entry.extend(list(item.tag.children))
        open_lists[-1][1].append(entry)
        item.tag.decompose()
    place.unwrap()


def _continues(first: _Item, item: _Item) -> bool:
    return first.name == item.name and (first.list_id == item.list_id or item.level > 1)


def _put_into_item(soup: BeautifulSoup, inner: Tag) -> None:
    before = inner.find_previous_sibling("li")
    if before is None:
        before = soup.new_tag("li")
        inner.insert_before(before)
    before.append(inner.extract())
