"""A body as it is read: one record for each block.

The stored stream is read as it is, without building Wagtail's block values. A block that refers to
something the reader may not see is left out, because half of it would be worse than none. A part
that a stored block lacks, because it was added to blocks of its kind later, counts as empty. A
block that can't be read at all is left out as well, and logged: the rest is shown without it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson

from cms.content.body.rich_text import RichText
from cms.localisation.languages import direction

if TYPE_CHECKING:
    from cms.content.images.image_records import Image
    from cms.content.reading.loader import Reading
    from cms.content.reading.text_languages import Wording
    from cms.content.references.documents import Document
    from cms.content.references.links import Link

logger = logging.getLogger(__name__)

RawBlock = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Block:
    """What every block says: ``lang`` is the BCP 47 tag of its words."""

    id: str
    lang: str

    @property
    def dir(self) -> str:
        """The direction its words are written in."""
        return direction(self.lang)


@dataclass(frozen=True, slots=True)
class HeadingBlock(_Block):
    """A heading: ``level`` is 2 or 3, below the page's title.

    ``anchor`` is the same in all languages and versions of the page.
    """

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class RichTextBlock(_Block):
    """A piece of rich text."""

    rich_text: RichText


@dataclass(frozen=True, slots=True)
class ImageBlock(_Block):
    """An image and its caption, which may be empty. Also an item of a gallery."""

    image: Image
    caption: str


@dataclass(frozen=True, slots=True)
class GalleryItem(ImageBlock):
    """An image of a gallery."""


@dataclass(frozen=True, slots=True)
class GalleryBlock(_Block):
    """Several images, of which at least one may be seen."""

    items: list[GalleryItem]


@dataclass(frozen=True, slots=True)
class QuoteBlock(_Block):
    """What somebody said; ``attribution`` may be empty."""

    quote: str
    attribution: str


@dataclass(frozen=True, slots=True)
class DownloadBlock(_Block):
    """A document to download, under the title the editor gave or its own."""

    title: str
    document: Document


@dataclass(frozen=True, slots=True)
class EmbedBlock(_Block):
    """Something on another site."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class CallToActionBlock(_Block):
    """An invitation with one link; ``text`` may be empty."""

    text: str
    link: Link


Block = (
    HeadingBlock
    | RichTextBlock
    | ImageBlock
    | GalleryBlock
    | QuoteBlock
    | DownloadBlock
    | EmbedBlock
    | CallToActionBlock
)
# A block once what it refers to has been fetched; ``None``: the reader may not see it.
Pending = Callable[[], Block | None]


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a body. Made before, asked after ``Reading.fetch``."""

    pending: tuple[Pending, ...] = ()

    @classmethod
    def read(cls, raw: Iterable[RawBlock], *, owner: object, wording: Wording) -> Body:
        """The raw data of a stream; what its blocks refer to is wanted of the wording's reading.

        Translations and copies of a page keep the ids of its blocks, so ``owner``, which must
        differ between them, becomes a part of every id.
        """
        place = _Place(wording.reading, owner, wording)
        found = (_pending(block, place) for block in raw or ())
        return cls(tuple(block for block in found if block is not None))

    @classmethod
    def stored(cls, in_json: str, *, owner: object, wording: Wording) -> Body:
        """The same of a stream as a database keeps it."""
        return cls.read(raw_stream(in_json), owner=owner, wording=wording)

    @property
    def blocks(self) -> list[Block]:
        """The blocks a reader may see, in order."""
        found = []
        for pending in self.pending:
            try:
                block = pending()
            except UNREADABLE:
                logger.exception("A block is left out of an answer: it can't be read")
                continue
            if block is not None:
                found.append(block)
        return found


# What comes of a value that isn't of the shape it is stored in.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def raw_stream(in_json: str) -> list[RawBlock]:
    """What a database keeps of a stream; empty, and logged, where that isn't one."""
    try:
        found = _parsed(in_json or "[]")
    except ValueError:
        found = None
    if isinstance(found, list):
        return found
    logger.error("A stream is left out of an answer: it can't be read")
    return []


def _parsed(in_json: str) -> Any:
    try:
        return orjson.loads(in_json)
    except ValueError:
        # Reads halves of characters and numbers of any size, which one block alone may hold.
        return json.loads(in_json)


def _pending(block: RawBlock, place: _Place) -> Pending | None:
    try:
        read = _READERS.get(block["type"])
        own = replace(place, raw_id=str(block["id"]))
        return read(own, block["value"]) if read else None
    except UNREADABLE:
        logger.exception("A block is left out of an answer: it can't be read")
        return None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: ``owner`` is its page's, ``raw_id`` is as it is stored."""

    reading: Reading
    owner: object
    wording: Wording
    raw_id: str = ""

    @property
    def id(self) -> str:
        return f"{self.owner}-{self.raw_id}"

    def lang(self, *texts: str) -> str:
        """The language of a block with these texts, the one that matters most first."""
        return self.wording.language(self.raw_id, texts)


