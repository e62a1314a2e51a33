"""The one question of a frontend's catch-all route."""

from datetime import timedelta

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

import pytest

from cms.content.caching import cache_tags
from cms.delivery.versions import content_version
from tests import factories

NOT_FOUND = "NotFoundRoute"


def kind(ask, path):
    return ask("Route", path=path).data["route"]["__typename"]


def test_finds_a_page_in_the_language_of_its_address(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")

    in_english = ask("Route", path="/en/news/opening/").data["route"]["page"]
    in_chinese = ask("Route", path="/zh-hans/news/opening/").data["route"]["page"]

    assert (in_english["title"], in_english["language"]) == ("Opening", "en")
    assert (in_chinese["title"], in_chinese["language"]) == ("开幕", "zh-Hans")
    assert in_english["translationKey"] == in_chinese["translationKey"]
    assert in_english["id"] != in_chinese["id"]
    assert (
        in_english["alternates"]
        == in_chinese["alternates"]
        == [
            {
                "id": f"Alternate:{hreflang}:http://localhost:8000/{code}/news/opening/",
                "hreflang": hreflang,
                "path": f"/{code}/news/opening/",
                "url": f"http://localhost:8000/{code}/news/opening/",
            }
            for hreflang, code in (("en", "en"), ("zh-Hans", "zh-hans"), ("x-default", "en"))
        ]
    )
    assert [crumb["title"] for crumb in in_chinese["breadcrumbs"]] == ["首页", "新闻"]
    assert [crumb["path"] for crumb in in_chinese["breadcrumbs"]] == [
        "/zh-hans/",
        "/zh-hans/news/",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/en/news/opening",
        "/en/news/opening/",
        "//en//news/opening//",
        "/EN/news/opening/",
        "/en/News/OPENING/",
        "/en/./news/opening/.",
        "/en/legal/../news/opening/",
        "/../en/news/%2e/opening/",
        "/en/news/open%69ng/",
        "/en/news/opening/?page=2",
        "/en/news/opening/#top",
    ],
)
def test_takes_every_spelling_of_an_address(ask, english, path):
    factories.news_page(english.news, "Opening", slug="opening")

    assert ask("Route", path=path).data["route"]["page"]["path"] == "/en/news/opening/"


def test_capital_letters_are_told_apart_where_there_are_pages_for_both(ask, english):
    factories.news_page(english.news, "Small", slug="opening")
    factories.news_page(english.news, "Capital", slug="Opening")

    small = ask("Route", path="/en/news/opening/").data["route"]["page"]
    capital = ask("Route", path="/en/news/Opening/").data["route"]["page"]
    other = ask("Route", path="/en/news/OPENING/").data["route"]["page"]

    assert (small["title"], capital["title"], other["title"]) == ("Small", "Capital", "Small")


@pytest.mark.parametrize(
    ("old_path", "path"),
    [
        ("/old.php?id=3", "/old.php?id=3"),
        ("/old.php?a=1&id=3", "/old.php?id=3&a=1"),
        ("/old.php", "/old.php?id=3"),
        ("/Old-Page", "/Old-Page/"),
        ("/old-page", "/Old-Page/"),
        ("/en/index.html", "/en/index.html"),
        ("/en/v1.2", "/en/x/../v1.2/"),
        ("/旧/页", "/旧/页/"),
        ("/旧/页", "/%E6%97%A7//%E9%A1%B5"),
        ("/en/旧", "/EN/旧"),
    ],
)
def test_follows_a_redirect_from_every_spelling_of_an_old_address(ask, english, old_path, path):
    Redirect.objects.create(old_path=old_path, redirect_page=english.news)

    route = ask("Route", path=path).data["route"]

    assert (route["__typename"], route["path"]) == ("RedirectRoute", "/en/news/")


def test_a_redirect_of_a_query_goes_before_one_without(ask, english):
    Redirect.objects.create(old_path="/old", redirect_link="/without")
    Redirect.objects.create(old_path="/old?id=3", redirect_link="/with")

    assert ask("Route", path="/old?id=3").data["route"]["path"] == "/with"
    assert ask("Route", path="/old?id=4").data["route"]["path"] == "/without"


@pytest.mark.parametrize("path", ["/zh-hans/news/开幕/", "/zh-hans/news/%E5%BC%80%E5%B9%95/"])
def test_finds_a_chinese_slug_raw_and_encoded(ask, english, chinese, path):
    factories.news_page(chinese.news, "开幕", slug="开幕")

    page = ask("Route", path=path).data["route"]["page"]

    assert (page["title"], page["path"]) == ("开幕", "/zh-hans/news/开幕/")


