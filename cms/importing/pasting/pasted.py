"""Blocks made of the HTML of a clipboard, the images in it, and what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.content.body.block_kinds import KINDS
from cms.content.references.own_site_urls import page_at
from cms.content.tree import SiteTree
from cms.importing.converting import media, pictures
from cms.importing.converting.converted import Piece
from cms.importing.converting.converter import Converter
from cms.importing.converting.inline import Lines, Surroundings
from cms.importing.converting.links import Directory, Link
from cms.importing.converting.runs import Run, paragraphs
from cms.importing.pasting.clipboard import tidied
from cms.importing.report import quoted
from cms.importing.writing.bodies import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import BeautifulSoup, Tag

    from cms.importing.converting.converted import Converted
    from cms.importing.records import OriginFile

_ADMIN_PAGE = re.compile(r"/pages/([0-9]{1,9})/")
_FOOTNOTE = re.compile("#footnote-[0-9]{1,4}")
_INTERNAL = ("file:", "about:", "blob:")
# Elements as an editor would call them.
_NAMES = {
    "a": gettext_lazy("Link"), "blockquote": gettext_lazy("Quote"), "comment": "",
    "del": "", "footnote": "", "iframe": gettext_lazy("Embed"), "img": gettext_lazy("Image"),
    "s": gettext_lazy("Struck out"), "strike": gettext_lazy("Struck out"),
    "table": gettext_lazy("Table"), "u": gettext_lazy("Underlined"),
    "video": gettext_lazy("Embed"),
}  # fmt: skip
# Where programs send a click through, and the parameter that names the target.
_DETOURS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"[a-z0-9.-]+\.safelinks\.protection\.outlook\.com"), "/", ("url",)),
)


@dataclass(frozen=True, slots=True)
class PastedImage:
    """An image that an editor may upload: ``before`` is the number of blocks before it.

    ``url`` is where it is, or its number among those the browser has kept: ``pasted:0``.
    """

    before: int
    url: str
    alt: str
    caption: str


@dataclass(slots=True)
class Pasted:
    """Blocks as a stream stores them, without ids; ``notes`` say what was left out."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    images: list[PastedImage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def pasted(html: str, kinds: Iterable[str], hosts: Iterable[str] = ()) -> Pasted:
    """The blocks made of a clipboard for a place where blocks of these kinds may be.

    Where that is text alone, all becomes text. ``hosts`` are those of the CMS, with their ports. A
    few queries for each link.
    """
    notes: dict[str, None] = {}

    def note(element: str, text: str) -> None:
        name = str(_NAMES.get(element, f"<{element}>"))
        notes[f"{name}: {text}" if name else text] = None

    around = Surroundings(
        base="", files=_NoFiles(), directory=Directory([]), hosts=frozenset(), note=note
    )
    converter = _PasteConverter(around, frozenset(kinds), frozenset(hosts))
    body = converter.converted(tidied(html, note))
    return Pasted(blocks_of(body, int), converter.images, list(notes))


class _NoFiles:
    """A clipboard names files; none of them is here."""

    def find(self, _url: str) -> OriginFile | None:
        return None


class _PasteLines(Lines):
    """Lines whose links lead to what readers can open; ``hosts`` are the CMS's own."""

    def __init__(self, surroundings: Surroundings, hosts: frozenset[str]) -> None:
        super().__init__(surroundings, media.document)
        self._hosts = hosts

    def link(self, tag: Tag) -> Link | None:
        """The target of a link: a page of this site wherever it is one."""
        href = _direct(_direct(str(tag.get("href") or "").strip()))
        path = self._own_path(href)
        page = _page_in_admin(path) if path.startswith("/admin/") else page_at(path or href)
        if page is not None:
            return Link(url=href, key=str(page.pk))
        if _FOOTNOTE.fullmatch(href):
            return Link(url=href)
        tag["href"] = href
        if path.startswith("/admin/") or href.lower().startswith(_INTERNAL):
            text = _("a link that readers can't open was taken away: {text}")
            self._surroundings.note("a", text.format(text=quoted(tag.get_text())))
            return None
        return super().link(tag)

    def _own_path(self, href: str) -> str:
        """The path, query and fragment of a URL of the CMS itself; empty for any other."""
        try:
            parts = urlsplit(href)
        except ValueError:
            return ""
        is_own = (not parts.scheme and not parts.netloc) or parts.netloc in self._hosts
        return parts._replace(scheme="", netloc="").geturl() if is_own else ""


def _direct(href: str) -> str:
    """The URL that a link leads to in the end, without whoever counts the clicks."""
    try:
        parts = urlsplit(href)
        asked = parse_qs(parts.query)
    except ValueError:
        return href
    for host, path, names in _DETOURS:
        if host.fullmatch((parts.hostname or "").lower()) and parts.path == path:
            return next((asked[name][0] for name in names if name in asked), href)
    return href


def _page_in_admin(path: str) -> Page | None:
    """The page that a URL of the admin is about, if readers see it."""
    match = _ADMIN_PAGE.search(path)
    tree = SiteTree.load()
    shown = Page.objects.filter(tree.shown(tree.today))
    return shown.filter(pk=int(match[1])).first() if match else None


class _PasteConverter(Converter):
    """A converter that offers images instead of storing them, and keeps to the kinds there are."""

    def __init__(
        self, surroundings: Surroundings, kinds: frozenset[str], hosts: frozenset[str]
    ) -> None:
        super().__init__(surroundings, title="")
        self._lines = _PasteLines(surroundings, hosts)
        self._kinds = kinds
        self._notes: list[dict[str, Any]] = []
        self._handlers["footnote"] = self._footnote
        self.images: list[PastedImage] = []

    def converted(self, soup: BeautifulSoup) -> Converted:
        """The body as pieces, its footnotes last."""
        found = super().converted(soup)
        if self._notes:
            found.pieces.append(Piece("footnotes", self._notes))
        return found

    def _footnote(self, tag: Tag) -> None:
        lines = paragraphs(self._lines.runs(tag.children))
        text = "".join(f"<p>{self._markup(line)}</p>" for line in lines)
        if self._may("footnotes"):
            self._notes.append({"number": int(str(tag["data-number"])), "text": text})
        else:
            self._elements += [f"<p>{tag['data-number']} {text.removeprefix('<p>')}"]

    def _may(self, kind: str) -> bool:
        return kind in self._kinds and kind in KINDS

    def _add(self, kind: str, value: Any) -> None:
        if self._may(kind):
            super()._add(kind, value)
        elif kind == "heading":
            self._bold(value["text"])
        elif kind == "table":
            for row in [[value["caption"]], *value["rows"]]:
                self._end_paragraph()
                self._runs = [Run(" | ".join(filter(None, row)))]
            self._end_paragraph()

    def _gallery(self, images: Iterable[Tag]) -> None:
        for image in images:
            self._image(image)

    def _image(self, tag: Tag, caption: str = "") -> None:
        if pictures.is_counter(tag):
            return
        alt = " ".join(str(tag.get("alt") or "").split())
        urls = [url for url in pictures.sources(tag) if url.startswith(("http", "pasted:"))]
        if not self._may("image"):
            self._around.note("img", _("left out: {text}").format(text=quoted(alt)))
        elif not urls:
            text = _("left out, the clipboard doesn't hold it: {text}")
            self._around.note("img", text.format(text=quoted(alt)))
        else:
            self._end_text()
            before = len(self._found.pieces)
            self.images.append(PastedImage(before, urls[0], alt[: media.LONGEST_ALT], caption))
            return
        if caption:
            self._runs = [Run(caption)]
            self._end_paragraph()
