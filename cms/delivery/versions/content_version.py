"""Content versions: the check that a cached answer is still current.

Every change invalidates cache tags in its own transaction: the whole content gets the next number,
and so does each of the tags. Numbers become visible in their order, so whoever has seen one has
seen all below it. A cache keeps an answer right by this protocol:

1. read ``current()``, then the content; keep the answer and, as ``Verified``, what it depends on,
2. before it is served again, ask ``revalidated``: one query of one row where nothing has changed,
   one more where something has; ``None`` says that the answer must be read again.

What changes between 1's two reads is newer than the number that is kept, so it is noticed.

With a tag its family is invalidated, ``page`` with ``page:<key>``: for caches that know families
only, because the tags of an answer would be too many. With the tag of links to a page the pages
that refer to it are invalidated, because a page that is hidden isn't named to anybody outside.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from wagtail.log_actions import get_active_log_context

from cms.content.caching import cache_tags
from cms.database import driver
from cms.delivery.models import RaisedTags
from cms.delivery.versions import referrers
from cms.delivery.versions.histories import History

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime

LONGEST_CAUSE = 200
# Whoever has missed more looks at everything again.
MOST_CHANGES = 100
# What names a page whose change invalidates the tags of lists.
_OF_PAGES = ("page:", "entry:")

# Also asked on connections of their own, see ``cms.delivery.response_cache.version_source``; with
# the number that was current when it was asked before, and which token that has now.
CURRENT = (
    "SELECT number, token, "
    "(SELECT max(token) FROM delivery_raisedtags WHERE version = %(before)s) "
    "FROM delivery_contentversion WHERE id = 1"
)
NEWEST = {
    "sqlite": (
        "SELECT max(version) FROM delivery_cachetag WHERE name IN (SELECT value FROM json_each(%s))"
    ),
    "postgresql": "SELECT max(version) FROM delivery_cachetag WHERE name = ANY(%s)",
}
_VERSIONS = {
    "sqlite": (
        "SELECT name, version FROM delivery_cachetag "
        "WHERE name IN (SELECT value FROM json_each(%(names)s))"
    ),
    "postgresql": "SELECT name, version FROM delivery_cachetag WHERE name = ANY(%(names)s)",
}
_LATELY = (
    "SELECT version, tags FROM delivery_raisedtags "
    "WHERE version > %(since)s AND version <= %(until)s"
)
_TAKE = (
    "INSERT INTO delivery_contentversion (id, number, token) VALUES (1, 1, random()) "
    "ON CONFLICT (id) DO UPDATE SET number = number + 1, token = excluded.token "
    "RETURNING number, token"
)
_INVALIDATE = (
    "INSERT INTO delivery_cachetag (name, version) SELECT value, %s FROM json_each(%s) WHERE true "
    "ON CONFLICT (name) DO UPDATE SET version = excluded.version"
)


# What this process has seen of the database on Django's connections.
history = History()
_is_suspended: ContextVar[bool] = ContextVar("raises_nothing", default=False)
_gathered: ContextVar[_Gathered | None] = ContextVar("gathered_tags", default=None)


@dataclass(slots=True)
class _Gathered:
    """Tags that are to be invalidated together, and what was changed first."""

    tags: set[str] = field(default_factory=set)
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """The tags a response depends on, and the version at which it was known to be right.

    ``valid_until``: from then on it may be wrong although nothing was changed; ``None``: never.
    """

    tags: frozenset[str]
    version: int
    valid_until: datetime | None = None


def current() -> int:
    """The number of the latest change, 0 before the first one. One query of one row.

    Where it isn't of the history that was seen before, ``seen.generation`` is another one.
    """
    before = history.latest
    rows = driver.fetched(CURRENT, {"before": before.number})
    row = rows[0] if rows else None
    if not connection.in_atomic_block:
        # What isn't committed may be rolled back, and its number given again.
        history.observe(before, row)
    number: int = row[0] if row else 0
    return number


def newest(tags: Iterable[str]) -> int:
    """The number of the latest change that invalidated one of these tags, 0 for none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST[connection.vendor], [_as_parameter(tags)])
        row = cursor.fetchone()
    return row[0] or 0


def tag_versions(tags: Iterable[str]) -> dict[str, int]:
    """The number of the latest change of each of these tags, if there was any. One query."""
    return dict(driver.fetched(_VERSIONS[connection.vendor], {"names": _as_parameter(tags)}))


def _as_parameter(tags: Iterable[str]) -> str | list[str]:
    """Tags as a database takes them: JSON or an array."""
    names = sorted(tags)
    return json.dumps(names) if connection.vendor == "sqlite" else names


