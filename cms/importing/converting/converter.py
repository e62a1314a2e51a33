"""Goes through the HTML of a page, and makes blocks of it in the order of its text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bs4 import Tag
from soupsieve import SelectorSyntaxError

from cms.content.body.block_kinds import KINDS
from cms.importing.converting import elements, media, pictures, tables
from cms.importing.converting.converted import Converted, Piece
from cms.importing.converting.implied_ends import soup_of
from cms.importing.converting.inline import Lines, words_in
from cms.importing.converting.links import Link
from cms.importing.converting.runs import PLAIN, Run, break_of, markup, only_link, paragraphs, plain
from cms.importing.report import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bs4 import BeautifulSoup
    from bs4.element import PageElement

    from cms.importing.converting.inline import Surroundings
    from cms.importing.records import OriginFile, Record

LONGEST_HEADING, LONGEST_QUOTE, LONGEST_TITLE, LONGEST_CAPTION = 160, 1000, 160, 255
_GALLERY = "gallery"
# What can't be part of a list here.
_APART = frozenset({
    *elements.HEADINGS, *elements.PLAYERS, "blockquote", "figure", "img", "picture", "pre", "table",
})  # fmt: skip


def converted(record: Record, surroundings: Surroundings) -> Converted:
    """The body and the lead image of a record."""
    soup = soup_of(record.html)
    for selector in record.ignored:
        for tag in _selected(soup, selector, surroundings):
            tag.decompose()
    found = Converter(surroundings, title=record.title).converted(soup)
    if record.lead_image:
        try:
            found.lead_image = pictures.file_of(
                [record.lead_image], surroundings.base, surroundings.files
            )
        except pictures.Unusable as error:
            surroundings.note("lead image", f"left out, {error}: {quoted(record.lead_image)}")
    return found


def _selected(soup: BeautifulSoup, selector: str, surroundings: Surroundings) -> list[Tag]:
    try:
        return list(soup.select(selector))
    except SelectorSyntaxError:
        surroundings.note(selector, "not a CSS selector")
        return []


class Converter:
    """Makes blocks of one body. Used once."""

    def __init__(self, surroundings: Surroundings, *, title: str) -> None:
        self._around = surroundings
        self._title = " ".join(title.split())
        self._lines = Lines(surroundings, media.document)
        self._found = Converted()
        # Paragraphs and lists of the rich text that is being written, and runs of its paragraph.
        self._elements: list[str] = []
        self._runs: list[Run] = []
        self._level = 0
        self._handlers = self._by_name()

    def converted(self, soup: BeautifulSoup) -> Converted:
        """The body as pieces."""
        self._walk(soup.children)
        self._end_text()
        return self._found

    def _by_name(self) -> dict[str, Callable[[Tag], None]]:
        """The function for each element, which is called once the paragraph before it has ended."""
        return {
            **dict.fromkeys(elements.PARAGRAPHS, self._paragraph),
            **dict.fromkeys(elements.HEADINGS, self._heading),
            **dict.fromkeys(elements.LISTS, self._list),
            **dict.fromkeys(elements.PLAYERS, self._player),
            **dict.fromkeys(elements.CONTROLS, self._control),
            **dict.fromkeys(elements.DRAWINGS, self._drawing),
            **dict.fromkeys(elements.DROPPED, self._dropped),
            "blockquote": self._quote,
            "dt": self._term,
            "figure": self._figure,
            "hr": self._rule,
            "img": self._image,
            "picture": self._image,
            "pre": self._preformatted,
            "summary": self._term,
            "table": self._table,
        }

    def _walk(self, nodes: Iterable[PageElement]) -> None:
        self._level += 1
        for node in list(nodes):
            if isinstance(node, Tag):
                self._element(node)
            elif words_in(node) is not None:
                self._runs += self._lines.runs([node])
        self._level -= 1

    def _element(self, tag: Tag) -> None:
        handle = self._handlers.get(tag.name)
        if self._level > elements.MOST_LEVELS:
            self._runs += self._lines.runs([tag], level=self._level)
        elif handle is not None:
            self._end_paragraph()
            handle(tag)
            self._end_paragraph()
        elif tag.find(sorted(elements.BLOCKS)) is None:
            self._runs += self._lines.runs([tag])
        elif tag.name == "a" and tag.find("img") is not None and not tag.get_text(strip=True):
            self._end_paragraph()
            self._linked_image(tag)
        else:
            self._walk(tag.children)

    def _end_paragraph(self) -> None:
        runs, self._runs = self._runs, []
        for paragraph in paragraphs(runs):
            link = only_link(paragraph)
            if link is not None and link.file is not None:
                self._download(link.file, plain(paragraph))
            else:
                self._elements.append(f"<p>{self._markup(paragraph)}</p>")

    def _markup(self, runs: Iterable[Run]) -> str:
        return markup(runs, self._attributes)

    def _attributes(self, link: Link) -> str:
        self._found.links.append(link)
        return f'data-link="{len(self._found.links) - 1}"'

    def _end_text(self) -> None:
        self._end_paragraph()
        if self._elements:
            self._found.pieces.append(Piece("rich_text", "".join(self._elements)))
            self._elements = []

    def _add(self, kind: str, value: dict[str, Any] | list[Any]) -> None:
        self._end_text()
        self._found.pieces.append(Piece(kind, value))

    def _may(self, kind: str) -> bool:
        return not self._around.is_text_only or KINDS[kind].is_text

    def _bold(self, text: str) -> None:
        self._end_paragraph()
        self._runs = [Run(text, is_bold=True)]
        self._end_paragraph()

    def _note(self, tag: Tag, text: str, shown: str | None = None) -> None:
        self._around.note(
            tag.name, text.format(text=quoted(tag.get_text() if shown is None else shown))
        )

    def _plain(self, tag: Tag, called: str) -> str:
        """The words of an element that holds no links here."""
        runs = list(self._lines.runs(tag.children))
        for link in {run.link for run in runs if run.link}:
            lost = _("a link was lost ({place}): {url}")
            self._around.note("a", lost.format(place=called, url=quoted(link.url)))
        return plain(runs)

    def _paragraph(self, tag: Tag) -> None:
        if tag.name == "noscript" and tag.find("img") is not None:
            return
        if _GALLERY in " ".join(tag.get_attribute_list("class")).lower():
            images = tag.find_all("img")
            if len(images) > 1 and not media.has_text_besides(tag):
                self._gallery(images)
                return
        self._walk(tag.children)

    def _heading(self, tag: Tag) -> None:
        images = tag.find_all("img")
        text = self._plain(tag, _("heading"))
        if text and not (tag.name == "h1" and text == self._title):
            if len(text) > LONGEST_HEADING:
                self._note(tag, _("too long for a heading: {text}"), text)
                self._bold(text)
            else:
                value = {"text": text, "level": elements.HEADINGS[tag.name]}
                self._add("heading", value)
        for image in images:
            self._image(image)

    def _list(self, tag: Tag) -> None:
        others: list[Tag] = []
        text = self._list_markup(tag, others, level=self._level)
        if text:
            self._elements.append(text)
        for other in others:
            self._around.note(other.name, _("moved after the list it was in"))
            self._element(other)

    def _list_markup(self, tag: Tag, others: list[Tag], level: int) -> str:
        name = "ol" if tag.name == "ol" else "ul"
        items = []
        for child in list(tag.children):
            nodes = child.children if isinstance(child, Tag) and child.name == "li" else [child]
            if isinstance(child, Tag) or (words_in(child) or "").strip():
                items.append(self._item(nodes, others, level + 1))
        written = "".join(f"<li>{item}</li>" for item in items if item)
        return f"<{name}>{written}</{name}>" if written else ""

    def _item(self, nodes: Iterable[PageElement], others: list[Tag], level: int) -> str:
        runs: list[Run] = []
        nested = ""
        stack = list(nodes)[::-1]
        while stack:
            node = stack.pop()
            if not isinstance(node, Tag) or node.find(sorted(elements.BLOCKS)) is None:
                nested += self._leaf(node, runs, others, level)
            elif node.name in elements.LISTS and level <= elements.MOST_LEVELS:
                nested += self._list_markup(node, others, level)
            elif node.name in _APART:
                others.append(node)
            else:
                if node.name in elements.BLOCKS:
                    runs.append(break_of(PLAIN))
                stack += list(node.children)[::-1]
        lines = paragraphs(runs)
        text = "<br/>".join(self._markup(line) for line in lines)
        return text + nested

    def _leaf(self, node: PageElement, runs: list[Run], others: list[Tag], level: int) -> str:
        """Add what holds no other block to an item; the HTML of a list."""
        if not isinstance(node, Tag) or node.name not in elements.BLOCKS:
            runs += self._lines.runs([node])
        elif node.name in elements.LISTS:
            return self._list_markup(node, others, level)
        elif node.name in _APART:
            others.append(node)
        else:
            runs += [
                *[break_of(PLAIN)] * 2,
                *self._lines.runs(node.children),
                *[break_of(PLAIN)] * 2,
            ]
        return ""

    def _table(self, tag: Tag) -> None:
        caption_tag = tag.find("caption")
        caption = self._plain(caption_tag, _("caption")) if isinstance(caption_tag, Tag) else ""
        if tables.is_layout(tag):
            if len(tables.rows_of(tag)) > 1:
                self._around.note("table", _("its cells were read as text, one after the other"))
            self._walk(tag.children)
            return
        grid = tables.grid_of(tag, partial(self._plain, called=_("cell")))
        if grid is None:
            return
        if grid.merged_count:
            merged = ngettext(
                "{count} merged cell was taken apart",
                "{count} merged cells were taken apart",
                grid.merged_count,
            )
            self._around.note("table", merged.format(count=grid.merged_count))
        if caption and (grid.excess or len(caption) > LONGEST_CAPTION):
            self._bold(caption)
            caption = ""
        if grid.excess:
            self._rows_as_text(grid)
        else:
            self._add("table", grid.value(caption))

    def _rows_as_text(self, grid: tables.Grid) -> None:
        self._around.note("table", _("read as text: {reason}").format(reason=grid.excess))
        for row in grid.rows:
            self._runs = [Run(" | ".join(cell for cell in row if cell))]
            self._end_paragraph()

    def _quote(self, tag: Tag) -> None:
        source = tag.find(["cite", "footer"])
        attribution = plain(self._lines.runs(source.children)) if isinstance(source, Tag) else ""
        others = sorted(elements.BLOCKS - elements.PARAGRAPHS)
        is_simple = tag.find(others) is None and tag.find("a") is None
        if is_simple and self._may("quote") and len(attribution) <= LONGEST_TITLE:
            if isinstance(source, Tag):
                source.extract()
            text = "\n".join(plain(runs) for runs in self._paragraphs_of(tag))
            if text and len(text) <= LONGEST_QUOTE:
                self._add("quote", {"quote": text, "attribution": attribution.lstrip("—–- ")})
                return
            if isinstance(source, Tag):
                tag.append(source)
        self._note(tag, _("became ordinary text: {text}"))
        self._walk(tag.children)

    def _paragraphs_of(self, tag: Tag) -> list[list[Run]]:
        runs: list[Run] = []
        for node in tag.children:
            is_block = isinstance(node, Tag) and node.name in elements.BLOCKS
            edge = [break_of(PLAIN)] * 2 if is_block else []
            runs += [*edge, *self._lines.runs([node]), *edge]
        return paragraphs(runs)

    def _preformatted(self, tag: Tag) -> None:
        self._note(tag, _("became a paragraph: {text}"))
        for line in tag.get_text().splitlines():
            self._runs += [Run(line), break_of(PLAIN)]

    def _term(self, tag: Tag) -> None:
        self._bold(self._plain(tag, _("term")))

    def _control(self, tag: Tag) -> None:
        self._note(tag, _("not kept, only its words: {text}"))
        self._walk(tag.children)

    def _drawing(self, tag: Tag) -> None:
        self._note(tag, _("left out: {text}"))

    def _rule(self, _tag: Tag) -> None:
        """Leave out a line between paragraphs."""

    def _dropped(self, tag: Tag) -> None:
        if tag.name in elements.REPORTED_WHEN_DROPPED:
            self._around.note(tag.name, _("left out"))

    def _figure(self, tag: Tag) -> None:
        images = [one for one in tag.find_all("img") if not pictures.is_counter(one)]
        caption = tag.find("figcaption", recursive=False)
        if not images or media.has_text_besides(tag):
            self._walk(tag.children)
        elif len(images) == 1:
            captions = [self._plain(one, _("caption")) for one in tag.find_all("figcaption")]
            self._image(images[0], caption=" ".join(filter(None, captions)))
        else:
            self._gallery(images)
            if isinstance(caption, Tag):
                self._walk(caption.children)

    def _linked_image(self, tag: Tag) -> None:
        for image in tag.find_all("img"):
            self._image(image)

    def _image(self, tag: Tag, caption: str = "") -> None:
        if tag.name == "picture":
            inner = tag.find("img")
            if not isinstance(inner, Tag):
                return
            tag = inner
        value = media.image_value(tag, self._around)
        if value is not None:
            self._add("image", self._captioned(value, caption))
        elif caption:
            self._runs = [Run(caption)]

    def _captioned(self, value: dict[str, Any], caption: str) -> dict[str, Any]:
        """An image with its caption; a caption that is too long becomes a paragraph before it."""
        if len(caption) <= LONGEST_CAPTION:
            return value | {"caption": caption}
        self._bold(caption)
        return value

    def _gallery(self, images: Iterable[Tag]) -> None:
        values, lost = [], []
        for image in images:
            figure = image.find_parent("figure")
            inner = figure.find("figcaption") if figure else None
            is_own = figure is not None and len(figure.find_all("img")) == 1
            caption = self._plain(inner, _("caption")) if isinstance(inner, Tag) and is_own else ""
            value = media.image_value(image, self._around)
            if value is not None:
                values.append(self._captioned(value, caption))
            elif caption:
                lost.append(caption)
        if len(values) > 1:
            self._add("gallery", values)
        elif values:
            self._add("image", values[0])
        for caption in lost:
            self._runs = [Run(caption)]
            self._end_paragraph()

    def _player(self, tag: Tag) -> None:
        url = media.player_url(tag, self._around.base)
        title = " ".join(str(tag.get("title") or tag.get("aria-label") or "").split())
        if not url:
            self._note(tag, _("left out: {text}"), str(tag)[:200])
        elif self._may("embed"):
            title = title[:LONGEST_TITLE] or (urlsplit(url).hostname or url)[:LONGEST_TITLE]
            self._add("embed", {"url": url, "title": title})
        else:
            self._note(tag, _("became a link: {text}"), url)
            self._runs = [Run(title or url, link=Link(url=url))]
        self._end_paragraph()
        for other in tag.find_all(sorted(elements.PLAYERS)):
            other.extract()
        self._walk(tag.children)

    def _download(self, file: OriginFile, title: str) -> None:
        title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
        elements_before, self._elements = self._elements, []
        if elements_before:
            self._found.pieces.append(Piece("rich_text", "".join(elements_before)))
        self._found.pieces.append(Piece("download", {"document": file, "title": title}))
