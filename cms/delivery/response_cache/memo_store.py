"""Memoised values that responses are made of, kept in this process while they are valid.

It is kept as answers are: with the tags it depends on and the version at which it was known
to be right, and a version newer than that has its tags looked up. So one process needn't hear of
what another one has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from cms.content.caching.cache_tags import TREE
from cms.content.caching.memo import MemoValues, OutdatedValue
from cms.delivery.response_cache.store import Store
from cms.delivery.versions import content_version, lifetimes
from cms.delivery.versions.content_version import Verified

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import datetime

    from cms.content.caching.cache_tags import Dependencies
    from cms.content.caching.memo import MemoEntry

MOST_BYTES = 32 * 1024 * 1024
MOST_FINDINGS = 50_000
# The overhead of Python and the key per finding, and of each tag it depends on.
BYTES_PER_FINDING = 500
BYTES_PER_TAG = 120


@dataclass(frozen=True, slots=True)
class VerifiedMemo:
    """A finding, and for how long that is right."""

    value: Any
    value_size: int
    verified: Verified

    @property
    def size(self) -> int:
        """The number of bytes of memory it takes, rounded up."""
        return self.value_size + BYTES_PER_FINDING + BYTES_PER_TAG * len(self.verified.tags)


_store: Store[Hashable, VerifiedMemo] = Store(most_bytes=MOST_BYTES, most_entries=MOST_FINDINGS)


# Of the history that what is kept was read in.
_generation = [0]


def forget() -> None:
    """Forget everything, because another database is in the place of the one that was read."""
    _store.empty()
    lifetimes.forget()


class MemoStore:
    """The findings of this process.

    Not used inside of a transaction: what is seen there isn't committed, or isn't what is committed
    by now.
    """

    def remembered(
        self, keys: Iterable[Hashable], dependencies: Dependencies, at: datetime
    ) -> MemoValues:
        """The values of some keys that are valid at this moment.

        One query for the version unless the answer was begun with it, and one for the tags where
        something has changed since.
        """
        if connection.in_atomic_block:
            return MemoValues()
        since, generation = _store.emptied_count, _generation[0]
        version = _version(dependencies)
        if _generation[0] != generation:
            # What was lost is forgotten; what this answer reads isn't.
            since = _store.emptied_count
        values: dict[Hashable, Any] = {}
        older: dict[Hashable, VerifiedMemo] = {}
        for key in keys:
            entry = _store.get(key)
            if entry is None or not _is_valid(entry.verified, at):
                continue
            if entry.verified.version == version:
                values[key] = entry.value
            elif entry.verified.version < version:
                older[key] = entry
        outdated: dict[Hashable, OutdatedValue] = {}
        if older:
            revalidated = _revalidated(older, version, since)
            values |= revalidated
            outdated = {
                key: OutdatedValue(entry.value, entry.verified.version)
                for key, entry in older.items()
                if key not in revalidated
            }
        return MemoValues(values, outdated, since)

    def remember(
        self,
        findings: Iterable[MemoEntry],
        dependencies: Dependencies,
        at: datetime,
        since: int | None,
    ) -> None:
        """Keep what was found after ``remembered`` said ``since``.

        All of it depends on the tree, as answers do: a path changes with what is above it. The
        queries of ``lifetimes.valid_until``, where it wasn't asked about this version before.
        """
        if connection.in_atomic_block or since is None:
            return
        version = _version(dependencies)
        for finding in findings:
            tags = finding.tags | {TREE}
            until = lifetimes.valid_until(tags, version=version, at=at)
            entry = VerifiedMemo(finding.value, finding.size, Verified(tags, version, until))
            _store.put(finding.key, entry, emptied_count=since)

    def changed_pages(
        self, since: int, tags: frozenset[str], lists: frozenset[str], dependencies: Dependencies
    ) -> frozenset[str] | None:
        """The pages whose changes invalidated some of the tags after a version. One query."""
        until = _version(dependencies)
        return content_version.changed_pages(tags, lists, since=since, until=until)

    def is_current(self, dependencies: Dependencies) -> bool:
        """True if nothing was committed since the response was begun. One query."""
        return content_version.current() == _version(dependencies)


def _is_valid(verified: Verified, at: datetime) -> bool:
    return verified.valid_until is None or verified.valid_until > at


def _revalidated(
    older: dict[Hashable, VerifiedMemo], version: int, since: int
) -> dict[Hashable, Any]:
    """Those of which no tag was invalidated since they were verified. One query."""
    raised = content_version.tag_versions(
        {tag for entry in older.values() for tag in entry.verified.tags}
    )
    values: dict[Hashable, Any] = {}
    for key, entry in older.items():
        verified = entry.verified
        if all(raised.get(tag, 0) <= verified.version for tag in verified.tags):
            revalidated = replace(entry, verified=replace(verified, version=version))
            _store.put(key, revalidated, emptied_count=since)
            values[key] = entry.value
    return values


def _version(dependencies: Dependencies) -> int:
    """The version before anything was read; asked for once for an answer."""
    if dependencies.version is None:
        dependencies.version = content_version.current()
        if content_version.history.generation != _generation[0]:
            _generation[0] = content_version.history.generation
            forget()
    return dependencies.version
