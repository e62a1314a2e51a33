"""The HTML of a clipboard put right: elements that say what something is, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bs4 import Tag

from cms.content.body.block_kinds.footnotes import anchor
from cms.importing.converting import tables
from cms.importing.converting.implied_ends import soup_of
from cms.importing.pasting import formatting, lists
from cms.importing.pasting.stylesheets import StyleSheet, own_style

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# References to notes and back: of Word, Google Docs, LibreOffice, MediaWiki and Markdown.
_NOTE = re.compile(r"#(?:_ftn|_edn|ftnt|sdfootnote|sdendnote|cite_note|cite_ref|fn)[\w:.-]*$")
_COMMENT = re.compile(r"#(?:_msocom_|cmnt)")
_COMMENTS = "[style*='comment-list'], .MsoCommentReference, .MsoCommentText, a.msocomanchor"
_SEPARATORS = "hr[width='33%'], div[style*='footnote-list'] > hr"
# Cocoa names sizes in the shorthand alone: ``font: 24.0px 'Helvetica Neue'``.
_SIZE = re.compile(r"(?:^|\s)([0-9]{1,3}(?:\.[0-9]+)?)p[xt]\b")
_LARGER = 1.2
_LONGEST_HEADING = 160
_RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Is told an element, and what became of it.
Note = Callable[[str, str], None]


def tidied(html: str, note: Note) -> BeautifulSoup:
    """The elements of a clipboard; ``note`` is told what of it was left out."""
    soup = soup_of(html)
    sheet = StyleSheet.of(soup)
    _leave_out(soup, note)
    _name_headings(soup, sheet)
    lists.put_right(soup, sheet)
    _unlink(soup, note)
    formatting.apply(soup, sheet)
    for table in soup.find_all("table"):
        _say_what_cells_are(table, sheet)
    return soup


def _leave_out(soup: BeautifulSoup, note: Note) -> None:
    comments = soup.select(_COMMENTS)
    deleted = [tag for tag in soup.find_all("del") if tag.get("datetime") or tag.get("cite")]
    if comments:
        note("comment", _("comments were left out"))
    if deleted:
        note("del", _("text that was deleted with changes tracked was left out"))
    for tag in (*comments, *deleted, *soup.select(_SEPARATORS)):
        if not tag.decomposed:
            tag.decompose()
    for tag in soup.find_all("ins"):
        tag.unwrap()
    # Boxes of a list to tick off are pictures for Google Docs.
    for tag in soup.select("li[role=checkbox] > img"):
        tag.decompose()


def _name_headings(soup: BeautifulSoup, sheet: StyleSheet) -> None:
    """Name headings by rank: the highest in use is a section's, all below are those of its parts.

    A title is a section's as well, and isn't counted.
    """
    if "cocoa html writer" in _generator(soup):
        _find_headings_by_size(soup, sheet)
    for tag in soup.select("[role=heading][aria-level]"):
        level = str(tag["aria-level"])
        tag.name = f"h{level}" if f"h{level}" in _RANKS else tag.name
    ranks = sorted({tag.name for tag in soup.find_all(list(_RANKS))})
    for tag in soup.find_all(ranks):
        tag.name = "h2" if tag.name == ranks[0] else "h3"
    for tag in soup.select("p.MsoTitle, p.MsoTitleCxSpFirst"):
        tag.name = "h2"


def _generator(soup: BeautifulSoup) -> str:
    tag = soup.find("meta", attrs={"name": re.compile("^generator$", re.IGNORECASE)})
    return str(tag.get("content") or "").lower() if isinstance(tag, Tag) else ""


def _find_headings_by_size(soup: BeautifulSoup, sheet: StyleSheet) -> None:
    sizes: Counter[float] = Counter()
    sized = []
    for tag in soup.find_all("p"):
        match = _SIZE.search(sheet.style(tag).get("font", ""))
        text = tag.get_text(strip=True)
        if match and text and tag.find_parent("table") is None:
            sizes[float(match[1])] += len(text)
            sized.append((tag, float(match[1]), len(text)))
    if not sizes:
        return
    usual = sizes.most_common(1)[0][0]
    for tag, size, length in sized:
        if size >= usual * _LARGER and length <= _LONGEST_HEADING:
            larger = len({other for other in sizes if other > size})
            tag.name = _RANKS[min(larger, len(_RANKS) - 1)]


def _unlink(soup: BeautifulSoup, note: Note) -> None:
    """Take away links to comments, and the line below links; make footnotes of notes."""
    for tag in soup.find_all("a"):
        if _COMMENT.search(str(tag.get("href") or "")):
            tag.decompose()
    _link_footnotes(soup, note)
    for tag in soup.find_all("u"):
        inner = tag.find("a")
        if tag.find_parent("a") is not None or inner is not None or not tag.get_text(strip=True):
            tag.unwrap()


def _link_footnotes(soup: BeautifulSoup, note: Note) -> None:
    """Make ``footnote`` elements of notes at the end, and have their references lead to them."""
    anchors = [tag for tag in soup.find_all("a") if _NOTE.search(str(tag.get("href") or ""))]
    back = [tag for tag in anchors if _leads_back(tag)]
    numbers = {number for tag in back if (number := _moved_note(soup, tag))}
    is_lost = False
    for tag in anchors:
        if not tag.decomposed:
            number = _number_in(tag)
            is_lost = is_lost or number not in numbers
            _refer(soup, tag, number if number in numbers else "")
    if is_lost:
        note("footnote", _("numbers of footnotes became ordinary text: the notes weren't copied"))


def _number_in(tag: Tag) -> str:
    return "".join(re.findall("[0-9]{1,4}", tag.get_text())[:1])


def _moved_note(soup: BeautifulSoup, back: Tag) -> str:
    """The number of the note that a link leads back from, moved to the end; empty for none."""
    paragraph, number = back.find_parent(["p", "li"]), _number_in(back)
    back.decompose()
    if paragraph is None or not number:
        return ""
    paragraph.name = "footnote"
    paragraph.attrs = {"data-number": number}
    soup.append(paragraph.extract())
    return number


def _refer(soup: BeautifulSoup, tag: Tag, number: str) -> None:
    """Have a reference lead to the note of a number; without one its words stay, raised."""
    for inner in tag.find_all("sup"):
        inner.unwrap()
    if tag.find_parent("sup") is None:
        tag.wrap(soup.new_tag("sup"))
    if number:
        tag.attrs = {"href": f"#{anchor(int(number))}"}
        tag.string = number
    else:
        tag.unwrap()


def _leads_back(tag: Tag) -> bool:
    fragment = str(tag["href"]).rpartition("#")[2]
    return "ref" in fragment or fragment.endswith("anc")


def _say_what_cells_are(table: Tag, sheet: StyleSheet) -> None:
    """Name the cells of a bold first row headings, and write down how cells are aligned."""
    rows = [tables.cells_of(row) for row in tables.rows_of(table)]
    for cell in (cell for row in rows for cell in row):
        aligned = _alignment(cell, sheet)
        if aligned:
            cell["align"] = aligned
    weights = [[_weight(cell) for cell in row] for row in rows]
    if len(rows) > 1 and _is_all_bold(weights[0]) and not all(map(_is_all_bold, weights[1:])):
        for cell in rows[0]:
            cell.name = "th"


def _alignment(cell: Tag, sheet: StyleSheet) -> str:
    for tag in (cell, *cell.find_all("p", limit=1)):
        aligned = own_style(tag).get("text-align") or str(tag.get("align") or "")
        aligned = aligned or sheet.style(tag).get("text-align", "")
        if aligned.strip().lower() in {"right", "center", "end"}:
            return {"end": "right"}.get(aligned.strip().lower(), aligned.strip().lower())
    return ""


def _weight(cell: Tag) -> bool | None:
    """True if all words of a cell are bold; ``None`` if it has none."""
    texts = [text for text in cell.find_all(string=True) if text.strip()]
    return all(text.find_parent("b") is not None for text in texts) if texts else None


def _is_all_bold(weights: list[bool | None]) -> bool:
    return True in weights and False not in weights
