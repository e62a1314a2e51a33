"""Rich text: ``parsing`` reads what the editor stored, ``RichText`` gives it to readers.

``document`` makes a tree of it, ``schema`` describes that tree, ``markdown`` writes it down. What
is stored names pages and documents by id; what readers get leads to the page in their
language, and to nothing they may not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from cms.content.body.rich_text.document import DocumentNode, Foreign, document
from cms.content.body.rich_text.markdown import markdown
from cms.content.body.rich_text.parsing import (
    MOST_KEPT,
    VOID_TAGS,
    HtmlElement,
    Node,
    parse,
    words_of,
)
from cms.localisation.languages import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cms.content.reading.loader import Reading

# Where a link leads, and in which language that is; nothing where the reader may not go there.
Target = tuple[str | None, str | None]
# Not a place on the page, an e-mail address or a telephone number.
_LEADS_SOMEWHERE = re.compile(r"https?://|/", re.IGNORECASE)
BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"})


@dataclass(frozen=True, slots=True)
class RichText:
    """A piece of rich text in the language of an answer.

    ``owner`` is the id of its block. ``foreign`` says of a paragraph's words in which language they
    are; nothing where that is the page's, and ``None`` where it is the same for all.
    """

    source: str
    nodes: Sequence[Node]
    reading: Reading
    owner: str = ""
    foreign: Foreign | None = None

    @classmethod
    def read(cls, source: str, reading: Reading, owner: str = "") -> RichText:
        """Rich text as it is stored; what it links to is wanted of ``reading``."""
        nodes = parse(source)
        for element in _linking(source):
            if element.attributes["linktype"] == "page":
                reading.request_page(element.target_id)
            else:
                reading.request_document(element.target_id)
        for url in _pasted(source):
            reading.request_url(url)
        return cls(source, nodes, reading, owner)

    @property
    def html(self) -> str:
        """Safe HTML. Links lead to paths of the frontend; what may not be seen is plain text."""
        if self.foreign is None and not _linking(self.source) and not _pasted(self.source):
            return _html_without_links(self.source)
        return _html(self.nodes, self._target, self.foreign)

    @property
    def paragraphs(self) -> list[str]:
        """The words of each paragraph or list item."""
        return [words for words in map(_own_words, _elements(self.nodes)) if words]

    @property
    def text(self) -> str:
        """The words alone, a line for every paragraph or list item."""
        return _words(self.nodes)

    @property
    def document(self) -> DocumentNode:
        """The tree that ``schema`` describes; links are as in ``html``."""
        return document(self.nodes, self._target, self.foreign)

    @property
    def markdown(self) -> str:
        """CommonMark; links are as in ``html``, without their language."""
        return markdown(self.document)

    def _target(self, node: HtmlElement) -> Target:
        kind = node.attributes.get("linktype")
        if kind == "page":
            page = self.reading.page(node.target_id)
            return (page.frontend_path, page.tag) if page else (None, None)
        if kind == "document":
            document = self.reading.document(node.target_id)
            return (document.url, None) if document else (None, None)
        href = node.attributes.get("href")
        if href is None or not _LEADS_SOMEWHERE.match(href):
            return href, None
        resolved = self.reading.followed(href)
        return (resolved.href, resolved.language) if resolved else (None, None)


def _html(
    nodes: Iterable[Node],
    target: Callable[[HtmlElement], Target],
    foreign: Foreign | None = None,
) -> str:
    return "".join([_node_html(node, target, foreign) for node in nodes])


def _node_html(node: Node, target: Callable[[HtmlElement], Target], foreign: Foreign | None) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    if node.tag in VOID_TAGS:
        return f"<{node.tag}>"
    inner = _html(node.children, target, foreign)
    if node.tag != "a":
        return f"<{node.tag}{_lang(node, foreign)}>{inner}</{node.tag}>"
    href, language = target(node)
    if href is None:
        return inner
    hreflang = f' hreflang="{language}"' if language else ""
    return f'<a href="{escape(href)}"{hreflang}>{inner}</a>'


def _lang(node: HtmlElement, foreign: Foreign | None) -> str:
    """The attributes of a paragraph or list item in another language."""
    words = _own_words(node) if foreign is not None else ""
    tag = foreign(words) if foreign is not None and words else None
    return f' lang="{tag}" dir="{direction(tag)}"' if tag else ""


def _own_words(node: HtmlElement) -> str:
    """The words right in an element for a paragraph; none of another."""
    if node.tag not in BLOCK_TAGS:
        return ""
    inline = [
        node_or_text
        for node_or_text in node.children
        if isinstance(node_or_text, str) or node_or_text.tag not in BLOCK_TAGS
    ]
    return words_of(inline).strip()


@lru_cache(maxsize=MOST_KEPT)
def _html_without_links(source: str) -> str:
    """The HTML of rich text that leads to nothing that could be ours: the same for every answer."""
    return _html(parse(source), lambda node: (node.attributes.get("href"), None))


@lru_cache(maxsize=MOST_KEPT)
def _linking(source: str) -> tuple[HtmlElement, ...]:
    """The elements that lead to pages and documents."""
    return tuple(
        element for element in _elements(parse(source)) if "linktype" in element.attributes
    )


@lru_cache(maxsize=MOST_KEPT)
def _pasted(source: str) -> tuple[str, ...]:
    """The URLs of links that an editor typed or pasted."""
    hrefs = (element.attributes.get("href", "") for element in _elements(parse(source)))
    return tuple(href for href in hrefs if _LEADS_SOMEWHERE.match(href))


def plain_text(source: str) -> str:
    """The words of stored rich text, a line for every paragraph or list item."""
    return _words(parse(source))


def _words(nodes: Iterable[Node]) -> str:
    lines = "".join(_text(node) for node in nodes).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _elements(nodes: Iterable[Node]) -> Iterable[HtmlElement]:
    for node in nodes:
        if isinstance(node, HtmlElement):
            yield node
            yield from _elements(node.children)


def _text(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return "\n"
    inner = "".join(_text(child) for child in node.children)
    return f"\n{inner}\n" if node.tag in BLOCK_TAGS else inner
