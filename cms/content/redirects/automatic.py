"""The redirects created when a page is renamed or moved.

None from a path that no reader could ever open: of a page that was never published, under a
slug it was never published with, or below a page that never was. None to itself; those that would
be by now, since the page is back, go.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import reduce, wraps
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import CharField, DateTimeField, F, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone
from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from cms.content.pages import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Site

# The tree paths of the pages no reader could ever open, while redirects are made.
_unpublished: ContextVar[tuple[str, ...]] = ContextVar("unpublished", default=())
# As many values as any database takes in a query, and the redirects stored at once.
_BATCH = 500
_STORED_AT_ONCE = 5000
# As many pages that nobody could open as a statement names.
_MOST_HIDDEN = 50
_PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
_UNPUBLISHED = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


class AllowedRedirects(signal_handlers.BatchRedirectCreator):
    """Makes the redirects that can be kept, and somebody could need.

    A page with a longer path can't have been found.
    """

    def add(self, *, instance: Any = None, **values: Any) -> None:  # type: ignore[override]
        """Queue a redirect for the next batch, if it fits."""
        old_path = instance.old_path if instance is not None else values["old_path"]
        page = instance.redirect_page if instance is not None else values["redirect_page"]
        if len(old_path) > limits.LONGEST_PATH or page.path.startswith(_unpublished.get()):
            return
        if not _is_found_anyway(old_path, page):
            super().add(instance=instance, **values)


def install() -> None:
    """Put both in place of Wagtail's own. Idempotent."""
    handlers: Any = signal_handlers
    handlers.BatchRedirectCreator = AllowedRedirects
    original = handlers.create_redirects
    if hasattr(original, "asks_who_could_open"):
        return

    @wraps(original)
    def create_redirects(page: Page, page_old: Page, sites: Iterable[Site]) -> None:
        if _could_be_opened(page, page_old):
            below = page.get_descendants().filter(live=False, first_published_at=None)
            # Redirects are made of live pages: drafts without pages below them hide none.
            above = below.filter(numchild__gt=0)
            hidden = _unpublished.set(tuple(above.values_list("path", flat=True)))
            try:
                _create(page, page_old, sites)
            finally:
                _unpublished.reset(hidden)
        _forget_own_addresses(page)

    create_redirects.asks_who_could_open = True  # type: ignore[attr-defined]
    handlers.create_redirects = create_redirects


def _create(page: Page, page_old: Page, sites: Iterable[Site]) -> None:
    """Make the redirects of a page and of the live ones below it.

    Their paths begin with that of the page and end alike. Two statements for each 500
    pages, where Wagtail asks for each.
    """
    urls: Any = signal_handlers._page_urls_for_sites  # noqa: SLF001
    own = AllowedRedirects(max_size=_BATCH, ignore_conflicts=True)
    sites = tuple(sites)
    changed = urls(page_old, sites, cache_target=page) - urls(page, sites, cache_target=page)
    for site, old_path, route in changed:
        own.add(
            old_path=old_path, site=site, redirect_page=page, redirect_page_route_path=route,
            automatically_created=True,
        )  # fmt: skip
    own.process()
    new = _address(page) or ""
    for site, old_path, route in changed:
        if not route:
            _create_below(page, site, before=old_path, now=new)


def _create_below(page: Page, site: Site, *, before: str, now: str) -> None:
    hidden = _unpublished.get()
    below = page.get_descendants().live().order_by("path")
    # Another spelling of the same letters needs a look at each page.
    if before.lower() != now.lower() and len(hidden) <= _MOST_HIDDEN:
        BulkCreation.insert(page, site, before, below.exclude(path_begins_with(hidden)))
        return
    made: list[Redirect] = []
    for pk, path, url_path in below.values_list("pk", "path", "url_path").iterator():
        end = url_path[len(page.url_path) :]
        old_path = Redirect.normalise_path(f"{before}/{end}")
        if len(old_path) > limits.LONGEST_PATH or path.startswith(hidden):
            continue
        if old_path.lower() != old_path and _differs_in_capitals(
            old_path, Redirect.normalise_path(f"{now}/{end}")
        ):
            continue
        made.append(
            Redirect(old_path=old_path, site=site, redirect_page_id=pk, automatically_created=True)
        )
    for start in range(0, len(made), _STORED_AT_ONCE):
        _replace(made[start : start + _STORED_AT_ONCE], site)


def path_begins_with(paths: Iterable[str]) -> Q:
    """The pages at these places in the tree, and those below them."""
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


