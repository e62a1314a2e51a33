"""Invitations to follow a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import link, paragraph, parts, words
from cms.content.body.link_blocks import LinkBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.references.links import Link


class CallToActionBlock(blocks.StructBlock):
    """An invitation with one link."""

    text = blocks.TextBlock(required=False, max_length=255, rows=2, label=_("Text"))
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        label_format = "{text}"


@dataclass(frozen=True, slots=True)
class CallToActionRecord(BlockRecord):
    """An invitation with one link; ``text`` may be empty."""

    text: str
    link: Link


def _read(context: BlockContext, value: Any) -> Pending:
    reading, target = context.reading, value["link"]
    url, link_text = text_of(target.get("url") or ""), text_of(target["text"])
    text = text_of(value.get("text") or "")
    reading.request_page(target.get("page"))
    reading.request_url(url)

    def read() -> CallToActionRecord | None:
        link = reading.link(text=link_text, page_id=target.get("page"), url=url)
        lang = context.lang(text, link_text)
        return CallToActionRecord(context.id, lang, text, link) if link else None

    return read


def _canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    text, target = parts(value, "text", "link")
    link_text, page, url = parts(target, "text", "page", "url")
    if text:
        yield paragraph(words(text))
    yield paragraph(link(link_text, targets.page(page) if page else words(url)["value"]))


CALL_TO_ACTION = BlockKind(
    name="call_to_action",
    editor=CallToActionBlock,
    record=CallToActionRecord,
    read=_read,
    words=lambda record: [record.text, record.link.text],
    stored_words=None,
    canonical=_canonical,
)
