"""Old addresses and where they lead."""

from urllib.parse import quote

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

import pytest

from cms.news.models import NewsIndexPage
from tests import factories, snapshots

QUESTION = """
query ($first: Int, $after: String) {
  redirects(first: $first, after: $after) {
    totalCount
    edges { node { path target isPermanent } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def told(answer):
    nodes = [edge["node"] for edge in answer.data["redirects"]["edges"]]
    return {node["path"]: node["target"] for node in nodes}


def followed(ask, path):
    route = ask("Route", path=path).data["route"]
    return route["path"] if route["__typename"] == "RedirectRoute" else route["__typename"]


def test_lists_what_editors_and_pages_left(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")
    Redirect.objects.create(old_path="/en/old", redirect_page=page)
    Redirect.objects.create(old_path="/zh-hans/旧", redirect_page=page, is_permanent=False)
    Redirect.objects.create(old_path="/old.php?id=3", redirect_link="https://example.org/3")

    answer = ask(QUESTION)

    assert [edge["node"] for edge in answer.data["redirects"]["edges"]] == [
        {"path": "/en/old", "target": "/en/news/opening/", "isPermanent": True},
        {"path": "/zh-hans/旧", "target": "/zh-hans/news/opening/", "isPermanent": False},
        {"path": "/old.php?id=3", "target": "https://example.org/3", "isPermanent": True},
    ]
    assert answer.data["redirects"]["totalCount"] == 3
    for path, target in told(answer).items():
        assert followed(ask, path) == target


def test_leads_to_the_source_language_where_there_is_no_translation(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    Redirect.objects.create(old_path="/zh-hans/old", redirect_page=page)

    assert told(ask(QUESTION)) == {"/zh-hans/old": "/en/news/opening/"}


def test_tells_nothing_of_redirects_to_hidden_pages(ask, english, chinese):
    before = ask(QUESTION).content
    draft = factories.news_page(english.news, "Draft", live=False)
    secret = factories.news_page(english.news, "Secret")
    translation = factories.translation(secret, title="秘密")
    factories.private(secret)
    other = factories.newsroom(hostname="other.example")
    for number, page in enumerate((draft, secret, translation, other.news)):
        for code in ("en", "zh-hans", "elsewhere"):
            Redirect.objects.create(old_path=f"/{code}/{number}", redirect_page=page)
    Redirect.objects.create(
        old_path="/en/theirs",
        redirect_page=english.news,
        site=Site.objects.get(hostname="other.example"),
    )

    assert ask(QUESTION).content == before
    assert followed(ask, "/en/1") == "NotFoundRoute"


def test_the_sites_own_redirect_goes_before_one_of_all_sites(ask, english):
    Redirect.objects.create(old_path="/old", redirect_link="/all", site=None)
    Redirect.objects.create(old_path="/old", redirect_link="/own", site=Site.objects.get())

    assert told(ask(QUESTION)) == {"/old": "/own"}
    assert followed(ask, "/old") == "/own"


def test_a_page_goes_before_a_redirect_at_its_address(ask, english):
    factories.news_page(english.news, slug="opening")
    Redirect.objects.create(old_path="/en/news/opening", redirect_page=english.home)
    Redirect.objects.create(old_path="/en/old", redirect_page=english.home)

    assert told(ask(QUESTION, first=2)) == {"/en/old": "/en/"}
    first = ask(QUESTION, first=1).data["redirects"]
    assert (first["edges"], first["pageInfo"]["hasNextPage"]) == ([], True)
    assert told(ask(QUESTION, first=1, after=first["pageInfo"]["endCursor"])) == {"/en/old": "/en/"}


def test_lists_no_redirect_that_route_does_not_follow(ask, english, chinese):
    factories.news_page(english.news, slug="opening")
    factories.private(factories.news_page(english.news, slug="secret"))
    factories.news_page(chinese.news, slug="Large")
    followed_paths = ["/en/news/other", "/en/news/Large", "/old?id=3", "/Old"]
    others = [
        "/", "/en/news/secret", "/en/news/Opening", "/EN/news/opening", "/en/news/opening?id=3",
        "/en/%zz", "/en/a%20b", "/en/../old", "/en//x", "/en/e\u0301", "/en/\x07",
    ]  # fmt: skip
    for path in (*followed_paths, *others):
        Redirect.objects.create(old_path=path, redirect_page=english.home)

    assert told(ask(QUESTION)) == dict.fromkeys(followed_paths, "/en/")
    for path, target in told(ask(QUESTION)).items():
        assert followed(ask, path) == target


@pytest.fixture
@snapshots.fixture
def series(english, chinese):
    """An article in both languages, and one that stands in for a missing translation."""
    page = factories.news_page(english.news, "Opening", slug="opening")
    alone = factories.news_page(english.news, "Alone", slug="alone")
    return page, factories.translation(page, title="开幕"), alone, factories.alias(alone)


def test_renamed_pages_and_all_below_them_lead_on_in_every_language(
    ask, series, english, chinese, django_capture_on_commit_callbacks
):
    for index in (english.news, chinese.news):
        index.refresh_from_db()
        index.slug = "press"
        with django_capture_on_commit_callbacks(execute=True):
            index.save_revision().publish()

    found = told(ask(QUESTION))

    assert found == {
        f"/{code}/news{rest}": f"/{code}/press{rest}/"
        for code in ("en", "zh-hans")
        for rest in ("", "/opening", "/alone")
    }
    for path, target in found.items():
        assert followed(ask, path) == target
        assert ask("Route", path=target).data["route"]["__typename"] == "PageRoute"


def test_a_renamed_article_leads_on_at_its_alias_too(
    ask, series, django_capture_on_commit_callbacks
):
    _page, _translation, alone, _alias = series
    alone.slug = "by-itself"
    with django_capture_on_commit_callbacks(execute=True):
        alone.save_revision().publish()

    assert followed(ask, "/en/news/alone/") == "/en/news/by-itself/"
    assert followed(ask, "/zh-hans/news/alone/") == "/zh-hans/news/by-itself/"


def test_an_alias_keeps_its_address_where_another_page_has_the_new_one(
    ask, series, chinese, django_capture_on_commit_callbacks
):
    _page, _translation, alone, alias = series
    factories.news_page(chinese.news, "别的", slug="by-itself")
    alone.slug = "by-itself"
    with django_capture_on_commit_callbacks(execute=True):
        alone.save_revision().publish()

    alias.refresh_from_db()
    assert alias.slug == "alone"
    assert ask("Route", path="/zh-hans/news/by-itself/").data["route"]["page"]["title"] == "别的"


def test_moved_pages_lead_on_in_every_language(ask, series, english, chinese):
    for page, home in ((series[0], english.home), (series[1], chinese.home)):
        archive = factories.add(home, NewsIndexPage(title="Archive", slug="archive"))
        page.refresh_from_db()
        page.move(archive, pos="last-child")

    assert told(ask(QUESTION)) == {
        f"/{code}/news/opening": f"/{code}/archive/opening/" for code in ("en", "zh-hans")
    }
    assert followed(ask, "/zh-hans/news/opening/") == "/zh-hans/archive/opening/"


def test_a_move_in_the_admin_leads_on_in_every_language(ask, client, series, english, chinese):
    archive = factories.add(english.home, NewsIndexPage(title="Archive", slug="archive"))
    factories.translation(archive, title="存档")
    client.force_login(factories.administrator())
    client.post(f"/admin/pages/{series[0].pk}/move/{archive.pk}/confirm/")

    assert told(ask(QUESTION)) == {
        f"/{code}/news/opening": f"/{code}/archive/opening/" for code in ("en", "zh-hans")
    }


def test_a_page_renamed_back_has_no_redirect_from_its_own_address(
    ask, english, django_capture_on_commit_callbacks
):
    page = factories.news_page(english.news, slug="opening")
    for slug in ("inauguration", "opening"):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    assert told(ask(QUESTION)) == {"/en/news/inauguration": "/en/news/opening/"}
    assert ask("Route", path="/en/news/opening/").data["route"]["__typename"] == "PageRoute"


@pytest.mark.parametrize("count", [1, 10])
def test_takes_a_fixed_number_of_queries(ask, english, chinese, count):
    for number in range(count):
        page = factories.news_page(english.news)
        factories.translation(page, title="新闻")
        Redirect.objects.create(old_path=f"/en/{number}", redirect_page=page)
        Redirect.objects.create(old_path=f"/zh-hans/{number}", redirect_page=page)

    assert ask(QUESTION).query_count == 5


def published_as(page, slug, capture):
    page.refresh_from_db()
    page.slug = slug
    with capture(execute=True):
        page.save_revision().publish()


def spelled(path):
    """All ways to write an address: with and without the slash, raw and percent-encoded."""
    return [form + slash for form in (path, quote(path)) for slash in ("", "/")]


def test_all_older_addresses_lead_straight_to_the_last(
    ask, series, django_capture_on_commit_callbacks
):
    page, translation, alone, _alias = series
    for slug in ("启用", "揭牌", "落成"):
        for one in (page, translation):
            published_as(one, slug, django_capture_on_commit_callbacks)
    for slug in ("by-itself", "终"):
        published_as(alone, slug, django_capture_on_commit_callbacks)

    found = told(ask(QUESTION))

    assert found == {
        f"/{code}/news/{old}": f"/{code}/news/{new}/"
        for code in ("en", "zh-hans")
        for new, olds in {"落成": ("opening", "启用", "揭牌"), "终": ("alone", "by-itself")}.items()
        for old in olds
    }
    for path, target in found.items():
        assert {followed(ask, form) for form in spelled(path)} == {target}
        assert ask("Route", path=target).data["route"]["__typename"] in {
            "PageRoute", "FallbackRoute", "UntranslatedRoute",
        }  # fmt: skip


def test_a_redirect_to_a_page_hidden_later_is_gone(ask, series, django_capture_on_commit_callbacks):
    page, translation, _alone, _alias = series
    for one in (page, translation):
        published_as(one, "揭牌", django_capture_on_commit_callbacks)
    old = ["/en/news/opening", "/zh-hans/news/opening"]
    new = ["/en/news/揭牌", "/zh-hans/news/揭牌"]
    assert list(told(ask(QUESTION))) == old

    page.refresh_from_db()
    page.unpublish()

    assert told(ask(QUESTION)) == {}
    for path in (*old, *new):
        assert {followed(ask, form) for form in spelled(path)} == {"NotFoundRoute"}


def test_a_redirect_to_a_page_made_private_later_is_gone(
    ask, series, django_capture_on_commit_callbacks
):
    page, translation, _alone, _alias = series
    for one in (page, translation):
        published_as(one, "揭牌", django_capture_on_commit_callbacks)
    factories.private(page)

    assert told(ask(QUESTION)) == {}
    for path in ("/en/news/opening", "/zh-hans/news/opening"):
        assert {followed(ask, form) for form in spelled(path)} == {"NotFoundRoute"}


def test_pages_renamed_and_moved_lead_on_in_every_language_and_spelling(
    ask, series, english, chinese, django_capture_on_commit_callbacks
):
    page, translation, _alone, _alias = series
    for one, home in ((page, english.home), (translation, chinese.home)):
        published_as(one, "揭牌", django_capture_on_commit_callbacks)
        archive = factories.add(home, NewsIndexPage(title="Archive", slug="存档"))
        one.refresh_from_db()
        one.move(archive, pos="last-child")

    for code in ("en", "zh-hans"):
        for old in ("opening", "揭牌"):
            forms = spelled(f"/{code}/news/{old}")
            assert {followed(ask, form) for form in forms} == {f"/{code}/存档/揭牌/"}
        forms = spelled(f"/{code}/存档/揭牌")
        assert {followed(ask, form) for form in forms} == {"PageRoute"}


@pytest.mark.parametrize(
    "query", ["?utm_source=mail&utm_medium=x", "?fbclid=abc", "?GCLID=1&utm_id=2", "?id=7", ""]
)
def test_parameters_that_say_where_a_reader_came_from_hinder_nothing(ask, english, query):
    Redirect.objects.create(old_path="/en/old", redirect_page=english.news)
    assert followed(ask, f"/en/old{query}") == "/en/news/"


def test_a_query_is_found_whatever_a_link_was_marked_with(ask, english):
    Redirect.objects.create(old_path="/old.php?id=3&page=1", redirect_link="/en/legal/")
    for query in ("page=1&id=3", "utm_source=x&id=3&page=1", "id=3&gclid=1&page=1&utm_id=2"):
        assert followed(ask, f"/old.php?{query}") == "/en/legal/"
    assert followed(ask, "/old.php?id=4&utm_source=x") == "NotFoundRoute"


def test_a_path_without_a_language_leads_on_below_each(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")
    Redirect.objects.create(old_path="/promo", redirect_page=page)
    Redirect.objects.create(old_path="/news", redirect_link="/en/legal/")

    assert followed(ask, "/promo") == "/en/news/opening/"
    assert followed(ask, "/en/promo/") == "/en/news/opening/"
    assert followed(ask, "/zh-hans/promo?utm_source=x") == "/zh-hans/news/opening/"
    assert followed(ask, "/zh-hans/news/") == "PageRoute"
    assert followed(ask, "/other/promo") == "NotFoundRoute"
    Redirect.objects.create(old_path="/zh-hans/promo", redirect_link="/zh-hans/legal/")
    assert followed(ask, "/zh-hans/promo") == "/zh-hans/legal/"
    assert told(ask(QUESTION))["/promo"] == "/en/news/opening/"


def test_one_that_leads_where_it_is_from_is_not_followed(ask, english):
    Redirect.objects.bulk_create(
        [
            Redirect(old_path="/en/a", redirect_link="/en/A/"),
            Redirect(old_path="/b", redirect_link="/en/b"),
        ]
    )
    assert followed(ask, "/en/a") == "NotFoundRoute"
    assert followed(ask, "/en/b") == "NotFoundRoute"
    assert followed(ask, "/b") == "/en/b"
    assert told(ask(QUESTION)) == {"/b": "/en/b"}
