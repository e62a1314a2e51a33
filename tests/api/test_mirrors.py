"""An alias is read exactly while what it mirrors is, in every state of that, by every way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

import pytest
from graphql_relay import to_global_id

from tests import factories
from tests.api import kin
from tests.api.kin import DRAFT, STATES, WORD
from tests.api.test_changes import Build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.api.conftest import Ask
    from tests.factories import Newsroom

LANGUAGES = {"en": "en", "zh-hans": "zh-Hans", "fr": "fr"}
LISTS = """
query ($language: String!, $keys: [ID!]!, $word: String!) {
  own: news(language: $language, first: 100) { totalCount edges { node { path } } }
  either: news(language: $language, first: 100, fallback: SOURCE) {
    totalCount edges { node { path title summary alternates { path } } }
  }
  found: news(language: $language, first: 100, fallback: SOURCE, search: $word) {
    totalCount edges { node { path } }
  }
  search(query: $word, language: $language, first: 100) {
    totalCount edges { node { page { path } } }
  }
  pages(translationKeys: $keys, language: $language) { path title }
}
"""
SITEMAP = """
query ($language: String!, $after: String) {
  sitemap(language: $language, first: 100, after: $after) {
    edges { node { path } } pageInfo { hasNextPage endCursor }
  }
}
"""
ROUTE = """
query ($path: String!) { route(path: $path) { __typename ... on PageRoute { page { path } } } }
"""
NODE = 'n%d: node(id: "%s") { ... on NewsPage { path } }'
REDIRECTS = """
query ($after: String) {
  redirects(first: 100, after: $after) {
    edges { node { path target } } pageInfo { hasNextPage endCursor }
  }
}
"""
CHANGES = """
query ($after: String) {
  changes(first: 100, after: $after) {
    edges { node { path kind } } pageInfo { hasNextPage endCursor }
  }
}
"""


@dataclass(frozen=True)
class Told:
    """A page that exists, and whether readers are to be told of it."""

    key: str
    code: str
    path: str
    is_alias: bool
    is_read: bool


def build(english: Newsroom, chinese: Newsroom) -> list[Told]:
    """All kin of a page in each state."""
    site = kin.site(english, chinese)
    families = {}
    for number, (name, state) in enumerate(STATES.items()):
        parent = site.sections.get(state.section, english.news)
        source = factories.news_page(parent, f"{name} 1", slug=f"state-{number}", summary=WORD)
        source.save_revision().publish()
        families[name] = kin.kin(site, source)
    kin.close(site)
    for name, state in STATES.items():
        family = families[name]
        state.happen(site, family.by_name["source"])
        if name not in {"unpublished", "expired", "scheduled", "published again", "deleted"}:
            family.force_live()
        else:
            # What follows its source by itself stays as it is left, but for the aliases' rows.
            _force(family.by_name[alias].pk for alias in kin.ALIASES if name != "deleted")
    return [
        Told(
            str(page.translation_key),
            page.locale.language_code,
            page.get_url_parts()[2],
            page.alias_of_id is not None,
            member in STATES[name].read(),
        )
        for name, family in families.items()
        for member, stored in family.by_name.items()
        if (page := Page.objects.filter(pk=stored.pk).first()) is not None
        and (page := page.specific).get_url_parts()
    ]


def _force(ids: Iterable[int]) -> None:
    Page.objects.filter(pk__in=ids).update(live=True, expire_at=None)


def paths(connection: Any) -> list[str]:
    nodes = [edge["node"] for edge in connection["edges"]]
    return sorted(node.get("page", node)["path"] for node in nodes)


def is_article(path: str) -> bool:
    return "state-" in path


def all_of(ask: Ask, document: str, root: str, **variables: Any) -> list[Any]:
    """All nodes of a connection."""
    nodes: list[Any] = []
    after, has_more = None, True
    while has_more:
        found = ask(document, after=after, **variables).data[root]
        nodes += [edge["node"] for edge in found["edges"]]
        after, has_more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
    return nodes


def nodes(ask: Ask, keys: list[str], language: str) -> dict[str, Any]:
    """The pages at the ids of pages in a language, by key."""
    found: dict[str, Any] = {}
    for start in range(0, len(keys), 15):
        some = keys[start : start + 15]
        ids = [to_global_id("NewsPage", f"{key}:{language}") for key in some]
        fields = " ".join(NODE % pair for pair in enumerate(ids))
        data = ask(f"query {{ {fields} }}").data
        found |= {key: data[f"n{number}"] for number, key in enumerate(some)}
    return found


def in_language(pages: list[Told], code: str) -> dict[str, Told]:
    """By key what a reader of a language gets: the page in it, or else in the source language."""
    found = {page.key: page for page in pages if page.is_read and page.code == "en"}
    return found | {page.key: page for page in pages if page.is_read and page.code == code}


@pytest.mark.one_database
def test_an_alias_is_read_exactly_while_what_it_mirrors_is(ask, english, chinese):
    pages = build(english, chinese)
    keys = list({page.key for page in pages})
    for page in pages:
        stored = Page.objects.get(translation_key=page.key, locale__language_code=page.code)
        Redirect.objects.create(old_path=f"{page.path}old", redirect_page=stored)
    assert sum(page.is_read for page in pages) > 50 < sum(not page.is_read for page in pages)

    for code, language in LANGUAGES.items():
        own = [page for page in pages if page.is_read and page.code == code]
        written = sorted(page.path for page in own if not page.is_alias)
        either = in_language(pages, code)
        answers = [
            ask(LISTS, language=language, keys=keys[start : start + 50], word=WORD).data
            for start in range(0, len(keys), 50)
        ]
        data = answers[0]
        assert [path for path in paths(data["own"]) if is_article(path)] == written
        assert paths(data["search"]) == written
        assert paths(data["either"]) == sorted(one.path for one in either.values())
        assert paths(data["found"]) == paths(data["either"])
        for name in ("own", "either", "found", "search"):
            assert data[name]["totalCount"] == len(data[name]["edges"])
        told = [page["path"] for answer in answers for page in answer["pages"]]
        assert sorted(told) == sorted(one.path for one in either.values())
        on_map = all_of(ask, SITEMAP, "sitemap", language=language)
        assert sorted(one["path"] for one in on_map if is_article(one["path"])) == sorted(
            page.path for page in own
        )
        assert [page for answer in answers for page in answer["pages"] if DRAFT in str(page)] == []
        assert [one for one in data["either"]["edges"] if DRAFT in str(one)] == []
        hidden = {page.path for page in pages if not page.is_read}
        assert [path for path in hidden if f"'{path}'" in str(answers)] == []
        assert nodes(ask, keys, language) == {
            key: {"path": either[key].path} if key in either else None for key in keys
        }

    routes = {page: ask(ROUTE, path=page.path).data["route"] for page in pages}
    assert {
        page: route for page, route in routes.items()
        if route.get("page") != ({"path": page.path} if page.is_read else None)
    } == {}  # fmt: skip

    redirects = {one["path"] for one in all_of(ask, REDIRECTS, "redirects")}
    assert redirects == {
        f"{page.path}old" for page in pages if page.key in in_language(pages, page.code)
    }
    changes = {one["path"] for one in all_of(ask, CHANGES, "changes") if is_article(one["path"])}
    assert changes == {page.path for page in pages if page.is_read}


def test_of_what_mirrors_a_private_page_its_address_tells_that_a_login_is_needed(
    ask, english, chinese
):
    site = kin.site(english, chinese)
    source = factories.news_page(english.news, slug="members")
    below = factories.news_page(site.sections["private"], slug="below")
    families = [kin.kin(site, source), kin.kin(site, below)]
    factories.private(source)
    kin.close(site)

    found = {
        (one.slug, name): ask(ROUTE, path=page.get_url_parts()[2]).data["route"]["__typename"]
        for family, one in zip(families, (source, below), strict=True)
        for name, page in family.by_name.items()
    }
    assert set(found.values()) == {"RestrictedRoute"}

    Page.objects.filter(pk__in=[source.pk, below.pk]).update(live=False)
    for family in families:
        for name in kin.ALIASES:
            path = family.by_name[name].get_url_parts()[2]
            assert ask(ROUTE, path=path).data["route"] == {"__typename": "NotFoundRoute"}


def test_front_pages_and_lists_that_mirror_are_read_while_their_sources_are(ask, english):
    french = Locale.objects.create(language_code="fr")
    page = factories.news_page(english.news, slug="one")
    alias = page.copy_for_translation(french, copy_parents=True, alias=True)
    fronts = "{ languages { tag } }"

    def told() -> tuple[list[str], list[str]]:
        addresses = ("/fr/", "/fr/news/", "/fr/news/one/")
        routes = [ask(ROUTE, path=path).data["route"]["__typename"] for path in addresses]
        return [one["tag"] for one in ask(fronts).data["languages"]], routes

    read, missing = "PageRoute", "NotFoundRoute"
    assert told() == (["en", "fr"], [read, read, read])
    Page.objects.filter(pk=english.news.pk).update(live=False)
    assert told() == (["en", "fr"], [read, missing, missing])
    Page.objects.filter(pk=english.news.pk).update(live=True)
    Page.objects.filter(pk=english.home.pk).update(live=False)
    assert told() == ([], [missing, missing, missing])
    Page.objects.filter(pk=english.home.pk).update(live=True)
    factories.private(page)
    assert told() == (["en", "fr"], [read, read, "RestrictedRoute"])
    assert alias.live


def test_what_lies_below_an_alias_of_a_list_is_hidden_with_it(ask, english, chinese):
    section = factories.add(english.home, type(english.news)(title="Press", slug="press"))
    factories.news_page(section, slug="inside")
    copied = section.create_alias(parent=english.home, update_slug="copied", recursive=True)
    own = factories.news_page(copied, slug="own")
    own = Page.objects.get(pk=own.pk)

    def told() -> list[str]:
        addresses = ("/en/copied/", "/en/copied/inside/", "/en/copied/own/")
        return [ask(ROUTE, path=path).data["route"]["__typename"] for path in addresses]

    assert told() == ["PageRoute"] * 3
    Page.objects.filter(pk=section.pk).update(live=False)
    assert told() == ["NotFoundRoute"] * 3
    Page.objects.filter(pk=section.pk).update(live=True)
    factories.private(section)
    assert told() == ["RestrictedRoute"] * 3
    assert own.live


def test_builds_are_told_of_aliases_that_go_and_come_back(ask, english, chinese):
    section = factories.add(english.home, type(english.news)(title="Desk", slug="desk"))
    page = factories.news_page(section, slug="inside")
    copy = page.create_alias(parent=english.news, update_slug="copy")
    copy.create_alias(parent=english.news, update_slug="chained")
    page.create_alias(
        parent=chinese.news, update_locale=chinese.home.locale, reset_translation_key=False
    )
    build = Build(ask)
    mirrors = ["/en/news/chained/", "/en/news/copy/", "/zh-hans/news/inside/"]
    assert {f"PUBLISHED {path}" for path in mirrors} <= set(build())

    everything = sorted(["/en/desk/", "/en/desk/inside/", *mirrors])
    setting = factories.private(section)
    assert build() == [f"REMOVED {path}" for path in everything]
    setting.delete()
    assert build() == [f"PUBLISHED {path}" for path in everything]
    stored = type(page).objects.get(pk=page.pk)
    stored.live = False
    stored.save()
    assert build() == [f"REMOVED {path}" for path in everything[1:]]


def test_an_alias_of_a_page_of_another_site_is_read_while_that_is(ask, english):
    other = factories.newsroom(hostname="other.example")
    page = factories.news_page(other.news, slug="shared")
    page.create_alias(parent=english.news, update_slug="shared")

    def told() -> str:
        return str(ask(ROUTE, path="/en/news/shared/").data["route"]["__typename"])

    assert told() == "PageRoute"
    Page.objects.filter(pk=other.news.pk).update(live=False)
    assert told() == "NotFoundRoute"
    Page.objects.filter(pk=other.news.pk).update(live=True)
    other.home.sites_rooted_here.all().delete()
    assert told() == "NotFoundRoute"


def test_an_alias_that_goes_back_to_itself_is_followed_once(ask, english):
    page = factories.news_page(english.news, slug="round")
    alias = page.create_alias(parent=english.news, update_slug="about")
    Page.objects.filter(pk=page.pk).update(alias_of=alias)

    for path in ("/en/news/round/", "/en/news/about/"):
        assert ask(ROUTE, path=path).data["route"]["__typename"] == "PageRoute"
    Page.objects.filter(pk=page.pk).update(live=False)
    for path in ("/en/news/round/", "/en/news/about/"):
        assert ask(ROUTE, path=path).data["route"]["__typename"] == "NotFoundRoute"
