"""One publication is one event, however many rows it saves and whenever the outbox looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision

import pytest

from cms.delivery.dispatch import planning
from cms.delivery.publishing import schedule
from cms.delivery.releases import publishing as releases
from cms.delivery.releases.models import Release
from tests import factories, snapshots
from tests.translation import acting

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@contextmanager
def looked_at_each_commit() -> Iterator[list[Any]]:
    """Have the outbox look after each commit, as if it was never late; the events it makes."""
    events: list[Any] = []
    commit, set_autocommit = connection.commit, connection.set_autocommit
    is_committed = False

    def committed() -> None:
        nonlocal is_committed
        commit()
        is_committed = True

    def look_afterwards(autocommit: bool, **options: Any) -> None:
        nonlocal is_committed
        set_autocommit(autocommit, **options)
        if autocommit and is_committed:
            is_committed = False
            put(commit, set_autocommit)
            while (event := planning.plan([])) is not None:
                events.append(event)
            put(committed, look_afterwards)

    def put(one: Any, other: Any) -> None:
        connection.commit, connection.set_autocommit = one, other  # type: ignore[method-assign]

    put(committed, look_afterwards)
    try:
        yield events
    finally:
        put(commit, set_autocommit)


@pytest.fixture
@snapshots.fixture
def article(english):
    """An article with a translation, below which nothing is."""
    factories.in_chinese(english)
    page = factories.news_page(english.news, "A", slug="a")
    factories.translation(page, title="B")
    return page


@pytest.fixture
def mirrored(article, english):
    """An article that is read in English in its Chinese place."""
    page = factories.news_page(english.news, "M", slug="m")
    factories.alias(page)
    return page


def events_of(act):
    while planning.plan([]) is not None:
        """All that was before."""
    with looked_at_each_commit() as events:
        act()
    return events


def publish(page, **changes):
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def tag(page):
    return f"page:{page.translation_key.hex[:16]}"


@pytest.mark.parametrize(
    ("name", "changes"),
    [("article", {"title": "Another"}), ("mirrored", {}), ("mirrored", {"slug": "other"})],
)
def test_publishing_is_one_event(request, name, changes):
    page = request.getfixturevalue(name)
    (event,) = events_of(lambda: publish(page, **changes))
    assert tag(page) in event.tags


@pytest.mark.parametrize("way", ["view: edit and publish", "view: unpublish", "bulk: delete"])
def test_what_an_editor_does_is_one_event(client, english, mirrored, way):
    ways = acting.ways_of_page(mirrored, elsewhere=english.home, locale=mirrored.locale)
    client.force_login(factories.administrator())
    (event,) = events_of(lambda: ways[way](client))
    assert tag(mirrored) in event.tags


def test_what_the_schedule_publishes_is_one_event(mirrored):
    mirrored.title = "Later"
    revision = mirrored.save_revision(approved_go_live_at=timezone.now() + timedelta(hours=1))
    due = timezone.now() - timedelta(seconds=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due)

    (event,) = events_of(schedule.run)
    assert tag(mirrored) in event.tags
    assert Page.objects.get(pk=mirrored.pk).title == "Later"


def test_unpublishing_a_section_is_one_event(article, mirrored, client, english):
    client.force_login(factories.administrator())
    address = f"/admin/pages/{english.news.pk}/unpublish/"
    (event,) = events_of(lambda: client.post(address, {"include_descendants": "on"}))
    assert {tag(article), tag(mirrored), tag(english.news)} <= set(event.tags)
    below = Page.objects.descendant_of(english.news)
    assert not below.filter(live=True).exists()


def test_a_release_is_one_event(article, mirrored):
    release = Release.objects.create(title="Spring")
    for page in (article, mirrored):
        page.title = f"{page.title} again"
        page.save_revision()
        releases.add(release, page)
    user = factories.administrator()

    (event,) = events_of(lambda: releases.publish(release, user=user))

    assert {tag(article), tag(mirrored)} <= set(event.tags)
