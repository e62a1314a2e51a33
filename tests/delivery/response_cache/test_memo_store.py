"""What is said of whole lists is remembered, and never wrong."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

import pytest

from cms.content.caching import cache_tags
from cms.content.images.making import make_all
from cms.content.reading import pages
from cms.content.search import hits, index_entries
from cms.content.search import tokens as words
from cms.delivery.response_cache import memo_store
from cms.delivery.versions import content_version
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsTag
from tests import factories, snapshots
from tests.api.conftest import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from tests.api.conftest import Ask
    from tests.factories import Newsroom
    from tests.tags_of_tables import Checked

__all__ = ["ask"]

TOTALS = """
query ($language: String!) {
  all: news(language: $language, first: 0) { totalCount }
  either: news(language: $language, first: 0, fallback: SOURCE) { totalCount }
  research: news(language: $language, first: 0, category: "research") { totalCount }
  testing: news(language: $language, first: 0, tag: "testing") { totalCount }
  year: news(language: $language, first: 0, year: 2024) { totalCount }
  lamp: news(language: $language, first: 0, search: "lamp") { totalCount }
  found: search(query: "lamp", language: $language, first: 0) { totalCount }
  addresses: sitemap(language: $language, first: 0) { totalCount }
}
"""
FOUND = """
query ($after: String) {
  search(query: "lamp", language: "en", first: 2, after: $after) {
    totalCount
    edges { node { page { title } } }
    pageInfo { endCursor hasNextPage }
  }
}
"""
# All kinds of things that answers refer to.
REFERRED = """
query ($language: String!) {
  news(language: $language, first: 20, fallback: SOURCE) {
    edges {
      node {
        title
        alternates { hreflang path }
        breadcrumbs { title path language }
        leadImage { alt placeholder rendition(preset: CARD) { src width } }
        translation { state }
        body {
          ... on CallToActionBlock { link { text href language } }
          ... on DownloadBlock { title document { url } }
        }
      }
    }
  }
  sitewide(language: $language) {
    organisation { name logo { alt rendition(preset: LOGO) { src } } }
    headerNavigation { ... on PageNavigationItem { label link { text href language } } }
  }
}
"""
ROUTE = """
query ($path: String!) {
  route(path: $path) {
    __typename
    ... on PageRoute { page { title path contentLanguage } }
    ... on RedirectRoute { path }
    ... on UntranslatedRoute { alternates { hreflang path } }
  }
}
"""
Totals = dict[str, int]


@pytest.fixture
def site(transactional_db: None, english: Newsroom, chinese: Newsroom) -> Newsroom:
    """Some articles in both languages, all committed; the pages in English."""
    return snapshots.content(_articles, english)


def _articles(english: Newsroom) -> Newsroom:
    category, tag = factories.category(), factories.tag()
    for number in range(3):
        page = factories.news_page(
            english.news, f"Lamp {number}", slug=f"lamp-{number}", category=category,
            publication_date=date(2024, 1, 1 + number),
        )  # fmt: skip
        factories.tag_news(page, tag)
        page.save_revision().publish()
        if number < 2:
            factories.translation(page, title=f"lamp {number} 灯")
    return english


def totals(ask: Ask, language: str) -> Totals:
    """What is said of each list."""
    return {name: one["totalCount"] for name, one in ask(TOTALS, language=language).data.items()}


def referred(ask: Ask) -> list[Any]:
    """What articles and header refer to in both languages."""
    return [ask(REFERRED, language=language).data for language in ("en", "zh-Hans")]


def addresses() -> set[str]:
    """Where each page is, or would be if it was published, and could be in the other language."""
    below = {path.partition("/")[2] for path in _url_paths()}
    return {f"/{code}/{rest}" for code in ("en", "zh-hans") for rest in below}


def _url_paths() -> Iterator[str]:
    for path in Page.objects.filter(depth__gt=1).values_list("url_path", flat=True):
        yield path.removeprefix("/")


def routes(ask: Ask, paths: set[str]) -> dict[str, Any]:
    """What is at some addresses."""
    return {path: ask(ROUTE, path=path).data["route"] for path in sorted(paths)}


def anew(found: Callable[..., Any], *given: Any) -> Any:
    """The same, with nothing remembered: a transaction may see what nobody else does."""
    with transaction.atomic():
        return found(*given)


def lamp(number: int, code: str = "en") -> NewsPage:
    return NewsPage.objects.get(slug=f"lamp-{number}", locale__language_code=code)


def other_list(english: Newsroom) -> NewsIndexPage:
    found = NewsIndexPage.objects.filter(slug="press", locale__language_code="en").first()
    return found or factories.add(english.home, NewsIndexPage(title="Press", slug="press"))


# What happens: what it is called, and the language whose lists it changes.
Event = tuple[str, str]


def appearing_and_going(english: Newsroom) -> Iterator[Event]:
    page = factories.news_page(english.news, "Lamp 3", slug="lamp-3")
    yield "published", "en"
    factories.translation(page, title="lamp 3 灯")
    yield "translated", "zh-Hans"
    page.expire_at = timezone.now() + timedelta(seconds=1.5)
    page.save()
    yield "given a time to expire", ""
    time.sleep(1.6)
    yield "expired", "en"
    call_command("publish_scheduled")
    yield "unpublished by the clock", "zh-Hans"
    lamp(2).delete()
    yield "deleted", "en"


def hiding(english: Newsroom) -> Iterator[Event]:
    lamp(0).unpublish()
    yield "unpublished", "en"
    lamp(0).save_revision().publish()
    yield "published again", "en"
    restriction = factories.private(lamp(1))
    yield "made private", "en"
    restriction.delete()
    yield "made public", "en"
    PageViewRestriction.objects.create(page=english.news, restriction_type="login")
    yield "closed with its list", "en"
    PageViewRestriction.objects.all().delete()
    yield "opened with its list", "en"
    draft = lamp(1, "zh-hans")
    draft.title = "灯"
    draft.save_revision()
    yield "kept as a draft", ""


def moving(english: Newsroom) -> Iterator[Event]:
    lamp(1).move(other_list(english), pos="last-child")
    yield "moved below another list", "en"
    other_list(english).unpublish()
    yield "hidden with the other list", "en"
    lamp(1).move(english.news, pos="last-child")
    yield "moved back", "en"


def changing(english: Newsroom) -> Iterator[Event]:
    changed = factories.news_page(
        english.news, "Lamp 4", slug="lamp-4", publication_date=date(2024, 1, 1)
    )
    yield "added", "en"
    factories.tag_news(changed, NewsTag.objects.get())
    yield "tagged", "en"
    changed.category = NewsCategory.objects.get()
    changed.save_revision().publish()
    yield "sorted", "en"
    changed.tags.all().delete()
    yield "without its tags", "en"
    changed.category = None
    changed.save_revision().publish()
    yield "without its category", "en"
    changed.publication_date = date(2019, 1, 1)
    changed.save_revision().publish()
    yield "of another year", "en"
    changed.title = changed.summary = "A kettle"
    changed.save_revision().publish()
    yield "without the word", "en"


def linking(english: Newsroom) -> Iterator[Event]:
    target = factories.news_page(english.news, "Target", slug="target")
    factories.news_page(
        english.news, "Other", slug="other", body=[factories.call_to_action(page=target)]
    )
    item = factories.block("page", {"label": "Target", "page": target.pk})
    factories.sitewide(Site.objects.get(), header_navigation=[item])
    yield "linked to", ""
    factories.translation(target, title="目标")
    yield "translated", ""
    target.slug = "renamed"
    target.save_revision().publish()
    yield "renamed", ""
    target.move(other_list(english), pos="last-child")
    yield "moved", ""
    restriction = factories.private(other_list(english))
    yield "hidden with its list", ""
    restriction.delete()
    yield "shown with its list", ""
    other_list(english).delete()
    yield "deleted with its list", ""


def renaming_what_is_above(english: Newsroom) -> Iterator[Event]:
    """The articles aren't touched themselves, and their addresses change."""
    english.news.slug = "press-releases"
    english.news.save_revision().publish()
    yield "their list renamed", ""
    lists = factories.add(english.home, NewsIndexPage(title="Lists", slug="lists"))
    english.news.refresh_from_db()
    english.news.move(lists, pos="last-child")
    yield "their list moved", "en"
    NewsPage.objects.filter(slug="lamp-1").update(title="A lamp")
    content_version.invalidate_everything(cause="a test")
    yield "one changed past the models", ""


