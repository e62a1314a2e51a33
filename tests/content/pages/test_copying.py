"""The fields a copied page has of its own."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Revision

import pytest

from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.localisation import newsroom_time
from cms.news.models import NewsPage
from tests import factories

OLD = date(2020, 1, 1)
SOON = datetime(2999, 1, 1, tzinfo=UTC)


def copied(page, **options):
    return page.copy(update_attrs={"slug": "copy", "title": "Copy"}, **options).specific


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copied_article_is_of_today_in_all_its_versions(english, keep_live):
    page = factories.news_page(english.news, publication_date=OLD, expire_at=SOON)
    page.save_revision()
    page.save_revision()
    copy = NewsPage.objects.get(pk=copied(page, keep_live=keep_live).pk)

    today = newsroom_time.today()
    assert (copy.publication_date, copy.expire_at, copy.go_live_at) == (today, None, None)
    assert (copy.first_published_at is None) == (not keep_live)
    revisions = Revision.objects.filter(object_id=str(copy.pk))
    assert {one.as_object().publication_date for one in revisions} == {today}
    assert {one.as_object().expire_at for one in revisions} == {None}
    page.refresh_from_db()
    assert (page.publication_date, page.expire_at) == (OLD, SOON)


def test_a_copied_draft_was_never_published(english):
    page = factories.news_page(english.news, live=False)
    copy = NewsPage.objects.get(pk=copied(page).pk)
    assert (copy.live, copy.first_published_at, copy.last_published_at) == (False, None, None)
    assert copy.live_revision is None


def test_a_copied_page_that_had_expired_waits_for_nothing(english):
    past = timezone.now() - timedelta(days=1)
    page = factories.news_page(english.news, live=False, expired=True, expire_at=past)
    copy = NewsPage.objects.get(pk=copied(page, keep_live=False).pk)
    assert (copy.expired, copy.expire_at) == (False, None)


def test_whoever_copies_may_say_which_date(english):
    page = factories.news_page(english.news, publication_date=OLD)
    copy = page.copy(update_attrs={"slug": "copy", "publication_date": date(2021, 2, 3)})
    assert NewsPage.objects.get(pk=copy.pk).publication_date == date(2021, 2, 3)


def test_all_that_is_copied_with_a_page_has_dates_of_its_own(english):
    factories.news_page(english.news, slug="below", publication_date=OLD)
    action = CopyPageAction(english.news, update_attrs={"slug": "more"}, recursive=True)
    copy = action.execute(skip_permission_checks=True)
    (below,) = NewsPage.objects.child_of(copy)
    assert below.publication_date == newsroom_time.today()


def test_a_copied_notice_is_not_in_force_before_it_existed(english):
    notice = factories.legal_notice(english.legal, effective_on=OLD)
    copy = copied(notice)
    (version,) = LegalNoticeVersion.objects.filter(translation_key=copy.translation_key)
    assert version.effective_on == copy.effective_on == newsroom_time.today()
    assert LegalNoticePage.objects.get(pk=notice.pk).effective_on == OLD


def test_a_copied_notice_that_is_to_come_is_still_to_come(english):
    day = newsroom_time.today() + timedelta(days=30)
    notice = factories.legal_notice(english.legal, effective_on=day)
    assert copied(notice).effective_on == day


@pytest.mark.parametrize("alias", [True, False])
def test_a_page_in_another_language_keeps_the_dates_of_its_source(english, chinese, alias):
    article = factories.news_page(english.news, publication_date=OLD, expire_at=SOON)
    notice = factories.legal_notice(english.legal, effective_on=OLD)
    locale = factories.locale("zh-hans")
    other = article.copy_for_translation(locale, alias=alias)
    other_notice = notice.copy_for_translation(locale, alias=alias)
    assert (other.publication_date, other.expire_at) == (OLD, SOON)
    assert other_notice.effective_on == OLD


def test_a_notice_that_mirrored_another_is_in_force_from_the_day_it_is_one(english):
    notice = factories.legal_notice(english.legal, effective_on=OLD)
    alias = notice.create_alias(update_slug="mirror")
    alias.alias_of = None
    alias.save(update_fields=["alias_of"])
    page = LegalNoticePage.objects.get(pk=alias.pk)
    page.save_revision().publish()
    (version,) = LegalNoticeVersion.objects.filter(translation_key=page.translation_key)
    assert version.effective_on == newsroom_time.today()


def test_a_copy_made_in_the_admin_has_dates_of_its_own(client, english):
    notice = factories.legal_notice(english.legal, effective_on=OLD)
    client.force_login(factories.administrator())
    data = {
        "new_title": "Copy", "new_slug": "copy", "new_parent_page": english.legal.pk,
        "publish_copies": "on",
    }  # fmt: skip
    assert client.post(f"/admin/pages/{notice.pk}/copy/", data).status_code == 302
    assert LegalNoticePage.objects.get(slug="copy").effective_on == newsroom_time.today()
