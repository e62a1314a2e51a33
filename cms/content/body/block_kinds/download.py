"""Documents to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import link, paragraph, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.references.documents import Document


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Shown to readers in place of the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document download")
        label_format = "{title}"


@dataclass(frozen=True, slots=True)
class DownloadRecord(BlockRecord):
    """A document to download, under the title the editor gave or its own."""

    title: str
    document: Document


Record = TypeVar("Record", bound=DownloadRecord)


def request_item(
    context: BlockContext, value: Any, id_: str, record: type[Record]
) -> Callable[[], Record | None]:
    """A document in a block, once it is fetched; ``None`` where readers may not read it."""
    context.reading.request_document(value["document"])
    title = text_of(value.get("title") or "")

    def read() -> Record | None:
        document = context.reading.document(value["document"])
        if document is None:
            return None
        label = title or text_of(document.title)
        return record(id_, context.lang(title), label, document)

    return read


def _read(context: BlockContext, value: Any) -> Pending:
    return request_item(context, value, context.id, DownloadRecord)


def canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    """The title of a document as a link to its file."""
    document, title = parts(value, "document", "title")
    yield paragraph(link(title, targets.document(document)))


DOWNLOAD = BlockKind(
    name="download",
    editor=DownloadBlock,
    record=DownloadRecord,
    read=_read,
    words=lambda record: [record.title],
    stored_words=None,
    canonical=canonical,
    is_text=True,
)
