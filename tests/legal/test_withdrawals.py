"""Legal notices that end, and translations that are behind."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

import pytest
from wagtail_localize.models import TranslationSource

from cms.content.pages.publishing import PublishingRefused
from cms.content.reading.selection import Selection
from cms.legal import history, selectors
from cms.legal.models import LegalNoticePage
from cms.legal.withdrawals import LegalNoticeWithdrawal
from tests.translation.fixtures import publish

ALL = Selection({
    "title": Selection(), "withdrawal": Selection({"replaced_by": Selection()}),
})  # fmt: skip


def _read(newsroom, slug="terms", tag="zh-Hans"):
    reading = newsroom.reading(tag)
    pages = selectors.legal_notices(reading, ALL, slug=slug)
    reading.fetch()
    return pages


def _end(notice, **fields):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    values = {"withdrawn_on": timezone.localdate(), "withdrawal_reason": "It is outdated."}
    for name, value in (values | fields).items():
        setattr(notice, name, value)
    return publish(notice)


def _synchronise(notice):
    TranslationSource.objects.get_for_instance(notice).update_from_db()


def _told(page):
    end = page.withdrawal
    link = end.replaced_by
    return end.withdrawn_on, end.reason, end.language, link and (link.href, link.text)


def test_a_withdrawn_notice_says_why_and_what_replaces_it(newsroom, translate, committed):
    notice = newsroom.notice("One.")
    successor = newsroom.notice("Two.", title="New terms", slug="new-terms")
    for page in (notice, successor):
        translate(page, newsroom.zh)
    today = timezone.localdate()
    with committed():
        notice = _end(notice, replaced_by=successor)

    (page,) = _read(newsroom)
    link = ("/zh-hans/legal/new-terms/", "译New terms")
    assert _told(page) == (today, "It is outdated.", "en", link)
    assert page.withdrawal.has_ended
    assert [one.title for one in _read(newsroom, slug=None)] == ["译New terms"]

    _synchronise(notice)
    translate(notice, newsroom.zh)
    (page,) = _read(newsroom)
    assert _told(page) == (today, "译It is outdated.", "zh-Hans", link)

    with committed():
        LegalNoticePage.objects.get(pk=successor.pk).unpublish()
    (page,) = _read(newsroom)
    assert _told(page) == (today, "译It is outdated.", "zh-Hans", None)

    rows = LegalNoticeWithdrawal.objects.order_by("pk")
    assert list(rows.values_list("language_code", "withdrawn_on", "reason", "replacement_key")) == [
        ("en", today, "It is outdated.", successor.translation_key),
        ("zh-hans", today, "译It is outdated.", successor.translation_key),
    ]


def test_an_announced_end_is_told_and_the_notice_is_listed_until_then(newsroom):
    notice = newsroom.notice("One.")
    tomorrow = timezone.localdate() + timedelta(days=1)
    _end(notice, withdrawn_on=tomorrow)

    (page,) = _read(newsroom, tag="en")
    assert (page.withdrawal.withdrawn_on, page.withdrawal.has_ended) == (tomorrow, False)
    assert [one.title for one in _read(newsroom, slug=None, tag="en")] == ["Terms"]
    ((_at, key),) = selectors.changing_days(timezone.now())
    assert key == notice.translation_key


def test_a_withdrawal_is_taken_back_and_both_are_kept(newsroom):
    notice = _end(newsroom.notice("One."))
    notice = _end(notice, withdrawn_on=None, withdrawal_reason="")
    publish(notice)

    assert _read(newsroom, tag="en")[0].withdrawal is None
    assert history.withdrawals_of(notice)[0] == "The withdrawal was taken back."
    assert history.withdrawals_of(notice)[1].endswith(" · It is outdated.")
    first = LegalNoticeWithdrawal.objects.last()
    for forge in (first.save, first.delete, LegalNoticeWithdrawal.objects.all().delete):
        with pytest.raises(TypeError), transaction.atomic():
            forge()


def test_a_notice_is_not_withdrawn_from_a_day_that_is_over(newsroom, admin_user):
    notice = newsroom.notice("One.")
    notice.withdrawn_on, notice.withdrawal_reason = date(2024, 6, 1), "Late."
    with pytest.raises(PublishingRefused, match="only be withdrawn from today"):
        notice.save_revision().publish(user=admin_user)
    assert not LegalNoticeWithdrawal.objects.exists()


def test_copies_do_not_end(newsroom):
    notice = _end(newsroom.notice("One."))
    copy = notice.copy(update_attrs={"slug": "copy", "title": "Copy"})
    stored = LegalNoticePage.objects.get(pk=copy.pk)
    assert (stored.withdrawn_on, stored.withdrawal_reason, stored.replaced_by) == (None, "", None)


def _change(notice, text, **fields):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    notice.body = [notice.body.raw_data[0] | {"value": f"<p>{text}</p>"}]
    for name, value in fields.items():
        setattr(notice, name, value)
    return publish(notice)


def _lag(newsroom, tag="zh-Hans"):
    (page,) = _read(newsroom, tag=tag)
    lag = page.behind
    return lag and (
        lag.rendered_number, [(one.number, one.language) for one in lag.missing], page.title,
    )  # fmt: skip


def test_a_translation_is_behind_the_text_that_prevails(newsroom, translate):
    notice = newsroom.notice("One.")
    assert _lag(newsroom) is None
    translated = translate(notice, newsroom.zh)
    assert _lag(newsroom) is None

    notice = _change(notice, "Two.", effective_on=date(2999, 12, 9))
    assert _lag(newsroom) == (1, [(2, "en")], "译Terms")
    assert _lag(newsroom, "en") is None
    assert history.behind(translated, history.rows_of(translated)) == (
        "This translation has come to version 1. Version 2 isn't translated: "
        "in force from Dec. 9, 2999."
    )
    assert history.behind(notice, history.rows_of(notice)) == ""

    notice = _change(notice, "Three.", effective_on=date(2024, 6, 1))
    assert _lag(newsroom) == (1, [(3, "en"), (2, "en")], "Terms")
    _synchronise(notice)
    translate(notice, newsroom.zh)
    assert _lag(newsroom) is None


def test_the_source_is_not_behind_a_prevailing_translation_that_lacks_versions(newsroom, translate):
    notice = newsroom.notice("One.", prevailing_locale=newsroom.zh)
    translate(notice, newsroom.zh)
    _change(notice, "Two.", effective_on=date(2024, 6, 1))
    assert (_lag(newsroom, "en"), _lag(newsroom)) == (None, None)
