"""Cached answers of the API, with the real view."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

import pytest

from cms.content.caching import cache_tags
from cms.delivery.models import RaisedTags
from cms.delivery.response_cache.version_source import Django
from cms.delivery.response_cache.wsgi_middleware import ResponseCache
from cms.delivery.versions import content_version, lifetimes
from cms.home.models import ChosenNews, HomePage
from cms.news.models import NewsPage, NewsPageTag
from tests import factories
from tests.delivery.calling import Caller, Reply
from tests.factories import block

if TYPE_CHECKING:
    from tests.factories import Newsroom

FRONT = """
query ($path: String!) {
  sitewide(language: "en") { language }
  route(path: $path) {
    ... on PageRoute {
      page {
        title
        ... on HomePage { chosenNews { title } }
        ... on NewsPage {
          relatedNews { title } category { name } tags { name } leadImage { alt }
          body { __typename }
        }
      }
    }
  }
}
"""


@pytest.fixture
def numbered(db: None) -> None:
    """Changes get their numbers at once, not when the transaction of the test would end."""
    # Versions of an earlier test have the same numbers.
    lifetimes._cached.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS delivery_number_change IMMEDIATE")


@pytest.fixture
def caller(numbered: None) -> Caller:
    """Somebody who asks the CMS through kept answers."""
    return Caller(
        ResponseCache(
            get_wsgi_application(), path="/graphql/", source=Django(), most_bytes=10_000_000
        )
    )


def route(caller: Caller, path: str) -> Reply:
    return caller.get(query=FRONT, variables=f'{{"path": "{path}"}}')


def test_an_answer_is_kept_and_read_again_after_a_change(caller: Caller, english: Newsroom):
    page = factories.news_page(english.news, "One", slug="one")
    first, second = route(caller, "/en/news/one/"), route(caller, "/en/news/one/")
    page.title = "Two"
    page.save_revision().publish()
    third = route(caller, "/en/news/one/")

    assert (first.cache, second.cache) == ("fwd=miss; stored", "hit")
    assert first.content == second.content
    assert third.json["data"]["route"]["page"]["title"] == "Two"
    assert third.cache == "fwd=stale; stored"


@pytest.mark.parametrize(
    "text",
    ["{ nothing }", '{ news(language: "tlh") { totalCount } }', "{ __typename }", ""],
)
def test_errors_and_what_says_nothing_of_the_content_are_not_kept(
    caller: Caller, english: Newsroom, text: str
):
    for _ in range(2):
        reply = caller.get(query=text)
        assert reply.headers["cache-control"] == "no-store"
        assert reply.cache == "fwd=miss"
        assert "etag" not in reply.headers


def test_waits_for_a_version_that_is_not_there_yet(caller: Caller, english: Newsroom):
    content_version.invalidate_everything()
    version = content_version.current()
    reached = caller.get(
        {"X-Content-Version-At-Least": str(version)}, query="{ languages { tag } }"
    )
    ahead = {"X-Content-Version-At-Least": str(version + 1)}
    early = [caller.get(ahead, query="{ languages { tag } }") for _ in range(2)]
    content_version.invalidate_everything()
    then = caller.get(ahead, query="{ languages { tag } }")

    assert reached.headers["x-content-version"] == str(version)
    assert [(one.status, one.headers["retry-after"]) for one in early] == [(503, "1")] * 2
    assert early[0].json["errors"][0]["extensions"] == {
        "code": "VERSION_NOT_REACHED", "value": version + 1, "version": version,
    }  # fmt: skip
    assert then.headers["x-content-version"] == str(version + 1)
    assert then.status == 200


@pytest.mark.parametrize("number", ["", "-1", "1.5", "x", "٣", "9" * 19])
def test_refuses_what_is_no_version(caller: Caller, english: Newsroom, number: str):
    for _ in range(2):
        reply = caller.get({"X-Content-Version-At-Least": number}, query="{ languages { tag } }")
        assert (reply.status, reply.json["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


def told(reply: Reply) -> dict[str, str]:
    """The headers, without the number of changes, what was in the store, and the request's id."""
    names = {"x-content-version", "cache-status", "x-request-id"}
    return {name: value for name, value in reply.headers.items() if name not in names}


def test_headers_are_the_same_whether_or_not_something_hidden_is_there(
    caller: Caller, english: Newsroom
):
    vault = factories.private_collection("Vault")
    draft = factories.news_page(english.news, "Draft", slug="draft", live=False)
    secret = factories.news_page(
        english.news, "Secret", slug="secret", expire_at=timezone.now() + timedelta(seconds=20)
    )
    restriction = factories.private(secret)
    hidden = {
        "image": factories.image("Hidden", collection=vault),
        "document": factories.document("Hidden", collection=vault),
        "category": factories.category("Hidden", live=False),
        "tag": factories.tag("Hidden", live=False),
        "draft": draft,
        "secret": secret,
    }
    body = factories.every_block(shown=hidden["image"], offered=hidden["document"], page=secret)
    main = factories.news_page(
        english.news, "Main", slug="main", body=body, category=hidden["category"],
        lead_image=hidden["image"], lead_image_alt="A picture",
    )  # fmt: skip
    factories.tag_news(main, hidden["tag"])
    factories.relate(main, draft, secret)
    for place, page in enumerate((draft, secret)):
        ChosenNews.objects.create(page=english.home, news=page, sort_order=place)
    paths = ("/en/", "/en/news/main/", "/en/news/draft/")
    before = [route(caller, path) for path in paths]
    restriction.delete()
    NewsPageTag.objects.all().delete()
    NewsPage.objects.filter(pk=main.pk).update(category=None)
    for thing in hidden.values():
        thing.delete()
    content_version.invalidate_everything()
    after = [route(caller, path) for path in paths]

    assert [reply.content for reply in before] == [reply.content for reply in after]
    assert [told(reply) for reply in before] == [told(reply) for reply in after]


