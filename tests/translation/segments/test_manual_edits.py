"""Texts edited by hand while a translation was stopped."""

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.news.models import NewsPage
from tests.translation.fixtures import messages_of, paragraph, publish

pytestmark = pytest.mark.one_database


def _stop(editor, translation):
    address = f"/admin/localize/translate/{translation.pk}/disable/"
    editor.post(address, {"next": "/admin/"}, follow=True)
    translation.refresh_from_db()
    assert not translation.enabled


def _restart(editor, page):
    return editor.post(
        f"/admin/pages/{page.pk}/edit/", {"localize-restart-translation": "1"}, follow=True
    )


def test_text_edited_by_hand_survives_restart_and_publication(
    newsroom, translate, editor, committed
):
    article = newsroom.article(body=[paragraph("First."), paragraph("Second.")])
    translated = translate(article, newsroom.zh)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    _stop(editor, translation)
    translated.title = "手写标题"
    raw = list(translated.body.raw_data)
    translated.body = [raw[0], raw[1] | {"value": "<p>手写段落</p>"}]
    publish(translated)

    response = _restart(editor, translated)
    assert messages_of(response)[0] == (
        "“A lab opens”: 2 manually edited texts were carried over into the translation."
    )
    translation.refresh_from_db()
    assert translation.enabled
    with committed():
        editor.post(f"/admin/pages/{translated.pk}/edit/", {"action": "publish"})
    page = NewsPage.objects.get(pk=translated.pk)
    assert (page.title, page.summary) == ("手写标题", "译Summary of A lab opens.")
    assert "手写段落" in str(page.body)
    assert "译First." in str(page.body)


def test_unpublished_handwork_is_taken_over_too(newsroom, translate, editor):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    _stop(editor, Translation.objects.get(source__object_id=article.translation_key))
    translated.title = "只是草稿"
    translated.save_revision()
    _restart(editor, translated)
    assert StringTranslation.objects.filter(data="只是草稿", locale=newsroom.zh).exists()


def test_text_without_a_place_in_the_source_is_named_and_stays_in_the_history(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    _stop(editor, Translation.objects.get(source__object_id=article.translation_key))
    translated.body = [*translated.body.raw_data, paragraph("只有中文才有的段落")]
    translated = publish(translated)
    revision = translated.latest_revision
    response = _restart(editor, translated)
    assert "只有中文才有的段落" in messages_of(response)[0]
    with committed():
        editor.post(f"/admin/pages/{translated.pk}/edit/", {"action": "publish"})
    revision.refresh_from_db()
    assert "只有中文才有的段落" in str(revision.as_object().body)


def test_restart_without_handwork_says_nothing_of_it(newsroom, translate, editor):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    _stop(editor, Translation.objects.get(source__object_id=article.translation_key))
    before = list(StringTranslation.objects.values_list("pk", "data"))
    assert messages_of(_restart(editor, translated)) == ["Translation has been restarted."]
    assert list(StringTranslation.objects.values_list("pk", "data")) == before


def test_submitting_a_subtree_takes_handwork_over(newsroom, translate, editor, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    _stop(editor, translation)
    translated.title = "手写标题"
    publish(translated)
    chinese_list = newsroom.news.get_translation(newsroom.zh)
    editor.post(f"/admin/localize/page/{chinese_list.pk}/convert_to_alias/", follow=True)

    with committed():
        editor.post(
            f"/admin/localize/submit/page/{newsroom.news.pk}/",
            {"locales": [newsroom.zh.pk], "include_subtree": "on"},
        )
    translation.refresh_from_db()
    assert translation.enabled
    assert NewsPage.objects.get(pk=translated.pk).title == "手写标题"
    translation.save_target(publish=False)
    page = NewsPage.objects.get(pk=translated.pk)
    assert page.get_latest_revision_as_object().title == "手写标题"
