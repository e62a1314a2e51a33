"""From parsed rich text to a document: a tree of the nodes that ``schema`` describes.

The same words give the same tree, however an editor got there: neighbouring parts with the same
marks are one, marks always nest in the same order, and white space is where it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from cms.content.body.rich_text.parsing import HtmlElement, Node, words_of
from cms.localisation.languages import direction

DocumentNode = dict[str, Any]
# Where a link leads, and the language there; no URL where the reader may not go.
Resolve = Callable[[HtmlElement], tuple[str | None, str | None]]
# The language of a paragraph's words, nothing where that is the page's.
Foreign = Callable[[str], str | None]

_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "sup": "superscript",
    "sub": "subscript",
}
_NESTING = ("strong", "emphasis", "superscript", "subscript")
_BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"})
# What HTML collapses. Spaces of Chinese text and those that don't break stay as they are.
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")
_WORDS_AND_SPACES = re.compile(r"\s+|\S+(?:\s+\S+)*")


@dataclass(frozen=True, slots=True)
class _TextRun:
    """Characters with the same marks in the same link; ``kind`` is the type of their node."""

    kind: str
    value: str = ""
    marks: frozenset[str] = frozenset()
    link: tuple[str, str | None] | None = None

    @property
    def is_space(self) -> bool:
        return self.kind == "text" and self.value.isspace()


def document(
    nodes: Iterable[Node], resolve: Resolve, foreign: Foreign | None = None
) -> DocumentNode:
    """The document of parsed rich text.

    ``resolve`` says where each link leads, ``foreign`` which paragraphs are in another language.
    """
    return {"type": "root", "children": _DocumentBuilder(resolve, foreign).blocks(nodes)}


@dataclass(frozen=True, slots=True)
class _DocumentBuilder:
    resolve: Resolve
    foreign: Foreign | None = None

    def blocks(self, nodes: Iterable[Node]) -> list[DocumentNode]:
        """Blocks; words next to them get a paragraph of their own."""
        blocks: list[DocumentNode] = []
        for holds_blocks, group in groupby(nodes, key=_holds_blocks):
            if holds_blocks:
                for element in group:
                    if isinstance(element, HtmlElement):
                        blocks += self._block(element)
            else:
                blocks += self._with_words("paragraph", group)
        return blocks

    def _block(self, element: HtmlElement) -> list[DocumentNode]:
        tag, children = element.tag, element.children
        if tag == "hr":
            return [{"type": "thematicBreak"}]
        if tag in {"ul", "ol"}:
            items = [
                {"type": "listItem", "children": item} for item in self._items(children) if item
            ]
            return _unless_empty({"type": "list", "ordered": tag == "ol", "children": items})
        if tag == "blockquote":
            return _unless_empty({"type": "blockquote", "children": self.blocks(children)})
        if tag in {"h2", "h3", "h4"}:
            return self._with_words("heading", children, depth=int(tag[1]))
        return self.blocks(children)

    def _items(self, children: Sequence[Node]) -> Iterable[list[DocumentNode]]:
        for child in children:
            is_item = isinstance(child, HtmlElement) and child.tag == "li"
            yield self.blocks(child.children if is_item else [child])  # type: ignore[union-attr]

    def _with_words(self, type_: str, nodes: Iterable[Node], **values: Any) -> list[DocumentNode]:
        nodes = list(nodes)
        tag = self.foreign(words_of(nodes)) if self.foreign is not None else None
        if tag:
            values |= {"lang": tag, "dir": direction(tag)}
        runs = self._runs(nodes, _TextRun("text"))
        if type_ == "heading":
            runs = (_TextRun("text", " ") if run.kind == "break" else run for run in runs)
        children = _nested(_tidied(runs))
        return _unless_empty({"type": type_, **values, "children": children})

    def _runs(self, nodes: Iterable[Node], around: _TextRun) -> Iterable[_TextRun]:
        for node in nodes:
            if isinstance(node, str):
                yield replace(around, value=node)
            elif node.tag == "br":
                yield replace(around, kind="break", marks=frozenset())
            elif node.tag == "code":
                yield replace(around, kind="inlineCode", value=_characters(node))
            elif node.tag == "a" and around.link is None:
                href, language = self.resolve(node)
                link = (href, language) if href else None
                yield from self._runs(node.children, replace(around, link=link))
            else:
                marks = around.marks | {_MARKS[node.tag]} if node.tag in _MARKS else around.marks
                yield from self._runs(node.children, replace(around, marks=marks))


def _unless_empty(node: DocumentNode) -> list[DocumentNode]:
    return [node] if node["children"] else []


def _holds_blocks(node: Node) -> bool:
    if isinstance(node, str):
        return False
    return node.tag in _BLOCK_TAGS or any(map(_holds_blocks, node.children))


def _characters(node: Node) -> str:
    if isinstance(node, str):
        return _COLLAPSED.sub(" ", node)
    return "".join(map(_characters, node.children))


def _tidied(runs: Iterable[_TextRun]) -> list[_TextRun]:
    """Runs without white space at the ends of lines, and none in marks but between words."""
    pieces: list[_TextRun] = []
    for run in runs:
        if run.kind != "text":
            pieces += [run] if run.kind == "break" or run.value.strip() else []
            continue
        for part in _WORDS_AND_SPACES.findall(_COLLAPSED.sub(" ", run.value)):
            is_doubled = part == " " and (not pieces or pieces[-1].value.endswith(" "))
            pieces += [] if is_doubled else [replace(run, value=part)]
    kept = [
        piece
        for index, piece in enumerate(pieces)
        if not (piece.is_space and _is_at_an_end(pieces, index))
    ]
    while kept and kept[0].kind == "break":
        kept.pop(0)
    while kept and kept[-1].kind == "break":
        kept.pop()
    return [
        _between(kept[index - 1], piece, kept[index + 1]) if piece.is_space else piece
        for index, piece in enumerate(kept)
    ]


def _is_at_an_end(pieces: Sequence[_TextRun], index: int) -> bool:
    """True if only white space lies between this piece and the beginning or end of its line."""
    before = next((piece for piece in reversed(pieces[:index]) if not piece.is_space), None)
    after = next((piece for piece in pieces[index + 1 :] if not piece.is_space), None)
    return before is None or after is None or "break" in {before.kind, after.kind}


def _between(before: _TextRun, space: _TextRun, after: _TextRun) -> _TextRun:
    """White space in the nodes that both its neighbours are in, the outermost first."""
    if before.link != after.link:
        return replace(space, marks=frozenset(), link=None)
    shared = set()
    for mark in _NESTING:
        if (mark in before.marks) != (mark in after.marks):
            break
        if mark in before.marks:
            shared.add(mark)
    return replace(space, marks=frozenset(shared), link=before.link)


def _nested(runs: Iterable[_TextRun]) -> list[DocumentNode]:
    nodes: list[DocumentNode] = []
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = _marked(list(group), _NESTING)
        if link is None:
            nodes += inner
        else:
            nodes.append({"type": "link", "url": link[0], "hreflang": link[1], "children": inner})
    return nodes


def _marked(runs: list[_TextRun], marks: Sequence[str]) -> list[DocumentNode]:
    if not marks:
        return _leaves(runs)
    nodes: list[DocumentNode] = []
    for is_marked, group in groupby(runs, key=lambda run: marks[0] in run.marks):
        inner = _marked(list(group), marks[1:])
        nodes += [{"type": marks[0], "children": inner}] if is_marked else inner
    return nodes


def _leaves(runs: Iterable[_TextRun]) -> list[DocumentNode]:
    nodes: list[DocumentNode] = []
    for kind, group in groupby(runs, key=lambda run: run.kind):
        if kind == "break":
            nodes += [{"type": "break"} for _ in group]
        else:
            value = "".join(run.value for run in group)
            value = _COLLAPSED.sub(" ", value).strip(" ") if kind == "inlineCode" else value
            nodes.append({"type": kind, "value": value})
    return nodes
