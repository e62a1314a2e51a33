"""Drafts written when something is submitted for translation."""

from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

import pytest
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.content.reading import pages
from cms.content.reading.selection import Selection
from cms.news import models, selectors
from cms.translation.synchronisation import drafts
from tests.translation.fixtures import messages_of, publish, submit, write

pytestmark = pytest.mark.one_database

ALL = Selection({"title": Selection()})


def _read(newsroom, key, tag="zh-Hans"):
    return selectors.news_by_key(newsroom.reading(tag), [key], ALL).get(key)


def _submit_in_admin(editor, page, locale, committed, **data):
    with committed():
        return editor.post(
            f"/admin/localize/submit/page/{page.pk}/", {"locales": [locale.pk], **data}, follow=True
        )


def _news(condition):
    return [page for page in pages.find(condition) if page.model == "news.newspage"]


def test_new_translation_of_a_live_page_is_a_draft(newsroom):
    article = newsroom.article()
    submit(article, newsroom.zh)
    assert article.get_translation(newsroom.zh).live is False
    assert _read(newsroom, article.translation_key).content_language == "en"


def test_submitting_the_subtree_again_changes_nothing_readers_see(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    row = models.NewsPage.objects.filter(pk=translated.pk).values(
        "title", "summary", "body", "live", "live_revision_id", "alias_of", "slug", "url_path"
    )
    before = row.get()
    article.title = "Changed in English"
    publish(article)
    TranslationSource.objects.get_for_instance(article).update_from_db()

    chinese_list = newsroom.news.get_translation(newsroom.zh)
    editor.post(f"/admin/localize/page/{chinese_list.pk}/convert_to_alias/", follow=True)
    _submit_in_admin(editor, newsroom.news, newsroom.zh, committed, include_subtree="on")

    after = row.get()
    assert after == before
    draft = models.NewsPage.objects.get(pk=translated.pk).get_latest_revision_as_object()
    assert draft.title == "译A lab opens"
    assert TranslationLog.objects.filter(revision=draft.latest_revision).exists()


def test_live_snippet_stays_live_and_unchanged_when_submitted_again(newsroom, translate):
    term = newsroom.category("Labs")
    translated = translate(term, newsroom.zh)
    assert (translated.name, translated.live) == ("译Labs", True)
    term.name = "Laboratories"
    submit(publish(term), newsroom.zh)
    translated.refresh_from_db()
    assert (translated.name, translated.live) == ("译Labs", True)


def test_new_translation_of_a_live_snippet_is_a_draft(newsroom):
    term = newsroom.category("Labs")
    submit(term, newsroom.zh)
    translated = term.get_translation(newsroom.zh)
    assert (translated.live, translated.live_revision_id) == (False, None)
    assert [c.name for c in selectors.categories(newsroom.reading("zh-Hans"))] == ["Labs"]


def test_live_alias_stays_an_alias_until_its_translation_is_published(newsroom, editor, committed):
    article = newsroom.article()
    alias = article.copy_for_translation(newsroom.zh, alias=True)
    assert alias.live
    _submit_in_admin(editor, article, newsroom.zh, committed)

    alias.refresh_from_db()
    assert alias.alias_of_id == article.pk
    results = _read(newsroom, article.translation_key)
    assert (results.is_fallback, results.content_language) == (True, "en")
    in_chinese = pages.in_language(newsroom.reading("zh-Hans"), with_fallback=False)
    assert not _news(in_chinese)

    edit_page = editor.get(f"/admin/pages/{alias.pk}/edit/")
    assert edit_page.context["translation"].target_locale == newsroom.zh
    write(edit_page.context["translation"])
    with committed():
        editor.post(f"/admin/pages/{alias.pk}/edit/", {"action": "publish"})
    results = _read(newsroom, article.translation_key)
    assert (results.title, results.is_fallback) == ("译A lab opens", False)
    assert len(_news(in_chinese)) == 1


def test_alias_being_translated_follows_its_source(newsroom):
    article = newsroom.article()
    article.copy_for_translation(newsroom.zh, alias=True)
    submit(article, newsroom.zh)
    article.title = "Corrected"
    publish(article)
    assert _read(newsroom, article.translation_key).title == "Corrected"


def test_alias_without_a_translation_shows_the_page_of_wagtail_localize(newsroom, editor):
    alias = newsroom.article().copy_for_translation(newsroom.zh, alias=True)
    response = editor.get(f"/admin/pages/{alias.pk}/edit/")
    assert b"hasn't been translated yet" in response.content.replace(b"&#x27;", b"'")


def test_failed_submission_is_named_with_its_reason(newsroom, editor, committed, monkeypatch):
    def refuse(self):
        raise ValidationError({"summary": "is too long here"})

    article = newsroom.article()
    monkeypatch.setattr(models.NewsPage, "clean", refuse)
    response = _submit_in_admin(editor, article, newsroom.zh, committed)
    assert response.status_code == 200
    errors = [text for text in messages_of(response) if "could not be saved" in text]
    assert errors == [
        "“A lab opens” could not be saved in Simplified Chinese: summary: is too long here"
    ]
    assert article.get_translations().filter(live=True).count() == 0


def test_failed_publication_while_synchronising_is_named(
    newsroom, translate, editor, committed, monkeypatch
):
    article = newsroom.article()
    translate(article, newsroom.zh)
    source = TranslationSource.objects.get_for_instance(article)

    def refuse(self):
        if self.locale_id == newsroom.zh.pk:
            raise ValidationError("No.")

    monkeypatch.setattr(models.NewsPage, "clean", refuse)
    with committed():
        response = editor.post(
            f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True
        )
    assert "“A lab opens” could not be saved in Simplified Chinese: No." in messages_of(response)


def test_failures_outside_the_context_are_raised_as_before(newsroom, monkeypatch):
    def refuse(self):
        raise ValidationError("No.")

    article = newsroom.article()
    monkeypatch.setattr(models.NewsPage, "clean", refuse)
    with pytest.raises(ValidationError), drafts.collected_failures() as failures:
        submit(article, newsroom.zh)
    assert [(failure.title, failure.reasons) for failure in failures] == [("A lab opens", ["No."])]


def test_installing_twice_wraps_once():
    once = TranslationSource.create_or_update_translation
    drafts.install()
    assert TranslationSource.create_or_update_translation is once


def test_privacy_of_a_source_is_not_copied_but_covers_the_translation(newsroom, translate):
    article = newsroom.article()
    setting = PageViewRestriction.objects.create(page=article, restriction_type="login")
    translated = translate(article, newsroom.zh)
    assert not translated.view_restrictions.exists()
    assert _read(newsroom, article.translation_key) is None
    setting.delete()
    assert _read(newsroom, article.translation_key).title == "译A lab opens"


def test_privacy_added_later_to_the_source_hides_the_translation(newsroom, translate):
    article = newsroom.article()
    translate(article, newsroom.zh)
    assert _read(newsroom, article.translation_key) is not None
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert _read(newsroom, article.translation_key) is None
    assert _read(newsroom, article.translation_key, "en") is None


def test_privacy_above_the_source_hides_the_translations_below(newsroom, translate):
    article = newsroom.article()
    translate(article, newsroom.zh)
    PageViewRestriction.objects.create(page=newsroom.news, restriction_type="login")
    assert _read(newsroom, article.translation_key) is None


def test_privacy_of_a_translation_alone_survives_synchronisation(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    PageViewRestriction.objects.create(page=translated, restriction_type="login")
    translate(article, newsroom.zh)
    assert Page.objects.get(pk=translated.pk).view_restrictions.count() == 1
    assert _read(newsroom, article.translation_key) is None
