"""What answers refer to, of several kinds, found in one query.

A kind says which rows are asked for and what is read of each: a list of columns, which comes as
JSON, so that kinds with other columns can stand in the same query. An answer's query is the union
of the kinds it wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONArray

from cms.content import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cms.content.tree import SiteTree


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of a kind.

    ``rows`` finds those that are given to the statement, for a tree without a moment; ``columns``
    are read of them. Dates and keys come as the text each database writes of them.
    """

    name: str
    rows: Callable[[SiteTree], QuerySet[Any]]
    columns: tuple[str, ...]

    def in_json(self, tree: SiteTree) -> QuerySet[Any, Any]:
        """The kind's name and the columns, for each thing."""
        in_json = Cast(JSONArray(*self.columns), TextField())
        rows = self.rows(tree).order_by().annotate(kind=Value(self.name), in_json=in_json)
        return rows.values("kind", "in_json")


def find(tree: SiteTree, kinds: list[Kind], values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The columns of all things that are given, by the name of their kind. One query."""
    rows = statements.rows(
        ("referred", tree.shape, *(kind.name for kind in kinds)),
        lambda: reduce(
            lambda one, other: one.union(other, all=True),
            [kind.in_json(tree.timeless) for kind in kinds],
        ),
        values,
    )
    found: dict[str, list[str]] = {kind.name: [] for kind in kinds}
    for row in rows:
        found[row["kind"]].append(row["in_json"])
    return found