@pytest.mark.parametrize("how", ["in its text", "as related", "as chosen", "in the header"])
def test_caches_are_told_when_a_hidden_page_appears(caller: Caller, english: Newsroom, how: str):
    draft = factories.news_page(english.news, "Draft", slug="draft", live=False)
    other = factories.news_page(english.news, "Other", slug="other")
    _refer(english, draft, how)
    path = {"as chosen": "/en/"}.get(how, "/en/news/main/")
    before, unrelated = route(caller, path), route(caller, "/en/news/other/")
    raised = _raised_by(cache_tags.link(draft.translation_key))

    assert cache_tags.link(draft.translation_key) not in before.tags
    assert raised & set(before.tags)
    assert not raised & set(unrelated.tags) - {cache_tags.SITEWIDE}
    assert cache_tags.page(other.translation_key) in unrelated.tags


def test_caches_are_told_when_a_hidden_file_appears(caller: Caller, english: Newsroom):
    vault, press = factories.private_collection("Vault"), factories.collection("Press")
    picture = factories.image("Hidden", collection=vault)
    factories.news_page(english.news, slug="main", lead_image=picture, lead_image_alt="A picture")
    before = route(caller, "/en/news/main/")
    version = content_version.current()
    picture.collection = press
    picture.save()
    raised = RaisedTags.objects.filter(version__gt=version)

    assert cache_tags.image(picture.pk) not in before.tags
    assert set(before.tags) & set(" ".join(one.tags for one in raised).split()) == {"files"}
    assert cache_tags.image(picture.pk) in route(caller, "/en/news/main/").tags


def _refer(english: Newsroom, draft: NewsPage, how: str) -> None:
    """Publish something that refers to a draft."""
    main = factories.news_page(english.news, "Main", slug="main")
    if how == "as chosen":
        ChosenNews.objects.create(page=english.home, news=draft, sort_order=0)
        main = HomePage.objects.get(pk=english.home.pk)
    elif how == "as related":
        factories.relate(main, draft)
        main = NewsPage.objects.get(pk=main.pk)
    elif how == "in its text":
        main.body = [factories.call_to_action(page=draft)]
    else:
        links = [block("page", {"label": "Draft", "page": draft.pk})]
        header = factories.sitewide(Site.objects.get(), header_navigation=links)
        header.save_revision().publish()
    main.save_revision().publish()


def _raised_by(*tags: str) -> set[str]:
    """All the tags that are raised with some."""
    version = content_version.current()
    content_version.invalidate_tags(tags)
    raised = RaisedTags.objects.get(version=version + 1).tags
    return set(raised.split())


def test_an_answer_with_too_many_tags_is_purged_by_a_change_of_any(
    caller: Caller, english: Newsroom
):
    caller.application.tag_bytes = 300  # type: ignore[attr-defined]
    keys = [str(uuid4()) for _ in range(100)]
    reply = caller.get(
        query='query ($keys: [ID!]!) { pages(translationKeys: $keys, language: "en") { title } }',
        variables=json.dumps({"keys": keys}),
    )

    assert reply.tags == ["files", "page", "terms", "tree"]
    assert "page" in _raised_by(cache_tags.page(UUID(keys[70])))


def test_a_tag_is_raised_with_its_family(english: Newsroom, numbered: None):
    assert _raised_by("page:a", "sitewide") == {"page", "page:a", "sitewide"}


def test_an_answer_ends_with_the_first_page_that_expires(caller: Caller, english: Newsroom):
    soon = timezone.now() + timedelta(seconds=20)
    factories.news_page(english.news, "Soon", slug="soon", expire_at=soon)
    reply = route(caller, "/en/news/soon/")

    found = re.findall(r"[a-z-]+=[0-9]+", reply.headers["cache-control"])
    seconds = {name: int(value) for name, _, value in (one.partition("=") for one in found)}
    assert 15 < seconds["s-maxage"] < 20
    assert sum(seconds.values()) == seconds["s-maxage"]


def test_answers_to_posts_and_batches_carry_all_their_tags(
    caller: Caller, english: Newsroom, settings: Any
):
    settings.GRAPHQL_LARGEST_BATCH = 2
    questions = ["{ languages { tag } }", '{ news(language: "en", first: 1) { totalCount } }']
    got = [caller.get(query=question) for question in questions]
    posted = [caller.post({"query": question}) for question in questions]
    batch = [caller.post([{"query": question} for question in questions]) for _ in range(2)]
    faulty = caller.post([{"query": questions[0]}, {"query": "{ nothing }"}])

    assert [one.tags for one in posted] == [one.tags for one in got]
    assert set(batch[0].tags) == {tag for one in got for tag in one.tags}
    assert [one.cache for one in batch] == ["fwd=miss; stored", "hit"]
    assert batch[1].json == [one.json for one in got]
    assert "cache-tag" not in faulty.headers