def _heading(place: _Place, value: RawBlock) -> Pending:
    text, level = _text(value["text"]), _level(value["level"])
    return lambda: HeadingBlock(place.id, place.lang(text), text, level, _anchor(place.raw_id))


def _anchor(raw_id: str) -> str:
    """What an address names a heading by; translations keep the ids of blocks.

    Raises:
        ValueError: the id holds half a character.
    """
    try:
        return f"section-{UUID(raw_id).hex[:8]}"
    except ValueError:
        return f"section-{sha256(raw_id.encode()).hexdigest()[:8]}"


def _rich_text(place: _Place, value: str) -> Pending:
    foreign = partial(place.wording.foreign, place.raw_id)
    text = RichText.read(_text(value), place.reading, place.id, foreign)

    def read() -> RichTextBlock:
        if not place.wording.untranslated:
            return RichTextBlock(place.id, place.wording.tag, replace(text, foreign=None))
        tags = {foreign(words) or place.wording.tag for words in text.paragraphs}
        return RichTextBlock(place.id, tags.pop() if len(tags) == 1 else place.wording.tag, text)

    return read


def _image(place: _Place, value: RawBlock) -> Pending:
    reading = place.reading
    reading.want_image(value["image"])
    alt, caption = _alt(value), _text(value.get("caption") or "")

    def read() -> ImageBlock | None:
        image = reading.image(value["image"], alt)
        return ImageBlock(place.id, place.lang(caption, alt), image, caption) if image else None

    return read


def _gallery(place: _Place, value: list[RawBlock]) -> Pending:
    for item in value:
        place.reading.want_image(item["value"]["image"])

    def read() -> GalleryBlock | None:
        items = [one for one in (_gallery_item(place, item) for item in value) if one]
        if not items:
            return None
        tags = {item.lang for item in items}
        tag = tags.pop() if len(tags) == 1 else place.wording.tag
        return GalleryBlock(place.id, tag, items)

    return read


def _gallery_item(place: _Place, item: RawBlock) -> GalleryItem | None:
    alt, caption = _alt(item["value"]), _text(item["value"].get("caption") or "")
    image = place.reading.image(item["value"]["image"], alt)
    if image is None:
        return None
    return GalleryItem(f"{place.id}-{item['id']}", place.lang(caption, alt), image, caption)


def _quote(place: _Place, value: RawBlock) -> Pending:
    quote, attribution = _text(value["quote"]), _text(value.get("attribution") or "")
    return lambda: QuoteBlock(place.id, place.lang(quote, attribution), quote, attribution)


def _download(place: _Place, value: RawBlock) -> Pending:
    place.reading.want_document(value["document"])
    title = _text(value.get("title") or "")

    def read() -> DownloadBlock | None:
        document = place.reading.document(value["document"])
        if document is None:
            return None
        return DownloadBlock(place.id, place.lang(title), title or _text(document.title), document)

    return read


def _embed(place: _Place, value: RawBlock) -> Pending:
    url, title = _text(value["url"]), _text(value["title"])
    return lambda: EmbedBlock(place.id, place.lang(title), url, title)


def _call_to_action(place: _Place, value: RawBlock) -> Pending:
    reading, target = place.reading, value["link"]
    url, words = _text(target.get("url") or ""), _text(target["text"])
    text = _text(value.get("text") or "")
    reading.want_page(target.get("page"))
    reading.want_address(url)

    def read() -> CallToActionBlock | None:
        link = reading.link(text=words, page_id=target.get("page"), url=url)
        return CallToActionBlock(place.id, place.lang(text, words), text, link) if link else None

    return read


def _alt(value: RawBlock) -> str:
    return "" if value.get("is_decorative") else _text(value.get("alt_text") or "")


def _text(value: Any) -> str:
    """A text of a block.

    Raises:
        ValueError: it is none, or holds half a character, which nobody can be sent.
    """
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} in place of a text")
    value.encode()
    return value


def _level(value: Any) -> int:
    """The level of a heading.

    Raises:
        ValueError: there is none like that.
    """
    level = int(value)
    if not 1 <= level <= 6:
        raise ValueError(f"A heading of level {level}")
    return level


_READERS: dict[str, Callable[[_Place, Any], Pending]] = {
    "heading": _heading,
    "rich_text": _rich_text,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "download": _download,
    "embed": _embed,
    "call_to_action": _call_to_action,
}
