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
from cms.database.statements import one_of
from cms.delivery.versions import content_version
from cms.delivery.versions.page_snapshots import COLUMNS, Face, aliases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """A time at which answers with one of these tags change by themselves."""

    at: datetime
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Moments:
    """The next moments as they were known at ``version``, the first first.

    ``is_cut``: there are more behind the last one.
    """

    version: int
    moments: tuple[Moment, ...]
    is_cut: bool

    def until(self, tags: frozenset[str], *, after: datetime) -> datetime | None:
        """The first moment behind ``after`` that concerns one of these tags."""
        coming = (one for one in self.moments if one.at > after)
        found = next((one.at for one in coming if not tags.isdisjoint(one.tags)), None)
        return self.moments[-1].at if found is None and self.is_cut else found


_kept: list[Moments] = []


def forget() -> None:
    """Forget what is known of a version: another database may have the same."""
    _kept.clear()


def valid_until(tags: frozenset[str], *, version: int, at: datetime) -> datetime | None:
    """Until when an answer with these tags is right if nothing is changed; ``None``: for ever.

    Args:
        tags: what the answer depends on.
        version: the one read before the answer.
        at: the time the answer was read.

    No query where a process has asked for this version before.
    """
    return _moments(version, at).until(tags, after=at)


def next_event(after: datetime) -> datetime | None:
    """The first moment behind ``after`` at which any answer changes by itself."""
    known = _moments(content_version.current(), after)
    return next((one.at for one in known.moments if one.at > after), None)


def due(since: datetime, until: datetime) -> set[UUID]:
    """The translation keys of pages that changed by the clock of their type within a time."""
    return {key for at, key in _changing(since) if at <= until}


def _moments(version: int, at: datetime) -> Moments:
    for known in _kept:
        is_over = known.is_cut and known.moments[-1].at <= at
        if known.version == version and not is_over:
            return known
    found = _read(version, at)
    _kept[:] = [found]
    return found


def _read(version: int, at: datetime) -> Moments:
    """Two queries for each site, and three; one for each type that has a clock, and one more."""
    sites = statements.rows("sites", _sites, {})
    trees = [
        SiteTree.load(hostname=None if site["is_default_site"] else site["hostname"])
        for site in sites
    ]
    fronts = {site["root_page__translation_key"] for site in sites}
    readable, restricted = (_expiring(name, trees, at) for name in ("readable", "restricted"))
    mirroring = _mirroring([*readable, *restricted])
    found = [
        Moment(face.expire_at, frozenset(_tags([face, *mirroring[face.pk]], fronts)))
        for face in readable
        if face.expire_at is not None
    ]
    # That somebody needs a login for it is all that is told of a page, and that ends, too; with it
    # what lies below.
    found += [
        Moment(face.expire_at, frozenset(_tags_of_restricted([face, *mirroring[face.pk]])))
        for face in restricted
        if face.expire_at is not None
    ]
    found += _by_clocks(trees, at)
    found.sort(key=lambda moment: moment.at)
    return Moments(version, tuple(found[:MOST_KEPT]), is_cut=len(found) > MOST_KEPT)


def _sites() -> QuerySet[Any, Any]:
    sites = Site.objects.order_by("pk")
    return sites.values("is_default_site", "hostname", "root_page__translation_key")


def _expiring(name: str, trees: list[SiteTree], at: datetime) -> list[Face]:
    """The pages that expire after a moment, the first first, of those a condition of sites finds.

    One more than are kept at most.
    """
    return _faces(
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


def _by_clocks(trees: list[SiteTree], at: datetime) -> list[Moment]:
    times = _changing(at)
    if not times:
        return []
    by_key: dict[UUID, set[str]] = {}
    faces = _faces(
        ("by clocks", *(tree.shape for tree in trees)),
        lambda: (
            Page.objects.filter(
                _on_any(trees, "readable"), one_of("translation_key", "keys", UUIDField())
            )
            .order_by()
            .values(*COLUMNS)
        ),
        {"at": at, "keys": {key for _at, key in times}},
    )
    for face in faces:
        tags = by_key.setdefault(face.translation_key, set())
        tags |= face.content_tags | face.link_tags
    return [Moment(time, frozenset(by_key[key])) for time, key in times if key in by_key]


def _changing(after: datetime) -> list[tuple[datetime, UUID]]:
    """When pages change by the clock of their type: pairs of a time and a translation key."""
    clocks = [one.changing for one in page_types.registered() if one.changing is not None]
    return [pair for clock in clocks for pair in clock(after)]


def _faces(
    key: Hashable, build: Callable[[], QuerySet[Any, Any]], values: dict[str, Any]
) -> list[Face]:
    rows = statements.rows(key, build, values)
    return [Face(*(row[name] for name in COLUMNS)) for row in rows]


def _mirroring(faces: list[Face]) -> dict[int, list[Face]]:
    """The aliases of some pages by the id of the page, and the aliases of those."""
    by_source: dict[int | None, list[Face]] = defaultdict(list)
    for alias in aliases_of(faces):
        by_source[alias.alias_of_id].append(alias)
    found: dict[int, list[Face]] = {}
    for face in faces:
        mirroring = found[face.pk] = list(by_source[face.pk])
        for alias in mirroring:
            # An alias that goes back to itself mirrors nothing.
            mirroring += [one for one in by_source[alias.pk] if one not in mirroring]
    return found


def _tags(faces: list[Face], fronts: set[UUID]) -> set[str]:
    tags: set[str] = set()
    for face in faces:
        tags |= face.content_tags | face.link_tags
        if face.numchild or face.translation_key in fronts:
            tags.add(cache_tags.TREE)
    return tags


def _tags_of_restricted(faces: list[Face]) -> set[str]:
    return {cache_tags.RESTRICTED, *(cache_tags.slug(face.slug) for face in faces)}
