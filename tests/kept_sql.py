"""Kept SQL, built again while tests run and compared with what is kept.

A part that is missing from a key shows only where a statement is used with another value of it, so
every test that asks for anything looks for such parts. To build a statement takes as long as all
else that an answer does, so not every use is looked at: the first ones of each name, and then ever
fewer; and those whose builder holds something else than the one the statement is from, likewise.
Nothing of this is in the CMS: ``checked`` puts it in the place of the function that looks a
statement up.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import EmptyResultSet

import pytest

from cms.database import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from cms.database.statements import _Statement, _StatementKey


# Uses of a name that are looked at before only some are.
ALWAYS = 8


class IncompleteKey(AssertionError):
    """A statement that is kept under a key isn't the one that would be built for it now."""

    def __init__(self, key: Hashable, kept: str, built: str) -> None:
        super().__init__(
            f"The key {key!r} doesn't hold all that shapes its SQL.\nKept:  {kept}\nBuilt: {built}"
        )


class Checked:
    """Looks statements up as ``statements`` does it, and compares them with new ones.

    What was found is in ``found`` too, because an answer turns exceptions into errors of its own.
    """

    def __init__(self, look_up: Any) -> None:
        self.look_up = look_up
        self.found: list[IncompleteKey] = []
        self._use_counts: Counter[tuple[str, bool]] = Counter()
        # What builders hold, by key: the first is that of the statement.
        self._held: dict[Hashable, list[Hashable]] = {}
        # What ``statements`` uses of the decorated function.
        self.cache_clear = look_up.cache_clear
        self.__wrapped__ = look_up.__wrapped__

    def __call__(self, named: _StatementKey) -> _Statement | None:
        build = named.build
        kept: _Statement | None = self.look_up(named)
        if not hasattr(named, "build"):
            # It was built just now.
            self._held[named.key] = [held_by(build)]
        elif self._is_due(named.key, held_by(build)):
            built = _built(build)
            if _shape(built) != _shape(kept):
                fault = IncompleteKey(named.key, _told(kept), _told(built))
                self.found.append(fault)
                raise fault
        return kept

    def _is_due(self, key: Hashable, held: Hashable) -> bool:
        known = self._held.setdefault(key, [])
        is_new = held not in known
        if is_new:
            known.append(held)
        use = (name_of(key), is_new)
        self._use_counts[use] += 1
        return is_looked_at(self._use_counts[use])

    def taken(self) -> list[IncompleteKey]:
        """What was found since the last time."""
        found, self.found = self.found, []
        return found


def is_looked_at(use_count: int) -> bool:
    """Whether a use of this number is looked at: the first ones, then those of powers of two."""
    return use_count <= ALWAYS or use_count.bit_count() == 1


def name_of(key: Hashable) -> str:
    """The first words in a key, one in each of the tuples that it begins with."""
    if isinstance(key, tuple):
        return "/".join(name_of(one) for one in key[:2] if isinstance(one, str | tuple))
    return str(key)


def held_by(value: Any, depth: int = 4) -> Hashable:
    """What shapes a statement of all that a builder holds, as far as it is plain to see."""
    if isinstance(value, str | int | None):
        return value
    if hasattr(value, "shape"):
        return cast("Hashable", value.shape)
    if depth and isinstance(value, tuple | list):
        return tuple(held_by(one, depth - 1) for one in value)
    if depth and isinstance(value, FunctionType):
        cells = tuple(held_by(one.cell_contents, depth - 1) for one in value.__closure__ or ())
        return (value.__qualname__, cells)
    return type(value).__qualname__


@contextmanager
def checked() -> Iterator[Checked]:
    """Have kept statements compared until this ends."""
    with pytest.MonkeyPatch.context() as patch:
        one = Checked(statements._kept)
        patch.setattr(statements, "_kept", one)
        yield one


@contextmanager
def unchecked() -> Iterator[None]:
    """Look statements up as production does, for tests that give one key to two of them."""
    look_up = statements._kept
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statements, "_kept", getattr(look_up, "look_up", look_up))
        yield


def _built(build: Callable[[], _Statement]) -> _Statement | None:
    try:
        return build()
    except EmptyResultSet:
        return None


def _shape(statement: _Statement | None) -> object:
    """All of a statement but its functions, which are others each time it is built."""
    return statement and (
        statement.sql,
        statement.constants,
        [place for place, _slot in statement.slots],
        statement.names,
        [name for name, _convert in statement.converters],
    )


def _told(statement: _Statement | None) -> str:
    if statement is None:
        return "nothing, because no row can ever match"
    constants = f" with {statement.constants}" if statement.constants else ""
    return f"{statement.sql}{constants}, read as {', '.join(statement.names)}"
