"""A body as it is read: one record for each block.

The stored stream is read as it is, without building Wagtail's block values. A block that refers to
something the reader may not see is left out, because half of it would be worse than none. A part
that a stored block lacks, because it was added to blocks of its kind later, counts as empty. A
block that can't be read at all is left out as well, and logged: the rest is shown without it.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from cms.content.body.block_kind import BlockContext, BlockRecord, Pending
from cms.content.body.block_kinds import KINDS
from cms.content.reading.text_languages import TextLanguages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.reading.pages import Page
    from cms.content.reading.selection import Selection

logger = logging.getLogger(__name__)

RawBlock = dict[str, Any]
# The fields of a block that say or mark in which language its words are.
_TELLING_LANGUAGES = {"lang", "dir"}.union(*(kind.marking_languages for kind in KINDS.values()))


def text_languages(page: Page, body: Selection) -> TextLanguages:
    """The language of each text of a page's body; notes are requested if a text needs one."""
    return TextLanguages.of(
        page.reading,
        page.translation_key,
        page.content_language,
        is_requested=_asks_for_languages(body),
    )


def _asks_for_languages(selection: Selection) -> bool:
    return any(
        name in _TELLING_LANGUAGES or _asks_for_languages(below)
        for selected in (selection, *selection.by_type.values())
        for name, below in selected.fields.items()
    )


@dataclass(frozen=True, slots=True)
class BlockRecords:
    """The blocks of a body. Made before, asked after ``Reading.fetch``."""

    pending: tuple[Pending, ...] = ()

    @classmethod
    def read(
        cls, raw: Iterable[RawBlock], *, owner: object, wording: TextLanguages
    ) -> BlockRecords:
        """The raw data of a stream; what its blocks refer to is wanted of the wording's reading.

        Translations and copies of a page keep the ids of its blocks, so ``owner``, which must
        differ between them, becomes a part of every id.
        """
        pending = (_pending(block, owner, wording) for block in raw or ())
        return cls(tuple(block for block in pending if block is not None))

    @classmethod
    def stored(cls, in_json: str, *, owner: object, wording: TextLanguages) -> BlockRecords:
        """The same of a stream as a database keeps it."""
        return cls.read(raw_stream(in_json), owner=owner, wording=wording)

    @property
    def blocks(self) -> list[BlockRecord]:
        """The blocks a reader may see, in order."""
        records = []
        for pending in self.pending:
            try:
                block = pending()
            except UNREADABLE:
                logger.exception("A block is left out of an answer: it can't be read")
                continue
            if block is not None:
                records.append(block)
        return records


# What comes of a value that isn't of the shape it is stored in.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def raw_stream(in_json: str) -> list[RawBlock]:
    """The stored value of a stream; empty, and logged, if it is not a stream."""
    try:
        stream = _parsed(in_json or "[]")
    except ValueError:
        stream = None
    if isinstance(stream, list):
        return stream
    logger.error("A stream is left out of an answer: it can't be read")
    return []


def _parsed(in_json: str) -> Any:
    try:
        return orjson.loads(in_json)
    except ValueError:
        # Reads halves of characters and numbers of any size, which one block alone may hold.
        return json.loads(in_json)


def _pending(block: RawBlock, owner: object, wording: TextLanguages) -> Pending | None:
    try:
        kind = KINDS.get(block["type"])
        context = BlockContext(wording.reading, owner, wording, str(block["id"]))
        if kind is None:
            logger.error("A block is left out of an answer: its kind %r isn't known", block["type"])
            return None
        return kind.read(context, block["value"])
    except UNREADABLE:
        logger.exception("A block is left out of an answer: it can't be read")
        return None
