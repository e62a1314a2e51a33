"""Hidden content is in no answer: not as text, not as a count, not as a gap.

The questions are made from the schema: whatever is added to it is asked too. A new argument needs
values to be tried with, in ``shown`` and ``hidden``.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

import pytest
from graphql import build_schema

from cms.api.contract import files
from cms.api.http import document_cache as documents_module
from cms.api.http.kept import SizeLimitedCache
from cms.api.schema import schema
from cms.content import visibility
from cms.database import statements
from cms.delivery.releases.sharing import links
from cms.news.models import NewsPage
from tests import factories, snapshots
from tests.api import planting
from tests.api.planting import CHINESE_WORD, WORD, Planted, Public
from tests.api.questions import NoValue, Questions, coordinates, coordinates_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client

    from tests.api.questions import Values

GRAPH = schema.graphql_schema
SECRET = re.compile(f"{WORD}|{CHINESE_WORD}", re.IGNORECASE)
CODE = re.compile(r'"code":"([A-Z_]+)"')
ENCODED = re.compile(r"[A-Za-z0-9+/_=-]{8,}")
WHAT_IS_SHOWN = """
query ($keys: [ID!]!, $language: String!) {
  pages(translationKeys: $keys, language: $language) { __typename isFallback id path }
}
"""
WHAT_IS_KNOWN = """
query ($keys: [ID!]!, $language: String!) {
  pages(translationKeys: $keys, language: $language) { id }
  news(language: $language, first: 100) { edges { cursor } }
  search(query: "sesame", language: $language, first: 100) { edges { cursor } }
  sitemap(language: $language) { edges { cursor } }
  redirects { edges { cursor } }
}
"""


@dataclass(frozen=True)
class Known:
    """The values somebody would have to know of hidden pages to request them."""

    ids: list[str]
    cursors: list[str]
    keys: list[str]
    paths: list[str]
    slugs: list[str]
    term_slugs: list[str]


@pytest.fixture
@snapshots.fixture
def public(db: None) -> Public:
    return planting.public_site()


@dataclass(frozen=True)
class Site:
    """The public part, asked as an anonymous reader asks."""

    client: Client
    public: Public

    def ask(self, text: str, **variables: Any) -> Any:
        body = {"query": text, "variables": variables}
        return self.client.post("/graphql/", body, content_type="application/json")

    @contextmanager
    def secrets(self) -> Iterator[Planted]:
        """The site with secrets, until this ends."""
        with transaction.atomic():
            yield planting.plant(self.public)
            transaction.set_rollback(True)
        cache.clear()

    def known(self, planted: Planted) -> Known:
        """Ids and cursors of hidden pages, asked with the gate open."""
        pages = [*planted.pages, *planted.translations]
        keys = list(dict.fromkeys(str(page.translation_key) for page in pages))
        paths = {path for page in planted.pages for path in _paths(page)}
        ids, cursors = [], []
        with gate_open("readable", lambda **_options: Q()):
            for language in ("en", "zh-Hans"):
                data = self.ask(WHAT_IS_KNOWN, keys=keys, language=language).json()["data"]
                ids += [page["id"] for page in data.pop("pages")]
                for connection in data.values():
                    cursors += [edge["cursor"] for edge in connection["edges"][::9]]
        return Known(
            ids=list(dict.fromkeys(ids)),
            cursors=list(dict.fromkeys(cursors)),
            keys=[key for key in keys if key not in self.public.keys],
            paths=sorted(paths - planted.restricted_paths),
            slugs=[page.slug for page in planted.pages],
            term_slugs=planted.slugs,
        )


@contextmanager
def gate_open(name: str, condition: Any) -> Iterator[None]:
    """Another condition in place of one of the gate's, in SQL that is kept as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visibility, name, condition)
        statements.forget()
        try:
            yield
        finally:
            statements.forget()


@pytest.fixture
def site(client: Client, public: Public) -> Site:
    return Site(client, public)


def _paths(page: Any) -> set[str]:
    """The paths of a page in every language."""
    parts = page.get_url_parts()
    if parts is None:
        return set()
    below = parts[2].split("/", 2)[2]
    return {f"/{code}/{below}" for code in ("en", "zh-hans", "fr", "de")}


# The number of a version of a notice.
VERSIONS = {"old": [1], "new": [1]}


def shown(site: Site) -> Values:
    """Arguments that lead to something public, so that everything below it is asked."""
    found = []
    for language in ("fr", "zh-Hans", "en"):
        shown_pages = site.ask(WHAT_IS_SHOWN, keys=site.public.keys, language=language)
        found += shown_pages.json()["data"]["pages"]
    by_type = {page["__typename"]: page for page in found}
    fallback = next(page for page in found if page["isFallback"])
    main, other = site.public.main, site.public.other
    return {
        **VERSIONS,
        "language": ["en", "zh-Hans", "fr"],
        "path": [page["path"] for page in (*by_type.values(), fallback)],
        "id": [by_type["NewsPage"]["id"], fallback["id"]],
        "translationKeys": [[str(page.translation_key) for page in (main, other)]],
        "slug": [site.public.notice.slug],
        "query": ["short"],
        "token": site.public.tokens,
        "Query.pages(language:)": ["en", "zh-Hans"],
        "Query.search(language:)": ["en"],
    }


