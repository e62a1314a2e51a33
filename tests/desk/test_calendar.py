"""The calendar: dates of pages, snippets and legal notices, and of whoever registers more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest

from cms.content.pages import planned_dates
from cms.content.pages.planned_dates import DateKind, Period, PlannedDate
from cms.desk.months import Month
from cms.localisation import newsroom_time
from tests.desk.people import fresh
from tests.translation.fixtures import publish


@pytest.fixture
def planned(newsroom, people, translate):
    """Something of every kind, in both languages, on the days after today."""
    at = timezone.now() + timedelta(days=1)
    article = newsroom.article("Planned")
    article.go_live_at = at
    article.save_revision(user=people["editor"]).publish(user=people["editor"])
    fresh_one = newsroom.article("Limited", expire_at=at + timedelta(days=1))
    translate(fresh_one, newsroom.zh)
    category = newsroom.category("Research")
    category.expire_at = at + timedelta(days=2)
    publish(category)
    newsroom.notice(effective_on=newsroom_time.today() + timedelta(days=4))
    drafted = newsroom.article("Only a draft", live=False)
    drafted.unpublish()
    drafted.expire_at = at
    drafted.save()
    return Period(newsroom_time.today(), newsroom_time.today() + timedelta(days=30))


def told(user, period, **which):
    entries = planned_dates.entries(fresh(user), period, **which)
    return [(entry.kind.name, entry.planned.title) for entry in entries]


def test_shows_each_kind_of_date_to_whom_it_is_known(newsroom, people, planned):
    everything = [
        ("go-live", "Planned"),
        ("expiry", "Limited"),
        ("expiry", "译Limited"),
        ("expiry", "Research"),
        ("effective", "Terms"),
    ]
    english = [one for one in everything if one != ("expiry", "译Limited")]
    assert sorted(told(people["admin"], planned)) == sorted(everything)
    assert told(people["editor"], planned) == english
    assert told(people["translator"], planned) == [("expiry", "译Limited")]
    assert told(people["entrant"], planned, only=["go-live", "effective"]) == []


def test_is_filtered_by_language_and_kind(newsroom, people, planned):
    admin = people["admin"]
    assert told(admin, planned, locale_id=newsroom.zh.pk) == [("expiry", "译Limited")]
    assert told(admin, planned, only=["effective"]) == [("effective", "Terms")]


def test_a_notice_that_is_scheduled_is_shown_on_its_day(newsroom, people):
    notice = newsroom.notice()
    day = newsroom_time.today() + timedelta(days=9)
    notice.go_live_at = timezone.now() + timedelta(days=5)
    notice.effective_on = day
    notice.save_revision().publish()
    period = Period(day, day + timedelta(days=1))
    assert told(people["editor"], period) == [("effective", "Terms")]


def test_ends_with_the_day_before_the_period_does(newsroom, people, planned):
    before = Period(planned.first - timedelta(days=30), planned.first)
    assert told(people["admin"], before) == []


def test_takes_the_same_queries_however_many_dates(newsroom, people):
    at = timezone.now() + timedelta(days=1)
    period = Period(newsroom_time.today(), newsroom_time.today() + timedelta(days=3))
    counted = []
    for number in range(6):
        article = newsroom.article(f"Planned {number}")
        article.go_live_at = at
        article.save_revision().publish()
        publish(newsroom.article(f"Limited {number}", expire_at=at))
        newsroom.notice(slug=f"terms-{number}", effective_on=newsroom_time.today())
        user = fresh(people["editor"])
        with CaptureQueriesContext(connection) as queries:
            assert len(planned_dates.entries(user, period)) == 3 * (number + 1)
        counted.append(len(queries))
    # Content types are read once for all.
    assert set(counted[1:]) == {counted[-1]}


def test_others_register_dates_of_their_own(client, people):
    release = PlannedDate(datetime(2026, 12, 9, 10, 30, tzinfo=UTC), "Relaunch", "/admin/")
    kind = DateKind("release", "release", "calendar-alt", lambda _user, _period: [release])
    client.force_login(people["editor"])
    with patch.dict(planned_dates._kinds, {"release": kind}):
        page = client.get(reverse("calendar"), {"month": "2026-12"}).text
        as_list = client.get(reverse("calendar"), {"month": "2026-12", "view": "list"}).text
    assert '<a href="/admin/">Relaunch</a>' in page
    assert '<a href="/admin/">Relaunch</a>' in as_list
    assert "10:30 a.m." in page


def test_is_closed_to_those_without_pages(client, people):
    client.force_login(people["entrant"])
    assert client.get(reverse("calendar")).status_code == 302
    client.force_login(people["translator"])
    response = client.get(reverse("calendar"))
    assert response.status_code == 200
    (language, *others) = response.context["form"].fields["language"].queryset
    assert (language.language_code, others) == ("zh-hans", [])
    assert "Nothing goes live, expires or comes into force in this time." in response.text


def test_a_month_is_its_weeks_from_monday_to_sunday():
    month = Month.of("2026-12", date(2026, 11, 30))
    assert month.shown == Period(date(2026, 11, 30), date(2027, 1, 4))
    assert (str(month.shifted(1)), str(month.shifted(-12))) == ("2027-01", "2025-12")
    weeks = month.weeks([])
    assert (len(weeks), {len(week) for week in weeks}) == (5, {7})
    assert [day.is_of_month for day in weeks[0]] == [False] + [True] * 6
    assert month.listed == Period(date(2026, 12, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "0000-01", "9999-12", "2026-1a", "²026-01", "x" * 99]
)
def test_what_is_no_month_is_this_month(text):
    assert str(Month.of(text, date(2026, 11, 30))) == "2026-11"
