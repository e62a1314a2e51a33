"""Keeping what was worked out of a document with the document itself, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from graphql import DocumentNode

Result = TypeVar("Result")
# Of one kind, for requests with other variables.
MOST_KEPT = 50


class IdentityKey:
    """Stands for one object in a key: equal only where it is the same one."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and other.value is self.value


def kept_with(
    document: DocumentNode, kind: str, key: Hashable, make: Callable[[], Result]
) -> Result:
    """A result derived from a document, computed once for each key; it lives as long as it.

    Documents that differ in white space are equal, but the places in their errors aren't: what is
    kept elsewhere under a document would be that of another.
    """
    results: dict[Hashable, Any] = document.__dict__.setdefault(kind, {})
    if key not in results:
        if len(results) >= MOST_KEPT:
            results.clear()
        results[key] = make()
    result: Result = results[key]
    return result
