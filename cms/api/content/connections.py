"""What the lists of this package share, as Relay's specification of connections describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphene import relay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Edge:
    """An entry in its place."""

    node: Any
    cursor: str


@dataclass(slots=True)
class Connection:
    """Some entries of a list; ``total_count`` is counted only where it was asked for."""

    edges: list[Edge]
    has_next: bool
    has_previous: bool
    total_count: int = 0
    page_info: relay.PageInfo = field(init=False)

    def __post_init__(self) -> None:
        self.page_info = relay.PageInfo(
            has_next_page=self.has_next,
            has_previous_page=self.has_previous,
            start_cursor=self.edges[0].cursor if self.edges else None,
            end_cursor=self.edges[-1].cursor if self.edges else None,
        )


def connection(
    entries: Sequence[Any],
    cursor: Callable[[Any], str],
    *,
    has_next: bool,
    after: str | None,
    total_count: int = 0,
) -> Connection:
    """A connection of these entries; ``after`` is the cursor they come behind."""
    edges = [Edge(entry, cursor(entry)) for entry in entries]
    return Connection(edges, has_next, after is not None, total_count)
