"""What the lists of this package share, as Relay's specification of connections describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import graphene

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class PageInfo(graphene.ObjectType):
    """Where a part of a list begins and ends, and whether there is more of it."""

    has_next_page = graphene.Boolean(
        required=True, description="Whether something comes behind this part: ask for it `after`."
    )
    has_previous_page = graphene.Boolean(
        required=True,
        description="Whether this part was asked for `after` a cursor. Lists are read forwards.",
    )
    start_cursor = graphene.String(
        description="The cursor of the first entry. `null`: the part is empty."
    )
    end_cursor = graphene.String(
        description=(
            "The cursor to ask for what comes `after` this part. `null`: the part is empty and "
            "nothing comes behind it."
        )
    )


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
    page_info: PageInfo = field(init=False)

    def __post_init__(self) -> None:
        self.page_info = PageInfo(
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
