"""Parts with a title and a rich text: the answers of an accordion, the steps of a procedure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.block_kinds import rich_text
from cms.content.body.canonical import items, paragraph, parts, strong, words
from cms.content.body.rich_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text import RichText
    from cms.content.body.rich_text.document import DocumentNode

MOST_TITLE_CHARACTERS = 160
MOST_ITEMS = 50


class AccordionItemBlock(blocks.StructBlock):
    """A question and its answer."""

    title = blocks.CharBlock(max_length=MOST_TITLE_CHARACTERS, label=_("Question or title"))
    text = rich_text.editor()

    class Meta:
        label = _("Entry")
        label_format = "{title}"


class StepBlock(blocks.StructBlock):
    """A step and what is done in it."""

    title = blocks.CharBlock(max_length=MOST_TITLE_CHARACTERS, label=_("Step"))
    text = rich_text.editor(required=False)

    class Meta:
        label = _("Step")
        label_format = "{title}"


@dataclass(frozen=True, slots=True)
class AccordionItem(BlockRecord):
    """An entry of an accordion."""

    title: str
    rich_text: RichText


@dataclass(frozen=True, slots=True)
class AccordionRecord(BlockRecord):
    """Texts that readers open by their titles."""

    items: list[AccordionItem]


@dataclass(frozen=True, slots=True)
class Step(BlockRecord):
    """A step of a procedure, whose text may be empty."""

    title: str
    rich_text: RichText


@dataclass(frozen=True, slots=True)
class StepsRecord(BlockRecord):
    """The steps of a procedure in their order."""

    items: list[Step]


def _accordion_editor() -> Any:
    return blocks.ListBlock(
        AccordionItemBlock(), min_num=1, max_num=MOST_ITEMS, icon="list-ul", label=_("Accordion")
    )


def _steps_editor() -> Any:
    return blocks.ListBlock(
        StepBlock(), min_num=1, max_num=MOST_ITEMS, icon="list-ol", label=_("Steps")
    )


def _reader(record: Any, item_record: Any) -> Any:
    def read(context: BlockContext, value: Any) -> Pending:
        requested = []
        for item in value:
            part, id_ = item["value"], f"{context.id}-{item['id']}"
            text = rich_text.request_text(context, part.get("text") or "", id_)
            requested.append((id_, text_of(part["title"]), text))

        def read_items() -> Any:
            made = []
            for id_, title, text in requested:
                shown, lang = text()
                made.append(item_record(id_, context.lang(title) if title else lang, title, shown))
            return record(context.id, context.shared_lang(item.lang for item in made), made)

        return read_items

    return read


def _words(record: Any) -> list[str]:
    return [text for item in record.items for text in (item.title, item.rich_text.text)]


def _stored_words(value: Any) -> list[str]:
    parts_of_items = [item["value"] for item in value]
    return [
        text
        for part in parts_of_items
        for text in (part["title"], plain_text(part.get("text") or ""))
    ]


def _canonical(value: Any, targets: CanonicalNames, *, is_ordered: bool) -> Iterator[DocumentNode]:
    entries = []
    for item in items(value):
        title, text = parts(item, "title", "text")
        nodes = [paragraph(strong(words(title))), *rich_text.canonical(text, targets)]
        entries.append({"type": "listItem", "children": nodes})
    yield {"type": "list", "ordered": is_ordered, "children": entries}


ACCORDION = BlockKind(
    name="accordion",
    editor=_accordion_editor,
    record=AccordionRecord,
    read=_reader(AccordionRecord, AccordionItem),
    words=_words,
    stored_words=_stored_words,
    canonical=lambda value, targets: _canonical(value, targets, is_ordered=False),
    marking_languages=("rich_text",),
    is_text=True,
)
STEPS = BlockKind(
    name="steps",
    editor=_steps_editor,
    record=StepsRecord,
    read=_reader(StepsRecord, Step),
    words=_words,
    stored_words=_stored_words,
    canonical=lambda value, targets: _canonical(value, targets, is_ordered=True),
    marking_languages=("rich_text",),
    is_text=True,
)
