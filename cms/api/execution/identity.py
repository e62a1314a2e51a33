"""Keeping what was worked out of a document under the document itself."""

from typing import Any


class Same:
    """Stands for one object in the key of a cache: equal only where it is the same one.

    Documents are equal where they differ in white space, but the places in their errors aren't.
    """

    __slots__ = ("one",)

    def __init__(self, one: Any) -> None:
        self.one = one

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.one is self.one
