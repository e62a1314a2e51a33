"""Pages by translation key and by id."""

import uuid

import pytest
from graphql_relay import to_global_id

from tests import factories

KEY = "0b7c1a52-5f0e-4e7c-9d5a-6f1f6c1d2e3a"
BY_ID = "query ($id: ID!) { node(id: $id) { __typename id ... on Page { title language path } } }"


def keys(*pages):
    return [str(page.translation_key) for page in pages]


def id_of(page, tag, type_name="NewsPage"):
    return to_global_id(type_name, f"{page.translation_key}:{tag}")


def test_gives_favorites_in_the_order_asked_in_the_readers_language(ask, english, chinese):
    one = factories.news_page(english.news, "One")
    two = factories.news_page(english.news, "Two")
    notice = factories.legal_notice(english.legal, "Notice")
    draft = factories.news_page(english.news, "Draft", live=False)
    private = factories.news_page(english.news, "Private")
    factories.private(private)
    factories.translation(two, title="二")
    asked = [*keys(draft, two, english.home, notice, private, one), str(uuid.uuid4())]

    in_chinese = ask("Favorites", translationKeys=asked, language="zh-Hans").data["pages"]
    in_english = ask("Favorites", translationKeys=asked, language="en").data["pages"]

    assert [(page["title"], page["isFallback"]) for page in in_chinese] == [
        ("二", False),
        ("首页", False),
        ("Notice", True),
        ("One", True),
    ]
    assert [page["title"] for page in in_english] == ["Two", "Homepage", "Notice", "One"]
    fallback, own = in_chinese[3], in_english[3]
    assert (fallback["path"], fallback["language"]) == (own["path"], "zh-Hans")
    assert fallback["id"] != own["id"]


def test_a_page_keeps_its_id_when_its_translation_appears(ask, english, chinese):
    page = factories.news_page(english.news, "One", slug="one")
    before = ask("Favorites", translationKeys=keys(page), language="zh-Hans").data["pages"][0]

    factories.translation(page, title="一")

    after = ask("Route", path="/zh-hans/news/one/").data["route"]["page"]
    assert (before["title"], after["title"]) == ("One", "一")
    assert before["id"] == after["id"] == id_of(page, "zh-Hans")
    assert ask(BY_ID, id=before["id"]).data["node"]["title"] == "一"


def test_refuses_more_translation_keys_than_it_says(ask, english):
    answer = ask("Favorites", translationKeys=[str(uuid.uuid4())] * 101, language="en")

    assert (answer.codes, answer.query_count) == (["BAD_ARGUMENT"], 0)


@pytest.mark.parametrize("broken", ["not-a-key", "", "x" * 100_000, "\x00"])
def test_what_is_no_translation_key_is_left_out(ask, english, broken):
    page = factories.news_page(english.news, "One")
    keys = [broken, str(page.translation_key), broken]
    answer = ask("Favorites", translationKeys=keys, language="en")

    assert [one["title"] for one in answer.data["pages"]] == ["One"]
    assert ask("Favorites", translationKeys=[broken], language="en").data == {"pages": []}


def test_no_favorites_are_an_empty_list(ask, english):
    assert ask("Favorites", translationKeys=[], language="en").data == {"pages": []}


def test_finds_a_page_by_its_id_in_its_language(ask, english, chinese):
    page = factories.news_page(english.news, "One", slug="one")
    factories.translation(page, title="一")
    id_ = ask("Route", path="/zh-hans/news/one/").data["route"]["page"]["id"]

    assert ask(BY_ID, id=id_).data["node"] == {
        "__typename": "NewsPage",
        "id": id_,
        "title": "一",
        "language": "zh-Hans",
        "path": "/zh-hans/news/one/",
    }


def test_finds_a_fallback_by_its_id_as_a_fallback(ask, english, chinese):
    page = factories.news_page(english.news, "One", slug="one")
    asked = ask("Favorites", translationKeys=keys(page), language="zh-Hans").data["pages"][0]

    found = ask(BY_ID, id=asked["id"]).data["node"]

    assert found == {
        "__typename": "NewsPage",
        "id": asked["id"],
        "title": "One",
        "language": "zh-Hans",
        "path": "/en/news/one/",
    }


def test_finds_a_past_version_of_a_notice_by_its_id(ask, english):
    notice = factories.legal_notice(english.legal, "Old", slug="notice")
    notice.title, notice.effective_on = "New", "2024-06-01"
    notice.save_revision().publish()
    past = ask("LegalNotice", slug="notice", language="en", asOf="2024-05-20").data["legalNotice"]
    current = ask("LegalNotice", slug="notice", language="en").data["legalNotice"]

    assert (past["title"], current["title"]) == ("Old", "New")
    assert past["id"] != current["id"]
    for expected in (past, current):
        found = ask(BY_ID, id=expected["id"]).data["node"]
        assert (found["id"], found["title"]) == (expected["id"], expected["title"])


def test_nothing_hidden_is_found_by_its_id(ask, english):
    draft = factories.news_page(english.news, live=False)
    private = factories.news_page(english.news)
    factories.private(private)

    for hidden in (draft, private):
        assert ask(BY_ID, id=id_of(hidden, "en")).data == {"node": None}
    nowhere = to_global_id("NewsPage", f"{uuid.uuid4()}:en")
    assert ask(BY_ID, id=nowhere).data == {"node": None}


def test_an_id_holds_for_its_type_and_its_language_alone(ask, english):
    page = factories.news_page(english.news)

    assert ask(BY_ID, id=id_of(page, "en")).data["node"]["title"] == page.title
    for another in (
        id_of(page, "en", "HomePage"),
        id_of(page, "fr"),
        id_of(page, "en-GB"),
        id_of(page, "EN"),
    ):
        assert ask(BY_ID, id=another).data == {"node": None}


def test_a_fallback_by_its_id_costs_as_much_as_a_translation(ask, english, chinese):
    translated = factories.news_page(english.news)
    factories.translation(translated, title="一")
    untranslated = factories.news_page(english.news)

    answers = [ask(BY_ID, id=id_of(page, "zh-Hans")) for page in (translated, untranslated)]

    assert [answer.data["node"]["language"] for answer in answers] == ["zh-Hans", "zh-Hans"]
    assert [answer.query_count for answer in answers] == [3, 3]


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "x",
        "x" * 100_000,
        "TmV3c1BhZ2U6",
        to_global_id("NewsPage", "one:en"),
        to_global_id("NewsPage", 1),
        to_global_id("NewsPage", KEY),
        to_global_id("NewsPage", f"{KEY}:"),
        to_global_id("NewsPage", f"{KEY}:?"),
        to_global_id("NewsPage", f"{KEY}:{'x' * 100}"),
        to_global_id("NewsPage", f"{KEY.upper()}:en"),
        to_global_id("NewsPage", f"{KEY}:en:tomorrow"),
        to_global_id("NewsPage", f"{KEY}:en:2024-02-30"),
        to_global_id("NewsPage", f"{KEY}:en:2024-05-20:"),
    ],
)
def test_refuses_what_is_no_id(ask, english, id_):
    answer = ask(BY_ID, id=id_)

    assert (answer.codes, answer.query_count) == (["BAD_ID"], 0)
