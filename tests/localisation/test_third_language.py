"""A third language, added in the admin alone."""

from django.core.management import call_command
from wagtail.models import Locale, Page

import pytest

from cms.content.reading import pages
from cms.content.reading.selection import Selection
from cms.content.tree import SiteTree, UnknownLanguage
from cms.news import selectors
from cms.news.models import NewsPage
from tests.translation.fixtures import publish

COMPONENT = "component-wagtail_localize_localesynchronization"


@pytest.fixture
def add_language(editor, committed, newsroom):
    """Add a language with the form an administrator uses."""

    def add(code, *, sync_from=None):
        data = {"language_code": code}
        if sync_from is not None:
            data |= {f"{COMPONENT}-enabled": "on", f"{COMPONENT}-sync_from": sync_from.pk}
        with committed():
            response = editor.post("/admin/locales/new/", data, follow=True)
        assert response.status_code == 200
        return Locale.objects.get(language_code=code)

    return add


def test_language_without_pages_is_not_public(add_language):
    add_language("zh-hant")
    with pytest.raises(UnknownLanguage):
        SiteTree.load().root("zh-Hant-TW").is_source  # noqa: B018


def test_synchronised_language_mirrors_the_source_tree(newsroom, add_language):
    article = newsroom.article()
    hant = add_language("zh-hant", sync_from=newsroom.en)
    mirrored = Page.objects.filter(locale=hant)
    assert mirrored.count() == Page.objects.filter(locale=newsroom.en, depth__gt=1).count()
    assert not mirrored.filter(alias_of=None).exists()
    assert SiteTree.load().root("zh-TW").frontend_path == "/zh-hant/"

    found = selectors.news_by_key(
        newsroom.reading("zh-Hant"), [article.translation_key], Selection()
    )[article.translation_key]
    assert (found.path, found.is_fallback, found.content_language) == (
        "/zh-hant/news/a-lab-opens/", True, "en",
    )  # fmt: skip


def test_drafts_are_mirrored_as_drafts_and_go_live_with_their_source(newsroom, add_language):
    article = newsroom.article()
    article.unpublish()
    hant = add_language("zh-hant", sync_from=newsroom.en)
    mirror = article.get_translation(hant)
    assert not mirror.live
    publish(NewsPage.objects.get(pk=article.pk))
    assert NewsPage.objects.get(pk=mirror.pk).live


def test_page_created_in_the_admin_is_mirrored(newsroom, add_language, editor, committed):
    hant = add_language("zh-hant", sync_from=newsroom.en)
    data = {
        "title": "New one", "slug": "new-one", "publication_date": "2024-01-01", "summary": "S.",
        "body-count": "0", "lead_image_alt": "", "seo_title": "", "search_description": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "tags-TOTAL_FORMS": "0", "tags-INITIAL_FORMS": "0",
        "related_news-TOTAL_FORMS": "0", "related_news-INITIAL_FORMS": "0",
        "action-publish": "1",
    }  # fmt: skip
    address = f"/admin/pages/add/news/newspage/{newsroom.news.pk}/"
    with committed():
        response = editor.post(address, data)
    assert response.status_code == 302
    page = NewsPage.objects.get(slug="new-one", locale=newsroom.en)
    mirror = page.get_translation(hant)
    assert (mirror.alias_of_id, mirror.live) == (page.pk, True)


def test_page_added_in_code_is_mirrored_by_the_command(newsroom, add_language):
    hant = add_language("zh-hant", sync_from=newsroom.en)
    article = newsroom.article()
    assert not article.has_translation(hant)
    call_command("sync_locale_trees")
    call_command("sync_locale_trees")
    assert NewsPage.objects.get(locale=hant, translation_key=article.translation_key).alias_of_id


def test_third_language_is_translated_like_the_second(newsroom, add_language, translate):
    article = newsroom.article()
    translate(article, newsroom.zh)
    hant = add_language("zh-hant", sync_from=newsroom.en)
    translate(article, hant, prefix="譯")
    found = {}
    for tag in ("en", "zh-Hans", "zh-Hant"):
        reading = newsroom.reading(tag)
        condition = pages.in_language(reading, with_fallback=False)
        (page,) = selectors.read_news_pages(reading, condition, Selection())
        found[tag] = page.title
    assert found == {"en": "A lab opens", "zh-Hans": "译A lab opens", "zh-Hant": "譯A lab opens"}


def test_a_language_cannot_mirror_itself(newsroom, editor):
    data = {"language_code": "zh-hant", f"{COMPONENT}-enabled": "on"}
    response = editor.post("/admin/locales/new/", data)
    assert response.status_code == 200
    assert not Locale.objects.filter(language_code="zh-hant").exists()
