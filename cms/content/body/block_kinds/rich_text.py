"""Paragraphs and lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import words
from cms.content.body.rich_text import RichText, plain_text
from cms.content.body.rich_text.document import document
from cms.content.body.rich_text.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.body.rich_text.parsing import HtmlElement

# Only what the translation interface keeps together in one sentence and a frontend can rely on:
# images have blocks of their own, with an alternative text for every language.
RICH_TEXT_FEATURES = [
    "bold", "italic", "superscript", "subscript", "link", "document-link", "ol", "ul",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RichTextRecord(BlockRecord):
    """A piece of rich text."""

    rich_text: RichText


def editor(**options: Any) -> Any:
    """The editor of a rich text, also as a part of other blocks."""
    return blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES, icon="pilcrow", label=_("Text"), label_format="", **options
    )


def request_text(
    context: BlockContext, value: Any, owner: str
) -> Callable[[], tuple[RichText, str]]:
    """A rich text in a block and its language, once what it refers to is fetched.

    ``owner`` is the id of the block or of the part of it.
    """
    text = RichText.read(text_of(value), context.reading, owner)

    def read() -> tuple[RichText, str]:
        wording = context.wording
        if not wording.untranslated:
            return text, wording.tag
        foreign = partial(wording.foreign, context.raw_id)
        tags = (foreign(words) or wording.tag for words in text.paragraphs)
        return replace(text, foreign=foreign), context.shared_lang(tags)

    return read


def _read(context: BlockContext, value: Any) -> Pending:
    text = request_text(context, value, context.id)

    def read() -> RichTextRecord:
        rich_text, lang = text()
        return RichTextRecord(context.id, lang, rich_text)

    return read


def canonical(value: Any, targets: CanonicalNames) -> list[DocumentNode]:
    """The paragraphs and lists of a rich text, also within other blocks."""

    def target(element: HtmlElement) -> tuple[str | None, None]:
        kind = element.attributes.get("linktype")
        if kind == "page":
            return targets.page(element.target_id), None
        if kind == "document":
            return targets.document(element.target_id), None
        return element.attributes.get("href"), None

    return document(parse(words(value)["value"]), target)["children"]


RICH_TEXT = BlockKind(
    name="rich_text",
    editor=editor,
    record=RichTextRecord,
    read=_read,
    words=lambda record: [record.rich_text.text],
    stored_words=lambda value: [plain_text(value)],
    canonical=canonical,
    marking_languages=("rich_text",),
    is_text=True,
)
