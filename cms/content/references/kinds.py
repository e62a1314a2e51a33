"""References of answers, of several kinds: found in one query, and remembered.

A kind says which rows are asked for and what is read of each: a list of columns, which comes as
JSON, so that kinds with other columns can be part of the same query. The query of an answer is the
union of the kinds it wants, for what isn't remembered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.db.models import TextField, Value
from django.db.models.functions import Cast, JSONArray

from cms.content.caching import memo
from cms.content.caching.memo import MemoEntry
from cms.database import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cms.content.tree import SiteTree

# The memory of a Python record besides its columns.
BYTES_PER_THING = 500


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceKind:
    """Things of a kind.

    Args:
        name: what it is called.
        values_name: the name of the values they are asked for by.
        rows: finds those of the values that are given to the statement, for a tree without a
            moment and the day that is given as ``day``.
        columns: what is read of them. Dates and keys come as the text each database writes.
        from_json: makes a thing of its columns in JSON. Nobody may change it: it is remembered.
        by_value: of some things and the tree: the values they are found for, each with its things.
        tags: what things found for a value depend on; nothing where they can't be remembered.
        requests: requests of a reading what a thing that was found for it refers to itself.
    """

    name: str
    values_name: str
    rows: Callable[[SiteTree], QuerySet[Any]]
    columns: tuple[str, ...]
    from_json: Callable[[str], Any]
    by_value: Callable[[list[Any], SiteTree], Mapping[Any, list[Any]]]
    tags: Callable[[Any, list[Any]], frozenset[str]]
    requests: Callable[[Any, Any], None] | None = None

    def in_json(self, tree: SiteTree) -> QuerySet[Any, Any]:
        """The kind's name and the columns, for each thing."""
        in_json = Cast(JSONArray(*self.columns), TextField())
        rows = self.rows(tree).order_by().annotate(kind=Value(self.name), in_json=in_json)
        return rows.values("kind", "in_json")


Wanted = dict[ReferenceKind, set[Any]]
Things = dict[ReferenceKind, list[Any]]


def by_value(
    value_of: Callable[[Any], Any],
) -> Callable[[list[Any], SiteTree], Mapping[Any, list[Any]]]:
    """Sorts things by the one value they are found for."""

    def grouped(things: list[Any], _tree: SiteTree) -> Mapping[Any, list[Any]]:
        things_by_value: dict[Any, list[Any]] = defaultdict(list)
        for thing in things:
            things_by_value[value_of(thing)].append(thing)
        return things_by_value

    return grouped


def find(tree: SiteTree, requested: Wanted, *, day: date) -> Things:
    """The things of each kind that are found for some values. One query, none for what is known.

    A thing may come twice, where it is found for two values.
    """
    at = cast("datetime", tree.at)
    keys = {
        _key(tree, kind, day, value): (kind, value)
        for kind, values in requested.items()
        for value in values
    }
    remembered = memo.remembered(keys, tree.dependencies, at)
    things: Things = {kind: [] for kind in requested}
    missing: Wanted = {}
    for key, (kind, value) in keys.items():
        known = remembered.by_key.get(key)
        if known is not None:
            things[kind] += known
        else:
            missing.setdefault(kind, set()).add(value)
    if missing:
        missing_things = _find(tree, missing, day)
        findings = _findings(tree, missing, day, missing_things)
        memo.remember(findings, tree.dependencies, at, remembered.since)
        for memoised in missing_things:
            for value in missing[memoised.kind]:
                things[memoised.kind] += memoised.by_value.get(value, [])
    return things


def _key(tree: SiteTree, kind: ReferenceKind, day: date, value: Any) -> Hashable:
    # A key is hashed again and again, and the hash of a UUID is made in Python.
    return kind.name, tree.shape, day, value.int if type(value) is UUID else value


@dataclass(frozen=True, slots=True)
class _MemoisedReferences:
    """The references of one kind by the values they were found for; ``size`` is that of one."""

    kind: ReferenceKind
    by_value: Mapping[Any, list[Any]]
    size: int


def _find(tree: SiteTree, requested: Wanted, day: date) -> list[_MemoisedReferences]:
    rows = statements.rows(
        ("referred", tree.shape, *(kind.name for kind in requested)),
        lambda: _union([kind.in_json(tree.timeless) for kind in requested]),
        {
            "at": tree.at,
            "day": day,
            **{kind.values_name: values for kind, values in requested.items()},
        },
    )
    texts: dict[str, list[str]] = {kind.name: [] for kind in requested}
    for row in rows:
        texts[row["kind"]].append(row["in_json"])
    return [
        _MemoisedReferences(
            kind,
            kind.by_value([kind.from_json(text) for text in texts[kind.name]], tree),
            BYTES_PER_THING + max(map(len, texts[kind.name]), default=0),
        )
        for kind in requested
    ]


def _union(queries: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """All rows of some queries, side by side: SQLite can't read many that are nested."""
    first, *others = queries
    return first.union(*others, all=True) if others else first


def _findings(
    tree: SiteTree, requested: Wanted, day: date, references: Iterable[_MemoisedReferences]
) -> Iterable[MemoEntry]:
    """The entries to remember for each value, including values for which nothing was found."""
    for reference in references:
        for value in requested[reference.kind]:
            things = reference.by_value.get(value, [])
            tags = reference.kind.tags(value, things)
            if tags:
                size = reference.size * (len(things) + 1)
                yield MemoEntry(_key(tree, reference.kind, day, value), things, tags, size)
