"""Legal notices, as frontends get them."""

from hashlib import sha256

import pytest

from tests import factories

TEXT = """
query ($slug: String!, $language: String!, $asOf: Date) {
  legalNotice(slug: $slug, language: $language, asOf: $asOf) {
    title contentLanguage isFallback prevailingLanguage
    version { number effectiveOn language hash canonicalText }
    versions { number language }
    body { ... on RichTextBlock { richText { html } } }
  }
}
"""


@pytest.fixture
def notice(english, chinese):
    found = factories.legal_notice(english.legal, "Terms", slug="terms", effective_on="2020-01-01")
    found.body = [factories.rich_text("<p>Second text.</p>")]
    found.effective_on = "2021-01-01"
    found.save_revision().publish()
    found.refresh_from_db()
    return found


def read(ask, **variables):
    return ask(TEXT, slug="terms", **variables).data["legalNotice"]


def test_gives_the_version_in_force_on_a_day(ask, notice):
    def number(day):
        found = read(ask, language="en", asOf=day)
        return found and found["version"]["number"]

    assert [number(day) for day in ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")] == [
        None,
        1,
        1,
        2,
    ]
    assert read(ask, language="en")["version"]["number"] == 2
    assert [one["number"] for one in read(ask, language="en")["versions"]] == [2, 1]


def test_a_version_of_the_future_is_announced_but_not_shown(ask, notice):
    notice.title, notice.effective_on = "Terms to come", "2999-01-01"
    notice.save_revision().publish()

    found = read(ask, language="en")

    assert (found["title"], found["version"]["number"]) == ("Terms", 2)
    assert [one["number"] for one in found["versions"]] == [3, 2, 1]


def test_the_hash_is_that_of_the_canonical_text(ask, notice):
    version = read(ask, language="en")["version"]

    assert version["canonicalText"] == "Terms\nen 2 2021-01-01\nSecond text.\n"
    assert version["hash"] == sha256(version["canonicalText"].encode()).hexdigest()


def test_shows_the_source_text_where_the_version_in_force_is_not_translated(
    ask, notice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(notice, {"Terms": "条款", "Second text.": "第二版。"})
    translated = read(ask, language="zh-Hans")
    notice.body = [factories.rich_text("<p>Third text.</p>")]
    notice.effective_on = "2022-01-01"
    notice.save_revision().publish()

    outdated = read(ask, language="zh-Hans")
    past = read(ask, language="zh-Hans", asOf="2021-06-01")

    assert (translated["title"], translated["version"]["number"]) == ("条款", 2)
    assert translated["prevailingLanguage"] == "en"
    assert (outdated["contentLanguage"], outdated["isFallback"]) == ("en", True)
    assert outdated["body"] == [{"richText": {"html": "<p>Third text.</p>"}}]
    assert (past["title"], past["isFallback"]) == ("条款", False)
    assert [(one["number"], one["language"]) for one in past["versions"]] == [
        (3, "en"),
        (2, "zh-Hans"),
        (1, "en"),
    ]


def test_lists_the_notices_in_force(ask, notice, english):
    factories.legal_notice(english.legal, "Later", effective_on="2999-01-01")
    factories.legal_notice(english.legal, "Draft", live=False)
    question = '{ legalNotices(language: "zh-Hans") { title isFallback path } }'

    assert ask(question).data["legalNotices"] == [
        {"title": "Terms", "isFallback": True, "path": "/en/legal/terms/"}
    ]
    index = ask("Route", path="/zh-hans/legal/").data["route"]["page"]
    assert [one["title"] for one in index["notices"]] == ["Terms"]


def test_a_notice_not_yet_in_force_is_not_found(ask, english):
    factories.legal_notice(english.legal, "Later", slug="later", effective_on="2999-01-01")

    assert ask("Route", path="/en/legal/later/").data["route"]["__typename"] == "NotFoundRoute"
    assert ask("LegalNotice", slug="later", language="en").data == {"legalNotice": None}


@pytest.mark.parametrize("as_of", ["yesterday", "2024-02-30", ""])
def test_refuses_what_is_no_day(ask, english, as_of):
    answer = ask(TEXT, slug="terms", language="en", asOf=as_of)

    assert "data" not in answer.body
    assert "$asOf" in answer.body["errors"][0]["message"]


def test_an_unknown_notice_is_none_and_an_empty_slug_refused(ask, english):
    assert ask("LegalNotice", slug="nothing", language="en").data == {"legalNotice": None}
    assert ask("LegalNotice", slug="", language="en").codes == ["BAD_ARGUMENT"]
