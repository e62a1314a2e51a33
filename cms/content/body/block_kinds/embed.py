"""Players and pages on other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import link, paragraph, parts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode


class EmbedBlock(blocks.StructBlock):
    """A page or a player somewhere else, loaded by a frontend only when the reader asks."""

    url = blocks.URLBlock(label=_("URL"), help_text=_("A video or page on another site."))
    title = blocks.CharBlock(
        max_length=160,
        label=_("Title"),
        help_text=_("What readers find there; shown before anything is loaded."),
    )

    class Meta:
        icon = "media"
        label = _("Embed")
        label_format = "{title}"


@dataclass(frozen=True, slots=True)
class EmbedRecord(BlockRecord):
    """Something on another site."""

    url: str
    title: str


def _read(context: BlockContext, value: Any) -> Pending:
    url, title = text_of(value["url"]), text_of(value["title"])
    return lambda: EmbedRecord(context.id, context.lang(title), url, title)


def _canonical(value: Any, _targets: CanonicalNames) -> Iterator[DocumentNode]:
    url, title = parts(value, "url", "title")
    yield paragraph(link(title, words(url)["value"]))


EMBED = BlockKind(
    name="embed",
    editor=EmbedBlock,
    record=EmbedRecord,
    read=_read,
    words=lambda record: [record.title],
    stored_words=lambda value: [value["title"]],
    canonical=_canonical,
)
