"""A StreamField whose migrations do not repeat its blocks, and whose lists always have ids."""

from typing import Any
from uuid import uuid4

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.blocks import BaseStructBlock, ListBlock, StreamValue
from wagtail.fields import StreamField


def in_json(name: str) -> Cast:
    """The stream in a column as the JSON it is stored in: answers need no instances of blocks."""
    return Cast(name, TextField())


class BlockStreamField(StreamField):
    """A ``StreamField`` that leaves its block definitions out of migrations.

    A block is Python, not a column: with the definitions in the migrations every changed help
    text would make a new one.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def get_prep_value(self, value: Any) -> Any:
        """The stored form, where each item of a list has an id as each block of the stream has.

        The translation interface overlooks items without one, and content written in code as a
        plain list has none.
        """
        if isinstance(value, StreamValue):
            for raw in value.raw_data:
                block = value.stream_block.child_blocks.get(raw["type"])
                raw["value"] = _with_ids(block, raw["value"])
        return super().get_prep_value(value)


def _with_ids(block: Any, value: Any) -> Any:
    """A stored value, with ids for the items of all lists in it."""
    if isinstance(block, ListBlock) and isinstance(value, list):
        return [_with_id(item, block.child_block) for item in value]
    if isinstance(block, BaseStructBlock) and isinstance(value, dict):
        return value | {
            name: _with_ids(child, value[name])
            for name, child in block.child_blocks.items()
            if name in value
        }
    return value


def _with_id(item: Any, block: Any) -> dict[str, Any]:
    is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    identified = item if is_item else {"type": "item", "value": item}
    return identified | {
        "id": identified.get("id") or str(uuid4()),
        "value": _with_ids(block, identified["value"]),
    }