class BulkCreation:
    """The redirects of all pages below one that was put elsewhere, in three statements.

    Everything below has new URLs, so cache tags are invalidated as a whole, not for each.
    """

    model = Redirect

    @staticmethod
    def insert(page: Page, site: Site, before: str, below: QuerySet[Page]) -> None:
        """Have the former paths of ``below`` lead to them.

        Slugs hold nothing that the normal form of a path changes.

        Args:
            page: the page that was put elsewhere.
            site: the site of its former path.
            before: that path, in its normal form.
            below: pages below it.
        """
        end = Substr(
            "url_path", len(page.url_path) + 1, Length("url_path") - len(page.url_path) - 1
        )
        former = Concat(Value(f"{before}/"), end, output_field=CharField())
        pages = below.order_by().annotate(former=former, former_length=Length(former))
        pages = pages.filter(former_length__lte=limits.LONGEST_PATH)
        taken = Redirect.objects.filter(
            automatically_created=True, site=site, old_path__in=pages.values("former")
        )
        # Whoever depends on them depends on those that are stored now.
        taken._raw_delete(taken.db)  # noqa: SLF001
        values = {
            "old_path": F("former"),
            "redirect_page_id": F("pk"),
            "site_id": Value(site.pk),
            "is_permanent": Value(True),
            "redirect_page_route_path": Value(""),
            "redirect_link": Value(""),
            "automatically_created": Value(True),
            "created_at": Value(timezone.now(), output_field=DateTimeField()),
        }
        selected = pages.values_list(*values.values())
        query, parameters = selected.query.sql_with_params()
        columns = ", ".join(map(connection.ops.quote_name, values))
        table = connection.ops.quote_name(Redirect._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) {query} ON CONFLICT DO NOTHING",
                parameters,
            )

    @staticmethod
    def undo(redirects: QuerySet[Redirect]) -> None:
        """Delete the redirects of pages that are where they were before, in one statement."""
        rows = Redirect.objects.filter(pk__in=redirects.order_by().values("pk"))
        rows._raw_delete(rows.db)  # noqa: SLF001


def _replace(made: list[Redirect], site: Site) -> None:
    """Store redirects in the place of automatic ones from the same paths."""
    automatic = Redirect.objects.filter(automatically_created=True, site=site)
    paths = [redirect.old_path for redirect in made]
    for start in range(0, len(paths), _BATCH):
        taken = automatic.filter(old_path__in=paths[start : start + _BATCH])
        # Whoever depends on them depends on those that are stored now.
        taken._raw_delete(taken.db)  # noqa: SLF001
    Redirect.objects.bulk_create(made, ignore_conflicts=True)


def _is_found_anyway(old_path: str, page: Page) -> bool:
    """True if requests for the old URL find the page: it differs in upper and lower case alone."""
    return old_path.lower() != old_path and _differs_in_capitals(old_path, _address(page))


def _differs_in_capitals(old_path: str, new_path: str | None) -> bool:
    small = old_path.lower()
    return small != old_path and small == new_path


def _address(page: Page) -> str | None:
    parts = page.get_url_parts()
    return Redirect.normalise_path(parts[2]) if parts and parts[2] else None


def _could_be_opened(page: Page, page_old: Page) -> bool:
    """True if readers could ever open a page at its old URL. Three queries at most."""
    slugs = page_old.url_path.strip("/").split("/")[:-1]
    above = ["/" + "".join(f"{slug}/" for slug in slugs[:end]) for end in range(1, len(slugs) + 1)]
    never = Page.objects.filter(url_path__in=above, live=False, first_published_at=None)
    if any(not _was_unpublished(pk) for pk in never.values_list("pk", flat=True)):
        return False
    if page_old.live:
        return True
    published = list(
        PageLogEntry.objects.filter(page=page.pk, action__in=_PUBLISHED, revision__isnull=False)
        .annotate(published_slug=KeyTextTransform("slug", "revision__content"))
        .values_list("published_slug", flat=True)
        .distinct()
    )
    if published:
        return page_old.slug in published
    return page_old.first_published_at is not None or _was_unpublished(page.pk)


def _was_unpublished(page_id: int) -> bool:
    """True if a page was unpublished, so that it was public before, though no date says so."""
    return PageLogEntry.objects.filter(page=page_id, action__in=_UNPUBLISHED).exists()


def _forget_own_addresses(page: Page) -> None:
    """Delete automatic redirects from the present URLs of a page and its descendants."""
    address = _address(page)
    if address is None:
        return
    own = Concat(Value(f"{address}/"), Substr("redirect_page__url_path", len(page.url_path) + 1))
    back = Redirect.objects.filter(
        redirect_page__path__startswith=page.path, automatically_created=True
    ).alias(own=own).filter(own=Concat("old_path", Value("/")))  # fmt: skip
    rows: list[Redirect] = list(back[: _BATCH + 1])
    if len(rows) > _BATCH:
        BulkCreation.undo(back)
    elif rows:
        BulkDeletion.delete(rows)


class BulkDeletion:
    """The deletion of many redirects, for which cache tags are invalidated once, not for each."""

    model = Redirect

    @staticmethod
    def delete(redirects: list[Redirect]) -> None:
        """Delete redirects, a statement for each 500."""
        keys = [redirect.pk for redirect in redirects]
        for start in range(0, len(keys), _BATCH):
            rows = Redirect.objects.filter(pk__in=keys[start : start + _BATCH])
            rows._raw_delete(rows.db)  # noqa: SLF001
