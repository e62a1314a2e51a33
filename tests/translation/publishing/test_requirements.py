"""The requirements for publishing, and the messages about missing texts."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

import pytest
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.content.reading.selection import Selection
from cms.legal import selectors as legal_selectors
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsPage
from tests.translation.acting import article_form
from tests.translation.fixtures import block, messages_of, paragraph, publish, submit, write

pytestmark = pytest.mark.one_database

ONE_OF_TWO = "can only be published whole: 1 of 2 texts is missing, has an error or is out of date."
ALL = Selection({"title": Selection()})


def _publish_in_editor(editor, page, committed):
    """Publish, and again after what is missing was shown."""
    address, publishing = f"/admin/pages/{page.pk}/edit/", {"action": "publish"}
    with committed():
        response = editor.post(address, publishing, follow=True)
        if response.redirect_chain:
            return response
        confirmed = publishing | {"confirmed": response.context["digest"]}
        return editor.post(address, confirmed, follow=True)


def test_legal_notice_with_a_missing_text_is_refused(newsroom, editor, committed):
    notice = newsroom.notice(
        body=[paragraph("One. Two."), block("heading", {"text": "End", "level": "2"})]
    )
    translation = submit(notice, newsroom.zh)
    write(translation, only="title")
    target = notice.get_translation(newsroom.zh)
    response = _publish_in_editor(editor, target, committed)
    (message,) = messages_of(response)
    assert message == (
        "“Terms” can only be published whole: 2 of 3 texts are missing, have errors or are out of "
        "date. “One. Two.”: missing; “End”: missing."
    )
    target.refresh_from_db()
    assert (target.live, target.title) == (False, "Terms")
    assert not LegalNoticeVersion.objects.filter(language_code="zh-hans").exists()


def test_legal_notice_with_an_error_in_a_text_is_refused(newsroom, editor, committed):
    notice = newsroom.notice()
    translation = submit(notice, newsroom.zh)
    write(translation)
    StringTranslation.objects.filter(translation_of__data="Terms").update(has_error=True)
    target = notice.get_translation(newsroom.zh)
    response = _publish_in_editor(editor, target, committed)
    assert messages_of(response) == [f"“Terms” {ONE_OF_TWO} “Terms”: has an error."]
    assert not LegalNoticePage.objects.get(pk=target.pk).live


def test_complete_legal_notice_is_published(newsroom, editor, committed):
    notice = newsroom.notice()
    write(submit(notice, newsroom.zh))
    _publish_in_editor(editor, notice.get_translation(newsroom.zh), committed)
    results = legal_selectors.legal_notices(newsroom.reading("zh-Hans"), ALL)
    assert [(page.title, page.is_fallback) for page in results] == [("译Terms", False)]


def test_article_with_missing_texts_is_published_with_their_number(newsroom, editor, committed):
    article = newsroom.article(body=[paragraph("First."), paragraph("Second.")])
    write(submit(article, newsroom.zh), only="title")
    target = article.get_translation(newsroom.zh)
    response = _publish_in_editor(editor, target, committed)
    assert messages_of(response)[-1] == (
        "3 of 4 texts of “A lab opens” are missing or have errors: readers see them in English."
    )
    assert NewsPage.objects.get(pk=target.pk).live


def test_nothing_translated_is_not_a_translation(newsroom, editor, committed):
    article = newsroom.article()
    submit(article, newsroom.zh)
    target = article.get_translation(newsroom.zh)
    response = _publish_in_editor(editor, target, committed)
    assert messages_of(response) == [
        "No text of “A lab opens” has been translated into Simplified Chinese yet."
    ]
    assert not NewsPage.objects.get(pk=target.pk).live


def test_translation_of_an_unpublished_source_waits_for_it(newsroom, editor, committed):
    draft = newsroom.news.add_child(
        instance=NewsPage(title="Secret", slug="secret", summary="S.", live=False)
    )
    write(submit(draft, newsroom.zh))
    target = draft.get_translation(newsroom.zh)
    response = _publish_in_editor(editor, target, committed)
    assert messages_of(response) == [
        "“Secret” isn't published in English, so its translation can't be published either."
    ]
    assert not NewsPage.objects.get(pk=target.pk).live
    publish(draft)
    _publish_in_editor(editor, target, committed)
    assert NewsPage.objects.get(pk=target.pk).live


def test_snippet_translation_is_checked_in_its_editor(newsroom, editor, committed):
    term = newsroom.category("Labs")
    translation = submit(term, newsroom.zh)
    target = term.get_translation(newsroom.zh)
    address = f"/admin/snippets/news/newscategory/edit/{target.pk}/"
    with committed():
        response = editor.post(address, {"action": "publish"}, follow=True)
    assert messages_of(response) == [
        "No text of “Labs” has been translated into Simplified Chinese yet."
    ]
    write(translation)
    with committed():
        editor.post(address, {"action": "publish"}, follow=True)
    target.refresh_from_db()
    assert (target.name, target.live) == ("译Labs", True)


def test_synchronising_publishes_only_what_may_be_published(newsroom, translate, editor, committed):
    notice = newsroom.notice("First wording.")
    translate(notice, newsroom.zh)
    notice.body = [paragraph("Second wording.")]
    notice = publish(notice)
    source = TranslationSource.objects.get_for_instance(notice)
    with committed():
        response = editor.post(
            f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True
        )
    assert f"“Terms” {ONE_OF_TWO} “Second wording.”: missing." in messages_of(response)
    target = notice.get_translation(newsroom.zh)
    assert "Second" not in str(target.body)
    assert "译First wording." in str(target.body)


def test_synchronising_publishes_nothing_that_takes_a_confirmation(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translate(article, newsroom.zh)
    article.summary = "New summary."
    article = publish(article)
    source = TranslationSource.objects.get_for_instance(article)
    with committed():
        response = editor.post(
            f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True
        )
    assert messages_of(response)[-1] == (
        "“A lab opens” wasn't published: 1 of 3 texts is missing, has an error or is out of date. "
        "Publish it in its translation editor, which names it. “New summary.”: out of date."
    )
    assert article.get_translation(newsroom.zh).summary == "译Summary of A lab opens."


def test_synchronising_without_publishing_leaves_the_live_translation(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    article.summary = "New summary."
    source = TranslationSource.objects.get_for_instance(publish(article))
    with committed():
        editor.post(f"/admin/localize/update/{source.pk}/", {}, follow=True)
    assert NewsPage.objects.get(pk=translated.pk).summary == translated.summary


def test_translations_are_not_published_in_bulk(newsroom, editor, committed):
    article = newsroom.article()
    submit(article, newsroom.zh)
    target = article.get_translation(newsroom.zh)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={target.pk}&next=/admin/"
    with committed():
        response = editor.post(address, {"next": "/admin/"}, follow=True)
    assert "Nothing was published." in messages_of(response)[0]
    assert not NewsPage.objects.get(pk=target.pk).live


def test_sources_are_published_in_bulk(newsroom, editor, committed):
    article = newsroom.article()
    article.unpublish()
    address = f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}&next=/admin/"
    with committed():
        editor.post(address, {"next": "/admin/"}, follow=True)
    assert NewsPage.objects.get(pk=article.pk).live


def test_alias_made_an_ordinary_page_goes_offline(newsroom, editor, committed):
    alias = newsroom.article().copy_for_translation(newsroom.zh, alias=True)
    assert alias.live
    with committed():
        response = editor.post(f"/admin/pages/{alias.pk}/convert_alias/", follow=True)
    page = Page.objects.get(pk=alias.pk)
    assert (page.alias_of_id, page.live) == (None, False)
    assert any("was unpublished" in text for text in messages_of(response))


def test_translation_made_an_alias_again_is_a_fallback_and_keeps_its_strings(
    newsroom, translate, editor, committed
):
    notice = newsroom.notice()
    translated = translate(notice, newsroom.zh)
    strings = StringTranslation.objects.filter(locale=newsroom.zh).count()
    with committed():
        editor.post(f"/admin/localize/page/{translated.pk}/convert_to_alias/", follow=True)
    results = legal_selectors.legal_notices(newsroom.reading("zh-Hans"), ALL)
    assert [(page.title, page.is_fallback) for page in results] == [("Terms", True)]
    assert StringTranslation.objects.filter(locale=newsroom.zh).count() == strings


def test_synchronising_publishes_only_with_the_right_on_the_target(
    newsroom, translate, client, django_user_model, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    article.summary = "New summary."
    source = TranslationSource.objects.get_for_instance(publish(article))
    user = django_user_model.objects.create_user("submitter", password="x")
    rights = Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    user.user_permissions.set(rights)
    change = Permission.objects.get(codename="change_page")
    group = Group.objects.create(name="English editors")
    GroupPagePermission.objects.create(group=group, page=newsroom.home, permission=change)
    user.groups.add(group)
    client.force_login(user)
    with committed():
        client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    response = client.get("/admin/")
    assert "You don't have the right to publish “译A lab opens” in Simplified Chinese." in (
        messages_of(response)
    )
    assert NewsPage.objects.get(pk=translated.pk).summary == translated.summary


BELOW = "Readers cannot reach “{title}” until “{parent}” above it is published in {language}."


def test_publishing_a_translation_below_an_unpublished_page_is_told(newsroom, editor, committed):
    translation = submit(newsroom.article(), newsroom.zh)
    write(translation)
    newsroom.news.get_translation(newsroom.zh).unpublish()
    target = translation.get_target_instance()
    edit = f"/admin/pages/{target.pk}/edit/"
    title = target.get_admin_display_title()
    said = BELOW.format(parent="译News", language="Simplified Chinese", title=title)
    assert said in messages_of(editor.get(edit))[0]
    with committed():
        response = editor.post(edit, {"action": "publish"}, follow=True)
    assert any(
        "译News" in message and "Readers cannot reach" in message
        for message in messages_of(response)
    )
    target.refresh_from_db()
    assert target.live


def test_publishing_a_page_below_an_unpublished_one_is_told(newsroom, editor):
    article = newsroom.article()
    newsroom.news.unpublish()
    said = BELOW.format(parent="News", language="English", title="A lab opens")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={article.pk}&next=/admin/", follow=True)
    assert said in messages_of(response)
    form = article_form(article, "A lab opens")
    response = editor.post(f"/admin/pages/{article.pk}/edit/", form, follow=True)
    assert said in messages_of(response)
    publish(newsroom.news)
    response = editor.post(f"/admin/pages/{article.pk}/edit/", form, follow=True)
    assert not any("readers don't get" in message for message in messages_of(response))
