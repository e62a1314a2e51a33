"""``feed``: what a build has to make anew, and nothing that readers couldn't see."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

import pytest

from cms.delivery.change_feed import feed
from tests import factories

CHANGES = """query($after: String, $first: Int, $language: String) {
  changes(after: $after, first: $first, language: $language) {
    rebuildEverything
    pageInfo { hasNextPage endCursor }
    edges { cursor node { language path kind } }
  }
}"""
WITH_PAGES = """query($after: String) {
  changes(after: $after) {
    pageInfo { endCursor }
    edges { node { translationKey kind page { __typename title path isFallback } } }
  }
}"""


class Build:
    """A build that remembers where it was."""

    def __init__(self, ask, **variables):
        self.ask = ask
        self.variables = variables
        self.cursor = None

    def __call__(self, first=100) -> list[str]:
        """The changes since the last time, as ``kind path``."""
        found: list[str] = []
        has_more = True
        self.is_everything = False
        while has_more:
            answer = self.ask(CHANGES, after=self.cursor, first=first, **self.variables)
            page = answer.data["changes"]
            found += [f"{one['node']['kind']} {one['node']['path']}" for one in page["edges"]]
            self.is_everything |= page["rebuildEverything"]
            self.cursor = page["pageInfo"]["endCursor"]
            has_more = page["pageInfo"]["hasNextPage"]
        return sorted(found)


@pytest.fixture
def build(ask: Any) -> Build:
    """A build of all languages."""
    return Build(ask)


def publish(page: Any, **texts: Any) -> None:
    for name, value in texts.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def test_the_first_build_gets_all_that_is_public(build, english, chinese):
    factories.news_page(english.news, slug="draft", live=False)

    assert build() == [
        "PUBLISHED /en/", "PUBLISHED /en/legal/", "PUBLISHED /en/news/",
        "PUBLISHED /zh-hans/", "PUBLISHED /zh-hans/legal/", "PUBLISHED /zh-hans/news/",
    ]  # fmt: skip
    assert build() == []
    assert not build.is_everything


def test_counts_what_is_left_to_do(ask, english, chinese):
    def counted(**variables):
        answer = ask("Changes", **variables).data["changes"]
        return answer["totalCount"], len(answer["edges"]), answer["pageInfo"]["endCursor"]

    start = counted(first=0)[2]
    assert counted(first=0)[:2] == (6, 0)
    assert counted(first=4)[:2] == (6, 4)
    assert counted(first=4, after=counted(first=4)[2])[:2] == (2, 2)
    assert counted(after=start)[:2] == (0, 0)

    article = factories.news_page(english.news)
    factories.news_page(english.news, live=False)
    assert counted(after=start)[:2] == (1, 1)
    article.unpublish()
    assert counted(after=start)[:2] == (1, 1)
    assert counted()[:2] == (6, 6)


def test_a_build_can_begin_now(ask, build, english):
    build.cursor = ask(CHANGES, first=0).data["changes"]["pageInfo"]["endCursor"]
    assert build() == []

    factories.news_page(english.news, slug="new")
    assert build() == ["PUBLISHED /en/news/new/"]


def test_no_change_is_passed_over_by_asking_for_none(ask, build, english):
    build()
    factories.news_page(english.news, slug="new")

    page = ask(CHANGES, after=build.cursor, first=0).data["changes"]
    assert page["pageInfo"] == {"hasNextPage": True, "endCursor": build.cursor}


def test_pages_come_change_and_go(build, english):
    page = factories.news_page(english.news, slug="new", live=False)
    build()

    publish(page)
    assert build() == ["PUBLISHED /en/news/new/"]
    publish(page, summary="Otherwise.")
    publish(page, summary="Once more.")
    assert build() == ["PUBLISHED /en/news/new/"]
    publish(page, slug="moved")
    assert build() == ["PUBLISHED /en/news/moved/", "REMOVED /en/news/new/"]
    page.unpublish()
    assert build() == ["REMOVED /en/news/moved/"]
    page.delete()
    assert build() == []


def test_a_deleted_page_is_removed(build, english):
    page = factories.news_page(english.news, slug="new")
    build()
    page.delete()

    assert build() == ["REMOVED /en/news/new/"]


def test_drafts_change_nothing(build, english):
    page = factories.news_page(english.news)
    build()
    page.title = "Being written"
    page.save_revision()

    assert build() == []


def test_all_below_a_page_follows_it(build, english):
    news = english.news
    factories.news_page(news, slug="first")
    build()

    publish(news, slug="press")
    assert build() == [
        "PUBLISHED /en/press/", "PUBLISHED /en/press/first/",
        "REMOVED /en/news/", "REMOVED /en/news/first/",
    ]  # fmt: skip
    privacy = factories.private(news)
    assert build() == ["REMOVED /en/press/", "REMOVED /en/press/first/"]
    privacy.delete()
    assert build() == ["PUBLISHED /en/press/", "PUBLISHED /en/press/first/"]
    news.refresh_from_db()
    news.unpublish()
    assert build() == ["REMOVED /en/press/", "REMOVED /en/press/first/"]


def test_a_moved_list_takes_its_pages_along(build, english):
    factories.legal_notice(english.legal, slug="terms")
    build()
    Page.objects.get(pk=english.legal.pk).move(Page.objects.get(pk=english.news.pk), "last-child")

    assert build() == [
        "PUBLISHED /en/news/legal/", "PUBLISHED /en/news/legal/terms/",
        "REMOVED /en/legal/", "REMOVED /en/legal/terms/",
    ]  # fmt: skip


def test_a_new_translation_changes_the_other_languages_too(build, english, chinese):
    page = factories.news_page(english.news, slug="new")
    build()
    translation = factories.translation(page, title="新")
    assert build() == ["PUBLISHED /en/news/new/", "PUBLISHED /zh-hans/news/new/"]

    translation.unpublish()
    assert build() == ["PUBLISHED /en/news/new/", "REMOVED /zh-hans/news/new/"]


def test_privacy_of_a_page_covers_its_translations(build, english, chinese):
    page = factories.news_page(english.news, slug="new")
    factories.translation(page, title="新")
    build()
    factories.private(page)

    assert build() == ["REMOVED /en/news/new/", "REMOVED /zh-hans/news/new/"]


def test_one_language_can_be_built_alone(ask, english, chinese):
    build = Build(ask, language="zh-Hans")
    assert build() == [
        "PUBLISHED /zh-hans/", "PUBLISHED /zh-hans/legal/", "PUBLISHED /zh-hans/news/",
    ]  # fmt: skip
    factories.news_page(english.news, slug="new")
    assert build() == []


def test_changes_come_in_pages(build, english):
    for number in range(5):
        factories.news_page(english.news, slug=f"n{number}")

    assert len(build(first=3)) == 8
    assert build(first=3) == []


def test_what_every_page_shows_asks_for_everything(build, english):
    found = factories.sitewide(Site.objects.get())
    build()

    publish(found, organisation_name="Renamed")
    build()
    assert build.is_everything
    build()
    assert not build.is_everything
    found.organisation_name = "Being written"
    found.save_revision()
    build()
    assert not build.is_everything
    factories.category("Fresh")
    build()
    assert build.is_everything


def test_a_new_language_asks_for_everything(build, english):
    build()
    Locale.objects.create(language_code="zh-hans")
    build()
    assert not build.is_everything

    factories.translation(english.home, title="首页")
    assert build() == ["PUBLISHED /en/", "PUBLISHED /zh-hans/"]
    assert build.is_everything


def test_pages_that_show_an_image_change_with_it(build, english):
    image = factories.image()
    factories.news_page(english.news, slug="with", lead_image=image, lead_image_alt="A picture")
    factories.news_page(english.news, slug="without")
    build()
    image.focal_point_x = image.focal_point_y = 4
    image.focal_point_width = image.focal_point_height = 2
    image.save()

    assert build() == ["PUBLISHED /en/news/with/"]


def test_other_sites_have_changes_of_their_own(build, english):
    other = factories.home("Another")
    factories.site(other, hostname="other.example")
    before = build(), build.cursor
    factories.news_page(factories.add(other, type(english.news)(title="N", slug="news")))

    assert build() == []
    assert build.cursor == before[1]


def test_hidden_content_leaves_no_trace(ask, build, english, chinese):
    closed = factories.add(english.news, type(english.legal)(title="Closed", slug="closed"))
    factories.private(closed)
    build()
    before = ask(CHANGES).content, ask(CHANGES, after=build.cursor).content

    hidden = factories.legal_notice(closed, slug="hidden", live=False)
    publish(hidden, title="Secret")
    publish(hidden, title="More secret")
    factories.legal_notice(closed, slug="also-hidden").delete()
    scheduled = factories.news_page(english.news, slug="later", live=False)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    publish(scheduled)
    publish(closed, title="Still closed")
    expired = timezone.now() - timedelta(days=1)
    publish(factories.news_page(english.news, slug="past", live=False, expire_at=expired))
    secret = factories.news_page(english.news, slug="secret", live=False)
    factories.private(secret)
    publish(secret)
    factories.translation(secret, title="秘密")
    factories.category("Unseen", live=False)

    assert (ask(CHANGES).content, ask(CHANGES, after=build.cursor).content) == before


def test_a_page_is_given_as_it_is_now(ask, english, chinese):
    page = factories.news_page(english.news, "An article", slug="new")
    cursor = ask(WITH_PAGES).data["changes"]["pageInfo"]["endCursor"]
    publish(page, title="Renamed")
    factories.alias(page)

    edges = ask(WITH_PAGES, after=cursor).data["changes"]["edges"]
    key = str(page.translation_key)
    assert [edge["node"] for edge in edges] == [
        {
            "translationKey": key,
            "kind": "PUBLISHED",
            "page": {
                "__typename": "NewsPage", "title": "Renamed", "path": path, "isFallback": fallback,
            },
        }
        for path, fallback in [("/en/news/new/", False), ("/zh-hans/news/new/", True)]
    ]  # fmt: skip


def test_a_removed_page_has_only_its_address(ask, english):
    page = factories.news_page(english.news, slug="new")
    cursor = ask(WITH_PAGES).data["changes"]["pageInfo"]["endCursor"]
    page.unpublish()

    edges = ask(WITH_PAGES, after=cursor).data["changes"]["edges"]
    assert [edge["node"] for edge in edges] == [
        {"translationKey": str(page.translation_key), "kind": "REMOVED", "page": None}
    ]


def test_an_expired_page_is_removed_before_it_is_unpublished(ask, english):
    page = factories.news_page(english.news, slug="new")
    ask(CHANGES)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    kinds = {
        one["node"]["path"]: one["node"]["kind"] for one in ask(CHANGES).data["changes"]["edges"]
    }
    assert kinds["/en/news/new/"] == "REMOVED"


def _settled(act: Any, *given: Any, **named: Any) -> None:
    """Do something, and have it settled as behind a commit."""
    act(*given, **named)
    feed.settle()


def test_every_address_a_page_had_between_two_builds_went_away(build, english):
    page = factories.news_page(english.news, slug="one")
    build()
    _settled(publish, page, slug="two")
    _settled(publish, page, slug="three")
    _settled(page.delete)

    assert build() == [
        "REMOVED /en/news/one/", "REMOVED /en/news/three/", "REMOVED /en/news/two/",
    ]  # fmt: skip
    assert build() == []


def test_a_page_withdrawn_and_put_elsewhere_left_its_address(build, english):
    page = factories.news_page(english.news, slug="one")
    build()
    _settled(page.unpublish)
    _settled(publish, page, slug="two")

    assert build() == ["PUBLISHED /en/news/two/", "REMOVED /en/news/one/"]


def test_an_address_that_another_page_has_did_not_go_away(build, english):
    page = factories.news_page(english.news, slug="one")
    build()
    _settled(publish, page, slug="two")
    _settled(factories.news_page, english.news, slug="one")

    assert build() == ["PUBLISHED /en/news/one/", "PUBLISHED /en/news/two/"]


def test_an_address_that_is_left_comes_before_what_is_there_now(ask, english):
    """Whoever follows the changes one after the other has what can be read in the end."""
    pages = [factories.news_page(english.news, slug=slug) for slug in ("one", "two", "three")]
    cursor = ask(CHANGES).data["changes"]["pageInfo"]["endCursor"]
    for page, slug in [(pages[0], "between"), (pages[1], "one"), (pages[0], "two")]:
        publish(page, slug=slug)
    pages[2].delete()
    factories.news_page(english.news, slug="three")

    edges = ask(CHANGES, after=cursor).data["changes"]["edges"]
    made = {"/en/news/one/", "/en/news/two/", "/en/news/three/"}
    for node in [edge["node"] for edge in edges]:
        (made.add if node["kind"] == "PUBLISHED" else made.discard)(node["path"])
    assert made == {"/en/news/one/", "/en/news/two/", "/en/news/three/"}


def test_a_cursor_of_what_came_after_a_backup_is_refused(ask, build, english):
    factories.news_page(english.news, slug="one")
    build()
    before = build.cursor
    with transaction.atomic():
        factories.news_page(english.news, slug="lost")
        build()
        lost = build.cursor
        transaction.set_rollback(True)

    assert ask(CHANGES, after=lost).codes == ["BAD_CURSOR"]
    for number in range(3):
        _settled(factories.news_page, english.news, slug=f"n{number}")
    assert ask(CHANGES, after=lost).codes == ["BAD_CURSOR"]
    build.cursor = before
    assert build() == [f"PUBLISHED /en/news/n{number}/" for number in range(3)]


def test_a_cursor_amid_changes_goes_on_there(ask, build, english):
    for number in range(5):
        factories.news_page(english.news, slug=f"n{number}")
    edges = ask(CHANGES).data["changes"]["edges"]
    factories.news_page(english.news, slug="later")
    feed.settle()
    build.cursor = edges[-2]["cursor"]

    assert build() == sorted(
        [f"PUBLISHED {edges[-1]['node']['path']}", "PUBLISHED /en/news/later/"]
    )


@pytest.mark.parametrize(
    "after",
    [
        "nowhere",
        "Y2hhbmdlfDF8",
        "Y2hhbmdlfDk5OTk5",
        "Y2hhbmdlfDk5OTk5fGE=",
        "Y2hhbmdl",
        "Y2hhbmdlfC0x",
        "MTJ8MTM=",
        "",
    ],
)
def test_a_cursor_of_another_list_is_refused(ask, english, after):
    assert ask(CHANGES, after=after).codes == ["BAD_CURSOR"]


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 10])
def test_takes_a_fixed_number_of_queries(ask, english, chinese, times):
    for number in range(4 * times):
        page = factories.news_page(english.news, f"News {number}")
        factories.translation(page, title=f"新闻 {number}")
    feed.settle()

    assert ask(CHANGES).query_count == 5
    assert ask(WITH_PAGES).query_count == 13