def showing_files(english: Newsroom) -> Iterator[Event]:
    factories.collection()
    shown, offered, logo = factories.image(), factories.document(), factories.image()
    factories.news_page(
        english.news,
        "Other",
        slug="other",
        lead_image=shown,
        lead_image_alt="A picture",
        body=[factories.download(offered)],
    )
    factories.sitewide(Site.objects.get(), logo=logo, logo_alt="Us")
    yield "shown", ""
    shown.collection = factories.private_collection()
    shown.save()
    yield "picture hidden", ""
    CollectionViewRestriction.objects.all().delete()
    yield "picture shown again", ""
    offered.title = "Another title"
    offered.save()
    yield "document renamed", ""
    offered.delete()
    yield "document deleted", ""
    make_all(logo)
    yield "renditions made", ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "happening",
    [appearing_and_going, hiding, moving, changing, linking, renaming_what_is_above, showing_files],
)
def test_nothing_referred_to_is_remembered_longer_than_it_is_right(
    ask: Ask, site: Newsroom, happening: Callable[[Newsroom], Iterator[Event]]
):
    seen = [referred(ask)]

    for event, _language in happening(site):
        now = referred(ask)
        assert now == referred(ask) == anew(referred, ask), event
        seen.append(now)
    assert any(one != seen[0] for one in seen)


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize(
    "happening", [appearing_and_going, hiding, moving, linking, renaming_what_is_above]
)
def test_no_address_is_remembered_longer_than_it_is_right(
    ask: Ask, site: Newsroom, happening: Callable[[Newsroom], Iterator[Event]]
):
    paths = addresses()
    seen = [routes(ask, paths)]

    for event, _language in happening(site):
        paths |= addresses()
        now = routes(ask, paths)
        assert now == routes(ask, paths) == anew(routes, ask, paths), event
        seen.append(now)
    kinds = {path: {now[path]["__typename"] for now in seen if path in now} for path in paths}
    assert any(len(of_path) > 1 for of_path in kinds.values())


