"""Blocks: one type for each kind an editor can place."""

from typing import Any

import graphene

from cms.api.content.identity import id_field, identity
from cms.api.content.images import Image
from cms.api.content.languages import TextDirection
from cms.api.content.links import Link
from cms.api.content.rich_text import RichText
from cms.content.body.block_kinds import (
    KINDS,
    document_list,
    footnotes,
    gallery,
    table,
    titled_texts,
)
from cms.content.references import documents

_ID = "Stable, and different for every page and language: fit as a key."


class _TextBlock(graphene.ObjectType):
    id = graphene.ID(required=True, description=_ID)
    lang = graphene.String(
        required=True,
        description=(
            "BCP 47 tag of its words: another than `contentLanguage` of the page where they "
            "aren't translated."
        ),
    )
    dir = graphene.Field(
        TextDirection, required=True, description="The direction its words are written in."
    )

    class Meta:
        abstract = True


class BlockType(_TextBlock):
    """The type of a kind of blocks, whose name its ``Meta`` gives as ``kind``."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, *, kind: str, **options: Any) -> None:
        """Register the type under its kind.

        Raises:
            KeyError: no kind has that name.
            TypeError: the type isn't called as its kind.
        """
        if cls.__name__ != KINDS[kind].type_name:
            raise TypeError(f"The type of {kind} is called {cls.__name__}.")
        super().__init_subclass_with_meta__(possible_types=(KINDS[kind].record,), **options)
        _TYPES[kind] = cls


_TYPES: dict[str, type[BlockType]] = {}


def registered_types() -> tuple[type[BlockType], ...]:
    """The types of all kinds.

    Raises:
        LookupError: a kind has none, so that readers would never get its blocks.
    """
    missing = KINDS.keys() - _TYPES.keys()
    if missing:
        raise LookupError(f"No GraphQL type for blocks of the kind {', '.join(sorted(missing))}.")
    return tuple(_TYPES.values())


class HeadingBlock(BlockType):
    """A heading."""

    text = graphene.String(required=True, description="The words of the heading.")
    level = graphene.Int(required=True, description="2 or 3; the page's title is 1.")
    anchor = graphene.String(
        required=True,
        description="The same in all languages of the page: usable as an anchor in URLs.",
    )

    class Meta:
        kind = "heading"


class RichTextBlock(BlockType):
    """Paragraphs and lists."""

    rich_text = graphene.Field(RichText, required=True, description="The text.")

    class Meta:
        kind = "rich_text"


class ImageBlock(BlockType):
    """An image with a caption."""

    image = graphene.Field(Image, required=True, description="The image.")
    caption = graphene.String(required=True, description="Shown below the image. May be empty.")

    class Meta:
        kind = "image"


class GalleryItem(_TextBlock):
    """An image of a gallery."""

    image = graphene.Field(Image, required=True, description="The image.")
    caption = graphene.String(required=True, description="Shown below the image. May be empty.")

    class Meta:
        possible_types = (gallery.GalleryItem,)


class GalleryBlock(BlockType):
    """Several images that belong together."""

    items = graphene.List(
        graphene.NonNull(GalleryItem), required=True, description="The images, never none."
    )

    class Meta:
        kind = "gallery"


class QuoteBlock(BlockType):
    """A quotation."""

    quote = graphene.String(required=True, description="The words, without quotation marks.")
    attribution = graphene.String(required=True, description="The person quoted. May be empty.")

    class Meta:
        kind = "quote"


class Document(graphene.ObjectType):
    """A file to download."""

    id = id_field()
    url = graphene.String(required=True, description="The absolute URL of the download.")
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


class DownloadBlock(BlockType):
    """A document to download."""

    title = graphene.String(required=True, description="The title of the document for readers.")
    document = graphene.Field(Document, required=True, description="The file.")

    class Meta:
        kind = "download"


class DocumentListItem(_TextBlock):
    """A document of a list."""

    title = graphene.String(required=True, description="The title of the document for readers.")
    document = graphene.Field(Document, required=True, description="The file.")

    class Meta:
        possible_types = (document_list.DocumentListItem,)


class DocumentListBlock(BlockType):
    """Several documents to download."""

    items = graphene.List(
        graphene.NonNull(DocumentListItem),
        required=True,
        description="Those the reader may read, never none.",
    )

    class Meta:
        kind = "document_list"


class NoticeUrgency(graphene.Enum):
    """The urgency of a notice."""

    INFO = "info"
    WARNING = "warning"

    @property
    def description(self) -> str:
        """The description of an urgency."""
        return {
            NoticeUrgency.INFO: "Worth knowing.",
            NoticeUrgency.WARNING: "To be read before anything is done.",
        }[self]


class NoticeBlock(BlockType):
    """A text that stands out: information or a warning. Say which in words, not by colour alone."""

    urgency = graphene.Field(NoticeUrgency, required=True, description="The kind of notice.")
    title = graphene.String(required=True, description="May be empty.")
    rich_text = graphene.Field(RichText, required=True, description="The text.")

    class Meta:
        kind = "notice"


class AccordionItem(_TextBlock):
    """An entry of an accordion."""

    title = graphene.String(required=True, description="The question, or another title.")
    rich_text = graphene.Field(RichText, required=True, description="The answer.")

    class Meta:
        possible_types = (titled_texts.AccordionItem,)


class AccordionBlock(BlockType):
    """Texts that readers open by their titles, such as frequent questions."""

    items = graphene.List(
        graphene.NonNull(AccordionItem), required=True, description="The entries, never none."
    )

    class Meta:
        kind = "accordion"


class Step(_TextBlock):
    """A step of a procedure."""

    title = graphene.String(required=True, description="The name of the step.")
    rich_text = graphene.Field(
        RichText, required=True, description="What is done in it. May be empty."
    )

    class Meta:
        possible_types = (titled_texts.Step,)


class StepsBlock(BlockType):
    """The steps of a procedure, in their order."""

    items = graphene.List(
        graphene.NonNull(Step), required=True, description="The steps, never none."
    )

    class Meta:
        kind = "steps"


class EmbedBlock(BlockType):
    """A player or page on another site. Load it only when the reader asks for it."""

    url = graphene.String(required=True, description="Its URL on the other site.")
    title = graphene.String(required=True, description="The title of the embedded content.")

    class Meta:
        kind = "embed"


class CallToActionBlock(BlockType):
    """An invitation with one link."""

    text = graphene.String(required=True, description="The invitation. May be empty.")
    link = graphene.Field(Link, required=True, description="The target.")

    class Meta:
        kind = "call_to_action"


class ReusableTextBlock(BlockType):
    """A text that is maintained once and shown on several pages."""

    rich_text = graphene.Field(RichText, required=True, description="The text.")

    class Meta:
        kind = "reusable_text"


class ContactPersonBlock(BlockType):
    """A person or office that readers may turn to."""

    name = graphene.String(required=True, description="The name.")
    role = graphene.String(
        required=True, description="The role, such as “Press office”. May be empty."
    )
    email = graphene.String(required=True, description="The e-mail address. May be empty.")
    telephone = graphene.String(
        required=True, description="The telephone number, as people write it. May be empty."
    )
    photo = graphene.Field(
        Image, description="The photo; `null`: there is none, or none that may be seen."
    )

    class Meta:
        kind = "contact_person"


class Footnote(_TextBlock):
    """A note."""

    number = graphene.Int(
        required=True, description="Its number, the same in all languages of the page."
    )
    anchor = graphene.String(
        required=True,
        description=(
            "The `id` to give it: links in the text lead to it, as `#footnote-1` in `html`, "
            "`markdown` and `document`."
        ),
    )
    rich_text = graphene.Field(RichText, required=True, description="The text.")

    class Meta:
        possible_types = (footnotes.Footnote,)


class FootnotesBlock(BlockType):
    """The notes of a text."""

    notes = graphene.List(
        graphene.NonNull(Footnote), required=True, description="The notes, never none."
    )

    class Meta:
        kind = "footnotes"


class ColumnAlignment(graphene.Enum):
    """The alignment of the texts of a column."""

    START = "start"
    CENTER = "center"
    END = "end"

    @property
    def description(self) -> str:
        """The description of an alignment."""
        return {
            ColumnAlignment.START: "The side where lines begin: left in English.",
            ColumnAlignment.CENTER: "In the middle.",
            ColumnAlignment.END: "The side where lines end, as for numbers.",
        }[self]


class TableCell(_TextBlock):
    """A cell of a table."""

    text = graphene.String(required=True, description="Plain text. May be empty.")

    class Meta:
        possible_types = (table.TableCell,)


class TableRow(graphene.ObjectType):
    """A row of a table."""

    id = graphene.ID(required=True, description=_ID)
    cells = graphene.List(
        graphene.NonNull(TableCell), required=True, description="One for each column."
    )

    class Meta:
        possible_types = (table.TableRow,)


class TableBlock(BlockType):
    """A table of texts."""

    caption = graphene.String(
        required=True, description="The caption, for `<caption>`. May be empty."
    )
    has_header_row = graphene.Boolean(
        required=True, description="Whether the first row holds headings of columns."
    )
    has_header_column = graphene.Boolean(
        required=True, description="Whether the first cell of each row is its heading."
    )
    alignments = graphene.List(
        graphene.NonNull(ColumnAlignment), required=True, description="One for each column."
    )
    rows = graphene.List(
        graphene.NonNull(TableRow),
        required=True,
        description="The rows, with that of the headings.",
    )

    class Meta:
        kind = "table"


class Block(graphene.Union):
    """A part of a body. Blocks that refer to something the reader may not see are left out.

    New kinds of blocks may be added: skip those your frontend doesn't know.
    """

    class Meta:
        types = registered_types()


def block_list(description: str) -> graphene.List:
    """A field with the blocks of a body."""
    return graphene.List(graphene.NonNull(Block), required=True, description=description)
