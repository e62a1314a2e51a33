"""The content at a path of the frontend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import CharField, DateField
from wagtail.models import Page as PageModel

import graphene

from cms.api.content import arguments
from cms.api.content.errors import ErrorCode, error
from cms.api.content.identity import id_field, identity
from cms.api.content.pages import Alternate, Page
from cms.api.content.selections import selection_of
from cms.content import visibility
from cms.content.caching import cache_tags, memo
from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.reading.redirects import redirect_at
from cms.database import statements
from cms.database.statements import Parameter, in_list

if TYPE_CHECKING:
    from datetime import datetime

    from cms.content.tree import Root, SiteTree


# The memory of a Python record.
BYTES_PER_CANDIDATE = 500


class PageRoute(graphene.ObjectType):
    """There is a page at this path."""

    id = id_field()
    page = graphene.Field(Page, required=True, description="The page.")


class RedirectRoute(graphene.ObjectType):
    """The content of this path has moved to another URL."""

    id = id_field()
    path = graphene.String(
        required=True,
        description="A path of the frontend, or an absolute URL of another site.",
    )
    is_permanent = graphene.Boolean(
        required=True, description="Whether to answer 308 or 301 rather than 307 or 302."
    )


class UntranslatedRoute(graphene.ObjectType):
    """The page at this path isn't in this language. It can be read in others."""

    id = id_field()
    language = graphene.String(required=True, description="BCP 47 tag of the language of the path.")
    alternates = graphene.List(
        graphene.NonNull(Alternate), required=True, description="The languages there are."
    )


class RestrictedRoute(graphene.ObjectType):
    """A login or password is needed to read the content of this path. Nothing else is revealed."""

    id = id_field()
    path = graphene.String(required=True, description="The path as it was requested.")


class NotFoundRoute(graphene.ObjectType):
    """There is nothing at this path."""

    id = id_field()
    path = graphene.String(required=True, description="The path as it was requested.")


class Route(graphene.Union):
    """The content for a frontend's catch-all route."""

    class Meta:
        types = (PageRoute, RedirectRoute, UntranslatedRoute, RestrictedRoute, NotFoundRoute)


class Query(graphene.ObjectType):
    """Paths."""

    route = graphene.Field(
        Route,
        required=True,
        path=graphene.String(
            required=True,
            description=(
                "A path of the frontend, such as `/zh-hans/news/`: with or without the slash at "
                "the end, percent-encoded or not, in upper or lower case. Doubled slashes count "
                "as one and dots are followed as a browser does. Whatever the spelling, `path` "
                "of the page is its only path; redirect readers there if it differs. A query "
                "string matters only for redirects that have one."
            ),
        ),
        site=graphene.String(description="Host name of the site. Left out: the default site."),
        description="The content at a path: the one request of a frontend's catch-all route.",
    )

    @staticmethod
    def resolve_route(_root: Any, info: Any, path: str, site: str | None = None) -> Any:
        route = _route(info, path, site)
        route.id = identity(type(route).__name__, *([site] if site else []), path)
        return route


def _route(info: Any, path: str, site: str | None) -> Any:
    """The content at a path, or that there can't be any.

    Raises:
        GraphQLError: ``UNKNOWN_SITE``.
    """
    tree = info.context.tree(arguments.text("site", site) if site is not None else None)
    if site is not None and tree.site_id is None:
        raise error(ErrorCode.UNKNOWN_SITE, f"There is no site “{site}”.")
    try:
        frontend_path = arguments.frontend_path(path)
    except arguments.UnknownValue:
        return NotFoundRoute(path=path)
    tree.dependencies.add(cache_tags.slug("/".join(frontend_path.segments)))
    if not frontend_path.code:
        source = tree.source
        return _redirect(source.frontend_path) if source else NotFoundRoute(path=path)
    root = tree.root_of_code(frontend_path.code)
    return _resolve(info, tree, root, frontend_path, path)


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: pages.PageReference
    translation_key: Any
    is_readable: bool
    is_restricted: bool
    is_alias: bool