def test_an_address_is_looked_up_once(ask: Ask, site: Newsroom):
    first = ask(ROUTE, path="/en/news/lamp-0/")

    # The version, the page.
    assert (first.query_count > 2, ask(ROUTE, path="/en/news/lamp-0").query_count) == (True, 2)
    lamp(0).save_revision().publish()
    # And whether the change concerns the site, or the address.
    assert ask(ROUTE, path="/en/news/lamp-0/").query_count > 2
    assert ask(ROUTE, path="/en/news/lamp-0/").query_count == 2


def test_an_address_where_nothing_is_takes_no_memory(ask: Ask, site: Newsroom):
    ask(ROUTE, path="/en/news/no-such-lamp/")
    before = len(memo_store._store)

    ask(ROUTE, path="/en/news/no-such-lamp-either/")
    assert len(memo_store._store) == before


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize(
    "happening", [appearing_and_going, hiding, moving, changing, renaming_what_is_above]
)
def test_no_total_is_remembered_longer_than_it_is_right(
    ask: Ask, site: Newsroom, happening: Callable[[Newsroom], Iterator[Event]]
):
    before = {language: totals(ask, language) for language in ("en", "zh-Hans")}

    for event, changed_language in happening(site):
        now = {language: totals(ask, language) for language in ("en", "zh-Hans")}
        assert now == {language: anew(totals, ask, language) for language in now}, event
        if changed_language:
            assert now[changed_language] != before[changed_language], event
        else:
            assert now == before, event
        before = now


COUNTED = """
query ($first: Int!) {
  news(language: "en", first: $first) { totalCount }
  sitemap(language: "en", first: $first) { totalCount }
}
"""


@pytest.fixture
def counting(ask: Ask) -> Callable[[], tuple[int, int, int]]:
    """The totals of news and addresses, and how many lists were counted from the beginning."""

    def counted() -> tuple[int, int, int]:
        with CaptureQueriesContext(connection) as queries:
            data = ask(COUNTED, first=0).data
        numbers = data["news"]["totalCount"], data["sitemap"]["totalCount"]
        return *numbers, sum("COUNT(" in one["sql"] for one in queries.captured_queries)

    return counted


def test_only_what_has_changed_is_counted_again(
    counting: Callable[[], tuple[int, int, int]], site: Newsroom
):
    news, addresses_there, counted = counting()
    assert counted == 2
    for number in (1, 2):
        factories.news_page(site.news, f"Lantern {number}", slug=f"lantern-{number}")
        assert counting() == (news + number, addresses_there + number, 0)
    lamp(0).unpublish()
    lamp(1).delete()
    assert counting() == (news, addresses_there, 0)
    lamp(2).save_revision().publish()
    assert counting() == (news, addresses_there, 0)


def test_all_is_counted_where_more_than_pages_has_changed(
    counting: Callable[[], tuple[int, int, int]], site: Newsroom
):
    news, addresses_there, _counted = counting()
    for number in range(2):
        factories.news_page(site.news, f"Lantern {number}", slug=f"lantern-{number}")
        assert counting() == (news + number + 1, addresses_there + number + 1, 0)

    content_version.invalidate_everything(cause="a test")
    assert counting() == (news + 2, addresses_there + 2, 2)
    lamp(0).unpublish()
    content_version.forget_old(before=timezone.now())
    assert counting() == (news + 1, addresses_there + 1, 2)


def test_all_is_counted_where_something_is_committed_meanwhile(
    counting: Callable[[], tuple[int, int, int]],
    site: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    tag_checks: Checked,
):
    news, addresses_there, _counted = counting()
    factories.news_page(site.news, "Lantern", slug="lantern")
    ids_of = pages.ids_of

    def committed_meanwhile(beginnings: Iterable[str]) -> list[int]:
        monkeypatch.undo()
        tag_checks.unnoted(lamp(0).unpublish)()
        return ids_of(beginnings)

    counting()
    factories.news_page(site.news, "Torch", slug="torch")
    monkeypatch.setattr(pages, "ids_of", committed_meanwhile)
    assert counting()[:2] == (news + 1, addresses_there + 1)
    assert counting()[:2] == (news + 1, addresses_there + 1)


