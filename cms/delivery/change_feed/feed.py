"""The changes that readers can see, in order, so that builds make only these pages again.

Whether a change is one for readers depends on much besides the changed row, and two changes made at
the same time may only together make a page public. So whoever changes something leaves a mark in
their transaction, and ``settle`` looks once that has ended and sees all that is committed: it
compares what readers see now with what they saw when it looked last, and gives each difference a
number. One process at a time does that, so numbers become visible in their order. A mark that makes
no difference to readers leaves no trace.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import DatabaseError, connection, transaction
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
from cms.delivery.versions.content_version import (
    invalidate_tags,
    invalidation_gathered,
    is_invalidating,
)
from cms.delivery.versions.page_snapshots import PageSnapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID

    from django.db.models import Model, QuerySet

Scope = PendingChange.Scope
# A page in one language: its translation key and the code of the locale.
PageKey = tuple["UUID", str]
_LOCK = 7_216_114
_gathered: ContextVar[list[PendingChange] | None] = ContextVar("gathered_marks", default=None)
# Pages that are looked at within a request, which takes some tenths of a second.
MOST_IN_REQUEST = 1000
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
        references = ReferenceIndex.get_references_to(file).values_list(
            "base_content_type__model", "object_id"
        )
        users = set(references.distinct())
        page_ids = [int(id_) for model, id_ in users if model == "page"]
        rows = Page.objects.filter(pk__in=page_ids).order_by()
        page_keys = rows.values_list("translation_key", "locale__language_code")
        marks += [of_page(key, code) for key, code in page_keys]
        if len(page_ids) < len(users):
            marks.append(sitewide())
    return marks


@contextmanager
def gathered() -> Iterator[None]:
    """Write within a transaction the marks and tags of all that is changed inside, once."""
    if _gathered.get() is not None or not connection.in_atomic_block:
        yield
        return
    marks: list[PendingChange] = []
    with invalidation_gathered():
        token = _gathered.set(marks)
        try:
            yield
        except BaseException:
            _gathered.reset(token)
            # Whoever began the transaction may still commit what was done before the error.
            with suppress(DatabaseError):
                _store_each_once(marks)
            raise
        _gathered.reset(token)
        _store_each_once(marks)


def mark(marks: Iterable[PendingChange]) -> None:
    """Leave marks in the transaction of the change; they are settled after it."""
    if not is_invalidating():
        return
    waiting = _gathered.get()
    if waiting is None:
        _store(marks)
    else:
        waiting.extend(marks)


def _store_each_once(marks: Iterable[PendingChange]) -> None:
    _store(
        {
            (change.scope, change.translation_key, change.code, change.site_id): change
            for change in marks
        }.values()
    )


def _store(marks: Iterable[PendingChange]) -> None:
    if not PendingChange.objects.bulk_create(marks, batch_size=_BATCH):
        return
    invalidate_tags([cache_tags.CHANGES], cause="pending changes")
    if not any(hook[1] is settle_unless_many for hook in connection.run_on_commit):
        transaction.on_commit(settle_unless_many, robust=True)


def follow_the_clock() -> None:
    """Leave and settle the marks of pages that have changed by the clock since the last look."""
    since = PublicSite.objects.aggregate(since=Min("looked_at"))["since"]
    keys = lifetimes.due(since, timezone.now()) if since else set()
    mark(of_page(snapshot.translation_key, snapshot.code) for snapshot in PageSnapshot.all_of(keys))
    settle()


def settle_unless_many() -> None:
    """Look after the marks of a request, unless they may be about thousands of pages.

    Nobody waits for those: the outbox, which hears of the commit at once, and the scheduler look
    after all marks that are left.
    """
    settle(is_in_request=True)


def settle(*, is_in_request: bool = False) -> None:
    """Look after all marks there are. One query where there are none."""
    if not is_in_request and not PendingChange.objects.exists():
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        pending = list(PendingChange.objects.order_by("pk"))
        if not pending:
            return
        marks = _Marks.of(pending)
        if is_in_request and marks.are_many():
            return
        has_changed = [_settle_site(site, marks) for site in Site.objects.order_by("pk")]
        if any(has_changed):
            invalidate_tags([cache_tags.CHANGES], cause="changes for readers")
        for start in range(0, len(pending), _BATCH):
            ids = [change.pk for change in pending[start : start + _BATCH]]
            PendingChange.objects.filter(pk__in=ids).delete()


@dataclass(slots=True)
class _Marks:
    """All marks, sorted; ``sites`` holds ``None`` for all of them."""

    page_keys: set[PageKey] = field(default_factory=set)
    keys: set[UUID] = field(default_factory=set)
    is_anywhere: bool = False
    sites: set[int | None] = field(default_factory=set)

    @classmethod
    def of(cls, marks: Iterable[PendingChange]) -> Self:
        result = cls()
        for change in marks:
            if change.scope == Scope.ALL:
                result.is_anywhere = True
            elif change.scope == Scope.SITEWIDE:
                result.sites.add(change.site_id)
            elif change.scope == Scope.BELOW and change.translation_key is not None:
                result.keys.add(change.translation_key)
            elif change.translation_key is not None:
                result.page_keys.add((change.translation_key, change.code))
        return result

    def are_many(self) -> bool:
        """True if more pages may be affected than are looked at within a request."""
        if not (self.is_anywhere or self.keys):
            return False
        affected = Page.objects.all()
        if not self.is_anywhere:
            above = affected.filter(translation_key__in=self.keys, numchild__gt=0).order_by()
            condition = Q(pk__in=[])
            for path in above.values_list("path", flat=True):
                condition |= Q(path__startswith=path)
            affected = affected.filter(condition)
        return affected.count() > MOST_IN_REQUEST

    def affected_keys(self) -> set[UUID] | None:
        """The translation keys of the pages to look at, ``None`` for all."""
        if self.is_anywhere:
            return None
        keys = self.keys | {key for key, _code in self.page_keys}
        new = self.keys
        while new:
            new = _keys_with(new) - keys
            keys |= new
        return keys


def _keys_with(keys: Collection[UUID]) -> set[UUID]:
    """The translation keys of what lies below some pages, and of what mirrors them or that.

    Two queries for each batch of pages.
    """
    found_keys: set[UUID] = set()
    in_order = list(keys)
    for start in range(0, len(in_order), _BATCH_OF_KEYS):
        batch = Page.objects.filter(translation_key__in=in_order[start : start + _BATCH_OF_KEYS])
        batch = batch.order_by()
        condition = reached(batch.values("pk"), ALIASES, TRANSLATIONS)
        for path in batch.filter(numchild__gt=0).values_list("path", flat=True):
            condition |= Q(path__startswith=path)
        rows = Page.objects.filter(condition).order_by()
        found_keys |= set(rows.values_list("translation_key", flat=True))
    return found_keys


@dataclass(slots=True)
class _VisiblePage:
    """A page as readers see it now."""

    page_id: int
    path: str


def _settle_site(site: Site, marks: _Marks) -> bool:
    """Write down what has changed on one site, and return whether anything has."""
    state, _created = PublicSite.objects.get_or_create(site=site)
    first_number = state.number
    tree = SiteTree.load(hostname=None if site.is_default_site else site.hostname)
    frame = _frame(tree)
    if state.frame != frame or marks.sites & {None, site.pk}:
        state.frame = frame
        state.number += 1
        state.everything_number = state.number
    state.looked_at = tree.at
    keys = marks.affected_keys()
    before, now = _recorded_pages(site, keys), _visible_pages(tree, keys)
    changed = _changed_keys(before, now, marks.page_keys)
    _record_pages(site, state, _former_records(site, before, now, changed))
    # Removed ones first: the path of one may be that of another now.
    for group in (changed - now.keys(), changed & now.keys()):
        page_keys = sorted(group, key=str)
        _record_pages(
            site,
            state,
            [
                _record(site, page_key, before.get(page_key), now.get(page_key))
                for page_key in page_keys
            ],
        )
    if state.number > first_number:
        state.token = secrets.token_hex(8)
        SettledChanges.objects.create(site=site, number=state.number, token=state.token)
    state.save()
    return state.number > first_number


def _record_pages(site: Site, state: PublicSite, rows: list[PublicPage]) -> None:
    """Store rows, each with the next number unless it has one."""
    public_paths = [row.path for row in rows if row.is_public]
    former = PublicPage.objects.filter(site=site).exclude(former_path="")
    for start in range(0, len(public_paths) if public_paths and former.exists() else 0, _BATCH):
        former.filter(path__in=public_paths[start : start + _BATCH]).delete()
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
    """The parts of the site itself that all pages show."""
    return [tree.origin, *([root.frontend_path, root.is_source] for root in tree.roots)]


def _recorded_pages(site: Site, keys: set[UUID] | None) -> dict[PageKey, PublicPage]:
    rows = PublicPage.objects.filter(site=site, former_path="")
    if keys is not None:
        rows = rows.filter(translation_key__in=keys)
    return {(row.translation_key, row.code): row for row in rows}


def _visible_pages(tree: SiteTree, keys: set[UUID] | None) -> dict[PageKey, _VisiblePage]:
    if not tree.roots:
        return {}
    visible = Page.objects.filter(pages.shown(Reading(tree, tree.roots[0])))
    if keys is not None:
        visible = visible.filter(translation_key__in=keys)
    rows = visible.order_by().values_list(
        "translation_key", "locale__language_code", "pk", "url_path", "locale_id"
    )
    return {
        (key, code): _VisiblePage(pk, tree.frontend_path(url_path=url_path, locale_id=locale_id))
        for key, code, pk, url_path, locale_id in rows
    }


def _changed_keys(
    before: dict[PageKey, PublicPage], now: dict[PageKey, _VisiblePage], edited: set[PageKey]
) -> set[PageKey]:
    """The pages with other content, and those that came, went or moved with their translations."""
    public = {page_key: row.path for page_key, row in before.items() if row.is_public}
    moved_keys = {
        page_key
        for page_key in public.keys() | now.keys()
        if public.get(page_key) != _path(now, page_key)
    }
    languages: dict[UUID, set[PageKey]] = defaultdict(set)
    for page_key in now:
        languages[page_key[0]].add(page_key)
    with_translations = {other for key, _code in moved_keys for other in languages[key]}
    return moved_keys | with_translations | (edited & now.keys())


def _path(now: dict[PageKey, _VisiblePage], page_key: PageKey) -> str | None:
    page = now.get(page_key)
    return page.path if page else None


def _former_records(
    site: Site,
    before: dict[PageKey, PublicPage],
    now: dict[PageKey, _VisiblePage],
    changed: set[PageKey],
) -> list[PublicPage]:
    """The paths that pages have left for others, and where no other page is.

    The path of a page that was no longer public keeps the number of that page's removal.
    """
    rows = [
        PublicPage(
            site=site,
            translation_key=record.translation_key,
            code=record.code,
            page_id=record.page_id,
            path=record.path,
            former_path=record.path,
            is_public=False,
            number=0 if record.is_public else record.number,
        )
        for page_key, record in before.items()
        if page_key in changed and _path(now, page_key) not in {None, record.path}
    ]
    if not rows:
        return []
    used_paths = {page.path for page in now.values()}
    for start in range(0, len(rows), _BATCH):
        paths = [row.path for row in rows[start : start + _BATCH]]
        others = PublicPage.objects.filter(site=site, is_public=True, path__in=paths)
        used_paths |= {
            other.path for other in others if (other.translation_key, other.code) not in before
        }
    return sorted((row for row in rows if row.path not in used_paths), key=lambda row: row.path)


def _record(
    site: Site, page_key: PageKey, before: PublicPage | None, now: _VisiblePage | None
) -> PublicPage:
    """The row of a page in the feed, without its number."""
    key, code = page_key
    page = now or before
    assert page is not None  # noqa: S101 - what is neither differs in nothing
    return PublicPage(
        site=site,
        translation_key=key,
        code=code,
        page_id=page.page_id,
        path=page.path,
        is_public=now is not None,
        number=0,
    )


# How builds read it


class Position(NamedTuple):
    """A position among the changes of a site: a number, and the token that was sent with it.

    ``None`` for the token: none was sent, so the number alone is compared.
    """

    number: int
    token: str | None


class UnknownPosition(LookupError):
    """A position this database has never sent: it was restored since, or is another one."""


@dataclass(frozen=True, slots=True)
class Changes(Slice[PublicPage]):
    """Some changes after a position, the oldest first; ``last`` is where the next begin.

    Each has its ``position``. To count all after the number, one query, none where it is
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
    """The changes of a site after a position, in one language or all.

    Without ``after``, all that is public; of that nothing for ``first=0``, which begins now. Three
    queries; more where marks are still to be settled.

    Raises:
        UnknownPosition: ``after`` isn't of this history.
    """
    tree.dependencies.add(cache_tags.CHANGES)
    settle()
    site_id = tree.site_id or 0
    # A number that none has reached yet has no token.
    known_token = _tokens(site_id, from_number=after.number if after else 0)
    states = PublicSite.objects.filter(site_id=site_id).annotate(known=Subquery(known_token))
    state = states.first() or PublicSite()
    if after is not None and not _is_known(after, getattr(state, "known", None)):
        raise UnknownPosition
    now = Position(state.number, state.token)
    condition = Condition(("changes", site_id, after, code), Q, {"at": tree.at})
    total = ListTotal(condition, tree.dependencies, tree.dependencies.tags)
    records = PublicPage.objects.filter(site_id=site_id, number__gt=after.number if after else 0)
    if after is None:
        records = records.filter(is_public=True)
    if code is not None:
        records = records.filter(code=code)
    count = partial(total.get_or_compute, "number of changes", records.count)
    if after is None and first == 0:
        return Changes([], has_more=False, count=count, last=now, is_everything=False)
    tokens = _tokens(site_id, from_number=OuterRef("number"))
    rows: list[PublicPage] = list(
        records.order_by("number").annotate(token=Subquery(tokens))[: first + 1]
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
    """True for a position of this history: its number has this token, or none was given."""
    return after.number == 0 or (token is not None and after.token in {None, token})


def _tokens(site_id: int, *, from_number: Any) -> QuerySet[SettledChanges, str]:
    """The token of the change of a number."""
    settled = SettledChanges.objects.filter(site_id=site_id, number__gte=from_number)
    return settled.order_by("number").values_list("token", flat=True)[:1]


def position_of(site_id: int, number: int) -> Position | None:
    """The position of a number in this history; ``None``: none has it yet. One query."""
    token = _tokens(site_id, from_number=number).first()
    return None if token is None else Position(number, token)
