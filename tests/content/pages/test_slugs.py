"""Slugs that nobody has typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from wagtail.models import Page

import pytest

from cms.content.pages.slugs import slug_of
from cms.importing.records import Label
from cms.importing.writing.terms import tags_of
from cms.news.models import NewsCategory
from tests import factories
from tests.content.pages.test_limits import add_url, form

if TYPE_CHECKING:
    from django.test import Client

    from tests.factories import Newsroom

JSON = "application/json"
TITLE = "中国质量认证中心（CQC）2026年发布绿色标准"
SLUG = "zhongguo-zhiliang-renzheng-zhongxin-cqc2026-nian"


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("重庆银行", "zh-hans", "chongqing-yinhang"),
        ("關於網站的介紹", "zh-hant", "guanyu-wangzhan-de-jieshao"),
        ("音乐与快乐", "en", "yinyue-yu-kuaile"),
        ("绿色", "", "lvse"),
        ("东京都", "ja", "东京都"),
        ("Über uns & you", "de", "über-uns-you"),
        ("！？", "zh-hans", ""),
        (TITLE, "zh-hans", SLUG),
        ("质" * 60, "zh-hans", "-".join(["zhi"] * 12)),
    ],
)
def test_slugs_of_titles(text: str, language: str, slug: str) -> None:
    assert slug_of(text, language) == slug


def test_characters_are_kept_where_a_setting_says_so(settings: Any) -> None:
    settings.CHINESE_SLUGS = "characters"
    assert slug_of("重庆 银行", "zh-hans") == "重庆-银行"
    assert slug_of("重庆 CQC", "zh-hans", allow_unicode=False) == "cqc"


@pytest.mark.django_db
def test_pages_get_pinyin_once(english: Newsroom) -> None:
    first, second = (factories.news_page(english.news, TITLE, slug="") for _ in range(2))
    assert (first.slug, second.slug) == (SLUG, f"{SLUG}-2")
    first.title = "重庆银行"
    first.save_revision().publish()
    first.refresh_from_db()
    assert first.slug == SLUG
    kept = factories.news_page(english.news, "重庆银行", slug="重庆银行")
    kept.title = "另一家银行"
    kept.save_revision().publish()
    kept.refresh_from_db()
    assert kept.slug == "重庆银行"


@pytest.mark.django_db
def test_a_translation_of_a_chinese_page_has_its_slug(english: Newsroom) -> None:
    chinese = factories.in_chinese(english)
    source = factories.news_page(chinese.news, "重庆银行", slug="", summary="简介")
    factories.translated(source, {"重庆银行": "A bank"}, code="en")
    assert source.get_translation(factories.locale("en")).slug == "chongqing-yinhang"


@pytest.mark.django_db
def test_imported_terms_get_pinyin(english: Newsroom) -> None:
    record: Any = type("Record", (), {"language": "en", "tags": [Label("绿色标准", "%E7%BB%BF")]})
    assert [tag.slug for tag in tags_of([record])] == ["e7bbbf"]
    record.tags = [Label("绿色标准", ""), Label("质量", "质量")]
    assert [tag.slug for tag in tags_of([record])] == ["e7bbbf", "zhiliang"]


@pytest.mark.django_db
def test_the_editor_is_told_the_slug_of_a_title(admin_client: Client) -> None:
    url = "/admin/slug/"
    shown = admin_client.get(url, {"text": "重庆银行 ü", "language": "zh-hans"})
    assert shown.json() == {"slug": "chongqing-yinhang-ü"}
    shown = admin_client.get(url, {"text": "重庆银行 ü", "ascii": "1"})
    assert shown.json() == {"slug": "chongqing-yinhang-u"}
    admin_client.logout()
    assert admin_client.get(url, {"text": "重庆"}).status_code == 302


@pytest.mark.parametrize(
    ("title", "slug"), [("重庆银行", "chongqing-yinhang"), ("A title", "a-title")]
)
def test_the_editor_may_save_by_itself_before_the_slug_is_there(
    admin_client: Client, english: Newsroom, title: str, slug: str
) -> None:
    values = form(title=title, slug="")
    del values["action-publish"]

    response = admin_client.post(add_url(english.news), values, headers={"Accept": JSON})

    assert response.json()["success"], response.json()
    made = Page.objects.child_of(english.news).get()
    assert (made.draft_title, made.slug, made.live) == (title, slug, False)
    edit = reverse("wagtailadmin_pages:edit", args=[made.pk])
    emptied = admin_client.post(edit, values, headers={"Accept": JSON})
    assert emptied.status_code == 400
    made.refresh_from_db()
    assert made.slug == slug


@pytest.mark.parametrize(("name", "slug"), [("质量", "zhiliang"), ("Research", "research")])
def test_a_term_too(admin_client: Client, english: Newsroom, name: str, slug: str) -> None:
    add = reverse("wagtailsnippets_news_newscategory:add")
    values = {"name": name, "slug": ""}

    for success in (True, False):
        response = admin_client.post(add, values, headers={"Accept": JSON})
        # Another term has that slug then.
        assert response.json()["success"] is success

    nameless = admin_client.post(add, {"name": "！？", "slug": ""}, headers={"Accept": JSON})
    assert nameless.status_code == 400
    made = NewsCategory.objects.get()
    assert (made.name, made.slug) == (name, slug)
    edit = reverse("wagtailsnippets_news_newscategory:edit", args=[made.pk])
    assert admin_client.post(edit, values, headers={"Accept": JSON}).status_code == 400
