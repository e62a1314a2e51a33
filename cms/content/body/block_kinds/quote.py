"""Quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import paragraph, parts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode


class QuoteBlock(blocks.StructBlock):
    """A quotation and its source."""

    quote = blocks.TextBlock(max_length=1000, rows=3, label=_("Quote"))
    attribution = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Attribution"),
        help_text=_("Who said it: name and function."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{quote}"


@dataclass(frozen=True, slots=True)
class QuoteRecord(BlockRecord):
    """A quotation; ``attribution`` may be empty."""

    quote: str
    attribution: str


def _read(context: BlockContext, value: Any) -> Pending:
    quote, attribution = text_of(value["quote"]), text_of(value.get("attribution") or "")
    return lambda: QuoteRecord(context.id, context.lang(quote, attribution), quote, attribution)


def _canonical(value: Any, _targets: CanonicalNames) -> Iterator[DocumentNode]:
    quote, attribution = parts(value, "quote", "attribution")
    nodes = [paragraph(words(quote))]
    if attribution:
        nodes.append(paragraph(words("— "), words(attribution)))
    yield {"type": "blockquote", "children": nodes}


QUOTE = BlockKind(
    name="quote",
    editor=QuoteBlock,
    record=QuoteRecord,
    read=_read,
    words=lambda record: [record.quote, record.attribution],
    stored_words=lambda value: [value["quote"], value.get("attribution") or ""],
    canonical=_canonical,
)
