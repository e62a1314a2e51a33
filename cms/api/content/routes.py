"""What is at an address of the frontend."""

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
from cms.database.statements import Parameter, one_of

if TYPE_CHECKING:
    from datetime import datetime

    from cms.content.tree import Root, SiteTree


# What Python takes for one.
BYTES_PER_CANDIDATE = 500


class PageRoute(graphene.ObjectType):
    """A page is at this address."""

    id = id_field()
    page = graphene.Field(Page, required=True, description="The page.")


class RedirectRoute(graphene.ObjectType):
    """What was at this address is somewhere else now."""

    id = id_field()
    path = graphene.String(
        required=True,
        description="A path of the frontend, or an absolute address of another site.",
    )
    is_permanent = graphene.Boolean(
        required=True, description="Whether to answer 308 or 301 rather than 307 or 302."
    )


class UntranslatedRoute(graphene.ObjectType):
    """The page at this address isn't in this language. It can be read in others."""

    id = id_field()
    language = graphene.String(
        required=True, description="BCP 47 tag of the language the address asks for."
    )
    alternates = graphene.List(
        graphene.NonNull(Alternate), required=True, description="The languages there are."
    )


class RestrictedRoute(graphene.ObjectType):
    """A login or password is needed to read what is at this address. No more is told."""

    id = id_field()
    path = graphene.String(required=True, description="The address as it was asked for.")


class NotFoundRoute(graphene.ObjectType):
    """Nothing is at this address."""

    id = id_field()
    path = graphene.String(required=True, description="The address as it was asked for.")


class Route(graphene.Union):
    """What a frontend's catch-all route shows."""

    class Meta:
        types = (PageRoute, RedirectRoute, UntranslatedRoute, RestrictedRoute, NotFoundRoute)


class Query(graphene.ObjectType):
    """Addresses."""

    route = graphene.Field(
        Route,
        required=True,
        path=graphene.String(
            required=True,
            description=(
                "A path of the frontend, such as `/zh-hans/news/`: with or without the slash at "
                "the end, percent-encoded or not, in small or capital letters. Doubled slashes "
                "count as one and dots are followed as a browser does. Whatever the spelling, "
                "`path` of the page is its one address; lead readers there where it differs. A "
                "query is looked at only to find a redirect that has one."
            ),
        ),
        site=graphene.String(description="Host name of the site. Left out: the default site."),
        description="What is at an address: the one question of a frontend's catch-all route.",
    )

    @staticmethod
    def resolve_route(_root: Any, info: Any, path: str, site: str | None = None) -> Any:
        found = _route(info, path, site)
        found.id = identity(type(found).__name__, *([site] if site else []), path)
        return found


def _route(info: Any, path: str, site: str | None) -> Any:
    """What is at an address, or that nothing can be there.

    Raises:
        GraphQLError: ``UNKNOWN_SITE``.
    """
    tree = info.context.tree(arguments.text("site", site) if site is not None else None)
    if site is not None and tree.site_id is None:
        raise error(ErrorCode.UNKNOWN_SITE, f"There is no site “{site}”.")
    try:
        asked = arguments.address(path)
    except arguments.UnknownValue:
        return NotFoundRoute(path=path)
    tree.dependencies.add(cache_tags.slug("/".join(asked.segments)))
    if not asked.code:
        source = tree.source
        return _redirect(source.address) if source else NotFoundRoute(path=path)
    root = tree.root_of_code(asked.code)
    return _resolve(info, tree, root, asked, path)


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: pages.PageReference
    translation_key: Any
    is_readable: bool
    is_restricted: bool
    is_alias: bool


