"""Several images that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.block_kinds import image
from cms.content.body.canonical import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode


@dataclass(frozen=True, slots=True)
class GalleryItem(image.ImageRecord):
    """An image of a gallery."""


@dataclass(frozen=True, slots=True)
class GalleryRecord(BlockRecord):
    """Several images, of which at least one may be seen."""

    items: list[GalleryItem]


def _editor() -> Any:
    return blocks.ListBlock(image.ImageBlock(), min_num=2, icon="image", label=_("Gallery"))


def _read(context: BlockContext, value: Any) -> Pending:
    for item in value:
        context.reading.request_image(item["value"]["image"])

    def read() -> GalleryRecord | None:
        items = [
            gallery_item
            for gallery_item in (_item(context, item) for item in value)
            if gallery_item
        ]
        if not items:
            return None
        return GalleryRecord(context.id, context.shared_lang(item.lang for item in items), items)

    return read


def _item(context: BlockContext, item: Any) -> GalleryItem | None:
    value = item["value"]
    alt, caption = image.alt_of(value), text_of(value.get("caption") or "")
    picture = context.reading.image(value["image"], alt)
    if picture is None:
        return None
    return GalleryItem(f"{context.id}-{item['id']}", context.lang(caption, alt), picture, caption)


def _canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    children = [
        {"type": "listItem", "children": list(image.canonical(item, targets))}
        for item in items(value)
    ]
    yield {"type": "list", "ordered": False, "children": children}


GALLERY = BlockKind(
    name="gallery",
    editor=_editor,
    record=GalleryRecord,
    read=_read,
    words=lambda record: [text for item in record.items for text in image.words_of(item)],
    stored_words=None,
    canonical=_canonical,
)
