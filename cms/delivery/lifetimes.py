"""Until when an answer is right if nothing is changed: some things end or begin by the clock.

A page that expires is hidden from that moment, before anybody unpublishes it; a domain may know of
more. Only what readers see now counts, so no lifetime tells them of something hidden; a page that
goes live later is published then, by a change like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.models import Page, Site

from cms.content import dependencies
from cms.content.tree import SiteTree
from cms.delivery import versions
from cms.delivery.faces import COLUMNS, Face

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

# When pages change by the clock after a moment: pairs of a time and a translation key.
Clock = Callable[["datetime"], Iterable[tuple["datetime", "UUID"]]]
_clocks: list[Clock] = []

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


def register(clock: Clock) -> None:
    """Have a domain say when its pages change by the clock; once, when it is ready."""
    if clock not in _clocks:
        _clocks.append(clock)


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
    known = _moments(versions.current(), after)
    return next((one.at for one in known.moments if one.at > after), None)


def due(since: datetime, until: datetime) -> set[UUID]:
    """The translation keys of pages that changed by a domain's clock within a time."""
    return {key for clock in _clocks for at, key in clock(since) if at <= until}


def _moments(version: int, at: datetime) -> Moments:
    for known in _kept:
        is_over = known.is_cut and known.moments[-1].at <= at
        if known.version == version and not is_over:
            return known
    found = _read(version, at)
    _kept[:] = [found]
    return found


def _read(version: int, at: datetime) -> Moments:
    """One query for each site, and two; more for each domain that has a clock."""
    trees = [
        SiteTree.load(hostname=None if site.is_default_site else site.hostname)
        for site in Site.objects.all()
    ]
    readable = Q(pk__in=[])
    restricted = Q(pk__in=[])
    for tree in trees:
        readable |= tree.readable()
        restricted |= tree.restricted()
    expiring = Page.objects.filter(expire_at__gt=at).order_by("expire_at")
    fronts = set(Site.objects.values_list("root_page__translation_key", flat=True))
    found = [
        Moment(face.expire_at, frozenset(_tags(face, fronts)))
        for face in _faces(expiring.filter(readable)[: MOST_KEPT + 1])
        if face.expire_at is not None
    ]
    # That somebody needs a login for it is all that is told of a page, and that ends, too; with it
    # what lies below.
    found += [
        Moment(face.expire_at, frozenset([dependencies.slug(face.slug), dependencies.RESTRICTED]))
        for face in _faces(expiring.filter(restricted)[: MOST_KEPT + 1])
        if face.expire_at is not None
    ]
    found += _by_clocks(readable, at)
    found.sort(key=lambda moment: moment.at)
    return Moments(version, tuple(found[:MOST_KEPT]), is_cut=len(found) > MOST_KEPT)


def _by_clocks(readable: Q, at: datetime) -> list[Moment]:
    times = [pair for clock in _clocks for pair in clock(at)]
    if not times:
        return []
    keys = {key for _at, key in times}
    by_key: dict[UUID, set[str]] = {}
    for face in _faces(Page.objects.filter(readable, translation_key__in=keys).order_by()):
        tags = by_key.setdefault(face.translation_key, set())
        tags |= face.content_tags | face.link_tags
    return [Moment(time, frozenset(by_key[key])) for time, key in times if key in by_key]


def _faces(pages: QuerySet[Page]) -> list[Face]:
    return [Face(*row) for row in pages.values_list(*COLUMNS)]


def _tags(face: Face, fronts: set[UUID]) -> set[str]:
    tags = face.content_tags | face.link_tags
    if face.numchild or face.translation_key in fronts:
        tags.add(dependencies.TREE)
    return tags
