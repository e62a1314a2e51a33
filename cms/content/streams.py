"""A StreamField whose migrations do not repeat its blocks."""

from typing import Any

from wagtail.fields import StreamField


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