def test_leads_from_the_top_to_the_front_page_of_the_source_language(ask, english):
    assert ask("Route", path="/").data["route"] == {
        "__typename": "RedirectRoute",
        "id": "RedirectRoute:/",
        "path": "/en/",
        "isPermanent": False,
    }


def test_says_where_an_untranslated_page_can_be_read(ask, english, chinese):
    factories.news_page(english.news, "Opening", slug="opening")

    route = ask("Route", path="/zh-hans/news/opening/").data["route"]

    assert route["__typename"] == "UntranslatedRoute"
    assert route["language"] == "zh-Hans"
    assert [(one["hreflang"], one["path"]) for one in route["alternates"]] == [
        ("en", "/en/news/opening/"),
        ("x-default", "/en/news/opening/"),
    ]


def test_a_draft_translation_answers_as_if_it_were_not_there(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    without = ask("Route", path="/zh-hans/news/opening/")
    factories.translation(page, title="开幕", live=False)

    assert ask("Route", path="/zh-hans/news/opening/").content == without.content


def test_an_alias_is_a_fallback_and_no_alternate(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.alias(page)

    found = ask("Route", path="/zh-hans/news/opening/").data["route"]["page"]

    assert (found["language"], found["contentLanguage"], found["isFallback"]) == (
        "zh-Hans",
        "en",
        True,
    )
    assert [one["hreflang"] for one in found["alternates"]] == ["en", "x-default"]


def test_tells_of_a_private_page_only_that_it_needs_a_login(ask, english, chinese):
    page = factories.news_page(english.news, "Secret", slug="secret")
    translation = factories.translation(page, title="秘密")
    factories.private(page, PageViewRestriction.PASSWORD)

    assert ask("Route", path="/en/news/secret/").data["route"] == {
        "__typename": "RestrictedRoute",
        "id": "RestrictedRoute:/en/news/secret/",
        "path": "/en/news/secret/",
    }
    assert translation.live
    assert kind(ask, "/zh-hans/news/secret/") == "RestrictedRoute"
    assert kind(ask, "/en/news/secret/more/") == NOT_FOUND


def test_a_page_below_a_private_one_is_restricted_too(ask, english):
    factories.news_page(english.news, "Inside", slug="inside")
    factories.private(english.news)

    assert kind(ask, "/en/news/inside/") == "RestrictedRoute"
    assert kind(ask, "/en/news/nothing/") == NOT_FOUND


def test_a_private_draft_is_not_found(ask, english):
    page = factories.news_page(english.news, "Secret", slug="secret", live=False)
    factories.private(page)

    assert kind(ask, "/en/news/secret/") == NOT_FOUND


def test_hides_what_is_not_public(ask, english):
    factories.news_page(english.news, "Draft", slug="draft", live=False)
    expired = timezone.now() - timedelta(minutes=1)
    factories.news_page(english.news, "Expired", slug="expired", expire_at=expired)

    assert kind(ask, "/en/news/draft/") == NOT_FOUND
    assert kind(ask, "/en/news/expired/") == NOT_FOUND


def test_hides_a_live_page_below_an_unpublished_one(ask, english):
    factories.news_page(english.news, "Opening", slug="opening")
    english.news.unpublish()

    assert kind(ask, "/en/news/opening/") == NOT_FOUND


def test_a_language_is_unknown_until_its_front_page_is_public(ask, english):
    factories.translation(english.home, title="首页", live=False)

    assert kind(ask, "/zh-hans/") == NOT_FOUND
    assert [one["tag"] for one in ask("{ languages { tag } }").data["languages"]] == ["en"]


def test_follows_a_redirect_to_the_page_in_the_language_of_the_address(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")
    Redirect.objects.create(old_path="/en/old", redirect_page=page)
    Redirect.objects.create(old_path="/zh-hans/old", redirect_page=page, is_permanent=False)

    assert ask("Route", path="/en/old/").data["route"] == {
        "__typename": "RedirectRoute",
        "id": "RedirectRoute:/en/old/",
        "path": "/en/news/opening/",
        "isPermanent": True,
    }
    assert ask("Route", path="/zh-hans/old").data["route"] == {
        "__typename": "RedirectRoute",
        "id": "RedirectRoute:/zh-hans/old",
        "path": "/zh-hans/news/opening/",
        "isPermanent": False,
    }


def test_a_redirect_to_a_hidden_page_is_not_told(ask, english):
    page = factories.news_page(english.news, "Opening", slug="opening", live=False)
    Redirect.objects.create(old_path="/en/old", redirect_page=page)

    assert kind(ask, "/en/old/") == NOT_FOUND


def test_a_renamed_page_is_found_at_its_old_address(
    ask, english, django_capture_on_commit_callbacks
):
    page = factories.news_page(english.news, "Opening", slug="opening")
    page.slug = "grand-opening"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    route = ask("Route", path="/en/news/opening/").data["route"]

    assert (route["__typename"], route["path"]) == ("RedirectRoute", "/en/news/grand-opening/")


def test_answers_for_another_site_by_its_host_name(ask, english):
    other = factories.newsroom(hostname="other.example")
    factories.news_page(other.news, "Elsewhere", slug="elsewhere")
    question = """
        query ($path: String!, $site: String) {
          route(path: $path, site: $site) { __typename ... on PageRoute { page { title url } } }
        }
    """

    here = ask(question, path="/en/news/elsewhere/").data["route"]
    there = ask(question, path="/en/news/elsewhere/", site="other.example").data["route"]

    assert here == {"__typename": NOT_FOUND}
    assert there["page"] == {
        "title": "Elsewhere",
        "url": "http://other.example/en/news/elsewhere/",
    }
    assert ask(question, path="/en/", site="nowhere.example").codes == ["UNKNOWN_SITE"]


@pytest.mark.parametrize(
    "path",
    ["", "en/news", "/en/%zz/", "/en/%ff/", "/en/\x00/", "/en/%00/", "/en/" + "a" * 2_000],
)
def test_nothing_is_at_what_is_no_path(ask, english, path):
    answer = ask("Route", path=path)

    assert answer.data["route"] == {
        "__typename": NOT_FOUND, "id": f"NotFoundRoute:{path}", "path": path,
    }  # fmt: skip
    assert answer.query_count == 1


@pytest.mark.parametrize("path", ["/xx/", "/en/nothing/", "/news/", "/en/news/nothing/"])
def test_nothing_is_at_an_unknown_address(ask, english, path):
    assert ask("Route", path=path).data["route"] == {
        "__typename": NOT_FOUND, "id": f"NotFoundRoute:{path}", "path": path,
    }  # fmt: skip


def renamed(page, slug, capture):
    page.refresh_from_db()
    page.slug = slug
    with capture(execute=True):
        page.save()


def test_a_redirect_goes_before_what_is_there_in_other_languages(
    ask, english, chinese, django_capture_on_commit_callbacks
):
    page = factories.news_page(english.news, "Opening", slug="opening")
    translation = factories.translation(page, title="开幕")
    renamed(translation, "other", django_capture_on_commit_callbacks)

    route = ask("Route", path="/zh-hans/news/opening/").data["route"]

    assert (route["__typename"], route["path"]) == ("RedirectRoute", "/zh-hans/news/other/")


def test_what_is_elsewhere_in_the_language_asked_for_is_led_to_not_offered(
    ask, english, chinese, django_capture_on_commit_callbacks
):
    page = factories.news_page(english.news, "Opening", slug="opening")
    translation = factories.translation(page, title="开幕")
    alone = factories.news_page(english.news, "Alone", slug="alone")
    alias = factories.alias(alone)
    for one in (translation, alias):
        renamed(one, f"other-{one.slug}", django_capture_on_commit_callbacks)
    Redirect.objects.all().delete()

    for slug in ("opening", "alone"):
        assert ask("Route", path=f"/zh-hans/news/{slug}/").data["route"] == {
            "__typename": "RedirectRoute",
            "id": f"RedirectRoute:/zh-hans/news/{slug}/",
            "path": f"/zh-hans/news/other-{slug}/",
            "isPermanent": False,
        }


@pytest.mark.one_database
def test_an_answer_about_an_address_ends_with_a_redirect_made_in_bulk(english):
    before = content_version.newest([cache_tags.slug("/en/old")])
    Redirect.objects.bulk_create([Redirect(old_path="/en/old", redirect_page=english.news)])

    assert content_version.newest([cache_tags.slug("/en/old")]) > before
    assert content_version.newest([cache_tags.REDIRECTS]) > before
