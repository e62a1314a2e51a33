"""Two versions of a legal notice compared by words, with the lines and levels of blocks kept.

Latin words are compared whole, Chinese, Japanese and Korean text character by character. The target
of a link and how words are marked aren't compared: the canonical text holds that.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cms.content.body.block_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cms.content.body.rich_text.document import DocumentNode

# Han with its extensions and compatibility forms, kana, Hangul: there are no spaces to cut at.
_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_SINGLE}]|\s+|[^\W{_SINGLE}]+(?:['’][^\W{_SINGLE}]+)*|.", re.DOTALL)
# Beyond this the time would be felt: a pair of lines is shown as removed and added as a whole.
_MOST_TOKEN_PAIRS = 1_000_000
_MOST_LINE_PAIRS = 40_000
# Lines with less in common are different lines, not one line that changed.
_LEAST_SHARED = 0.4


class Change(StrEnum):
    """The fate of a line, or of words in it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class LineKind(StrEnum):
    """The place of a line in its notice."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a paragraph, an item of a list or a row of a table.

    ``level`` is that of a heading; of other lines it is their depth in lists and quotations.
    """

    kind: LineKind
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words of a line: the same in both versions, or in one of them only."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of either version or of both, with its words."""

    kind: LineKind
    level: int
    change: Change
    words: tuple[WordRun, ...]

    @property
    def is_heading(self) -> bool:
        """True for the title and headings."""
        return self.kind in {LineKind.TITLE, LineKind.HEADING}

    @property
    def bullets(self) -> str:
        """The bullets of an item: one for each list it is in."""
        return "•" * self.level if self.kind is LineKind.LIST_ITEM else ""


# The kind of the lines in a node that holds others; that of an item is its list's.
_CONTAINERS = {"list": LineKind.LIST_ITEM, "blockquote": LineKind.QUOTATION, "listItem": None}


class _NoNames:
    """Names for what a body refers to, without looking for it: words are compared alone."""

    def page(self, page_id: int | None) -> str | None:
        return f"page:{page_id}"

    def document(self, document_id: int | None) -> str | None:
        return f"document:{document_id}"

    def image(self, image_id: int | None) -> str | None:
        return f"image:{image_id}"


def lines_of(title: str, body: Iterable[dict[str, Any]]) -> list[Line]:
    """The lines of a version as it is stored. No query."""
    lines = [Line(LineKind.TITLE, 1, title)]
    for block in body:
        kind = KINDS.get(block["type"])
        if kind is not None:
            for node in kind.canonical(block["value"], _NoNames()):
                lines += _lines(node, LineKind.PARAGRAPH, 0)
    return lines


def _lines(node: DocumentNode, kind: LineKind, level: int) -> Iterator[Line]:
    type_, children = node["type"], node.get("children", [])
    if type_ == "heading":
        yield Line(LineKind.HEADING, node["depth"], _text(node))
    elif type_ in _CONTAINERS:
        inner, deeper = _CONTAINERS[type_] or kind, int(type_ != "listItem")
        for child in children:
            yield from _lines(child, inner, level + deeper)
    elif type_ == "table":
        for row in children:
            yield Line(LineKind.TABLE_ROW, level, " | ".join(map(_text, row)))
    elif type_ != "thematicBreak":
        yield Line(kind, level, _text(node))


def _text(node: DocumentNode) -> str:
    if node["type"] == "break":
        return "\n"
    if "children" in node:
        return "".join(map(_text, node["children"]))
    return node.get("value") or node.get("alt") or ""


def compared(old: Sequence[Line], new: Sequence[Line]) -> list[ComparedLine]:
    """Both versions in one: each line once, those that were removed where they were."""
    found: list[ComparedLine] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole(line, Change.SAME) for line in new[new_start:new_end]]
        else:
            found += _replaced(old[start:end], new[new_start:new_end])
    return found


def _whole(line: Line, change: Change) -> ComparedLine:
    return ComparedLine(line.kind, line.level, change, (WordRun(change, line.text),))


def _replaced(old: Sequence[Line], new: Sequence[Line]) -> Iterator[ComparedLine]:
    """Lines in place of others: those that resemble each other are pairs, in their order."""
    at, new_at = 0, 0
    for index, new_index in [*_pairs(old, new), (len(old), len(new))]:
        yield from (_whole(line, Change.REMOVED) for line in old[at:index])
        yield from (_whole(line, Change.ADDED) for line in new[new_at:new_index])
        if index < len(old):
            line = new[new_index]
            words = tuple(words_between(old[index].text, line.text))
            yield ComparedLine(line.kind, line.level, Change.CHANGED, words)
        at, new_at = index + 1, new_index + 1


def _pairs(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """The pairs of lines that have most in common, in order."""
    if not old or not new or len(old) * len(new) > _MOST_LINE_PAIRS:
        return []
    bags, new_bags = ([_bag(line.text) for line in lines] for lines in (old, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [
        [_likeness(line, other, bag, new_bag) for other, new_bag in zip(new, new_bags, strict=True)]
        for line, bag in zip(old, bags, strict=True)
    ]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] and alike[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(line: Line, other: Line, bag: Counter[str], other_bag: Counter[str]) -> float:
    """The share of words that two lines have in common; 0 for lines that are no pair."""
    if (line.kind is LineKind.TITLE) != (other.kind is LineKind.TITLE):
        return 0.0
    if line.kind is LineKind.TITLE:
        return 2.0
    total = bag.total() + other_bag.total()
    share = 2 * (bag & other_bag).total() / total if total else 0.0
    is_alike = share >= (_LEAST_SHARED if line.kind is other.kind else 2 * _LEAST_SHARED)
    return share if is_alike else 0.0


def _bag(text: str) -> Counter[str]:
    """The words of a line; of one without any, its signs."""
    tokens = _tokens(text)
    return Counter([token for token in tokens if token[0].isalnum()] or tokens)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def words_between(old: str, new: str) -> list[WordRun]:
    """The words of a line that changed: first those that were removed, then those added."""
    before, after = _tokens(old), _tokens(new)
    if len(before) * len(after) > _MOST_TOKEN_PAIRS:
        return [WordRun(Change.REMOVED, old), WordRun(Change.ADDED, new)]
    words: list[WordRun] = []
    removed = added = ""
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for index, (tag, start, end, new_start, new_end) in enumerate(opcodes):
        shared = "".join(before[start:end])
        is_between = 0 < index < len(opcodes) - 1 and shared.isspace()
        if tag != "equal" or is_between:
            # A space between two changes belongs to both, so that sentences stay readable.
            removed += shared
            added += "".join(after[new_start:new_end])
            continue
        words += _changes(removed, added)
        removed = added = ""
        words.append(WordRun(Change.SAME, shared))
    return words + _changes(removed, added)


def _changes(removed: str, added: str) -> list[WordRun]:
    pairs = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [WordRun(change, text) for change, text in pairs if text]
