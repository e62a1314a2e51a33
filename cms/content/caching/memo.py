"""Memo of results, kept for as long as they are certain to be the same.

Who knows that is a layer above, which registers a memory. Without one everything is found anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

    from cms.content.caching.cache_tags import Dependencies


class OutdatedValue(NamedTuple):
    """A value right at a version and possibly outdated, because one of its tags was raised."""

    value: Any
    version: int


@dataclass(frozen=True, slots=True)
class MemoValues:
    """The values remembered under some keys.

    ``since`` is the memory's own mark of when it was asked: before anything else was read.
    """

    by_key: dict[Hashable, Any] = field(default_factory=dict)
    outdated: dict[Hashable, OutdatedValue] = field(default_factory=dict)
    since: int | None = None


@dataclass(frozen=True, slots=True)
class MemoEntry:
    """A result under a key: it changes only with the tree, or with changes that raise its tags.

    ``size`` is the memory it takes, in bytes. The value must not be changed.
    """

    key: Hashable
    value: Any
    tags: frozenset[str]
    size: int


class Memo(Protocol):
    """Remembers findings for answers."""

    def remembered(
        self, keys: Iterable[Hashable], dependencies: Dependencies, at: datetime
    ) -> MemoValues:
        """The values remembered for some keys that are right at the moment of the answer."""

    def remember(
        self,
        findings: Iterable[MemoEntry],
        dependencies: Dependencies,
        at: datetime,
        since: int | None,
    ) -> None:
        """Keep what was found after ``remembered`` said ``since``."""

    def changed_pages(
        self, since: int, tags: frozenset[str], lists: frozenset[str], dependencies: Dependencies
    ) -> frozenset[str] | None:
        """The pages whose changes raised some of the tags after a version, as tags name them.

        ``None``: not known, or some of the tags was raised by anything but pages of the ``lists``.
        """

    def is_current(self, dependencies: Dependencies) -> bool:
        """True if nothing was committed since the answer was begun."""


class _NoMemo:
    def remembered(
        self, _keys: Iterable[Hashable], _dependencies: Dependencies, _at: datetime
    ) -> MemoValues:
        return MemoValues()

    def remember(self, *_found: Any) -> None:
        pass

    def changed_pages(self, *_asked: Any) -> None:
        return None

    def is_current(self, _dependencies: Dependencies) -> bool:
        return False


_memory: list[Memo] = [_NoMemo()]


def register(memo: Memo) -> None:
    """Have things remembered; called once, when the application that does it is ready."""
    _memory[:] = [memo]


def remembered(keys: Iterable[Hashable], dependencies: Dependencies, at: datetime) -> MemoValues:
    """The values remembered for some keys that are right at the moment of the answer."""
    return _memory[0].remembered(keys, dependencies, at)


def remember(
    findings: Iterable[MemoEntry], dependencies: Dependencies, at: datetime, since: int | None
) -> None:
    """Keep what was found after ``remembered`` said ``since``."""
    if since is not None:
        _memory[0].remember(findings, dependencies, at, since)


def get_or_compute(
    key: Hashable,
    dependencies: Dependencies,
    at: datetime,
    find: Callable[[OutdatedValue | None], MemoEntry],
) -> Any:
    """The value known under a key, or else what is found now and remembered from then on.

    ``find`` is given what was known before something was raised. A finding without tags isn't
    remembered.
    """
    values = remembered([key], dependencies, at)
    if key in values.by_key:
        return values.by_key[key]
    entry = find(values.outdated.get(key))
    if entry.tags:
        remember([entry], dependencies, at, values.since)
    return entry.value


def changed_pages(
    since: int, tags: frozenset[str], lists: frozenset[str], dependencies: Dependencies
) -> frozenset[str] | None:
    """The pages whose changes raised some of the tags after a version; see ``Memo``."""
    return _memory[0].changed_pages(since, tags, lists, dependencies)


def is_current(dependencies: Dependencies) -> bool:
    """True if nothing was committed since the answer was begun."""
    return _memory[0].is_current(dependencies)
