"""The runs of what is written within a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bs4 import CData, Tag
from bs4.element import NavigableString, PreformattedString

from cms.importing.converting import elements
from cms.importing.converting.links import Link, Place, absolute, place_of
from cms.importing.converting.runs import PLAIN, Run, break_of, run_of
from cms.importing.report import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4.element import PageElement

    from cms.importing.converting.links import Directory
    from cms.importing.records import Files, OriginFile


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a body is converted with.

    ``base`` is the absolute URL its links start from, ``hosts`` are the origin's. ``note`` takes
    an element and what became of it. ``is_text_only``: there may be no images or players.
    """

    base: str
    files: Files
    directory: Directory
    hosts: frozenset[str]
    note: Callable[[str, str], None]
    is_text_only: bool = False


def words_in(node: PageElement) -> str | None:
    """The text of a node; ``None`` for an element, and for what is no text, such as a comment."""
    if isinstance(node, CData) or (
        isinstance(node, NavigableString) and not isinstance(node, PreformattedString)
    ):
        return str(node)
    return None


class Lines:
    """Makes runs of elements within a line."""

    def __init__(
        self,
        surroundings: Surroundings,
        document: Callable[[str, Surroundings], OriginFile | None],
    ) -> None:
        self._surroundings = surroundings
        self._document = document

    def runs(
        self, nodes: Iterable[PageElement], style: Run = PLAIN, level: int = 0
    ) -> Iterator[Run]:
        """The runs of some nodes."""
        for node in nodes:
            text = words_in(node)
            if text is not None:
                yield run_of(text, style)
            elif isinstance(node, Tag):
                yield from self._of_element(node, style, level)

    def _of_element(self, tag: Tag, style: Run, level: int) -> Iterator[Run]:
        name = tag.name
        if name in elements.DROPPED:
            if name in elements.REPORTED_WHEN_DROPPED:
                self._surroundings.note(name, _("left out"))
            return
        if name == "br":
            yield break_of(style)
            return
        if level > elements.MOST_LEVELS:
            self._surroundings.note(name, _("nested too deeply: its words were kept"))
            yield run_of(tag.get_text(), style)
            return
        if name in elements.LOST_FORMATS and tag.get_text().strip():
            lost = _("formatting was lost: {text}")
            self._surroundings.note(name, lost.format(text=quoted(tag.get_text())))
        quote = ("“", "”") if name == "q" else ("", "")
        yield run_of(quote[0], style)
        yield from self.runs(tag.children, self._style(tag, style), level + 1)
        yield run_of(quote[1], style)

    def _style(self, tag: Tag, style: Run) -> Run:
        if tag.name in elements.BOLD:
            return replace(style, is_bold=True)
        if tag.name in elements.ITALIC:
            return replace(style, is_italic=True)
        if tag.name in {"sup", "sub"}:
            is_raised = tag.name == "sup"
            return replace(style, is_superscript=is_raised, is_subscript=not is_raised)
        if tag.name == "a" and tag.get("href") is not None:
            return replace(style, link=self.link(tag))
        return style

    def link(self, tag: Tag) -> Link | None:
        """The target of a link; ``None`` where it leads nowhere a reader could go."""
        around, written = self._surroundings, str(tag.get("href") or "")
        place = place_of(written, around.base, around.hosts)
        target = absolute(written, around.base)
        if place is Place.OWN:
            return self._own(written, target)
        if place in {Place.ELSEWHERE, Place.CONTACT}:
            return Link(url=target)
        reason = (
            _("a link to a place on the page was taken away: {text}")
            if place is Place.WITHIN
            else _("a link to nowhere was taken away: {text}")
        )
        around.note("a", reason.format(text=quoted(tag.get_text())))
        return None

    def _own(self, written: str, target: str) -> Link:
        around = self._surroundings
        key = around.directory.key_at(target)
        if key:
            return Link(url=target, key=key)
        document = self._document(target, around)
        if document is not None:
            return Link(url=target, file=document)
        around.note("a", f"leads to what isn't imported: {quoted(written)}")
        return Link(url=target)
