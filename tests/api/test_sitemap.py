"""Every address of a language, and no other."""

from datetime import timedelta

from django.utils import timezone

import pytest

from tests import factories


def paths(answer):
    return [edge["node"]["path"] for edge in answer.data["sitemap"]["edges"]]


def test_names_every_address_with_its_translations(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")
    factories.news_page(english.news, "Only English", slug="only-english")

    in_english = ask("Sitemap", language="en")
    in_chinese = ask("Sitemap", language="zh-Hans")

    assert paths(in_english) == [
        "/en/", "/en/news/", "/en/legal/", "/en/news/opening/", "/en/news/only-english/",
    ]  # fmt: skip
    assert paths(in_chinese) == [
        "/zh-hans/", "/zh-hans/news/", "/zh-hans/legal/", "/zh-hans/news/opening/",
    ]  # fmt: skip
    assert in_english.data["sitemap"]["totalCount"] == 5
    found = in_chinese.data["sitemap"]["edges"][3]["node"]
    assert found["url"] == "http://localhost:8000/zh-hans/news/opening/"
    assert found["translationKey"] == str(page.translation_key)
    assert found["lastPublishedAt"] is not None
    assert found["alternates"] == in_english.data["sitemap"]["edges"][3]["node"]["alternates"]
    assert [one["hreflang"] for one in found["alternates"]] == ["en", "zh-Hans", "x-default"]


def test_an_alias_has_an_address_and_is_a_fallback(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.alias(page)

    found = ask("Sitemap", language="zh-Hans").data["sitemap"]["edges"][-1]["node"]

    assert (found["path"], found["isFallback"], found["contentLanguage"]) == (
        "/zh-hans/news/opening/",
        True,
        "en",
    )
    assert [one["hreflang"] for one in found["alternates"]] == ["en", "x-default"]


def test_every_address_is_that_of_a_page(ask, english, chinese):
    page = factories.news_page(english.news, "Opening")
    factories.translation(page, title="开幕")
    factories.alias(factories.news_page(english.news, "Alias"))
    factories.legal_notice(english.legal, slug="terms")
    later = timezone.localdate() + timedelta(days=3)
    factories.legal_notice(english.legal, slug="not-yet", effective_on=later)

    for language in ("en", "zh-Hans"):
        for path in paths(ask("Sitemap", language=language)):
            route = ask("Route", path=path).data["route"]
            assert (route["__typename"], route["page"]["path"]) == ("PageRoute", path)
    assert "/en/legal/not-yet/" not in paths(ask("Sitemap", language="en"))


def test_pages_through_all_addresses(ask, english):
    for number in range(4):
        factories.news_page(english.news, slug=f"news-{number}")
    whole = paths(ask("Sitemap", language="en"))

    found, after, more = [], None, True
    while more:
        answer = ask("Sitemap", language="en", first=3, after=after)
        found += paths(answer)
        after = answer.data["sitemap"]["pageInfo"]["endCursor"]
        more = answer.data["sitemap"]["pageInfo"]["hasNextPage"]

    assert found == whole
    assert len(found) == 7


def test_hidden_pages_have_no_address(ask, english, chinese):
    public = factories.news_page(english.news, slug="public")
    factories.translation(public, title="公开")
    before = [ask("Sitemap", language=tag).content for tag in ("en", "zh-Hans")]

    draft = factories.news_page(english.news, "Draft", live=False)
    factories.translation(draft, title="草稿", live=False)
    expired = timezone.now() - timedelta(seconds=1)
    factories.news_page(english.news, "Expired", expire_at=expired)
    secret = factories.news_page(english.news, "Secret")
    factories.translation(secret, title="秘密")
    factories.private(secret)
    other = factories.newsroom(hostname="other.example")
    factories.news_page(other.news, "Elsewhere")

    assert [ask("Sitemap", language=tag).content for tag in ("en", "zh-Hans")] == before


@pytest.mark.parametrize("after", ["", "x", "MHww", "LTE=", "MA==", "OTk5OTk5OTk5OTk5OTk5OTk5OQ=="])
def test_a_cursor_of_another_list_is_null(ask, english, after):
    assert ask("Sitemap", language="en", after=after).data == {"sitemap": None}


def test_pages_backwards_and_by_number(ask, english):
    text = """
    query ($first: Int, $last: Int, $before: String, $page: Int) {
      sitemap(language: "en", first: $first, last: $last, before: $before, page: $page) {
        edges { cursor node { path } }
        pageInfo { hasPreviousPage hasNextPage }
      }
    }
    """

    def part(**variables):
        found = ask(text, **variables).data["sitemap"]
        paths = [edge["node"]["path"] for edge in found["edges"]]
        return paths, *found["pageInfo"].values(), found["edges"]

    whole = part()[0]
    last = part(last=2)

    assert len(whole) == 3
    assert last[:3] == (whole[1:], True, False)
    assert part(last=2, before=last[3][0]["cursor"])[:3] == (whole[:1], False, True)
    assert part(first=2, page=2)[:3] == (whole[2:], True, False)


def test_refuses_a_longer_page_than_there_may_be(ask, english):
    assert ask("Sitemap", language="en", first=101).codes == ["BAD_ARGUMENT"]
