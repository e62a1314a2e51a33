"""Releases are published whole or not at all, and can be taken back."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

import pytest

from cms.delivery.models import Release
from cms.delivery.publishing import schedule
from cms.delivery.releases import publishing
from cms.delivery.releases.models import ReleaseItem
from cms.delivery.releases.publishing import ReleaseRefused
from cms.delivery.versions import content_version
from cms.legal.models import LegalNoticePage
from cms.news.models import NewsPage
from tests import factories

Action = ReleaseItem.Action


def drafted(page, **values):
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    return page


def state(*pages):
    """Of each page: whether it is live, and its title for readers."""
    rows = {row.pk: (row.live, row.title) for row in Page.objects.all()}
    return [rows[page.pk] for page in pages]


@pytest.fixture
def filled(english, chinese, release):
    """A release of each kind of change, and the pages and snippets in it."""
    old = factories.news_page(english.news, "Old", slug="old")
    old.save_revision().publish()
    changed = drafted(old, title="Changed", slug="changed")
    new = drafted(factories.news_page(english.news, "New", live=False))
    gone = factories.news_page(english.news, "Gone")
    category = factories.category("Before")
    category.name = "After"
    category.save_revision()
    for one in (changed, new, category):
        publishing.add(release, one)
    publishing.add(release, gone, Action.UNPUBLISH)
    publishing.add_values(
        release, Redirect, None,
        {"old_path": "/en/promo", "redirect_page": new.pk, "is_permanent": False},
        title="/en/promo",
    )  # fmt: skip
    return changed, new, gone, category


def test_all_of_a_release_is_published_as_one_change(filled, release, user):
    changed, new, gone, category = filled
    published = publishing.publish(release, user=user)

    assert state(changed, new, gone) == [(True, "Changed"), (True, "New"), (False, "Gone")]
    category.refresh_from_db()
    assert category.name == "After"
    assert Redirect.objects.get(old_path="/en/promo").redirect_page_id == new.pk
    assert Redirect.objects.get(old_path="/en/news/old").redirect_page_id == changed.pk
    assert (published.status, published.published_by) == (Release.Status.PUBLISHED, user)


def test_nothing_of_a_release_is_published_where_one_item_can_not_be(
    filled, english, release, user
):
    changed, new, gone, _category = filled
    broken = drafted(factories.news_page(english.news, "Broken", live=False), summary="")
    clash = drafted(factories.news_page(english.news, "Clash", live=False), slug="changed")
    publishing.add(release, broken)
    publishing.add(release, clash)
    before = state(changed, new, gone)

    with pytest.raises(ReleaseRefused) as refused:
        publishing.publish(release, user=user)

    assert [reason.split(":")[0] for reason in refused.value.reasons] == ["“Broken”", "“Clash”"]
    assert state(changed, new, gone) == before
    assert not Redirect.objects.exists()
    release.refresh_from_db()
    assert release.status == Release.Status.OPEN


def test_what_stands_against_it_is_found_without_changing_anything(filled, english, release, user):
    broken = drafted(factories.news_page(english.news, "Broken", live=False), summary="")
    assert publishing.obstacles(release, user=user) == []
    publishing.add(release, broken)
    before = state(*filled[:3]), content_version.current()

    assert [one[:9] for one in publishing.obstacles(release, user=user)] == ["“Broken”:"]
    assert (state(*filled[:3]), content_version.current()) == before


def test_a_release_of_somebody_without_the_right_to_publish_is_refused(filled, release):
    writer = factories.user("writer")
    with pytest.raises(ReleaseRefused) as refused:
        publishing.publish(release, user=writer)
    assert len(refused.value.reasons) == len(filled) + 1


def test_an_empty_release_is_refused(release, user):
    with pytest.raises(ReleaseRefused, match="empty"):
        publishing.publish(release, user=user)


def test_a_release_is_published_once(filled, release, user):
    publishing.publish(release, user=user)
    revision_count = filled[0].revisions.count()
    version = content_version.current()

    publishing.publish(release, user=user)

    assert content_version.current() == version
    assert filled[0].revisions.count() == revision_count


def test_undoing_a_release_makes_everything_as_it_was(filled, english, release, user):
    changed, new, gone, category = filled
    publishing.publish(release, user=user)

    inverse = publishing.undo(Release.objects.get(pk=release.pk), user=user)
    assert state(changed, new, gone) == [(True, "Changed"), (True, "New"), (False, "Gone")]
    publishing.publish(inverse, user=user)

    assert state(changed, new, gone) == [(True, "Old"), (False, "New"), (True, "Gone")]
    assert NewsPage.objects.get(pk=changed.pk).slug == "old"
    category.refresh_from_db()
    assert category.name == "Before"
    assert not Redirect.objects.filter(old_path="/en/promo").exists()
    with pytest.raises(ReleaseRefused, match="already"):
        publishing.undo(Release.objects.get(pk=release.pk), user=user)


def test_a_pinned_revision_is_published_though_there_is_a_later_draft(english, release, user):
    page = factories.news_page(english.news, "First", live=False)
    pinned = drafted(page, title="Pinned").latest_revision_id
    drafted(page, title="Later")
    publishing.add(release, page, revision_id=pinned)

    publishing.publish(release, user=user)

    assert state(page) == [(True, "Pinned")]


def test_a_scheduled_release_is_published_at_its_moment(filled, release, user):
    with pytest.raises(ReleaseRefused, match="to come"):
        publishing.schedule(release, timezone.now(), user=user)
    publishing.schedule(release, timezone.now() + timedelta(hours=1), user=user)
    schedule.run()
    assert state(filled[1]) == [(False, "New")]

    Release.objects.update(publish_at=timezone.now())
    schedule.run()

    assert state(filled[1]) == [(True, "New")]
    release.refresh_from_db()
    assert (release.status, release.published_by) == (Release.Status.PUBLISHED, user)


def test_a_scheduled_release_that_fails_keeps_its_schedule_and_holds_up_no_other(
    filled, english, release, user
):
    broken = Release.objects.create(title="Broken")
    draft = drafted(factories.news_page(english.news, "Draft", live=False), summary="")
    publishing.add(broken, draft)
    for one in (broken, release):
        publishing.schedule(one, timezone.now() + timedelta(hours=1), user=user)
    Release.objects.update(publish_at=timezone.now())

    outcome = schedule.run()

    assert "“Draft”" in str(outcome.failures[f"release {broken.pk} (Broken)"])
    broken.refresh_from_db()
    assert broken.status == Release.Status.SCHEDULED
    assert state(filled[1]) == [(True, "New")]


def test_the_scheduler_wakes_for_the_next_release(filled, release, user):
    assert schedule.seconds_until_next(15) == 15
    publishing.schedule(release, timezone.now() + timedelta(seconds=5), user=user)
    assert 0 < schedule.seconds_until_next(15) <= 5


def test_an_unfinished_notice_is_refused_in_a_release(english, chinese, release, user):
    notice = factories.legal_notice(english.legal, "Terms")
    page = LegalNoticePage.objects.get(pk=notice.pk)
    drafted(page, title="Terms again", effective_on=date(2024, 1, 1))
    publishing.add(release, page)
    # Its text has changed, and it claims the day of the version before.
    assert publishing.obstacles(release, user=user) != []
