"""The ids of blocks: those of another stream where the blocks are the same, else new ones.

Translations, anchors and comments are kept by the id of their block, so a block that is imported
again keeps its id, and one of a translation has that of the source.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cms.importing.records import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Block = dict[str, Any]


def with_ids(blocks: Sequence[Block], like: Sequence[Block]) -> list[Block]:
    """Blocks without ids, given those of ``like`` where the two correspond."""
    others = dict(_matches(blocks, like))
    return [_identified(block, others.get(number)) for number, block in enumerate(blocks)]


def differences(blocks: Sequence[Block], like: Sequence[Block]) -> list[str]:
    """The differences in structure of two streams, in words; none if their texts can be paired."""
    kinds, others = ([block["type"] for block in stream] for stream in (blocks, like))
    if kinds != others:
        return [f"blocks: {_counted(others)} in the source, {_counted(kinds)} here"]
    return [
        f"{block['type']} (block {number}) has another number of rows or items than its source"
        for number, (block, other) in enumerate(zip(blocks, like, strict=True), start=1)
        if _shape(block["value"]) != _shape(other["value"])
    ]


def _counted(kinds: list[str]) -> str:
    return ", ".join(kinds) or "none"


def _shape(value: Any) -> Any:
    """The lists in a value, as nested lists of nothing."""
    if isinstance(value, dict):
        return {key: _shape(part) for key, part in value.items() if isinstance(part, list | dict)}
    if isinstance(value, list):
        return [_shape(item.get("value") if _is_item(item) else item) for item in value]
    return None


def _matches(blocks: Sequence[Block], like: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    kinds, others = ([block["type"] for block in stream] for stream in (blocks, like))
    if kinds == others:
        yield from enumerate(like)
        return
    same = SequenceMatcher(None, [_key(b) for b in blocks], [_key(b) for b in like], autojunk=False)
    for code, start, end, from_, to in same.get_opcodes():
        if code == "equal":
            yield from zip(range(start, end), like[from_:to], strict=True)
        elif code == "replace":
            alike = SequenceMatcher(None, kinds[start:end], others[from_:to], autojunk=False)
            for match in alike.get_matching_blocks():
                for offset in range(match.size):
                    yield start + match.a + offset, like[from_ + match.b + offset]


def _key(block: Block) -> str:
    return digest_of([block["type"], _without_ids(block["value"])])


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(part) for key, part in value.items() if key != "id"}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item"


def _identified(block: Block, other: Block | None) -> Block:
    value = _with_item_ids(block["value"], other["value"] if other else None)
    return {
        "type": block["type"],
        "value": value,
        "id": (other or {}).get("id") or str(uuid4()),
    }


def _with_item_ids(value: Any, other: Any) -> Any:
    if isinstance(value, dict):
        others = other if isinstance(other, dict) else {}
        return {key: _with_item_ids(part, others.get(key)) for key, part in value.items()}
    if isinstance(value, list):
        others_in_order = other if isinstance(other, list) else []
        return [
            _identified(
                {"type": "item", "value": item},
                others_in_order[number] if number < len(others_in_order) else None,
            )
            for number, item in enumerate(value)
        ]
    return value
