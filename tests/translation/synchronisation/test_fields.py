"""Fields a translation copies from its source when that is published, before synchronising."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

import pytest
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext

from cms.content.pages.publishing import PublishingRefused
from cms.delivery.publishing import schedule
from cms.news.models import NewsPage, NewsPageTag
from tests import factories
from tests.translation.fixtures import messages_of, publish, submit

pytestmark = pytest.mark.one_database


def _changed(newsroom, article):
    """Change all of an article that isn't text."""
    article.slug = "lab"
    article.publication_date = date(2021, 1, 2)
    article.lead_image, article.lead_image_alt = factories.image(), "The lab"
    article.category = newsroom.category("Science")
    article.tags.set([NewsPageTag(tag=newsroom.tag("Labs"))])
    # Revisions keep milliseconds.
    article.expire_at = timezone.now().replace(microsecond=0) + timedelta(days=9)
    return article


def _taken(page):
    tags = [item.tag.name for item in page.tags.all()]
    return (
        page.slug, page.publication_date, page.lead_image_id, page.category_id, tags,
        page.expire_at,
    )  # fmt: skip


@pytest.mark.parametrize("is_live", [True, False])
def test_publishing_the_source_brings_all_that_is_not_text(newsroom, translate, is_live, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    if not is_live:
        translated.unpublish()
    with committed():
        article = publish(_changed(newsroom, article))

    stored = NewsPage.objects.get(pk=translated.pk)
    assert _taken(stored) == _taken(article)
    assert (stored.title, stored.summary) == ("译A lab opens", "译Summary of A lab opens.")
    assert stored.lead_image_alt == "The lab"
    assert stored.live == is_live
    assert stored.url_path.endswith("/news/lab/")


def test_a_draft_of_the_translation_keeps_its_texts_and_nothing_else(
    newsroom, translate, committed
):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    translated.title = "草稿"
    translated.save_revision()
    article = publish(_changed(newsroom, article))

    stored = NewsPage.objects.get(pk=translated.pk)
    draft = stored.get_latest_revision_as_object()
    assert (draft.title, _taken(draft)) == ("草稿", _taken(article))
    with committed():
        stored.get_latest_revision().publish()
    stored = NewsPage.objects.get(pk=translated.pk)
    assert (stored.title, _taken(stored)) == ("草稿", _taken(article))


def test_publishing_the_translation_later_takes_nothing_back(newsroom, translate, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    article = publish(_changed(newsroom, article))
    with committed():
        Translation.objects.get(source__object_id=article.translation_key).save_target()

    assert _taken(NewsPage.objects.get(pk=translated.pk)) == _taken(article)


def test_a_draft_of_the_source_brings_nothing(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    before = _taken(translated)
    _changed(newsroom, article).save_revision()
    later = NewsPage.objects.get(pk=article.pk)
    later.publication_date, later.go_live_at = date(2020, 2, 2), timezone.now() + timedelta(days=1)
    later.save_revision().publish()

    assert _taken(NewsPage.objects.get(pk=translated.pk)) == before


def test_what_the_translator_replaced_stays(newsroom, translate):
    article = newsroom.article(lead_image=factories.image(), lead_image_alt="A lab")
    translated = translate(article, newsroom.zh)
    own = factories.image()
    translated.lead_image = own
    translated.save()
    context = TranslationContext.objects.get(object_id=article.translation_key, path="lead_image")
    SegmentOverride.objects.create(locale=newsroom.zh, context=context, data_json=str(own.pk))
    article = publish(_changed(newsroom, article))

    stored = NewsPage.objects.get(pk=translated.pk)
    assert (stored.lead_image_id, stored.publication_date) == (own.pk, date(2021, 1, 2))


def test_a_stopped_translation_keeps_what_it_has(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    before = _taken(translated)
    Translation.objects.filter(source__object_id=article.translation_key).update(enabled=False)
    publish(_changed(newsroom, article))

    assert _taken(NewsPage.objects.get(pk=translated.pk)) == before


def test_publishing_a_translation_brings_its_source_nothing(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    before = _taken(article)
    publish(_changed(newsroom, translated))

    assert _taken(NewsPage.objects.get(pk=article.pk)) == before


def test_a_translation_has_no_expiry_that_its_source_has_no_longer(newsroom, translate, committed):
    article = newsroom.article(expire_at=timezone.now() + timedelta(hours=1))
    translated = translate(article, newsroom.zh)
    Page.objects.update(expire_at=timezone.now() - timedelta(seconds=1))
    Page.objects.exclude(translation_key=article.translation_key).update(expire_at=None)
    schedule.run()
    assert not NewsPage.objects.get(pk=translated.pk).live
    article.refresh_from_db()
    article.expire_at = None
    publish(article)
    with committed():
        Translation.objects.get(source__object_id=article.translation_key).save_target()
    schedule.run()

    stored = NewsPage.objects.get(pk=translated.pk)
    assert (stored.live, stored.expired, stored.expire_at) == (True, False, None)


def test_terms_follow_too(newsroom, translate):
    tag = newsroom.tag("Labs")
    translated = translate(tag, newsroom.zh)
    tag.slug = "laboratories"
    publish(tag)

    translated.refresh_from_db()
    assert (translated.name, translated.slug) == ("译Labs", "laboratories")


def test_a_mirror_of_a_translation_follows_with_it(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    mirror = translated.create_alias(
        parent=newsroom.news.get_translation(newsroom.zh), update_slug="mirror"
    )
    publish(_changed(newsroom, article))

    stored = NewsPage.objects.get(pk=mirror.pk)
    assert (stored.slug, stored.publication_date) == ("mirror", date(2021, 1, 2))


def test_whoever_renames_is_told_that_a_translation_cannot_follow(newsroom, translate, admin_user):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    news = newsroom.news.get_translation(newsroom.zh)
    news.add_child(instance=NewsPage(title="别的", slug="lab", summary="别的", live=False))
    article.slug = "lab"
    revision = article.save_revision()
    with pytest.raises(PublishingRefused, match="its URL is in use in Simplified Chinese"):
        revision.publish(user=admin_user)

    assert NewsPage.objects.get(pk=article.pk).slug == "a-lab-opens"
    assert NewsPage.objects.get(pk=translated.pk).slug == "a-lab-opens"


def test_whoever_submits_is_told_what_has_the_address(newsroom, translate, editor, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    with committed():
        editor.post(f"/admin/pages/{article.pk}/delete/")
    anew = newsroom.article("A lab opens")
    with committed():
        response = editor.post(
            f"/admin/localize/submit/page/{anew.pk}/", {"locales": [newsroom.zh.pk]}, follow=True
        )

    told = (
        "“A lab opens” could not be saved in Simplified Chinese: Its URL is in use there by "
        "“译A lab opens”, which isn't published. Rename or delete that page first."
    )
    assert messages_of(response)[-1] == told
    assert not NewsPage.objects.filter(slug__startswith="a-lab-opens-").exists()
    assert not anew.get_translation_or_none(newsroom.zh)
    NewsPage.objects.get(pk=translated.pk).delete()
    with committed():
        editor.post(f"/admin/localize/submit/page/{anew.pk}/", {"locales": [newsroom.zh.pk]})
    assert anew.get_translation(newsroom.zh).slug == "a-lab-opens"


def test_an_alias_beside_its_address_is_not_translated_there(newsroom, translate):
    newsroom.news.get_translation(newsroom.zh).add_child(
        instance=NewsPage(title="别的", slug="a-lab-opens", summary="别的")
    )
    article = newsroom.article()
    article.copy_for_translation(newsroom.zh, alias=True)
    with pytest.raises(ValidationError, match="“别的”"):
        submit(article, newsroom.zh)