def hidden(known: Known) -> Values:
    """Arguments that would lead to something hidden."""
    return {
        **VERSIONS,
        "language": ["en", "zh-Hans", "de"],
        "path": [*known.paths, "/en/was-0", "/zh-hans/was-0", "/en/was-20", "/fr/was-8", "/moved"],
        "id": known.ids,
        "translationKeys": [known.keys],
        "slug": [slug for slug in known.slugs if slug.startswith("sesame-")],
        "query": ["sesame", "芝麻", "summary draft", "草稿", "shouted", "Sesame in short"],
        "token": ["A" * 43],
        "Query.legalNotice(language:)": ["zh-Hans"],
    }


def options(site: Site, known: Known) -> Values:
    """Arguments that narrow and order what is public, by what is hidden too."""
    return {
        **VERSIONS,
        "language": ["en", "zh-Hans"],
        "path": [f"/en/news/{site.public.main.slug}/"],
        "site": ["localhost", "nowhere.example"],
        "id": shown(site)["id"][:1],
        "translationKeys": [known.keys[:1]],
        "slug": [site.public.notice.slug],
        "query": ["short"],
        "token": site.public.tokens[:1],
        "search": ["short", "sesame", CHINESE_WORD],
        "first": [1, 100],
        "after": known.cursors,
        "last": [1, 100],
        "before": known.cursors,
        "page": [1, 2],
        "category": [*known.term_slugs, "research"],
        "tag": [*known.term_slugs, "testing"],
        "year": [2024, 1999],
        "asOf": [timezone.localdate(), date(1999, 1, 1)],
    }


def shown_questions(site: Site, _known: Known) -> Questions:
    """Everything the schema has, asked of what is public."""
    return Questions(GRAPH, shown(site), {"first": [2]}, is_each_option_tried=False)


def hidden_questions(_site: Site, known: Known) -> Questions:
    """The same in vain, of what is hidden."""
    return Questions(GRAPH, hidden(known), depth=3, is_each_option_tried=False)


def option_questions(site: Site, known: Known) -> Questions:
    """Lists that are narrowed and ordered in every way."""
    return Questions(GRAPH, options(site, known), depth=5)


def answer(site: Site, document: str) -> tuple[int, dict[str, str], bytes]:
    response = site.ask(document)
    own = {"Date", "X-Request-ID"}
    headers = {name: value for name, value in response.headers.items() if name not in own}
    return response.status_code, headers, response.content


def legible(content: bytes) -> str:
    """An answer with all that may hide in it: encoded addresses, and opaque ids and cursors."""
    text = json.dumps(json.loads(content), ensure_ascii=False)
    found = [text, unquote(text)]
    for word in ENCODED.findall(text):
        try:
            found.append(b64decode(word + "==", altchars=b"-_").decode())
        except (Error, UnicodeDecodeError):
            continue
    return " ".join(found)


def betrayed(site: Site, asked: Iterable[str]) -> Iterator[str]:
    """The questions that don't speak of a secret and are answered with one."""
    for document in asked:
        if not SECRET.search(document) and SECRET.search(legible(site.ask(document).content)):
            yield document


def write(mentions: Any) -> None:
    for rows, values in mentions:
        assert rows.update(**values) == 1