def _resolve(
    info: Any, tree: SiteTree, root: Root | None, asked: arguments.FrontendPath, path: str
) -> Any:
    candidates = _candidates(tree, asked) if root else []
    here = [one for one in candidates if root and one.found.locale_id == root.locale_id]
    if root and any(one.is_readable for one in here):
        page = _read(info, Reading(tree, root), next(one for one in here if one.is_readable))
        if page is not None:
            return PageRoute(page=page)
    if any(one.is_restricted for one in here):
        tree.dependencies.add_hidden(cache_tags.RESTRICTED)
        return RestrictedRoute(path=path)
    redirect = _redirected(tree, asked)
    if redirect is not None:
        return redirect
    elsewhere = [one for one in candidates if one.is_readable and not one.is_alias]
    if root and elsewhere:
        return _in_other_languages(Reading(tree, root), elsewhere[0])
    return NotFoundRoute(path=path)


def _candidates(tree: SiteTree, asked: arguments.FrontendPath) -> list[_Candidate]:
    """The pages at this place in any language, those a reader may not know of left out.

    Where there is none as the address is spelled, those at its spelling in small letters. One
    query, none where they are remembered. That there are none isn't: anybody can make up addresses.
    """
    exact = "".join(f"{slug}/" for slug in asked.slugs)
    key = ("candidates", tree.shape, tree.today, exact)

    def find(_before: memo.OutdatedValue | None) -> memo.MemoEntry:
        spellings = dict.fromkeys((exact, exact.lower()))
        places = [root.url_path + below for root in tree.roots for below in spellings]
        found = _found(tree, places, at_exact={root.url_path + exact for root in tree.roots})
        tags = {*map(cache_tags.slug, places), cache_tags.RESTRICTED} if found else ()
        return memo.MemoEntry(key, found, frozenset(tags), BYTES_PER_CANDIDATE * len(found))

    at = cast("datetime", tree.at)
    candidates: list[_Candidate] = memo.find_out(key, tree.dependencies, at, find)
    return candidates


def _found(tree: SiteTree, places: list[str], *, at_exact: set[str]) -> list[_Candidate]:
    rows = statements.rows(
        ("candidates", tree.shape),
        lambda: _rows(tree.timeless),
        {"at": tree.at, "day": tree.today, "places": places},
    )
    known = [row for row in rows if row["is_readable"] or row["is_restricted"]]
    return [
        _Candidate(
            found=pages.found(row),
            translation_key=row["translation_key"],
            is_readable=row["is_readable"],
            is_restricted=row["is_restricted"],
            is_alias=row["alias_of_id"] is not None,
        )
        for row in [row for row in known if row["url_path"] in at_exact] or known
    ]


def _rows(tree: SiteTree) -> Any:
    return (
        PageModel.objects.filter(one_of("url_path", "places", CharField()))
        .annotate(
            is_readable=visibility.as_column(tree.shown(Parameter("day", DateField()))),
            is_restricted=visibility.as_column(tree.restricted()),
        )
        .order_by("path")
        .values(
            *pages.FOUND, "translation_key", "is_readable", "is_restricted", "alias_of_id",
            "url_path",
        )
    )  # fmt: skip


def _read(info: Any, reading: Reading, candidate: _Candidate) -> pages.Page | None:
    selection = selection_of(info).on("PageRoute").of("page")
    records = pages.read_pages(reading, [candidate.found], selection)
    reading.fetch()
    return records.get(candidate.found.pk)


def _in_other_languages(
    reading: Reading, candidate: _Candidate
) -> UntranslatedRoute | RedirectRoute:
    """The languages of a page at this place, or where it is in the one that was asked for."""
    key = candidate.translation_key
    reading.want_translations(key)
    reading.fetch()
    found = reading.all_of(key)
    own = found.on(reading.root.locale_id) if found else None
    if own is not None:
        return _redirect(own.address)
    return UntranslatedRoute(language=reading.tag, alternates=pages.alternates(reading, key))


def _redirected(tree: SiteTree, asked: arguments.FrontendPath) -> RedirectRoute | None:
    """Where an editor, or a page that moved, left a redirect. Two queries at most."""
    found = redirect_at(tree, asked.spellings)
    return _redirect(found.target, is_permanent=found.is_permanent) if found else None


def _redirect(path: str, *, is_permanent: bool = False) -> RedirectRoute:
    return RedirectRoute(path=path, is_permanent=is_permanent)
