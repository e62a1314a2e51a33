"""Connections, as Relay's specification describes them, shared by all lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

import graphene

from cms.api.content import arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content.reading.selection import Selection
    from cms.content.reading.slices import Slice, Window


class PageInfo(graphene.ObjectType):
    """The first and last position of a part of a list, and whether there are more entries."""

    has_next_page = graphene.Boolean(
        required=True,
        description=("Whether there are entries after this part: request them with `after`."),
    )
    has_previous_page = graphene.Boolean(
        required=True,
        description=(
            "Whether there are entries before this part: request them with `before`. For a part "
            "requested forwards: whether it begins `after` a cursor or further on."
        ),
    )
    start_cursor = graphene.String(
        description=(
            "The cursor of the first entry, to request the entries `before` this part. For an "
            "empty part, the cursor of the request; `null`: it had none."
        )
    )
    end_cursor = graphene.String(
        description=(
            "The cursor of the last entry, to request the entries `after` this part. For an "
            "empty part, as with `first: 0`, the cursor of the request; `null`: it had none."
        )
    )


def connection_type(
    node: Any,
    *,
    entry: str,
    edge: str,
    description: str,
    edges: str,
    total_count: str,
    page_info: str = "Whether there is more.",
    **more: graphene.Field | graphene.Scalar,
) -> type[graphene.ObjectType]:
    """The connection type of a node type, with its edge type.

    Args:
        node: the type of the nodes.
        entry: the description of the field ``node``.
        edge: the description of the edge type.
        description: the beginning of the description of the connection type.
        edges: the description of the field ``edges``: the order.
        total_count: the description of the field ``totalCount``.
        page_info: the description of the field ``pageInfo``.
        more: additional fields of the connection type.
    """
    name = node._meta.name
    fields_of_edge = {
        "__doc__": edge,
        "node": graphene.Field(node, required=True, description=entry),
        "cursor": graphene.String(
            required=True, description="Its place, for the argument `after`."
        ),
    }
    edge_type = type(f"{name}Edge", (graphene.ObjectType,), fields_of_edge)
    fields_of_list = {
        "__doc__": f"{description}, as Relay's specification of connections describes it.",
        "edges": graphene.List(graphene.NonNull(edge_type), required=True, description=edges),
        "page_info": graphene.Field(PageInfo, required=True, description=page_info),
        "total_count": graphene.Int(required=True, description=total_count),
    }
    for field_ in more.values():
        # The schema lists fields in the order of their creation.
        field_.reset_counter()
    return type(f"{name}Connection", (graphene.ObjectType,), fields_of_list | more)


def paging(default: int) -> dict[str, Any]:
    """The arguments of a list that is read in both directions, and by numbers of pages."""
    return {
        "first": graphene.Int(
            default_value=default,
            description="The number of entries from the beginning or after `after`, 100 at most.",
        ),
        "after": graphene.String(
            description=(
                "A cursor of this list: the entries after it. Left out: from the beginning."
            )
        ),
        "last": graphene.Int(
            description=(
                "The number of entries from the end or right before `before`, 100 at most, in "
                "the order of the list. If given, `first` is ignored. Left out: forwards."
            )
        ),
        "before": graphene.String(
            description="A cursor of this list: what comes before it. Left out: up to the end."
        ),
        "page": graphene.Int(
            description=(
                "Without cursors: the page of this number, from 1, where every page has `first` "
                "entries. `totalCount` says how many there are. For long lists cursors are faster. "
                "Left out: by cursors."
            )
        ),
    }


UNKNOWN = "`null`: a cursor isn't one of this list, or no page has the number."


def null_if_unknown(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """A resolver that answers ``None`` where what a reader's path names isn't there."""

    @wraps(resolve)
    def resolve_known(*args: Any, **given: Any) -> Any:
        try:
            return resolve(*args, **given)
        except arguments.UnknownValue:
            return None

    return resolve_known


@dataclass(frozen=True, slots=True)
class Edge:
    """An entry in its place."""

    node: Any
    cursor: str


@dataclass(slots=True)
class Connection:
    """Some entries of a list; ``total_count`` is counted only where it was asked for.

    ``cursor`` is the one an empty part was asked for with.
    """

    edges: list[Edge]
    has_next: bool
    has_previous: bool
    total_count: int = 0
    cursor: str | None = None
    page_info: PageInfo = field(init=False)

    def __post_init__(self) -> None:
        self.page_info = PageInfo(
            has_next_page=self.has_next,
            has_previous_page=self.has_previous,
            start_cursor=self.edges[0].cursor if self.edges else self.cursor,
            end_cursor=self.edges[-1].cursor if self.edges else self.cursor,
        )


def connection(
    slice_: Slice[Any],
    cursor: Callable[[Any], str],
    *,
    paging: arguments.Paging,
    window: Window[Any],
    selection: Selection,
) -> Connection:
    """The connection of a slice; the total is only counted if the selection contains it."""
    edges = [Edge(entry, cursor(entry)) for entry in slice_.entries]
    if window.is_backwards:
        has_next, has_previous = window.before is not None, slice_.has_more
    else:
        has_next, has_previous = slice_.has_more, window.after is not None or window.skip > 0
    cursors = (
        [paging.before, paging.after] if window.is_backwards else [paging.after, paging.before]
    )
    start_cursor = next((cursor_ for cursor_ in cursors if cursor_ is not None), None)
    total_count = slice_.count() if "total_count" in selection else 0
    return Connection(edges, has_next, has_previous, total_count, start_cursor)
