"""What has changed for readers, in the order of the changes: for builds that make only that anew.

Whether a change is one for readers depends on much besides the changed row, and two changes made at
the same time may only together make a page public. So whoever changes something leaves a mark in
his transaction, and ``settle`` looks after it, with all that is committed before its eyes: it
compares what readers see now with what they saw when it looked last, and gives each difference a
number. One process at a time does that, so numbers become visible in their order. A mark that makes
no difference to readers leaves no trace.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import connection, transaction
from django.db.models import Min, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Site

from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.content.reading.list_totals import ListTotal
from cms.content.reading.loader import Reading
from cms.content.reading.slices import Slice
from cms.content.tree import SiteTree
from cms.database.page_relations import ALIASES, TRANSLATIONS, reached
from cms.database.statements import Condition
from cms.delivery.models import PendingChange, PublicPage, PublicSite, SettledChanges
from cms.delivery.versions import lifetimes
from cms.delivery.versions.content_version import is_raising, raise_tags
from cms.delivery.versions.page_snapshots import Face

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from django.db.models import Model, QuerySet

Scope = PendingChange.Scope
# A page in one language: its translation key and the code of the locale.
Place = tuple["UUID", str]
_LOCK = 7_216_114
_BATCH = 400
# Each may be in several languages, and a condition may name no more than a thousand.
_BATCH_OF_KEYS = 100


def of_page(translation_key: UUID, code: str) -> PendingChange:
    """The mark of other content on a page in one language."""
    return PendingChange(scope=Scope.PAGE, translation_key=translation_key, code=code)


def below(translation_key: UUID) -> PendingChange:
    """The mark of a page that was put elsewhere, opened or closed, with all below it."""
    return PendingChange(scope=Scope.BELOW, translation_key=translation_key)


def anywhere() -> PendingChange:
    """The mark of a change that may open, close or move any page."""
    return PendingChange(scope=Scope.ALL)


def sitewide(site_id: int | None = None) -> PendingChange:
    """The mark of other content on every page of a site, or of all sites."""
    return PendingChange(scope=Scope.SITEWIDE, site_id=site_id)


def of_users(files: Iterable[Model]) -> list[PendingChange]:
    """The marks of whatever shows an image or document. Two queries for each."""
    marks = []
    for file in files:
        using = ReferenceIndex.get_references_to(file).values_list(
            "base_content_type__model", "object_id"
        )
        found = set(using.distinct())
        page_ids = [int(id_) for model, id_ in found if model == "page"]
        rows = Page.objects.filter(pk__in=page_ids).order_by()
        places = rows.values_list("translation_key", "locale__language_code")
        marks += [of_page(key, code) for key, code in places]
        if len(page_ids) < len(found):
            marks.append(sitewide())
    return marks


def mark(marks: Iterable[PendingChange]) -> None:
    """Leave marks in the transaction of the change; they are settled behind it."""
    made = PendingChange.objects.bulk_create(marks, batch_size=_BATCH) if is_raising() else []
    if not made:
        return
    raise_tags([cache_tags.CHANGES], cause="pending changes")
    if not any(one[1] is settle for one in connection.run_on_commit):
        transaction.on_commit(settle, robust=True)


def follow_the_clock() -> None:
    """Leave and settle the marks of pages that have changed by the clock since the last look."""
    since = PublicSite.objects.aggregate(since=Min("looked_at"))["since"]
    keys = lifetimes.due(since, timezone.now()) if since else set()
    mark(of_page(face.translation_key, face.code) for face in Face.all_of(keys))
    settle()


def settle() -> None:
    """Look after all marks there are. One query where there are none."""
    if not PendingChange.objects.exists():
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        found = list(PendingChange.objects.order_by("pk"))
        marks = _Marks.of(found)
        differs = [_settle_site(site, marks) for site in Site.objects.order_by("pk")]
        if any(differs):
            raise_tags([cache_tags.CHANGES], cause="changes for readers")
        for start in range(0, len(found), _BATCH):
            ids = [one.pk for one in found[start : start + _BATCH]]
            PendingChange.objects.filter(pk__in=ids).delete()


@dataclass(slots=True)
class _Marks:
    """All marks, sorted; ``sites`` holds ``None`` for all of them."""

    places: set[Place] = field(default_factory=set)
    keys: set[UUID] = field(default_factory=set)
    is_anywhere: bool = False
    sites: set[int | None] = field(default_factory=set)

    @classmethod
    def of(cls, marks: Iterable[PendingChange]) -> Self:
        found = cls()
        for one in marks:
            if one.scope == Scope.ALL:
                found.is_anywhere = True
            elif one.scope == Scope.SITEWIDE:
                found.sites.add(one.site_id)
            elif one.scope == Scope.BELOW and one.translation_key is not None:
                found.keys.add(one.translation_key)
            elif one.translation_key is not None:
                found.places.add((one.translation_key, one.code))
        return found

    def affected_keys(self) -> set[UUID] | None:
        """The translation keys of the pages to look at, ``None`` for all."""
        if self.is_anywhere:
            return None
        keys = self.keys | {key for key, _code in self.places}
        new = self.keys
        while new:
            new = _keys_with(new) - keys
            keys |= new
        return keys


def _keys_with(keys: Collection[UUID]) -> set[UUID]:
    """The translation keys of what lies below some pages, and of what mirrors them or that.

    Two queries for each batch of pages.
    """
    found: set[UUID] = set()
    in_order = list(keys)
    for start in range(0, len(in_order), _BATCH_OF_KEYS):
        of_batch = Page.objects.filter(translation_key__in=in_order[start : start + _BATCH_OF_KEYS])
        of_batch = of_batch.order_by()
        wanted = reached(of_batch.values("pk"), ALIASES, TRANSLATIONS)
        for path in of_batch.filter(numchild__gt=0).values_list("path", flat=True):
            wanted |= Q(path__startswith=path)
        rows = Page.objects.filter(wanted).order_by()
        found |= set(rows.values_list("translation_key", flat=True))
    return found


@dataclass(slots=True)
class _Seen:
    """A page as readers see it now."""

    page_id: int
    path: str


def _settle_site(site: Site, marks: _Marks) -> bool:
    """Write down what has changed on one site, and return whether anything has."""
    state, _created = PublicSite.objects.get_or_create(site=site)
    first = state.number
    tree = SiteTree.load(hostname=None if site.is_default_site else site.hostname)
    frame = _frame(tree)
    if state.frame != frame or marks.sites & {None, site.pk}:
        state.frame = frame
        state.number += 1
        state.everything_number = state.number
    state.looked_at = tree.at
    keys = marks.affected_keys()
    before, now = _written(site, keys), _seen(tree, keys)
    different = _different(before, now, marks.places)
    _write(site, state, _former(site, before, now, different))
    # Removed ones first: the address of one may be that of another now.
    for found in (different - now.keys(), different & now.keys()):
        places = sorted(found, key=str)
        _write(site, state, [_row(site, one, before.get(one), now.get(one)) for one in places])
    if state.number > first:
        state.token = secrets.token_hex(8)
        SettledChanges.objects.create(site=site, number=state.number, token=state.token)
    state.save()
    return state.number > first


def _write(site: Site, state: PublicSite, rows: list[PublicPage]) -> None:
    """Store rows, each with the next number unless it has one."""
    taken = [row.path for row in rows if row.is_public]
    former = PublicPage.objects.filter(site=site).exclude(former_path="")
    for start in range(0, len(taken) if former.exists() else 0, _BATCH):
        former.filter(path__in=taken[start : start + _BATCH]).delete()
    for row in rows:
        if not row.number:
            state.number += 1
            row.number = state.number
    PublicPage.objects.bulk_create(
        rows,
        batch_size=100,
        update_conflicts=True,
        unique_fields=["site", "translation_key", "code", "former_path"],
        update_fields=["page_id", "path", "is_public", "number"],
    )


def _frame(tree: SiteTree) -> list[Any]:
    """What all pages show of the site itself."""
    return [tree.origin, *([root.address, root.is_source] for root in tree.roots)]


def _written(site: Site, keys: set[UUID] | None) -> dict[Place, PublicPage]:
    rows = PublicPage.objects.filter(site=site, former_path="")
    if keys is not None:
        rows = rows.filter(translation_key__in=keys)
    return {(row.translation_key, row.code): row for row in rows}


def _seen(tree: SiteTree, keys: set[UUID] | None) -> dict[Place, _Seen]:
    if not tree.roots:
        return {}
    found = Page.objects.filter(pages.shown(Reading(tree, tree.roots[0])))
    if keys is not None:
        found = found.filter(translation_key__in=keys)
    rows = found.order_by().values_list(
        "translation_key", "locale__language_code", "pk", "url_path", "locale_id"
    )
    return {
        (key, code): _Seen(pk, tree.address(url_path=url_path, locale_id=locale_id))
        for key, code, pk, url_path, locale_id in rows
    }


def _different(
    before: dict[Place, PublicPage], now: dict[Place, _Seen], edited: set[Place]
) -> set[Place]:
    """The pages with other content, and those that came, went or moved with their translations."""
    public = {place: row.path for place, row in before.items() if row.is_public}
    placed = {
        place for place in public.keys() | now.keys() if public.get(place) != _path(now, place)
    }
    languages: dict[UUID, set[Place]] = defaultdict(set)
    for place in now:
        languages[place[0]].add(place)
    with_translations = {other for key, _code in placed for other in languages[key]}
    return placed | with_translations | (edited & now.keys())


def _path(now: dict[Place, _Seen], place: Place) -> str | None:
    seen = now.get(place)
    return seen.path if seen else None


def _former(
    site: Site,
    before: dict[Place, PublicPage],
    now: dict[Place, _Seen],
    different: set[Place],
) -> list[PublicPage]:
    """The addresses that pages have left for others, and where no other page is.

    That of one that wasn't public any more went away with it, and keeps the number of that.
    """
    rows = [
        PublicPage(
            site=site,
            translation_key=known.translation_key,
            code=known.code,
            page_id=known.page_id,
            path=known.path,
            former_path=known.path,
            is_public=False,
            number=0 if known.is_public else known.number,
        )
        for place, known in before.items()
        if place in different and _path(now, place) not in {None, known.path}
    ]
    if not rows:
        return []
    taken = {seen.path for seen in now.values()}
    for start in range(0, len(rows), _BATCH):
        paths = [row.path for row in rows[start : start + _BATCH]]
        others = PublicPage.objects.filter(site=site, is_public=True, path__in=paths)
        taken |= {one.path for one in others if (one.translation_key, one.code) not in before}
    return sorted((row for row in rows if row.path not in taken), key=lambda row: row.path)


def _row(site: Site, place: Place, before: PublicPage | None, now: _Seen | None) -> PublicPage:
    """How a page is written down, without its number."""
    key, code = place
    known = now or before
    assert known is not None  # noqa: S101 - what is neither differs in nothing
    return PublicPage(
        site=site,
        translation_key=key,
        code=code,
        page_id=known.page_id,
        path=known.path,
        is_public=now is not None,
        number=0,
    )


# How builds read it


class Position(NamedTuple):
    """A place among the changes of a site: the number of one, and the token it was told with.

    ``None`` for the token: whoever keeps it was told none, so its number alone is looked at.
    """

    number: int
    token: str | None


class UnknownPosition(LookupError):
    """A position that this database has never told: it was put back since, or is another one."""


@dataclass(frozen=True, slots=True)
class Changes(Slice[PublicPage]):
    """Some changes behind a position, the oldest first; ``last`` is where the next begin.

    Each has its ``position``. To count all behind the number, one query, none where it is
    remembered.
    """

    last: Position
    is_everything: bool


def position(row: PublicPage) -> Position:
    """The position of one of ``Changes``."""
    token: str | None = getattr(row, "token", None)
    return Position(row.number, token or "")


def changes(
    tree: SiteTree, *, first: int, after: Position | None, code: str | None = None
) -> Changes:
    """What changed on a site behind a position, in one language or all.

    Without ``after``, all that is public; of that nothing for ``first=0``, which begins now. Three
    queries; more where marks are still to be settled.

    Raises:
        UnknownPosition: ``after`` isn't of this history.
    """
    tree.dependencies.add(cache_tags.CHANGES)
    settle()
    site_id = tree.site_id or 0
    # A number that none has reached yet has no token.
    known = _tokens(site_id, from_number=after.number if after else 0)
    states = PublicSite.objects.filter(site_id=site_id).annotate(known=Subquery(known))
    state = states.first() or PublicSite()
    if after is not None and not _is_known(after, getattr(state, "known", None)):
        raise UnknownPosition
    now = Position(state.number, state.token)
    named = Condition(("changes", site_id, after, code), Q, {"at": tree.at})
    whole = ListTotal(named, tree.dependencies, tree.dependencies.tags)
    found = PublicPage.objects.filter(site_id=site_id, number__gt=after.number if after else 0)
    if after is None:
        found = found.filter(is_public=True)
    if code is not None:
        found = found.filter(code=code)
    count = partial(whole.find_out, "number of changes", found.count)
    if after is None and first == 0:
        return Changes([], has_more=False, count=count, last=now, is_everything=False)
    tokens = _tokens(site_id, from_number=OuterRef("number"))
    rows: list[PublicPage] = list(
        found.order_by("number").annotate(token=Subquery(tokens))[: first + 1]
    )
    shown, has_more = rows[:first], len(rows) > first
    last = now
    if has_more:
        last = position(shown[-1]) if shown else after or Position(0, "")
    return Changes(
        shown,
        has_more,
        count,
        last=last,
        is_everything=after is not None and state.everything_number > after.number,
    )


def _is_known(after: Position, token: str | None) -> bool:
    """Whether a position was told in this history, where its number has this token or none."""
    return after.number == 0 or (token is not None and after.token in {None, token})


def _tokens(site_id: int, *, from_number: Any) -> QuerySet[SettledChanges, str]:
    """The token of the change of a number."""
    found = SettledChanges.objects.filter(site_id=site_id, number__gte=from_number)
    return found.order_by("number").values_list("token", flat=True)[:1]


def position_of(site_id: int, number: int) -> Position | None:
    """The position of a number in this history; ``None``: none has it yet. One query."""
    found = _tokens(site_id, from_number=number).first()
    return None if found is None else Position(number, found)
