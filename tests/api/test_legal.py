"""Legal notices, as frontends get them."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

import pytest

from cms.content.caching import cache_tags
from cms.delivery.models import RaisedTags
from cms.legal.models import LegalNoticePage
from tests import factories, snapshots

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
@snapshots.fixture
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


@pytest.mark.parametrize(("day", "is_read"), [("2026-03-05", True), ("2026-03-06", False)])
def test_today_is_the_day_where_the_newsroom_is(ask, english, settings, monkeypatch, day, is_read):
    settings.TIME_ZONE = "Asia/Shanghai"
    evening = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    factories.legal_notice(english.legal, slug="terms", effective_on=day)

    notice = read(ask, language="en")
    route = ask("Route", path="/en/legal/terms/").data["route"]["__typename"]

    assert (notice is not None, route == "PageRoute") == (is_read, is_read)


def test_a_version_of_the_future_is_announced_but_not_shown(ask, notice):
    notice.title, notice.effective_on = "Terms to come", "2999-01-01"
    notice.save_revision().publish()

    found = read(ask, language="en")

    assert (found["title"], found["version"]["number"]) == ("Terms", 2)
    assert [one["number"] for one in found["versions"]] == [3, 2, 1]


def test_the_hash_is_that_of_the_canonical_text(ask, notice):
    version = read(ask, language="en")["version"]

    assert version["canonicalText"] == "Terms\nen 2 2021-01-01 en\n\nSecond text.\n"
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


@pytest.mark.parametrize(
    "as_of", ["yesterday", "2024-02-30", "", "20240201", "2024-W05-4", "２０２４-01-01"]
)
def test_refuses_what_is_no_day(ask, english, as_of):
    answer = ask(TEXT, slug="terms", language="en", asOf=as_of)
    in_text = ask(
        f'{{ legalNotice(slug: "terms", language: "en", asOf: "{as_of}") {{ title }} '
        "languages { tag } }"
    )

    for one in (answer, in_text):
        assert one.codes == ["BAD_ARGUMENT"]
        assert one.body["errors"][0]["extensions"]["argument"] == "asOf"
        assert "“asOf”" in one.body["errors"][0]["message"]
    assert answer.body["data"] == {"legalNotice": None}
    assert in_text.body["data"] == {"legalNotice": None, "languages": [{"tag": "en"}]}


@pytest.mark.parametrize("slug", ["nothing", "", "x" * 300, "a\x00b"])
def test_an_unknown_notice_is_none(ask, english, slug):
    assert ask("LegalNotice", slug=slug, language="en").data == {"legalNotice": None}


# What leads to a notice that nothing of is in force yet

NO_LINKS: list[Any] = [[], "<p>See the terms to come.</p>", None, []]


@pytest.fixture
@snapshots.fixture
def notice_to_come(english, chinese):
    """A notice of the far future, and all that can lead to it, in both languages."""
    found = factories.legal_notice(english.legal, "Later", slug="later", effective_on="2999-01-01")
    factories.translation(found, title="以后")
    text = f'<p>See <a linktype="page" id="{found.pk}">the terms to come</a>.</p>'
    body = [factories.rich_text(text), factories.call_to_action(page=found)]
    article = factories.news_page(english.news, slug="article", body=body)
    factories.translation(article, title="文章")
    for front in (english.home, chinese.home):
        front.hero_link = found
        front.save()
    factories.sitewide(
        Site.objects.get(),
        header_navigation=[factories.block("page", {"label": "Terms", "page": found.pk})],
        footer_links=[factories.block("link", {"text": "Terms", "page": found.pk, "url": ""})],
    )
    for code in ("en", "zh-hans"):
        Redirect.objects.create(old_path=f"/{code}/old", redirect_page=found)
    return LegalNoticePage.objects.get(pk=found.pk)


def links(ask, code, tag):
    """The targets of footer and header, rich text, front page and blocks of a language."""
    sitewide = ask("Sitewide", language=tag).data["sitewide"]
    body = ask("Route", path=f"/{code}/news/article/").data["route"]["page"]["body"]
    home = ask("Home", language=tag).data["home"]
    return [
        [item["link"]["href"] for item in sitewide["headerNavigation"]]
        + [link["href"] for link in sitewide["footerLinks"]],
        body[0]["richText"]["html"],
        home["heroLink"] and home["heroLink"]["href"],
        [block["link"]["href"] for block in body[1:]],
    ]


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_nothing_leads_to_a_notice_before_it_is_in_force(ask, notice_to_come, code, tag):
    assert links(ask, code, tag) == NO_LINKS
    for address in (f"/{code}/legal/later/", f"/{code}/old"):
        assert ask("Route", path=address).data["route"]["__typename"] == "NotFoundRoute"
    redirects = ask("{ redirects { totalCount edges { node { path } } } }").data["redirects"]
    assert redirects == {"totalCount": 0, "edges": []}


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_everything_leads_to_a_notice_from_the_day_it_is_in_force(ask, notice_to_come, code, tag):
    notice_to_come.effective_on = "2020-01-01"
    notice_to_come.save_revision().publish()

    href = f"/{code}/legal/later/"
    text = f'<p>See <a href="{href}" hreflang="{tag}">the terms to come</a>.</p>'
    assert links(ask, code, tag) == [[href, href], text, href, [href]]
    assert ask("Route", path=href).data["route"]["__typename"] == "PageRoute"
    assert ask("Route", path=f"/{code}/old").data["route"]["path"] == href


def test_an_untranslated_notice_to_come_is_nowhere(ask, english, chinese):
    factories.legal_notice(english.legal, "Later", slug="later", effective_on="2999-01-01")

    path = "/zh-hans/legal/later/"
    route = ask("Route", path=path).data["route"]

    assert route == {"__typename": "NotFoundRoute", "id": f"NotFoundRoute:{path}", "path": path}


def test_a_past_version_leads_to_what_is_in_force_today(ask, notice, english):
    later = factories.legal_notice(english.legal, "Later", slug="later", effective_on="2022-01-01")
    link = f'<p><a linktype="page" id="{later.pk}">Later</a></p>'
    notice.body, notice.effective_on = [factories.rich_text(link)], "2020-06-01"
    notice.save_revision().publish()

    found = read(ask, language="en", asOf="2020-07-01")

    html = '<p><a href="/en/legal/later/" hreflang="en">Later</a></p>'
    assert found["body"] == [{"richText": {"html": html}}]


def test_what_leads_to_a_notice_is_asked_for_again_once_it_is_in_force(notice_to_come):
    link = cache_tags.link(notice_to_come.translation_key)
    for effective_on, is_raised in [("2998-01-01", False), ("2020-01-01", True),
                                    ("2021-01-01", False)]:  # fmt: skip
        RaisedTags.objects.all().delete()
        notice_to_come.effective_on = effective_on
        notice_to_come.save_revision().publish()

        raised = " ".join(RaisedTags.objects.values_list("tags", flat=True)).split()
        assert cache_tags.page(notice_to_come.translation_key) in raised
        assert {link, cache_tags.SITEWIDE} & set(raised) == (
            {link, cache_tags.SITEWIDE} if is_raised else set()
        )


def test_tells_what_changed_and_what_a_translation_lacks(
    ask, notice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(notice, {"Terms": "条款", "Second text.": "第二版。"})
    notice.body, notice.effective_on = [factories.rich_text("<p>Third.</p>")], "2999-12-09"
    notice.describe_change(kind="substantive", note="Everything.")
    notice.save_revision().publish()

    found = ask("LegalNotice", slug="terms", language="zh-Hans").data["legalNotice"]

    told = [(one["number"], one["changeKind"], one["changeNote"]) for one in found["versions"]]
    assert told == [(3, "SUBSTANTIVE", "Everything."), (2, None, None), (1, None, None)]
    missing = [(one["number"], one["effectiveOn"]) for one in found["behind"]["missing"]]
    assert (found["behind"]["renderedNumber"], missing) == (2, [(3, "2999-12-09")])
    assert found["withdrawal"] is None


def test_tells_that_a_notice_ended_and_leads_to_no_hidden_replacement(ask, notice, english):
    other = factories.legal_notice(
        english.legal, "New terms", slug="new", effective_on="2020-01-01"
    )
    notice.withdrawn_on, notice.withdrawal_reason = timezone.localdate(), "Outdated."
    notice.replaced_by = other
    notice.save_revision().publish()

    def told():
        end = ask("LegalNotice", slug="terms", language="zh-Hans").data["legalNotice"]["withdrawal"]
        link = end["replacedBy"]
        return end["hasEnded"], end["reason"], end["language"], link and link["href"]

    assert told() == (True, "Outdated.", "en", "/en/legal/new/")
    other.unpublish()
    assert told() == (True, "Outdated.", "en", None)
    listed = ask('{ legalNotices(language: "en") { title } }').data["legalNotices"]
    assert listed == []


def test_compares_versions_of_the_same_language(ask, notice, django_capture_on_commit_callbacks):
    question = """
    query ($language: String!, $old: Int!, $new: Int!) {
      legalNotice(slug: "terms", language: $language) {
        comparison(old: $old, new: $new) {
          old { number } new { number }
          lines { kind level change words { change text } }
        }
      }
    }
    """

    def compared(old, new, language="en"):
        answer = ask(question, language=language, old=old, new=new)
        return answer.data["legalNotice"]["comparison"]

    assert compared(1, 2) == {
        "old": {"number": 1},
        "new": {"number": 2},
        "lines": [
            {"kind": "TITLE", "level": 1, "change": "SAME",
             "words": [{"change": "SAME", "text": "Terms"}]},
            {"kind": "PARAGRAPH", "level": 0, "change": "REMOVED",
             "words": [{"change": "REMOVED", "text": "Nothing is promised."}]},
            {"kind": "PARAGRAPH", "level": 0, "change": "ADDED",
             "words": [{"change": "ADDED", "text": "Second text."}]},
        ],
    }  # fmt: skip
    assert compared(1, 3) is None
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(notice, {"Terms": "条款", "Second text.": "第二版。"})
    assert compared(1, 2, "zh-Hans") is None
