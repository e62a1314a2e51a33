"""Notices: information that stands out, and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.block_kinds import rich_text
from cms.content.body.canonical import UnattestedBlock, paragraph, parts, strong, words
from cms.content.body.rich_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text import RichText
    from cms.content.body.rich_text.document import DocumentNode

# What a canonical text begins with, whatever language the notice is in.
_LABELS = {"info": "Note: ", "warning": "Warning: "}
_URGENCIES = {"info": _("Information"), "warning": _("Warning")}


class NoticeBlock(blocks.StructBlock):
    """A text that stands out from those around it."""

    urgency = blocks.ChoiceBlock(
        choices=list(_URGENCIES.items()), default="info", label=_("Urgency")
    )
    title = blocks.CharBlock(required=False, max_length=160, label=_("Title"))
    text = rich_text.editor()

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        label_format = "{title}"


@dataclass(frozen=True, slots=True)
class NoticeRecord(BlockRecord):
    """A notice: ``urgency`` is ``info`` or ``warning``, ``title`` may be empty."""

    urgency: str
    title: str
    rich_text: RichText


def _read(context: BlockContext, value: Any) -> Pending:
    urgency = value["urgency"] if value["urgency"] in _URGENCIES else "info"
    title = text_of(value.get("title") or "")
    text = rich_text.request_text(context, value["text"], context.id)

    def read() -> NoticeRecord:
        shown, lang = text()
        return NoticeRecord(
            context.id, context.lang(title) if title else lang, urgency, title, shown
        )

    return read


def _canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    urgency, title, text = parts(value, "urgency", "title", "text")
    if urgency not in tuple(_LABELS):
        raise UnattestedBlock(f"A notice of urgency {urgency!r}")
    head = paragraph(strong(words(_LABELS[urgency] + words(title)["value"])))
    yield {"type": "blockquote", "children": [head, *rich_text.canonical(text, targets)]}


NOTICE = BlockKind(
    name="notice",
    editor=NoticeBlock,
    record=NoticeRecord,
    read=_read,
    words=lambda record: [record.title, record.rich_text.text],
    stored_words=lambda value: [value.get("title") or "", plain_text(value["text"])],
    canonical=_canonical,
    marking_languages=("rich_text",),
    is_text=True,
)
