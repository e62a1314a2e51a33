"""A body as it is read: one record for each block.

The stored stream is read as it is, without building Wagtail's block values. A block that refers to
something the reader may not see is left out, because half of it would be worse than none. A part
that a stored block lacks, because it was added to blocks of its kind later, counts as empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.content.rich_text import RichText

if TYPE_CHECKING:
    from cms.content.documents import Document
    from cms.content.images import Image
    from cms.content.links import Link
    from cms.content.reading import Reading

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
        return cls(
            tuple(
                _READERS[block["type"]](f"{owner}-{block['id']}", block["value"], reading)
                for block in raw
                if block["type"] in _READERS
            )
        )

    @property
    def blocks(self) -> list[Block]:
        """The blocks a reader may see, in order."""
        found = (block() for block in self.pending)
        return [block for block in found if block is not None]


def _heading(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = HeadingBlock(id_, value["text"], int(value["level"]))
    return lambda: block


def _rich_text(id_: str, value: str, reading: Reading) -> Pending:
    block = RichTextBlock(id_, RichText.read(value, reading))
    return lambda: block


def _image(id_: str, value: RawBlock, reading: Reading) -> Pending:
    reading.want_image(value["image"])

    def read() -> ImageBlock | None:
        image = reading.image(value["image"], _alt(value))
        return ImageBlock(id_, image, value.get("caption") or "") if image else None

    return read


def _gallery(id_: str, value: list[RawBlock], reading: Reading) -> Pending:
    for item in value:
        reading.want_image(item["value"]["image"])

    def read() -> GalleryBlock | None:
        found = [
            (item, reading.image(item["value"]["image"], _alt(item["value"]))) for item in value
        ]
        items = [
            GalleryItem(f"{id_}-{item['id']}", image, item["value"].get("caption") or "")
            for item, image in found
            if image
        ]
        return GalleryBlock(id_, items) if items else None

    return read


def _quote(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = QuoteBlock(id_, value["quote"], value.get("attribution") or "")
    return lambda: block


def _download(id_: str, value: RawBlock, reading: Reading) -> Pending:
    reading.want_document(value["document"])

    def read() -> DownloadBlock | None:
        document = reading.document(value["document"])
        if document is None:
            return None
        return DownloadBlock(id_, value.get("title") or document.title, document)

    return read


def _embed(id_: str, value: RawBlock, _reading: Reading) -> Pending:
    block = EmbedBlock(id_, value["url"], value["title"])
    return lambda: block


def _call_to_action(id_: str, value: RawBlock, reading: Reading) -> Pending:
    target = value["link"]
    reading.want_page(target.get("page"))

    def read() -> CallToActionBlock | None:
        url = target.get("url") or ""
        link = reading.link(text=target["text"], page_id=target.get("page"), url=url)
        return CallToActionBlock(id_, value.get("text") or "", link) if link else None

    return read


def _alt(value: RawBlock) -> str:
    return "" if value.get("is_decorative") else value.get("alt_text") or ""


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
