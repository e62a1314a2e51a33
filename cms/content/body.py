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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from cms.content.rich_text import RichText

if TYPE_CHECKING:
    from cms.content.documents import Document
    from cms.content.images import Image
    from cms.content.links import Link
    from cms.content.reading import Reading

logger = logging.getLogger(__name__)

RawBlock = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading: ``level`` is 2 or 3, below the page's title."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RichTextBlock:
    """A piece of rich text."""

    id: str
    rich_text: RichText


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """An image and its caption, which may be empty. Also an item of a gallery."""

    id: str
    image: Image
    caption: str


@dataclass(frozen=True, slots=True)
class GalleryItem(ImageBlock):
    """An image of a gallery."""


@dataclass(frozen=True, slots=True)
class GalleryBlock:
    """Several images, of which at least one may be seen."""

    id: str
    items: list[GalleryItem]


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """What somebody said; ``attribution`` may be empty."""

    id: str
    quote: str
    attribution: str


@dataclass(frozen=True, slots=True)
class DownloadBlock:
    """A document to download, under the title the editor gave or its own."""

    id: str
    title: str
    document: Document


@dataclass(frozen=True, slots=True)
class EmbedBlock:
    """Something on another site."""

    id: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class CallToActionBlock:
    """An invitation with one link; ``text`` may be empty."""

    id: str
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
    def read(cls, raw: Iterable[RawBlock], reading: Reading, *, owner: object) -> Body:
        """The raw data of a stream; what its blocks refer to is wanted of ``reading``.

        Translations and copies of a page keep the ids of its blocks, so ``owner``, which must
        differ between them, becomes a part of every id.
        """
        found = (_pending(block, reading, owner) for block in raw or ())
        return cls(tuple(block for block in found if block is not None))

    @classmethod
    def stored(cls, in_json: str, reading: Reading, *, owner: object) -> Body:
        """The same of a stream as a database keeps it."""
        return cls.read(raw_stream(in_json), reading, owner=owner)

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


def _pending(block: RawBlock, reading: Reading, owner: object) -> Pending | None:
    try:
        read = _READERS.get(block["type"])
        return read(f"{owner}-{block['id']}", block["value"], reading) if read else None
    except UNREADABLE:
        logger.exception("A block is left out of an answer: it can't be read")
        return None


def _heading(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = HeadingBlock(id_, _text(value["text"]), _level(value["level"]))
    return lambda: block


def _rich_text(id_: str, value: str, reading: Reading) -> Pending:
    block = RichTextBlock(id_, RichText.read(_text(value), reading, id_))
    return lambda: block


def _image(id_: str, value: RawBlock, reading: Reading) -> Pending:
    reading.want_image(value["image"])

    def read() -> ImageBlock | None:
        image = reading.image(value["image"], _alt(value))
        return ImageBlock(id_, image, _text(value.get("caption") or "")) if image else None

    return read


def _gallery(id_: str, value: list[RawBlock], reading: Reading) -> Pending:
    for item in value:
        reading.want_image(item["value"]["image"])

    def read() -> GalleryBlock | None:
        found = [
            (item, reading.image(item["value"]["image"], _alt(item["value"]))) for item in value
        ]
        items = [
            GalleryItem(f"{id_}-{item['id']}", image, _text(item["value"].get("caption") or ""))
            for item, image in found
            if image
        ]
        return GalleryBlock(id_, items) if items else None

    return read


def _quote(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = QuoteBlock(id_, _text(value["quote"]), _text(value.get("attribution") or ""))
    return lambda: block


def _download(id_: str, value: RawBlock, reading: Reading) -> Pending:
    reading.want_document(value["document"])

    def read() -> DownloadBlock | None:
        document = reading.document(value["document"])
        if document is None:
            return None
        return DownloadBlock(id_, _text(value.get("title") or document.title), document)

    return read


def _embed(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = EmbedBlock(id_, _text(value["url"]), _text(value["title"]))
    return lambda: block


def _call_to_action(id_: str, value: RawBlock, reading: Reading) -> Pending:
    target = value["link"]
    reading.want_page(target.get("page"))
    reading.want_address(_text(target.get("url") or ""))

    def read() -> CallToActionBlock | None:
        url = target.get("url") or ""
        text = _text(target["text"])
        link = reading.link(text=text, page_id=target.get("page"), url=_text(url))
        return CallToActionBlock(id_, _text(value.get("text") or ""), link) if link else None

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


_READERS: dict[str, Callable[[str, Any, Reading], Pending]] = {
    "heading": _heading,
    "rich_text": _rich_text,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "download": _download,
    "embed": _embed,
    "call_to_action": _call_to_action,
}