@pytest.fixture
def _kept_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document is parsed once, although there are more of them than the API keeps."""
    monkeypatch.setattr(documents_module, "kept", SizeLimitedCache(most_bytes=10**12))


@pytest.mark.slow
@pytest.mark.usefixtures("_kept_documents")
@pytest.mark.parametrize(
    "questions",
    [
        # A database has its say where something hidden is asked for.
        pytest.param(shown_questions, marks=pytest.mark.one_database),
        hidden_questions,
        pytest.param(option_questions, marks=pytest.mark.one_database),
    ],
)
def test_answers_are_the_same_whether_hidden_content_exists_or_not(site, monkeypatch, questions):
    # Each look at what is public has a token of its own.
    monkeypatch.setattr("cms.delivery.change_feed.feed.secrets.token_hex", "0".__mul__)
    with site.secrets() as planted:
        asked = list(questions(site, site.known(planted)).documents())
        mentions = planting.mentions(site.public, planted)
        write(mentions)
        with_secrets = {document: answer(site, document) for document in asked}
    write(mentions)
    differing = [document for document in asked if answer(site, document) != with_secrets[document]]
    assert differing[:1] == []
    for document, (_status, _headers, content) in with_secrets.items():
        assert SECRET.search(document) or not SECRET.search(legible(content)), document

    errors = {code for found in with_secrets.values() for code in CODE.findall(found[2].decode())}
    assert errors <= {"BAD_ARGUMENT", "BAD_CURSOR", "UNKNOWN_LANGUAGE", "UNKNOWN_SITE"}


@pytest.mark.slow
@pytest.mark.one_database
def test_every_field_and_argument_is_asked_for(site):
    with site.secrets() as planted:
        known = site.known(planted)
        asked = [
            *shown_questions(site, known).documents(),
            *option_questions(site, known).documents(),
        ]

    fields = set().union(*(coordinates_of(GRAPH, document) for document in asked))
    assert coordinates(GRAPH) <= fields


@pytest.mark.slow
def test_of_a_private_page_its_own_address_alone_tells_that_it_is_there(site):
    question = "query ($path: String!) { route(path: $path) { __typename } }"
    with site.secrets() as planted:
        paths = planted.restricted_paths
        found = [site.ask(question, path=path).json() for path in paths]

    assert "/zh-hans/news/sesame-login/" in paths
    assert found == [{"data": {"route": {"__typename": "RestrictedRoute"}}}] * len(paths)


def everything(*_arguments: Any, **_options: Any) -> Q:
    return ~Q(pk__in=[])


def nothing(*_arguments: Any, **_options: Any) -> Q:
    return Q(pk__in=[])


GATES = [
    ("readable", everything, ("pages", "sitemap", "redirects", "search", "sitewide")),
    ("private", nothing, ("route", "news")),
    ("published", everything, ("home",)),
    ("public_files", everything, ("route",)),
]


@pytest.mark.slow
@pytest.mark.one_database
def test_a_gate_left_open_is_noticed(site):
    with site.secrets() as planted:
        write(planting.mentions(site.public, planted))
        values = {**shown(site), "query": ["sesam"]}
        for name, forgetful, roots in GATES:
            for root in roots:
                asked = Questions(
                    GRAPH, values, depth=8, roots=frozenset({root}), is_each_option_tried=False
                )
                with gate_open(name, forgetful):
                    assert next(betrayed(site, asked.documents()), None), (name, root)


def test_a_new_field_is_asked_for_and_a_new_argument_has_to_be_given_values():
    grown = build_schema(f"{schema}".replace("languages: ", "languages(order: String): "))

    with pytest.raises(NoValue, match=r"Query\.languages\(order:\)"):
        list(Questions(grown, {}, roots=frozenset({"languages"})).documents())
    values = {"order": ["name"]}
    asked = list(Questions(grown, values, roots=frozenset({"languages"})).documents())
    assert len(asked) == 2
    assert 'languages(order: "name")' in asked[1]


@pytest.mark.parametrize("kind", planting.KINDS_OF_PRIVACY)
def test_a_page_that_was_made_private_later_is_hidden_at_once(ask, english, chinese, kind):
    page = factories.news_page(english.news, WORD, publication_date=date(2024, 1, 1))
    factories.translation(page, title=f"{WORD} 译")
    assert WORD in ask("NewsList", language="zh-Hans").content.decode()

    factories.private(english.news, kind)

    for language in ("en", "zh-Hans"):
        found = ask("NewsList", language=language)
        assert found.data["news"]["totalCount"] == 0
        assert WORD not in found.content.decode()


@pytest.mark.slow
def test_shared_links_and_their_pages_show_nothing_hidden(site, client, settings):
    settings.GRAPHQL_LARGEST_BATCH = 50
    user, day = factories.administrator("who shares"), timedelta(days=1)
    with site.secrets() as planted:
        write(planting.mentions(site.public, planted))
        other = factories.news_page(site.public.english.news, "Sesame, shared", live=False)
        # The draft that was planted would be shown.
        NewsPage.objects.get(pk=site.public.main.pk).save_revision()
        (share, token), (hidden_share, control) = (
            links.create(page, user=user, duration=day, is_in_one_language=True)
            for page in (site.public.main, other)
        )
        share.comments.create(name="Li", text="Good.")
        hidden_share.comments.create(name="Li", text="Sesame comment")
        response = client.post(
            "/graphql/", list(of_contract(site)), content_type="application/json",
            headers={"X-Preview": token},
        )  # fmt: skip
        assert CODE.findall(response.content.decode()) == []
        text = legible(response.content) + received(client, token)
        assert [text[one.start() - 99 : one.end()] for one in SECRET.finditer(text)] == []
        # What is shared is shown, so it would be noticed.
        assert SECRET.search(received(client, control))


def received(client: Client, token: str) -> str:
    return client.get("/shared/", {"preview": token}).content.decode()


def of_contract(site: Site) -> Iterator[dict[str, Any]]:
    """The contract's operations, asked of what is public."""
    main, keys = site.public.main, [str(key) for key in site.public.keys]
    for language in ("en", "zh-Hans"):
        for name, given in (
            ("Home", {}), ("NewsList", {"first": 100}), ("Sitewide", {}),
            ("Favorites", {"translationKeys": keys}), ("Search", {"query": "short", "first": 50}),
            ("Sitemap", {"first": 100}), ("LegalNotice", {"slug": site.public.notice.slug}),
        ):  # fmt: skip
            yield asked_of(name, given | {"language": language})
        for path in ("/", "/news/", f"/news/{main.slug}/"):
            yield asked_of("Route", {"path": f"/{language.lower()}{path}"})


def asked_of(name: str, variables: dict[str, Any]) -> dict[str, Any]:
    return {"query": (files.OPERATIONS / f"{name}.graphql").read_text(), "variables": variables}