def _resolve(
    info: Any, tree: SiteTree, root: Root | None, frontend_path: arguments.FrontendPath, path: str
) -> Any:
    candidates = _candidates(tree, frontend_path) if root else []
    here = [
        candidate for candidate in candidates if root and candidate.page.locale_id == root.locale_id
    ]
    if root and any(candidate.is_readable for candidate in here):
        page = _read(
            info,
            Reading(tree, root),
            next(candidate for candidate in here if candidate.is_readable),
        )
        if page is not None:
            return PageRoute(page=page)
    if any(candidate.is_restricted for candidate in here):
        tree.dependencies.add_hidden(cache_tags.RESTRICTED)
        return RestrictedRoute(path=path)
    redirect = _redirected(tree, frontend_path)
    if redirect is not None:
        return redirect
    elsewhere = [
        candidate for candidate in candidates if candidate.is_readable and not candidate.is_alias
    ]
    if root and elsewhere:
        return _in_other_languages(Reading(tree, root), elsewhere[0])
    return NotFoundRoute(path=path)


def _candidates(tree: SiteTree, frontend_path: arguments.FrontendPath) -> list[_Candidate]:
    """The pages at this place in any language, those a reader may not know of left out.

    Where there is none as the path is spelled, those at its spelling in small letters. One
    query, none where they are remembered. That there are none isn't: anybody can make up paths.
    """
    exact = "".join(f"{slug}/" for slug in frontend_path.slugs)
    key = ("candidates", tree.shape, tree.today, exact)

    def find(_before: memo.OutdatedValue | None) -> memo.MemoEntry:
        spellings = dict.fromkeys((exact, exact.lower()))
        places = [root.url_path + below for root in tree.roots for below in spellings]
        rows = _found(tree, places, at_exact={root.url_path + exact for root in tree.roots})
        tags = {*map(cache_tags.slug, places), cache_tags.RESTRICTED} if rows else ()
        return memo.MemoEntry(key, rows, frozenset(tags), BYTES_PER_CANDIDATE * len(rows))

    at = cast("datetime", tree.at)
    candidates: list[_Candidate] = memo.get_or_compute(key, tree.dependencies, at, find)
    return candidates


def _found(tree: SiteTree, places: list[str], *, at_exact: set[str]) -> list[_Candidate]:
    rows = statements.rows(
        ("candidates", tree.shape),
        lambda: _rows(tree.timeless),
        {"at": tree.at, "day": tree.today, "places": places},
    )
    visible_rows = [row for row in rows if row["is_readable"] or row["is_restricted"]]
    return [
        _Candidate(
            page=pages.page_reference(row),
            translation_key=row["translation_key"],
            is_readable=row["is_readable"],
            is_restricted=row["is_restricted"],
            is_alias=row["alias_of_id"] is not None,
        )
        for row in [row for row in visible_rows if row["url_path"] in at_exact] or visible_rows
    ]


def _rows(tree: SiteTree) -> Any:
    return (
        PageModel.objects.filter(in_list("url_path", "places", CharField()))
        .annotate(
            is_readable=visibility.as_column(tree.shown(Parameter("day", DateField()))),
            is_restricted=visibility.as_column(tree.restricted()),
        )
        .order_by("path")
        .values(
            *pages.REFERENCE_COLUMNS, "translation_key", "is_readable", "is_restricted",
            "alias_of_id", "url_path",
        )
    )  # fmt: skip


def _read(info: Any, reading: Reading, candidate: _Candidate) -> pages.Page | None:
    selection = selection_of(info).on("PageRoute").of("page")
    records = pages.read_pages(reading, [candidate.page], selection)
    reading.fetch()
    return records.get(candidate.page.pk)


def _in_other_languages(
    reading: Reading, candidate: _Candidate
) -> UntranslatedRoute | RedirectRoute:
    """The languages of a page at this place, or where it is in the one that was asked for."""
    key = candidate.translation_key
    reading.request_translations(key)
    reading.fetch()
    translations = reading.all_of(key)
    own_target = translations.on(reading.root.locale_id) if translations else None
    if own_target is not None:
        return _redirect(own_target.frontend_path)
    return UntranslatedRoute(language=reading.tag, alternates=pages.alternates(reading, key))


def _redirected(tree: SiteTree, frontend_path: arguments.FrontendPath) -> RedirectRoute | None:
    """The redirect at a path, by an editor or of a page that moved. Two queries at most."""
    redirect = redirect_at(tree, frontend_path.spellings)
    return _redirect(redirect.target, is_permanent=redirect.is_permanent) if redirect else None


def _redirect(path: str, *, is_permanent: bool = False) -> RedirectRoute:
    return RedirectRoute(path=path, is_permanent=is_permanent)
