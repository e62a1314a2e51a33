"""Footnotes: numbered notes, which links in the text lead to.

A reference is a link to a place on the page, ``#footnote-3``, as an editor makes it in the link
window. So it goes through translation with its sentence, and readers get it in every format. The
number of a note is a number, which is the same in all languages and doesn't follow the order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending
from cms.content.body.block_kinds import rich_text
from cms.content.body.canonical import UnattestedBlock, items, paragraph, parts, strong, words
from cms.content.body.rich_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text import RichText
    from cms.content.body.rich_text.document import DocumentNode

MOST_NOTES = 300
GREATEST_NUMBER = 9_999


class FootnoteBlock(blocks.StructBlock):
    """A note and its number."""

    number = blocks.IntegerBlock(min_value=1, max_value=GREATEST_NUMBER, label=_("Number"))
    text = rich_text.editor()

    class Meta:
        label = _("Footnote")
        label_format = "{number} {text}"


class FootnoteListBlock(blocks.ListBlock):
    """Notes, each with another number."""

    def clean(self, value: Any) -> Any:
        """Refuse two notes of the same number."""
        cleaned = super().clean(value)
        counts = Counter(note["number"] for note in cleaned)
        twice = [
            ValidationError(_("Another footnote has this number."))
            if counts[note["number"]] > 1 and note["number"] is not None
            else None
            for note in cleaned
        ]
        if any(twice) and not self.is_deferred_validation:
            raise ListBlockValidationError(block_errors=twice)
        return cleaned


@dataclass(frozen=True, slots=True)
class Footnote(BlockRecord):
    """A note: ``anchor`` is what links in the text lead to."""

    number: int
    rich_text: RichText

    @property
    def anchor(self) -> str:
        """The place of the note on the page, without ``#``."""
        return anchor(self.number)


@dataclass(frozen=True, slots=True)
class FootnotesRecord(BlockRecord):
    """The notes of a text, in the order of the editor."""

    notes: list[Footnote]


def anchor(number: int) -> str:
    """The place on a page of the note with a number."""
    return f"footnote-{number}"


def _editor() -> Any:
    return FootnoteListBlock(
        FootnoteBlock(),
        min_num=1,
        max_num=MOST_NOTES,
        icon="superscript",
        label=_("Footnotes"),
        help_text=_("In the text, link the number to the anchor “footnote-1”, “footnote-2” …"),
    )


def _read(context: BlockContext, value: Any) -> Pending:
    requested = []
    for item in value:
        note, id_ = item["value"], f"{context.id}-{item['id']}"
        text = rich_text.request_text(context, note["text"], id_)
        requested.append((id_, int(note["number"]), text))

    def read() -> FootnotesRecord:
        notes = []
        for id_, number, text in requested:
            shown, lang = text()
            notes.append(Footnote(id_, lang, number, shown))
        return FootnotesRecord(context.id, context.shared_lang(it.lang for it in notes), notes)

    return read


def _canonical(value: Any, targets: CanonicalNames) -> Iterator[DocumentNode]:
    entries = []
    for item in items(value):
        number, text = parts(item, "number", "text")
        if type(number) is not int:
            raise UnattestedBlock(f"A footnote with the number {number!r}")
        head = paragraph(strong(words(f"[{number}]")))
        children = [head, *rich_text.canonical(text, targets)]
        entries.append({"type": "listItem", "children": children})
    yield {"type": "list", "ordered": False, "children": entries}


FOOTNOTES = BlockKind(
    name="footnotes",
    editor=_editor,
    record=FootnotesRecord,
    read=_read,
    words=lambda record: [note.rich_text.text for note in record.notes],
    stored_words=lambda value: [plain_text(item["value"]["text"]) for item in value],
    canonical=_canonical,
    marking_languages=("rich_text",),
    is_text=True,
)
