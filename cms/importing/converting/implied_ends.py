"""End tags that HTML lets authors leave out, as in ``<li>one<li>two`` (HTML, 13.1.2.4).

Python's parser knows none of them and nests the second element in the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_PARTS = _ROWS | {"tbody", "thead", "tfoot", "caption"}
# The elements that end where another begins.
_ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS | {"caption"},
    **dict.fromkeys(("tbody", "thead", "tfoot"), _PARTS),
}  # fmt: skip


def soup_of(html: str) -> BeautifulSoup:
    """The elements of some HTML, or of XHTML, which is read as HTML."""
    text = _DECLARATION.sub("", html)
    soup = BeautifulSoup(text if "<" in text else f"<p>{text}</p>", "html.parser")
    end_implied(soup)
    return soup


def end_implied(soup: BeautifulSoup) -> None:
    """Put elements after those that they end."""
    for tag in soup.find_all(list(_ENDED_BY)):
        while tag.parent is not None and tag.parent.name in _ENDED_BY[tag.name]:
            _put_after(tag.parent, tag)


def _put_after(above: Tag, tag: Tag) -> None:
    """Put an element, and what follows it inside another, after that one."""
    following = [tag, *tag.next_siblings]
    for node in reversed(following):
        above.insert_after(node.extract())
