"""Which day it is where the newsroom is."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from wagtail.users.models import UserProfile

import pytest

from cms.delivery.versions import lifetimes
from cms.legal.models import LegalNoticePage
from cms.localisation import newsroom_time
from tests import factories

# Tomorrow in Shanghai, still today in London, and yesterday in Honolulu.
EVENING = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
SHANGHAI = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def shanghai(monkeypatch, settings):
    """An evening in London; the newsroom is in Shanghai."""
    settings.TIME_ZONE = "Asia/Shanghai"
    monkeypatch.setattr(timezone, "now", lambda: EVENING)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Honolulu", "Pacific/Auckland"])
def test_today_is_the_newsrooms_whatever_zone_is_active(zone):
    with timezone.override(zone):
        assert newsroom_time.today() == SHANGHAI
        assert newsroom_time.day(EVENING - timedelta(hours=2)) == date(2026, 3, 4)
        assert newsroom_time.beginning(SHANGHAI) == datetime(2026, 3, 4, 16, tzinfo=UTC)


def test_a_day_begins_when_the_clocks_are_put_forward_at_midnight(settings):
    settings.TIME_ZONE = "America/Santiago"
    assert newsroom_time.beginning(date(2025, 9, 7)) == datetime(2025, 9, 7, 4, tzinfo=UTC)


def test_answers_end_when_the_newsrooms_day_begins(english):
    factories.legal_notice(english.legal, effective_on=SHANGHAI + timedelta(days=1))
    assert lifetimes.next_event(EVENING) == datetime(2026, 3, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("kind", "field"),
    [("legal/legalnoticepage", "effective_on"), ("news/newspage", "publication_date")],
)
def test_forms_propose_the_newsrooms_day_to_everybody(client, english, zone, kind, field):
    user = factories.administrator()
    UserProfile.objects.update_or_create(user=user, defaults={"current_time_zone": zone})
    client.force_login(user)
    parent = english.legal if kind.startswith("legal") else english.news

    form = client.get(f"/admin/pages/add/{kind}/{parent.pk}/").context["form"]

    assert form[field].value() == SHANGHAI


def test_a_changed_text_may_be_in_force_from_the_newsrooms_day(english):
    notice = factories.legal_notice(english.legal, effective_on=SHANGHAI - timedelta(days=1))
    changed = LegalNoticePage.objects.get(pk=notice.pk)
    changed.title = "Other words"
    with timezone.override("Pacific/Honolulu"):
        assert changed.is_backdated()
        changed.effective_on = SHANGHAI
        assert not changed.is_backdated()
    with timezone.override("Pacific/Auckland"):
        assert not changed.is_backdated()
