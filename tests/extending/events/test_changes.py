"""The reach of a change of an event: cached answers, builds, translators."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

import pytest

from cms.content.caching import cache_tags
from cms.delivery.change_feed import feed
from cms.delivery.response_cache.version_source import Django
from cms.delivery.response_cache.wsgi_middleware import ResponseCache
from cms.delivery.versions import content_version, lifetimes
from cms.delivery.versions.page_snapshots import PageSnapshot, tags_of_change
from cms.legal.models import LegalIndexPage
from cms.news.models import NewsIndexPage
from tests import factories
from tests.delivery.calling import Caller
from tests.extending.events import models

LIST = '{ events(language: "en") { edges { node { title } } } }'
CHANGES = """query($after: String) {
  changes(after: $after, language: "en") {
    pageInfo { endCursor }
    edges { node { kind path page { __typename } } }
  }
}"""


@pytest.fixture
def caller(listing):
    """A caller of the CMS with cached answers, once the content is there."""
    # Versions of an earlier test have the same numbers.
    lifetimes.forget()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS delivery_number_change IMMEDIATE")
    application = get_wsgi_application()
    return Caller(
        ResponseCache(application, path="/graphql/", source=Django(), most_bytes=10_000_000)
    )


def test_no_answer_is_stale(caller, add):
    event = add("A talk")
    ends_at = event.ends_at
    first, second = caller.get(query=LIST), caller.get(query=LIST)
    event.title = "A lecture"
    event.save_revision().publish()
    third = caller.get(query=LIST)
    event.ends_at = event.starts_at = timezone.now() - timedelta(hours=1)
    event.save_revision().publish()
    fourth = caller.get(query=LIST)

    assert second.cache.startswith("hit")
    assert first.content == second.content
    assert b"A talk" in first.content
    assert b"A lecture" in third.content
    assert b"A lecture" not in fourth.content
    assert ends_at > timezone.now()


def test_an_answer_ends_when_an_event_is_over(caller, add):
    add("Later", days=5)
    event = add("A talk", days=3)
    moments = [
        lifetimes.valid_until(
            frozenset([tag]), version=content_version.current(), at=timezone.now()
        )
        for tag in (
            cache_tags.list_of("eventpage", "en"),
            cache_tags.page(event.translation_key),
            cache_tags.list_of("newspage", "en"),
        )
    ]
    assert moments == [event.ends_at, event.ends_at, None]


def test_lists_are_made_anew_for_what_they_sort_by_alone(add):
    event = add("A talk")
    page, listed = cache_tags.page(event.translation_key), cache_tags.list_of("eventpage", "en")

    def tags_after(**values):
        before = PageSnapshot.stored(event.pk)
        models.EventPage.objects.filter(pk=event.pk).update(**values)
        return tags_of_change(before, PageSnapshot.stored(event.pk)) & {page, listed}

    assert tags_after(summary="About brakes.") == {page}
    assert tags_after(starts_at=event.starts_at - timedelta(hours=1)) == {page, listed}
    assert tags_after(ends_at=event.ends_at + timedelta(hours=1)) == {page, listed}


def test_builds_are_told_of_an_event_and_of_its_end(ask, add):
    cursor = ask(CHANGES).data["changes"]["pageInfo"]["endCursor"]
    event = add("A talk")
    told = ask(CHANGES, after=cursor).data["changes"]
    node = {"kind": "PUBLISHED", "path": "/en/events/a-talk/", "page": {"__typename": "EventPage"}}
    assert [edge["node"] for edge in told["edges"]] == [node]

    cursor = told["pageInfo"]["endCursor"]
    models.EventPage.objects.filter(pk=event.pk).update(ends_at=timezone.now())
    feed.follow_the_clock()
    told = ask(CHANGES, after=cursor).data["changes"]
    assert [edge["node"] for edge in told["edges"]] == [node]


def test_translators_see_an_event_and_translate_it(ask, admin_client, add, committed):
    event = add("A talk")
    with committed():
        found = factories.translated(event, {"A talk": "讲座", "Xiangyang": "襄阳"})

    rows = admin_client.get(reverse("translation_dashboard")).context["rows"]
    states = {row.page.title: [cell.state for cell in row.cells] for row in rows}
    assert states["A talk"] == ["partial"]
    assert states["Events"] == ["complete"]
    translated = found.get_target_instance()
    assert (translated.title, translated.place, translated.time_zone) == ("讲座", "襄阳", "UTC")
    path = "/zh-hans/events/a-talk/"
    page = ask("Route", path=path).data["route"]["page"]
    assert (page["title"], page["translation"]["state"]) == ("讲座", "PARTIAL")


def test_an_event_is_made_in_the_admin(admin_client, english):
    home = english.home
    assert set(home.creatable_subpage_models()) == {
        models.EventIndexPage, NewsIndexPage, LegalIndexPage,
    }  # fmt: skip
    listing = factories.add(home, models.EventIndexPage(title="Events", slug="events"))
    assert not models.EventIndexPage.can_create_at(home)

    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", listing.pk])
    form = {
        "title": "A talk", "slug": "a-talk", "summary": "About engines.", "place": "Xiangyang",
        "starts_at": "2090-05-17 09:00", "ends_at": "2090-05-17 11:00", "time_zone": "UTC",
        "body": streamfield([]), "comments": inline_formset([]), "action-publish": "yes",
    }  # fmt: skip
    made = admin_client.post(address, nested_form_data(form))

    assert made.status_code == 302, made.context["form"].errors
    assert models.EventPage.objects.get().url.endswith("/en/events/a-talk/")


def test_what_cannot_be_is_refused(listing):
    now = timezone.now()
    event = models.EventPage(
        title="A talk", slug="a-talk", summary="…", place="…", time_zone="Nowhere",
        starts_at=now, ends_at=now + timedelta(hours=1), locale=listing.locale,
    )  # fmt: skip
    with pytest.raises(ValidationError) as caught:
        event.clean()
    assert caught.value.message_dict == {"time_zone": ["Enter the name of a time zone."]}
    event.time_zone, event.ends_at = "UTC", now - timedelta(hours=1)
    with pytest.raises(ValidationError) as caught:
        event.clean()
    assert caught.value.message_dict == {"ends_at": ["The end must not be before the start."]}


def test_editors_read_of_events_in_chinese():
    with translation.override("zh-hans"):
        assert str(models.EventPage._meta.verbose_name) == "活动"
        assert str(models.EventPage._meta.get_field("starts_at").verbose_name) == "开始时间"
