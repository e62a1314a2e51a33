"""Texts that are maintained once and shown on several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.content.body import reusable
from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending
from cms.content.body.canonical import UnattestedBlock
from cms.content.body.rich_text import RichText
from cms.content.body.rich_text.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode


@dataclass(frozen=True, slots=True)
class ReusableTextRecord(BlockRecord):
    """A reusable text; ``entry_id`` is the entry it is written in."""

    rich_text: RichText
    entry_id: int


def _editor() -> Any:
    return reusable.ReusableBlock(
        reusable.TEXT_MODEL, icon="copy", label=_("Reusable text"), label_format=""
    )


def _read(context: BlockContext, value: Any) -> Pending:
    reading = context.reading
    reading.request(reusable.TEXTS, value)

    def read() -> ReusableTextRecord | None:
        entry: reusable.Text | None = reusable.found(reading, reusable.TEXTS, value)
        if entry is None:
            return None
        text = RichText(entry.text, parse(entry.text), reading, context.id)
        return ReusableTextRecord(context.id, entry.language, text, entry.pk)

    return read


def _canonical(_value: Any, _targets: CanonicalNames) -> Iterable[DocumentNode]:
    raise UnattestedBlock("A reusable text, which may change without its page")


REUSABLE_TEXT = BlockKind(
    name="reusable_text",
    editor=_editor,
    record=ReusableTextRecord,
    read=_read,
    words=lambda record: [record.rich_text.text],
    stored_words=None,
    canonical=_canonical,
)
