"""What was found out about whole lists, remembered in this process while it is certain.

It is kept as answers are: with the tags it depends on and the version at which it was known
to be right, and a version newer than that has its tags looked up. So one process needn't hear of
what another one has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from cms.delivery import lifetimes, versions
from cms.delivery.answers.store import Store
from cms.delivery.versions import Verified

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cms.content.wholes import Whole

MOST_BYTES = 16 * 1024 * 1024
MOST_FINDINGS = 10_000
# What Python and the key take besides the finding, and one tag of those it depends on.
BYTES_PER_FINDING = 2000
BYTES_PER_TAG = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found out, and for how long that is right."""

    value: Any
    value_size: int
    verified: Verified

    @property
    def size(self) -> int:
        """How many bytes of memory it takes, rounded up."""
        return self.value_size + BYTES_PER_FINDING + BYTES_PER_TAG * len(self.verified.tags)


_store: Store[Hashable, Finding] = Store(most_bytes=MOST_BYTES, most_answers=MOST_FINDINGS)


def forget() -> None:
    """Forget everything, because another database is in the place of the one that was read."""
    _store.empty()


def remembered(whole: Whole, name: str, find: Callable[[], Any], size: Callable[[Any], int]) -> Any:
    """What ``find`` returns, now or when it was asked last.

    One query for the version unless the answer was begun with it, and one for the tags where
    something has changed; where ``find`` is asked, those of ``lifetimes.valid_until`` and its own.
    """
    if connection.in_atomic_block:
        # What is seen there isn't committed, or isn't what is committed by now.
        return find()
    emptied_count = _store.emptied_count
    version = _version(whole)
    key = (name, whole.condition.identity)
    known = _store.get(key)
    if known is not None:
        verified = versions.renewed(known.verified, at=whole.at, version=version)
        if verified is not None:
            if verified is not known.verified:
                renewed = replace(known, verified=verified)
                _store.put(key, renewed, emptied_count=emptied_count)
            return known.value
    value = find()
    until = lifetimes.valid_until(whole.tags, version=version, at=whole.at)
    found = Finding(value, size(value), Verified(whole.tags, version, until))
    _store.put(key, found, emptied_count=emptied_count)
    return value


def _version(whole: Whole) -> int:
    """The version before anything of the list is read; asked for once for an answer."""
    if whole.dependencies.version is None:
        whole.dependencies.version = versions.current()
    return whole.dependencies.version
