"""Nothing is read of a scheduled article in a language that mirrors its own, before its time."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Revision

import pytest
from wagtail_localize.models import LocaleSynchronization

from cms.content.tree import SiteTree
from cms.delivery.models import PublicPage
from cms.news.models import NewsPage
from tests.api.conftest import ask

__all__ = ["ask"]

COMPONENT = "component-wagtail_localize_localesynchronization"
QUESTION = """
query ($keys: [ID!]!) {
  route(path: "/zh-hans/news/embargoed/") { __typename }
  news(language: "zh-Hans", fallback: SOURCE) { totalCount edges { node { title summary } } }
  search(query: "embargoed", language: "en") { totalCount }
  sitemap(language: "zh-Hans") { edges { node { path } } }
  pages(translationKeys: $keys, language: "zh-Hans") { title }
  changes { edges { node { path } } }
}
"""


@pytest.fixture
def synchronised(newsroom, editor, committed):
    """Simplified Chinese mirrors English, as set in the admin."""
    data = {
        "language_code": "zh-hans", f"{COMPONENT}-enabled": "on",
        f"{COMPONENT}-sync_from": newsroom.en.pk,
    }  # fmt: skip
    with committed():
        editor.post(f"/admin/locales/edit/{newsroom.zh.pk}/", data)
    assert LocaleSynchronization.objects.get().sync_from == newsroom.en
    return newsroom


def form(later, action):
    return {
        "title": "Embargoed", "slug": "embargoed", "publication_date": "2024-01-01",
        "summary": "Embargoed until then.", "body-count": "0", "lead_image_alt": "",
        "seo_title": "", "search_description": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "tags-TOTAL_FORMS": "0", "tags-INITIAL_FORMS": "0",
        "related_news-TOTAL_FORMS": "0", "related_news-INITIAL_FORMS": "0",
        "go_live_at": later.strftime("%Y-%m-%d %H:%M"), "expire_at": "", action: "1",
    }  # fmt: skip


def go_live():
    """Let thirty days pass, and the scheduler run."""
    due = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = due
    revision.content["go_live_at"] = due.isoformat()
    revision.save()
    call_command("run_scheduler", "--once")


def readable():
    return Page.objects.filter(SiteTree.load().readable(), title="Embargoed").count()


@pytest.mark.parametrize("is_draft_first", [False, True])
def test_a_scheduled_article_appears_in_all_languages_at_its_time(
    synchronised, editor, committed, ask, is_draft_first
):
    later = timezone.now() + timedelta(days=30)
    address = f"/admin/pages/add/news/newspage/{synchronised.news.pk}/"
    seen = []

    def look(_request, _page):
        seen.append(readable())

    with committed(), hooks.register_temporarily("before_publish_page", look):
        if is_draft_first:
            editor.post(address, form(later, "action-save"))
            draft = NewsPage.objects.get(slug="embargoed", locale=synchronised.en)
            address = f"/admin/pages/{draft.pk}/edit/"
        assert editor.post(address, form(later, "action-publish")).status_code == 302
    page = NewsPage.objects.get(slug="embargoed", locale=synchronised.en)
    mirror = page.get_translation(synchronised.zh)
    assert (mirror.alias_of_id, page.live, mirror.live) == (page.pk, False, False)
    assert seen == [0]

    keys = [str(page.translation_key)]
    before = ask(QUESTION, keys=keys)
    assert b"mbargoed" not in before.content.replace(b"NotFoundRoute", b"")
    assert before.data["route"] == {"__typename": "NotFoundRoute"}
    # What was public and is no more stays there, for builds to be told of it.
    assert not PublicPage.objects.filter(path__contains="embargoed").exists()

    with committed():
        go_live()
    after = ask(QUESTION, keys=keys).data
    assert after["route"] == {"__typename": "PageRoute"}
    assert after["news"]["edges"] == [
        {"node": {"title": "Embargoed", "summary": "Embargoed until then."}}
    ]
    assert after["search"] == {"totalCount": 1}
    assert after["pages"] == [{"title": "Embargoed"}]
    for name in ("sitemap", "changes"):
        told = [edge["node"]["path"] for edge in after[name]["edges"]]
        assert "/zh-hans/news/embargoed/" in told
