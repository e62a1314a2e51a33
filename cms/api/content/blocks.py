"""Blocks: one type for each kind an editor can place."""

from typing import Any

import graphene

from cms.api.content.identity import id_field, identity
from cms.api.content.images import Image
from cms.api.content.languages import TextDirection
from cms.api.content.links import Link
from cms.api.content.rich_text import RichText
from cms.content.body import block_records
from cms.content.references import documents

_ID = "Stable, and different for every page and language: fit as a key."


def _lang() -> graphene.String:
    return graphene.String(
        required=True,
        description=(
            "BCP 47 tag of its words: another than `contentLanguage` of the page where they "
            "aren't translated."
        ),
    )


def _dir() -> graphene.Field:
    return graphene.Field(
        TextDirection, required=True, description="The direction its words are written in."
    )


class HeadingBlock(graphene.ObjectType):
    """A heading."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    text = graphene.String(required=True, description="The words of the heading.")
    level = graphene.Int(required=True, description="2 or 3; the page's title is 1.")
    anchor = graphene.String(
        required=True,
        description="The same in all languages of the page: fit as an anchor in addresses.",
    )

    class Meta:
        possible_types = (block_records.HeadingBlock,)


class RichTextBlock(graphene.ObjectType):
    """Paragraphs and lists."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    rich_text = graphene.Field(RichText, required=True, description="The text.")

    class Meta:
        possible_types = (block_records.RichTextBlock,)


class ImageBlock(graphene.ObjectType):
    """An image with a caption."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    image = graphene.Field(Image, required=True, description="The image.")
    caption = graphene.String(required=True, description="Shown below the image. May be empty.")

    class Meta:
        possible_types = (block_records.ImageBlock,)


class GalleryItem(graphene.ObjectType):
    """An image of a gallery."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    image = graphene.Field(Image, required=True, description="The image.")
    caption = graphene.String(required=True, description="Shown below the image. May be empty.")

    class Meta:
        possible_types = (block_records.GalleryItem,)


class GalleryBlock(graphene.ObjectType):
    """Several images that belong together."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    items = graphene.List(
        graphene.NonNull(GalleryItem), required=True, description="The images, never none."
    )

    class Meta:
        possible_types = (block_records.GalleryBlock,)


class QuoteBlock(graphene.ObjectType):
    """What somebody said."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    quote = graphene.String(required=True, description="The words, without quotation marks.")
    attribution = graphene.String(required=True, description="Who said it. May be empty.")

    class Meta:
        possible_types = (block_records.QuoteBlock,)


class Document(graphene.ObjectType):
    """A file to download."""

    id = id_field()
    url = graphene.String(required=True, description="Where to download it: absolute.")
    filename = graphene.String(required=True, description="Its name, with the ending.")
    file_size = graphene.Float(
        required=True,
        description="In bytes. A whole number; an `Int` would end at two gigabytes.",
    )

    class Meta:
        possible_types = (documents.Document,)

    @staticmethod
    def resolve_id(document: documents.Document, _info: Any) -> str:
        return identity("Document", document.id)


class DownloadBlock(graphene.ObjectType):
    """A document to download."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    title = graphene.String(required=True, description="What it is, for the reader.")
    document = graphene.Field(Document, required=True, description="The file.")

    class Meta:
        possible_types = (block_records.DownloadBlock,)


class EmbedBlock(graphene.ObjectType):
    """A player or page on another site. Load it only when the reader asks for it."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    url = graphene.String(required=True, description="Its address on the other site.")
    title = graphene.String(required=True, description="What readers find there.")

    class Meta:
        possible_types = (block_records.EmbedBlock,)


class CallToActionBlock(graphene.ObjectType):
    """An invitation with one link."""

    id = graphene.ID(required=True, description=_ID)
    lang, dir = _lang(), _dir()
    text = graphene.String(required=True, description="The invitation. May be empty.")
    link = graphene.Field(Link, required=True, description="Where it leads.")

    class Meta:
        possible_types = (block_records.CallToActionBlock,)


class Block(graphene.Union):
    """A part of a body. What refers to something the reader may not see is left out.

    New kinds of blocks may be added: skip those your frontend doesn't know.
    """

    class Meta:
        types = (
            HeadingBlock,
            RichTextBlock,
            ImageBlock,
            GalleryBlock,
            QuoteBlock,
            DownloadBlock,
            EmbedBlock,
            CallToActionBlock,
        )


def block_list(description: str) -> graphene.List:
    """A field with the blocks of a body."""
    return graphene.List(graphene.NonNull(Block), required=True, description=description)
