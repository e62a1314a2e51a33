"""The data of one object, made at once: its leaves together, then the rest.

Most fields are leaves stored in an attribute of the object. ``attrgetter`` reads them all in
one call, and the types of what it read say which of them are data already. If anything is amiss,
the fields are asked one by one, in their order, as graphql-core does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import ExecutionContext

    from cms.api.execution.signatures import (
        Completion,
        Data,
        FieldFunction,
        ObjectFunction,
        ResponsePath,
    )
    from cms.content.caching.lasting import ImmutableRecord

NOTHING = type(None)
# Selections a value keeps its data for, before it forgets them.
MOST_SELECTIONS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A field whose value is read from an attribute: which, and how it becomes data.

    ``written`` is the class whose values are data as they are; ``None``: of no class.
    """

    attribute: str
    written: type | None
    is_nullable: bool
    complete: Completion

    def is_data(self, kind: type) -> bool:
        """True if values of a class are data without conversion."""
        return kind is self.written or (self.is_nullable and kind is NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field that is selected, under the name it has in the answer.

    ``constant`` is its data where that is the same for all objects of the type.
    """

    name: str
    function: FieldFunction
    leaf: Leaf | None = None
    constant: str | None = None


def one_by_one(fields: tuple[Field, ...]) -> ObjectFunction:
    """Asks each field in its order."""
    functions = tuple((field.name, field.function) for field in fields)

    def data(source: Any, path: ResponsePath | None, run: ExecutionContext) -> dict[str, Any]:
        return {name: function(source, path, run) for name, function in functions}

    return data


def leaves_at_once(fields: tuple[Field, ...]) -> ObjectFunction:
    """Reads the leaves at once, then asks the rest."""
    leaves = [(field.name, field.leaf) for field in fields if field.leaf is not None]
    in_order = one_by_one(fields)
    # Of a single name ``attrgetter`` gives no tuple.
    if len(leaves) < 2:
        return in_order
    names = [name for name, _leaf in leaves]
    read = attrgetter(*(leaf.attribute for _name, leaf in leaves))
    rest = tuple(
        (field.name, field.function)
        for field in fields
        if field.leaf is None and field.constant is None
    )
    unfilled = {field.name: field.constant for field in fields}
    # By the classes of what was read: the leaves that have to be made into data.
    unwritten: dict[tuple[type, ...], list[tuple[str, Completion]]] = {}

    def data(source: Any, path: ResponsePath | None, run: ExecutionContext) -> dict[str, Any]:
        try:
            values = read(source)
            kinds = tuple(map(type, values))
            to_complete = unwritten.get(kinds)
            if to_complete is None:
                to_complete = unwritten[kinds] = [
                    (name, leaf.complete)
                    for (name, leaf), kind in zip(leaves, kinds, strict=True)
                    if not leaf.is_data(kind)
                ]
            data_: dict[str, Any] = unfilled.copy()
            # ``update`` and a strict ``zip`` take a quarter longer.
            for name, value in zip(names, values):  # noqa: B905
                data_[name] = value  # noqa: PERF403
            for name, complete in to_complete:
                data_[name] = complete(data_[name], (path, name, None), run)
        except Exception:  # noqa: BLE001 - asked again, it becomes an error at its path
            return in_order(source, path, run)
        for name, function in rest:
            data_[name] = function(source, path, run)
        return data_

    return data


def memoised(make: Callable[[Any, Any, ExecutionContext], Data]) -> Callable[..., Data]:
    """Makes the data of a record that never changes once, and keeps it in the record.

    What is selected of it is the same each time, unless a variable is an argument of it.
    """

    def data(source: ImmutableRecord, path: Any, run: ExecutionContext) -> Data:
        derived: dict[Any, Data] = source.derived
        data_ = derived.get(make)
        if data_ is None:
            error_count = len(run.collected_errors.errors)
            data_ = make(source, path, run)
            if len(run.collected_errors.errors) == error_count:
                if len(derived) >= MOST_SELECTIONS:
                    derived.clear()
                derived[make] = data_
        return data_

    return data
