"""Days and moments outside of Python's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from django.db import connection
from django.urls import reverse
from wagtail.models import Page

from cms.database.dates import FIRST, LAST, day, moment
from tests import factories

LIST = """
{ news(language: "en") { edges { node { title publicationDate firstPublishedAt } } } }
"""


def test_a_day_is_read_as_the_nearest_there_is():
    assert day("2024-02-29") == date(2024, 2, 29)
    for text in ("10000-01-01", "99999-12-31", "2024-13-45", "infinity"):
        assert day(text) == LAST
    for text in ("0000-01-01", "-0044-03-15", "0044-03-15 BC", "-infinity"):
        assert day(text) == FIRST


def test_a_moment_is_read_as_the_nearest_there_is():
    assert moment("2024-02-29 10:00:00") == datetime(2024, 2, 29, 10, tzinfo=UTC)
    assert moment("10000-01-01T04:59:00+00:00").date() == LAST
    assert moment("0001-01-01 00:00:00 BC").date() == FIRST
    for hours in (-12, 14):
        zone = timezone(timedelta(hours=hours))
        assert moment("99999-01-01").astimezone(zone).year == 9999
        assert moment("0000-01-01").astimezone(zone).year == 1


# SQLite's own reader gives nothing for days that Python doesn't have.
ODD = {
    "postgresql": [
        ("99999-01-01", LAST), ("0044-03-15 BC", FIRST), ("infinity", LAST), ("-infinity", FIRST),
    ],
    "sqlite": [("9999-12-31", date.max), ("0001-01-01", date.min)],
}  # fmt: skip


def test_a_list_is_read_with_whatever_day_is_in_it(admin_client, english):
    page = factories.news_page(english.news, "Odd")
    factories.news_page(english.news, "Neighbour", publication_date=date(2024, 1, 1))
    for given, read in ODD[connection.vendor]:
        write(page, given)
        answer = admin_client.post("/graphql/", {"query": LIST}, content_type="application/json")
        edges = answer.json()["data"]["news"]["edges"]
        nodes = {edge["node"]["title"]: edge["node"]["publicationDate"] for edge in edges}
        listing = admin_client.get(reverse("wagtailadmin_explore", args=[english.news.pk]))

        assert nodes == {"Odd": read.isoformat(), "Neighbour": "2024-01-01"}
        assert Page.objects.get(pk=page.pk).first_published_at.date() == read
        assert listing.status_code == 200


def write(page, text):
    """Write a day past the forms."""
    with connection.cursor() as cursor:
        sql = "UPDATE news_newspage SET publication_date = %s WHERE page_ptr_id = %s"
        cursor.execute(sql, [text, page.pk])
        moment_text = text if connection.vendor == "postgresql" else f"{text} 00:00:00"
        sql = "UPDATE wagtailcore_page SET first_published_at = %s WHERE id = %s"
        cursor.execute(sql, [moment_text, page.pk])
