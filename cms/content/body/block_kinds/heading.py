"""Headings inside a body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import UnattestedBlock, parts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode

MOST_ANCHORS = 10_000
_LEVELS = {"2": _("Section"), "3": _("Part of a section")}


class HeadingBlock(blocks.StructBlock):
    """A heading inside a body."""

    text = blocks.CharBlock(max_length=160, label=_("Heading"))
    level = blocks.ChoiceBlock(choices=list(_LEVELS.items()), default="2", label=_("Level"))

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"


@dataclass(frozen=True, slots=True)
class HeadingRecord(BlockRecord):
    """A heading: ``level`` is 2 or 3, below the page's title.

    ``anchor`` is the same in all languages and versions of the page.
    """

    text: str
    level: int
    anchor: str


def _read(context: BlockContext, value: Any) -> Pending:
    text, level = text_of(value["text"]), _level(value["level"])
    return lambda: HeadingRecord(
        context.id, context.lang(text), text, level, _anchor(context.raw_id)
    )


def _level(value: Any) -> int:
    """The level of a heading.

    Raises:
        ValueError: there is none like that.
    """
    level = int(value)
    if not 1 <= level <= 6:
        raise ValueError(f"A heading of level {level}")
    return level


@lru_cache(maxsize=MOST_ANCHORS)
def _anchor(raw_id: str) -> str:
    """The anchor of a heading in a URL; translations keep the ids of blocks.

    Raises:
        ValueError: the id holds half a character.
    """
    try:
        return f"section-{UUID(raw_id).hex[:8]}"
    except ValueError:
        return f"section-{sha256(raw_id.encode()).hexdigest()[:8]}"


def _canonical(value: Any, _targets: CanonicalNames) -> Iterator[DocumentNode]:
    text, level = parts(value, "text", "level")
    if str(level) not in _LEVELS:
        raise UnattestedBlock(f"A heading of level {level!r}")
    yield {"type": "heading", "depth": int(level), "children": [words(text)]}


HEADING = BlockKind(
    name="heading",
    editor=HeadingBlock,
    record=HeadingRecord,
    read=_read,
    words=lambda record: [record.text],
    stored_words=lambda value: [value["text"]],
    canonical=_canonical,
    is_text=True,
)
