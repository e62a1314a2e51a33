"""Lists of documents to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending
from cms.content.body.block_kinds import download
from cms.content.body.canonical import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode

MOST_DOCUMENTS = 100


@dataclass(frozen=True, slots=True)
class DocumentListItem(download.DownloadRecord):
    """A document of a list."""


@dataclass(frozen=True, slots=True)
class DocumentListRecord(BlockRecord):
    """Several documents, of which at least one may be read."""

    items: list[DocumentListItem]


def _editor() -> Any:
    return blocks.ListBlock(
        download.DownloadBlock(),
        min_num=1,
        max_num=MOST_DOCUMENTS,
        icon="folder-open-inverse",
        label=_("List of documents"),
    )


def _read(context: BlockContext, value: Any) -> Pending:
    requested = [
        download.request_item(
            context, item["value"], f"{context.id}-{item['id']}", DocumentListItem
        )
        for item in value
    ]

    def read() -> DocumentListRecord | None:
        shown = [item for item in (request() for request in requested) if item is not None]
        if not shown:
            return None
        return DocumentListRecord(context.id, context.shared_lang(it.lang for it in shown), shown)

    return read


def _canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    entries = [
        {"type": "listItem", "children": list(download.canonical(item, targets))}
        for item in items(value)
    ]
    yield {"type": "list", "ordered": False, "children": entries}


DOCUMENT_LIST = BlockKind(
    name="document_list",
    editor=_editor,
    record=DocumentListRecord,
    read=_read,
    words=lambda record: [item.title for item in record.items],
    stored_words=None,
    canonical=_canonical,
    is_text=True,
)
