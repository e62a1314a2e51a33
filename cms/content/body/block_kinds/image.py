"""Images on their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import link, paragraph, parts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.images.image_records import Image


class ImageBlock(blocks.StructBlock):
    """An image with its alternative text and caption in the page's language."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Alternative text"),
        help_text=_("What the image shows, for readers who can't see it."),
    )
    is_decorative = blocks.BooleanBlock(
        required=False,
        label=_("Decorative"),
        help_text=_("The image adds nothing to the text; no alternative text is needed."),
    )
    caption = blocks.CharBlock(required=False, max_length=255, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{alt_text}"

    def clean(self, value: Any) -> Any:
        """Ask for an alternative text unless the image is decorative; a draft may lack it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned["is_decorative"] and not cleaned["alt_text"]:
            message = _("Describe the image, or mark it as decorative.")
            raise StructBlockValidationError({"alt_text": ValidationError(message)})
        return cleaned


@dataclass(frozen=True, slots=True)
class ImageRecord(BlockRecord):
    """An image and its caption, which may be empty."""

    image: Image
    caption: str


def _read(context: BlockContext, value: Any) -> Pending:
    reading = context.reading
    reading.request_image(value["image"])
    alt, caption = alt_of(value), text_of(value.get("caption") or "")

    def read() -> ImageRecord | None:
        image = reading.image(value["image"], alt)
        return (
            ImageRecord(context.id, context.lang(caption, alt), image, caption) if image else None
        )

    return read


def alt_of(value: Any) -> str:
    """The alternative text of a stored image; empty where it is decorative."""
    return "" if value.get("is_decorative") else text_of(value.get("alt_text") or "")


def words_of(record: Any) -> list[str]:
    """The words of an image, also in a gallery."""
    return [record.caption, record.image.alt]


def canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    """The alternative text with the image's file, and the caption in a paragraph of its own."""
    image, alt, is_decorative, caption = parts(
        value, "image", "alt_text", "is_decorative", "caption"
    )
    yield paragraph(link("" if is_decorative else alt, targets.image(image)))
    if caption:
        yield paragraph(words(caption))


IMAGE = BlockKind(
    name="image",
    editor=ImageBlock,
    record=ImageRecord,
    read=_read,
    words=words_of,
    stored_words=None,
    canonical=canonical,
)