def test_what_is_remembered_takes_no_query_for_the_list(ask: Ask, site: Newsroom):
    document = """
    query ($first: Int!) { news(language: "en", first: $first) { totalCount edges { cursor } } }
    """
    ask(document, first=1)

    # The version, the list.
    assert ask(document, first=2).query_count == 2
    Redirect.objects.create(old_path="/en/old", redirect_link="/en/new/")
    # And whether the change concerns the site, and the list.
    assert ask(document, first=1).query_count == 4
    assert ask(document, first=2).query_count == 2
    factories.news_page(site.news)
    assert ask(document, first=1).query_count > 4


def test_what_an_answer_refers_to_takes_no_query_again(ask: Ask, site: Newsroom):
    first = ask(REFERRED, language="en")
    again = ask(REFERRED, language="en")

    assert again.data == first.data
    # The version, the news, header and footer.
    assert (first.query_count > 4, again.query_count) == (True, 3)
    Redirect.objects.create(old_path="/en/old", redirect_link="/en/new/")
    after_a_change = ask(REFERRED, language="en")
    assert after_a_change.data == first.data
    # And whether the change concerns the site, or what is referred to.
    assert after_a_change.query_count == 5


def test_a_search_is_ranked_once_for_all_its_pages(ask: Ask, site: Newsroom):
    first = ask(FOUND)
    second = ask(FOUND, after=first.data["search"]["pageInfo"]["endCursor"])

    titles = [
        edge["node"]["page"]["title"]
        for answer in (first, second)
        for edge in answer.data["search"]["edges"]
    ]
    assert titles == ["Lamp 2", "Lamp 1", "Lamp 0"]
    assert first.data["search"]["pageInfo"]["hasNextPage"]
    assert not second.data["search"]["pageInfo"]["hasNextPage"]
    assert second.data["search"]["totalCount"] == 3
    # The version, the page that is shown.
    assert second.query_count == 2


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize(
    "happening", [appearing_and_going, hiding, moving, changing, renaming_what_is_above]
)
def test_no_ranking_is_remembered_longer_than_it_is_right(
    ask: Ask, site: Newsroom, happening: Callable[[Newsroom], Iterator[Event]]
):
    def found() -> Any:
        return ask(FOUND).data

    seen = [found()]
    for event, _language in happening(site):
        now = found()
        assert now == found() == anew(found), event
        seen.append(now)
    assert any(one != seen[0] for one in seen)


@pytest.fixture
def judged(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """The titles that are looked at when readers search for lamps."""
    titles: set[str] = set()

    def counting(tokens: Collection[str]) -> Callable[[str], int]:
        count = words.counting(tokens)

        def counted(title: str) -> int:
            titles.add(title)
            return count(title)

        return counted

    def asked() -> set[str]:
        titles.clear()
        ask(FOUND)
        return titles.copy()

    monkeypatch.setattr(hits, "counting", counting)
    return asked


@pytest.mark.parametrize("is_server_asked", [False, True])
def test_only_what_has_changed_is_ranked_again(
    judged: Callable[[], set[str]],
    site: Newsroom,
    is_server_asked: bool,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(index_entries, "are_in_database", lambda: not is_server_asked)
    assert judged() == {"Lamp 0", "Lamp 1", "Lamp 2"}
    factories.news_page(site.news, "Lamp 3", slug="lamp-3")
    assert judged() == {"Lamp 3"}
    renamed = lamp(1)
    renamed.title = "A kettle for lamps"
    renamed.save_revision().publish()
    assert judged() == {"A kettle for lamps"}
    lamp(2).unpublish()
    assert judged() == set()
    lamp(2).delete()
    assert judged() == set()
    content_version.invalidate_tags([cache_tags.search("en")], cause="a test")
    assert judged() == {"Lamp 0", "A kettle for lamps", "Lamp 3"}


def test_what_is_not_committed_is_not_remembered(ask: Ask, site: Newsroom):
    before = totals(ask, "en")
    with transaction.atomic():
        factories.news_page(site.news, "Lamp 9")
        within = totals(ask, "en")
        transaction.set_rollback(True)

    assert within["all"] == before["all"] + 1
    assert totals(ask, "en") == before


def test_nothing_is_remembered_of_a_database_that_was_replaced(ask: Ask, site: Newsroom):
    before = totals(ask, "en")
    # Past the models, as a restored copy would change it.
    NewsPage.objects.filter(slug="lamp-1").update(live=False)
    assert totals(ask, "en") == before
    memo_store.forget()

    assert totals(ask, "en")["all"] == before["all"] - 1
