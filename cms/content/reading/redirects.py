"""The new place of content that has moved: editors' redirects and those of renamed pages.

A redirect to a page leads to it in the language of the old path, or else in the site's source
language; one to a page nobody may read isn't reported at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect as RedirectModel
from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.content.reading.loader import Reading
from cms.content.reading.slices import BY_ID, Slice
from cms.database import statements
from cms.database.statements import Condition, Parameter, in_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cms.content.reading.slices import Window
    from cms.content.tree import Root, SiteTree


DAY = Parameter("day", DateField())
COLUMNS = ("pk", "site_id", "old_path", "redirect_page_id", "redirect_link", "is_permanent")


@dataclass(frozen=True, slots=True)
class Redirect:
    """``path`` is the old path; ``target`` a path of the frontend or an absolute URL."""

    pk: int
    path: str
    target: str
    is_permanent: bool


class RequestedPath(Protocol):
    """A path of the frontend, taken apart as in a request for the content at it."""

    @property
    def code(self) -> str:
        """The code of its language."""

    @property
    def slugs(self) -> Sequence[str]:
        """The slugs after the code."""

    @property
    def spellings(self) -> Sequence[str]:
        """The paths a redirect from there may be kept under, the one that is followed first."""


@dataclass(frozen=True, slots=True)
class Redirects(Slice[Redirect]):
    """Some redirects, the oldest first; counting all public ones takes one query.

    ``last_pk`` is where the next ones begin: not always the last of the entries, because those that
    nobody would be led by are left out.
    """

    last_pk: int | None


def redirect_at(tree: SiteTree, paths: Iterable[str]) -> Redirect | None:
    """The redirect at the first of these spellings of a path. Two queries at most.

    One from a path that names no language, such as ``/promo``, holds below the prefix of each
    language, too, and leads to the page in that language.
    """
    spellings = list(dict.fromkeys(RedirectModel.normalise_path(path) for path in paths))
    root = _root(tree, spellings[0])
    if root is not None:
        bare = [path[path.index("/", 1) :] for path in spellings if "/" in path[1:]]
        spellings = list(dict.fromkeys([*spellings, *bare]))
    rows = statements.rows(("redirect", tree.site_id), lambda: _rows_at(tree), {"paths": spellings})
    # One of the site goes before one of all sites, unless it leads to a hidden page.
    rows.sort(key=lambda row: (spellings.index(row["old_path"]), row["site_id"] is None))
    return next(iter(_read(tree, rows, requested=spellings[0], root=root)), None) if rows else None


def _rows_at(tree: SiteTree) -> QuerySet[Any, Any]:
    return RedirectModel.objects.filter(
        Q(site_id=tree.site_id or 0) | Q(site__isnull=True),
        in_list("old_path", "paths", CharField()),
    ).values(*COLUMNS)


def redirects(
    tree: SiteTree, *, window: Window[tuple[int]], split: Callable[[str], RequestedPath | None]
) -> Redirects:
    """The redirects of a site, in the order of their ids. Three queries.

    Left out are redirects that no reader of their path would follow: a page exists there that
    can be read, or could be with a login, and takes precedence; or nobody could request
    the path. ``split`` takes a path apart, ``None`` if it isn't one.
    """
    tree.dependencies.add(cache_tags.REDIRECTS, cache_tags.ADDRESSES)
    condition = Condition(("told", tree.shape), lambda: _told(tree.timeless), _moment(tree))
    behind = condition & BY_ID.within(window)
    all_rows = statements.rows(
        window.named(behind.named("redirects")),
        lambda: window.of(_rows(behind.build())),
        behind.values,
    )
    rows, has_more = window.cut(all_rows)
    shown_redirects = _read(tree, _followed_rows(tree, rows, split))
    last_pk = rows[-1]["pk"] if rows else None
    return Redirects(shown_redirects, has_more, lambda: _count(condition), last_pk)


def _count(condition: Condition) -> int:
    return statements.count(
        condition.named("redirects"),
        lambda: RedirectModel.objects.filter(condition.build()).values("pk"),
        condition.values,
    )


def _moment(tree: SiteTree) -> dict[str, Any]:
    """The values of a condition on pages that can be read now."""
    return {"at": tree.at, "day": tree.today}


def _rows(condition: Q) -> QuerySet[Any, Any]:
    return BY_ID.sorted(RedirectModel.objects.filter(condition)).values(*COLUMNS)


def _told(tree: SiteTree) -> Q:
    """The site's redirects to what a reader may see, and those of all sites none of them replaces.

    One that leads to a hidden page replaces nothing, as if it weren't there.
    """
    site_id = tree.site_id or 0
    followed = _followed(tree)
    same_path = RedirectModel.objects.filter(
        followed, site_id=site_id, old_path=OuterRef("old_path")
    )
    return followed & (Q(site_id=site_id) | Q(site__isnull=True) & ~Q(Exists(same_path)))


def _followed(tree: SiteTree) -> Q:
    """The redirects to other sites and paths, and those to pages a reader may see."""
    followed = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    elsewhere = Q()
    for root in tree.roots:
        code = root.language.code
        below = Q(old_path__iexact=f"/{code}") | Q(old_path__istartswith=f"/{code}/")
        followed |= below & _leads_to_readable(tree, root)
        elsewhere &= ~below
    if tree.roots:
        followed |= elsewhere & _leads_to_readable(tree, tree.roots[0])
    return followed


def _leads_to_readable(tree: SiteTree, root: Root) -> Q:
    languages = {root.locale_id} | ({tree.source.locale_id} if tree.source else set())
    targets = Page.objects.filter(
        tree.shown(DAY),
        locale_id__in=languages,
        translation_key=OuterRef("redirect_page__translation_key"),
    )
    return Q(redirect_page__isnull=False) & Q(Exists(targets))


def _read(
    tree: SiteTree, rows: list[dict[str, Any]], *, requested: str = "", root: Root | None = None
) -> list[Redirect]:
    """The public redirects of these rows. One query.

    ``root`` is the language of those whose path names none. One that leads to where it is from, or
    was asked from, isn't reported.
    """
    reading = Reading(tree, tree.roots[0]) if tree.roots else None
    if reading:
        for row in rows:
            reading.request_page(row["redirect_page_id"])
        reading.fetch()
    redirects = []
    for row in rows:
        target = _target(reading, row, root)
        if target and not _is_same(target, row["old_path"], requested):
            redirects.append(Redirect(row["pk"], row["old_path"], target, row["is_permanent"]))
    return redirects


def _is_same(target: str, *paths: str) -> bool:
    """True if a path of the frontend is one of these."""
    small = RedirectModel.normalise_path(target).lower() if target.startswith("/") else None
    return small in {path.lower() for path in paths}


def _target(reading: Reading | None, row: dict[str, Any], asked_root: Root | None) -> str | None:
    if not row["redirect_page_id"]:
        return row["redirect_link"]
    if reading is None:
        return None
    root = _root(reading.tree, row["old_path"]) or asked_root or reading.root
    page = replace(reading, root=root).page(row["redirect_page_id"])
    return page.frontend_path if page else None


def _root(tree: SiteTree, path: str) -> Root | None:
    """The language a path begins with; ``None`` where it names none."""
    return tree.root_of_code(path.split("/")[1].lower())


def _followed_rows(
    tree: SiteTree, rows: list[dict[str, Any]], split: Callable[[str], RequestedPath | None]
) -> list[dict[str, Any]]:
    """The rows that are found at their own path. One query."""
    rows_and_paths = []
    for row in rows:
        path = split(row["old_path"])
        if (
            path
            and path.code
            and RedirectModel.normalise_path(path.spellings[0]) == row["old_path"]
        ):
            rows_and_paths.append((row, _WagtailPaths.of(tree, path)))
    existing = _known_places(
        tree, {url_path for _row, places in rows_and_paths for url_path in places.all}
    )
    return [row for row, places in rows_and_paths if not places.are_taken(existing)]


@dataclass(frozen=True, slots=True)
class _WagtailPaths:
    """The URL paths in Wagtail of a page that would take precedence over a redirect.

    As the path is spelled, there and in all languages, or else in small letters.
    """

    exact: str
    exact_anywhere: frozenset[str]
    small: str

    @classmethod
    def of(cls, tree: SiteTree, path: RequestedPath) -> _WagtailPaths:
        root = tree.root_of_code(path.code)
        if root is None:
            return cls("", frozenset(), "")
        below = "".join(f"{slug}/" for slug in path.slugs)
        anywhere = frozenset(root_.url_path + below for root_ in tree.roots)
        return cls(root.url_path + below, anywhere, root.url_path + below.lower())

    @property
    def all(self) -> set[str]:
        if self.exact == self.small:
            return {self.exact} - {""}
        return {*self.exact_anywhere, self.small}

    def are_taken(self, existing: set[str]) -> bool:
        is_exact = self.exact == self.small or not existing.isdisjoint(self.exact_anywhere)
        return (self.exact if is_exact else self.small) in existing


def _known_places(tree: SiteTree, places: set[str]) -> set[str]:
    """The URL paths, of those given, of pages that a reader may know of. One query."""
    if not places:
        return set()
    rows = statements.rows(
        ("known places", tree.shape),
        lambda: _pages_at(tree.timeless),
        {**_moment(tree), "places": places},
    )
    return {row["url_path"] for row in rows}


def _pages_at(tree: SiteTree) -> QuerySet[Any, Any]:
    is_known = tree.shown(DAY) | tree.restricted()
    at_places = in_list("url_path", "places", CharField())
    return Page.objects.filter(is_known, at_places).order_by().values("url_path")