def changed_pages(
    tags: Collection[str], lists: Collection[str], *, since: int, until: int
) -> frozenset[str] | None:
    """The pages whose changes invalidated some of the tags after a version, up to another.

    They are named as in their tags, by the beginnings of translation keys. One query at most.

    Args:
        tags: what something depends on.
        lists: those of the tags that a page in a list invalidates with its own.
        since: the version up to which changes are known.
        until: a later one.

    Returns:
        ``None`` where another of the tags was invalidated, or a list by something else than a page;
        where there were too many changes to go through; and where some are forgotten.
    """
    if until - since > MOST_CHANGES:
        return None
    versions, pages = set(), set()
    for version, text in driver.fetched(_LATELY, {"since": since, "until": until}):
        versions.add(version)
        names = set(text.split())
        affected = names.intersection(tags)
        if affected:
            page_tags = {name for name in names if name.startswith(_OF_PAGES)}
            if not page_tags or not affected.issubset(page_tags.union(lists)):
                return None
            pages |= {name.partition(":")[2] for name in page_tags}
    if len(versions) < until - since or len(pages) > MOST_CHANGES:
        return None
    return frozenset(pages)


def family(tag: str) -> str:
    """The coarser tag that is invalidated with a tag; a tag without a colon is its own family."""
    return tag.partition(":")[0]


def revalidated(
    cached: Verified,
    *,
    at: datetime,
    version: int | None = None,
    newest_of: Callable[[Iterable[str]], int] = newest,
) -> Verified | None:
    """The cached verification, renewed for the moment ``at``, now; ``None``: it may be wrong.

    One query where nothing was changed since, two where something was; one less where the current
    ``version`` has just been asked for. A number below the one that was kept comes from a database
    that lags behind or was restored; the answer isn't served then.
    """
    if cached.valid_until is not None and cached.valid_until <= at:
        return None
    if version is None:
        version = current()
    if version == cached.version:
        return cached
    if version < cached.version or newest_of(cached.tags) > cached.version:
        return None
    return replace(cached, version=version)


@contextmanager
def invalidation_suspended() -> Iterator[None]:
    """Write no invalidation within: for changes that are always rolled back."""
    token = _is_suspended.set(True)
    try:
        yield
    finally:
        _is_suspended.reset(token)


def is_invalidating() -> bool:
    """True if changes invalidate tags here, as they do everywhere else."""
    return not _is_suspended.get()


@contextmanager
def invalidation_gathered() -> Iterator[None]:
    """Invalidate within a transaction what is invalidated inside, once and at the end.

    Nobody sees the difference, since nobody sees numbers before the commit.
    """
    if _gathered.get() is not None or not connection.in_atomic_block:
        yield
        return
    gathered = _Gathered()
    token = _gathered.set(gathered)
    try:
        yield
    except BaseException:
        _gathered.reset(token)
        # Whoever began the transaction may still commit what was done before the error.
        with suppress(DatabaseError):
            _invalidate(gathered.tags, gathered.cause)
        raise
    _gathered.reset(token)
    _invalidate(gathered.tags, gathered.cause)


def invalidate_tags(tags: Iterable[str], *, cause: str = "") -> None:
    """Say that answers which depend on one of these tags have changed.

    To be called within the transaction of the change: the numbers become visible with it, and go
    with it if it is rolled back. On its own it is a transaction. However many tags there are, it
    takes three statements at most; on PostgreSQL nobody else has to wait before the commit. Within
    ``invalidation_gathered`` they wait for its end.

    Args:
        tags: names from ``cms.content.caching.cache_tags``.
        cause: what was changed, for the administrators.
    """
    raised_tags = set(tags)
    if not raised_tags or not is_invalidating():
        return
    raised_tags |= referrers.follow(raised_tags)
    gathered = _gathered.get()
    if gathered is None:
        _invalidate(raised_tags, cause)
    else:
        gathered.tags |= raised_tags
        gathered.cause = gathered.cause or cause


def _invalidate(raised_tags: set[str], cause: str) -> None:
    if not raised_tags:
        return
    names = sorted(raised_tags | set(map(family, raised_tags)))
    user = get_active_log_context().user
    raised = RaisedTags(
        cause=cause[:LONGEST_CAUSE],
        tags=" ".join(names),
        user_id=user.pk if user is not None else None,
    )
    if connection.vendor == "postgresql":
        raised.save(force_insert=True)
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        raised.version, raised.token = cursor.execute(_TAKE).fetchone()
        cursor.execute(_INVALIDATE, [raised.version, json.dumps(names)])
        raised.save(force_insert=True)


def forget_old(*, before: datetime) -> None:
    """Delete what is kept of older changes. No answer depends on it."""
    old = RaisedTags.objects.filter(raised_at__lt=before, version__isnull=False)
    if old.exists():
        old.delete()


def invalidate_everything(*, cause: str = "") -> None:
    """Say that any answer may have changed: after changes past the models, such as ``update``."""
    invalidate_tags([cache_tags.TREE], cause=cause)
