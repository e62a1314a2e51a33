"""Until when an answer is right if nothing is changed: some things end or begin by the clock.

A page that expires is hidden from that moment, before anybody unpublishes it, and so are its
aliases, whatever their own rows say; a type of pages may know of more. Only what readers see now
counts, so no lifetime tells them of something hidden; a page that goes live later is published
then, by a change like any other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, UUIDField
from wagtail.models import Page, Site

from cms.content.caching import cache_tags
from cms.content.reading import page_types
from cms.content.tree import AT, SiteTree
from cms.database import statements
from cms.database.statements import in_list
from cms.delivery.versions import content_version
from cms.delivery.versions.page_snapshots import COLUMNS, PageSnapshot, aliases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class ScheduledChange:
    """A time at which answers with one of these tags change without an edit."""

    at: datetime
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class ScheduledChanges:
    """The next moments as they were known at ``version``, the first first.

    ``is_cut``: there are more after the last one.
    """

    version: int
    changes: tuple[ScheduledChange, ...]
    is_cut: bool

    def until(self, tags: frozenset[str], *, after: datetime) -> datetime | None:
        """The first change after ``after`` that concerns one of these tags."""
        upcoming = (change for change in self.changes if change.at > after)
        first = next((change.at for change in upcoming if not tags.isdisjoint(change.tags)), None)
        return self.changes[-1].at if first is None and self.is_cut else first


_cached: list[ScheduledChanges] = []


def forget() -> None:
    """Forget what is known of a version: another database may have the same."""
    _cached.clear()


def valid_until(tags: frozenset[str], *, version: int, at: datetime) -> datetime | None:
    """Until when an answer with these tags is right if nothing is changed; ``None``: for ever.

    Args:
        tags: what the answer depends on.
        version: the one read before the answer.
        at: the time the answer was read.

    No query where a process has asked for this version before.
    """
    return _scheduled_changes(version, at).until(tags, after=at)


def next_event(after: datetime) -> datetime | None:
    """The first moment after ``after`` at which any answer changes without an edit."""
    schedule = _scheduled_changes(content_version.current(), after)
    return next((change.at for change in schedule.changes if change.at > after), None)


def due(since: datetime, until: datetime) -> set[UUID]:
    """The translation keys of pages that changed by the clock of their type within a time."""
    return {key for at, key in _changing(since) if at <= until}


def _scheduled_changes(version: int, at: datetime) -> ScheduledChanges:
    for schedule in _cached:
        is_over = schedule.is_cut and schedule.changes[-1].at <= at
        if schedule.version == version and not is_over:
            return schedule
    schedule = _read(version, at)
    _cached[:] = [schedule]
    return schedule


def _read(version: int, at: datetime) -> ScheduledChanges:
    """Two queries for each site, and three; one for each type that has a clock, and one more."""
    sites = statements.rows("sites", _sites, {})
    trees = [
        SiteTree.load(hostname=None if site["is_default_site"] else site["hostname"])
        for site in sites
    ]
    home_page_keys = {site["root_page__translation_key"] for site in sites}
    readable, restricted = (_expiring(name, trees, at) for name in ("readable", "restricted"))
    aliases = _aliases_by_page([*readable, *restricted])
    changes = [
        ScheduledChange(
            snapshot.expire_at, frozenset(_tags([snapshot, *aliases[snapshot.pk]], home_page_keys))
        )
        for snapshot in readable
        if snapshot.expire_at is not None
    ]
    # Of a restricted page only the need for a login is shown, and that ends, too; with it
    # what lies below.
    changes += [
        ScheduledChange(
            snapshot.expire_at, frozenset(_tags_of_restricted([snapshot, *aliases[snapshot.pk]]))
        )
        for snapshot in restricted
        if snapshot.expire_at is not None
    ]
    changes += _by_clocks(trees, at)
    changes.sort(key=lambda change: change.at)
    return ScheduledChanges(version, tuple(changes[:MOST_KEPT]), is_cut=len(changes) > MOST_KEPT)


def _sites() -> QuerySet[Any, Any]:
    sites = Site.objects.order_by("pk")
    return sites.values("is_default_site", "hostname", "root_page__translation_key")


def _expiring(name: str, trees: list[SiteTree], at: datetime) -> list[PageSnapshot]:
    """The pages that expire after a moment, the first first, of those a condition of sites finds.

    One more than are kept at most.
    """
    return _snapshots(
        ("expiring", name, MOST_KEPT, *(tree.shape for tree in trees)),
        lambda: (
            Page.objects.filter(_on_any(trees, name), expire_at__gt=AT)
            .order_by("expire_at")
            .values(*COLUMNS)[: MOST_KEPT + 1]
        ),
        {"at": at},
    )


def _on_any(trees: list[SiteTree], name: str) -> Q:
    """Pages that are ``readable`` or ``restricted`` on one of some sites."""
    condition = Q(pk__in=[])
    for tree in trees:
        condition |= getattr(tree.timeless, name)()
    return condition


def _by_clocks(trees: list[SiteTree], at: datetime) -> list[ScheduledChange]:
    times = _changing(at)
    if not times:
        return []
    by_key: dict[UUID, set[str]] = {}
    snapshots = _snapshots(
        ("by clocks", *(tree.shape for tree in trees)),
        lambda: (
            Page.objects.filter(
                _on_any(trees, "readable"), in_list("translation_key", "keys", UUIDField())
            )
            .order_by()
            .values(*COLUMNS)
        ),
        {"at": at, "keys": {key for _at, key in times}},
    )
    for snapshot in snapshots:
        tags = by_key.setdefault(snapshot.translation_key, set())
        tags |= snapshot.content_tags | snapshot.link_tags
    return [ScheduledChange(time, frozenset(by_key[key])) for time, key in times if key in by_key]


def _changing(after: datetime) -> list[tuple[datetime, UUID]]:
    """The changes of pages by the clock of their type: pairs of a time and a translation key."""
    clocks = [
        page_type.change_times
        for page_type in page_types.registered()
        if page_type.change_times is not None
    ]
    return [pair for clock in clocks for pair in clock(after)]


def _snapshots(
    key: Hashable, build: Callable[[], QuerySet[Any, Any]], values: dict[str, Any]
) -> list[PageSnapshot]:
    rows = statements.rows(key, build, values)
    return [PageSnapshot(*(row[name] for name in COLUMNS)) for row in rows]


def _aliases_by_page(snapshots: list[PageSnapshot]) -> dict[int, list[PageSnapshot]]:
    """The aliases of some pages by the id of the page, and the aliases of those."""
    by_source: dict[int | None, list[PageSnapshot]] = defaultdict(list)
    for alias in aliases_of(snapshots):
        by_source[alias.alias_of_id].append(alias)
    result: dict[int, list[PageSnapshot]] = {}
    for snapshot in snapshots:
        aliases = result[snapshot.pk] = list(by_source[snapshot.pk])
        for alias in aliases:
            # An alias that goes back to itself mirrors nothing.
            aliases += [nested for nested in by_source[alias.pk] if nested not in aliases]
    return result


def _tags(snapshots: list[PageSnapshot], home_page_keys: set[UUID]) -> set[str]:
    tags: set[str] = set()
    for snapshot in snapshots:
        tags |= snapshot.content_tags | snapshot.link_tags
        if snapshot.numchild or snapshot.translation_key in home_page_keys:
            tags.add(cache_tags.TREE)
    return tags


def _tags_of_restricted(snapshots: list[PageSnapshot]) -> set[str]:
    return {cache_tags.RESTRICTED, *(cache_tags.slug(snapshot.slug) for snapshot in snapshots)}
