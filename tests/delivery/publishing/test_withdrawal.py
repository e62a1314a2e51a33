"""What leaves or moves together with a page."""

from wagtail.models import Page, PageLogEntry

from cms.content.reading.selection import Selection
from cms.home.models import HomePage
from cms.legal import selectors as legal_selectors
from cms.legal.models import LegalNoticePage
from cms.news.models import NewsIndexPage, NewsPage
from tests.translation.fixtures import messages_of, publish

ALL = Selection({"title": Selection()})


def _is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_confirmation_page_names_the_translations(newsroom, translate, editor):
    notice = newsroom.notice()
    translate(notice, newsroom.zh)
    response = editor.get(f"/admin/pages/{notice.pk}/unpublish/")
    assert response.context["translation_count"] == 1
    assert b"This will also unpublish one translation of the page." in response.content


def test_withdrawing_a_notice_withdraws_its_translations(newsroom, translate, editor, committed):
    notice = newsroom.notice()
    translated = translate(notice, newsroom.zh)
    with committed():
        editor.post(f"/admin/pages/{notice.pk}/unpublish/")
    assert (_is_live(notice), _is_live(translated)) == (False, False)
    assert legal_selectors.legal_notices(newsroom.reading("zh-Hans"), ALL) == []


def test_withdrawing_in_code_withdraws_translations_too(newsroom, translate):
    notice, article = newsroom.notice(), newsroom.article()
    translations = [translate(notice, newsroom.zh), translate(article, newsroom.zh)]
    notice.unpublish()
    article.unpublish()
    assert [_is_live(page) for page in translations] == [False, False]
    log = PageLogEntry.objects.filter(action="wagtail.unpublish")
    assert log.filter(page__in=[page.pk for page in translations]).count() == 2


def test_withdrawn_translation_leaves_its_source_and_its_revisions(newsroom, translate):
    notice = newsroom.notice()
    translated = translate(notice, newsroom.zh)
    translated.unpublish()
    assert _is_live(notice)
    found = legal_selectors.legal_notices(newsroom.reading("zh-Hans"), ALL)
    assert [(page.title, page.is_fallback) for page in found] == [("Terms", True)]
    stored = LegalNoticePage.objects.get(pk=translated.pk)
    assert stored.get_latest_revision_as_object().title == "译Terms"


def test_the_editor_of_an_article_says_what_becomes_of_its_translations(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    address = f"/admin/pages/{article.pk}/unpublish/"
    assert "What becomes of its translations?" in editor.get(address).text
    with committed():
        response = editor.post(address, {"translations": "keep"}, follow=True)
    assert messages_of(response) == [
        "“A lab opens” was unpublished. Its translations stay published."
    ]
    assert (_is_live(article), _is_live(translated)) == (False, True)
    article.refresh_from_db()
    publish(article)
    with committed():
        editor.post(address, {"translations": "withdraw"})
    assert (_is_live(article), _is_live(translated)) == (False, False)


def test_translations_of_a_notice_never_stay_alone(newsroom, translate, editor, committed):
    notice = newsroom.notice()
    translated = translate(notice, newsroom.zh)
    address = f"/admin/pages/{notice.pk}/unpublish/"
    assert "What becomes of its translations?" not in editor.get(address).text
    with committed():
        editor.post(address, {"translations": "keep"})
    assert (_is_live(notice), _is_live(translated)) == (False, False)


def test_front_pages_and_lists_stand_for_their_language_alone(newsroom):
    newsroom.news.unpublish()
    newsroom.home.unpublish()
    assert _is_live(newsroom.news.get_translation(newsroom.zh))
    assert _is_live(newsroom.home.get_translation(newsroom.zh))


def test_unpublishing_in_bulk_takes_translations_along_and_says_so(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={article.pk}&next=/admin/"
    with committed():
        response = editor.post(address, {"next": "/admin/"}, follow=True)
    assert not _is_live(translated)
    assert "Their translations were unpublished with them." in messages_of(response)


def test_deleting_a_source_keeps_translations_as_drafts_and_deletes_aliases(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    hant = type(newsroom.zh).objects.create(language_code="zh-hant")
    alias = article.copy_for_translation(hant, alias=True, copy_parents=True)
    response = editor.get(f"/admin/pages/{article.pk}/delete/")
    assert messages_of(response) == [
        "One translation of this page is unpublished with it and kept as a draft."
    ]
    with committed():
        editor.post(f"/admin/pages/{article.pk}/delete/")
    assert not Page.objects.filter(pk=alias.pk).exists()
    kept = NewsPage.objects.get(pk=translated.pk)
    assert (kept.title, kept.live) == ("译A lab opens", False)


def test_deleting_in_code_never_leaves_an_alias_live(newsroom):
    article = newsroom.article()
    alias = article.copy_for_translation(newsroom.zh, alias=True)
    article.delete()
    left = Page.objects.get(pk=alias.pk)
    assert (left.alias_of_id, left.live) == (None, False)


def _second_list(newsroom, translate):
    """A second front page with a list, where articles can be moved to."""
    root = Page.objects.get(depth=1)
    home = HomePage(title="Two", slug="two", locale=newsroom.en, live=False)
    home = publish(root.add_child(instance=home))
    news = publish(home.add_child(instance=NewsIndexPage(title="N", slug="other", live=False)))
    translate(home, newsroom.zh)
    return news, translate(news, newsroom.zh)


def test_moving_a_source_moves_its_translations_to_the_translated_parent(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    destination, chinese_destination = _second_list(newsroom, translate)
    with committed():
        editor.post(f"/admin/pages/{article.pk}/move/{destination.pk}/confirm/")
    assert Page.objects.get(pk=article.pk).get_parent().pk == destination.pk
    assert Page.objects.get(pk=translated.pk).get_parent().pk == chinese_destination.pk


def test_moving_a_translation_alone_is_refused(newsroom, translate, editor, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    _destination, chinese_destination = _second_list(newsroom, translate)
    path = translated.path
    response = editor.post(
        f"/admin/pages/{translated.pk}/move/{chinese_destination.pk}/confirm/", follow=True
    )
    assert messages_of(response) == [
        "Move the page in its source language: its translations move with it."
    ]
    assert Page.objects.get(pk=translated.pk).path == path


def test_moving_into_another_language_is_refused(newsroom, translate, editor):
    article = newsroom.article()
    chinese_list = newsroom.news.get_translation(newsroom.zh)
    response = editor.post(
        f"/admin/pages/{article.pk}/move/{chinese_list.pk}/confirm/", follow=True
    )
    assert messages_of(response) == ["A page can only be moved within its language."]
    assert Page.objects.get(pk=article.pk).path == article.path
