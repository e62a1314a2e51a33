"""The vocabulary the demo content is written in.

Pages, images, documents and reusable content are named by key: a slug, the name of a drawing, the
name of a document. In rich text ``<a page="slug">`` and ``<a document="key">`` stand for the links
Wagtail stores by id.
It does not know the database; ``cms.demo.references`` turns these parts into StreamField data.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: the name of the stream child and its value, references still by key."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a body or gallery; without an alternative text it is decorative."""

    key: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A call to action that leads to the page with this slug."""

    text: str
    link_text: str
    page: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of reusable content."""

    key: str


@dataclass(frozen=True, slots=True)
class News:
    """A news article; ``publication_date`` may be a span, counted from the day of the load."""

    slug: str
    publication_date: date | timedelta
    category: str
    tags: tuple[str, ...]
    image: str
    title: str
    summary: str
    lead_image_alt: str
    body: list[Block]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalVersion:
    """The text of a legal notice from one day on, and what changed with it."""

    effective_on: date
    body: list[Block]
    change_kind: str = ""
    change_note: str = ""


@dataclass(frozen=True, slots=True)
class LegalNotice:
    """A legal notice with all its versions, the oldest first."""

    slug: str
    title: str
    versions: list[LegalVersion]


@dataclass(frozen=True, slots=True)
class Label:
    """A category or tag: ``slug`` is the same in all languages, ``name`` is translated."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Hero:
    """The opening of the front page; ``page`` is the slug of the page its link leads to."""

    title: str
    text: str
    image: str
    image_alt: str
    link_text: str
    page: str


@dataclass(frozen=True, slots=True)
class Home:
    """The front page; ``chosen`` are slugs of news."""

    published_on: date
    title: str
    seo_title: str
    search_description: str
    hero: Hero
    chosen: tuple[str, ...]
    latest_news_count: int
    body: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Index:
    """A page that lists others."""

    published_on: date
    slug: str
    title: str
    introduction: str


def heading(text: str, level: str = "2") -> Block:
    """A heading of level 2 or 3."""
    return Block("heading", {"text": text, "level": level})


def text(*elements: str) -> Block:
    """Rich text made of whole elements: paragraphs and lists."""
    return Block("rich_text", "".join(elements))


def bullets(*items: str) -> str:
    """The HTML of a list in no particular order, for ``text``."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def steps(*items: str) -> str:
    """The HTML of a numbered list, for ``text``."""
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def table(
    caption: str, *rows: tuple[str, ...], header: str = "row", alignments: tuple[str, ...] = ()
) -> Block:
    """A table whose first row or column holds headings."""
    return Block(
        "table",
        {
            "caption": caption,
            "has_header_row": header == "row",
            "has_header_column": header == "column",
            "alignments": list(alignments),
            "rows": [list(row) for row in rows],
        },
    )


def image(key: str, alt: str = "", caption: str = "") -> Block:
    """An image on its own."""
    return Block("image", Picture(key, alt, caption))


def gallery(*pictures: Picture) -> Block:
    """Several images side by side."""
    return Block("gallery", list(pictures))


def quote(words: str, attribution: str = "") -> Block:
    """A quotation."""
    return Block("quote", {"quote": words, "attribution": attribution})


def download(key: str, title: str) -> Block:
    """A document to download."""
    return Block("download", {"document": key, "title": title})


def notice(title: str, *elements: str, urgency: str = "info") -> Block:
    """A text that stands out, made of whole elements."""
    return Block("notice", {"urgency": urgency, "title": title, "text": "".join(elements)})


def accordion(*entries: tuple[str, str]) -> Block:
    """Questions and their answers, which are whole elements."""
    return Block("accordion", [{"title": title, "text": text} for title, text in entries])


def numbered_steps(*entries: tuple[str, str]) -> Block:
    """The steps of a procedure: their names, and texts of whole elements."""
    return Block("steps", [{"title": title, "text": text} for title, text in entries])


def document_list(*documents: tuple[str, str]) -> Block:
    """Documents by key, with their titles."""
    return Block("document_list", [{"document": key, "title": title} for key, title in documents])


def footnotes(*texts: str) -> Block:
    """Notes of whole elements, numbered from 1; ``<a href="#footnote-1">`` leads to the first."""
    notes = [{"number": number, "text": text} for number, text in enumerate(texts, 1)]
    return Block("footnotes", notes)


def embed(url: str, title: str) -> Block:
    """A page or player elsewhere."""
    return Block("embed", {"url": url, "title": title})


def call_to_action(words: str, link_text: str, page: str) -> Block:
    """An invitation to open a page."""
    return Block("call_to_action", Invitation(words, link_text, page))


def reusable_text(key: str) -> Block:
    """A text of ``cms.demo.content.reusable``."""
    return Block("reusable_text", Entry(key))


def contact_person(key: str) -> Block:
    """A person or office of ``cms.demo.content.reusable``."""
    return Block("contact_person", Entry(key))
