"""What is pruned, and what is kept however old it is."""

from datetime import timedelta
from io import StringIO

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, Workflow

import pytest

from cms.backup import daily, retention
from cms.operation import pruning
from tests import factories
from tests.factories import Newsroom

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=800)


def age(revision):
    Revision.objects.filter(pk=revision.pk).update(created_at=LONG_AGO)
    return revision


def kept(*revisions):
    there = set(Revision.objects.values_list("pk", flat=True))
    return [revision.pk in there for revision in revisions]


def test_old_revisions_go_but_the_live_and_the_latest_one(english: Newsroom):
    page = factories.news_page(english.news, "Ovens")
    first, live, draft, latest = (age(page.save_revision()) for _number in range(4))
    live.publish()
    for one in (first, live, draft, latest):
        age(one)
    page.refresh_from_db()
    page.latest_revision = latest
    page.save(update_fields=["latest_revision"])

    assert retention.prune_revisions() == 2

    assert kept(first, live, draft, latest) == [False, True, False, True]


def test_revisions_of_legal_notices_stay(english: Newsroom):
    notice = factories.legal_notice(english.legal, "Terms")
    revisions = [age(notice.save_revision()) for _number in range(2)]
    assert retention.prune_revisions() == 0
    assert kept(*revisions) == [True, True]


def test_scheduled_revisions_and_those_under_review_stay(english: Newsroom):
    scheduled_page = factories.news_page(english.news, "Soon")
    scheduled = age(scheduled_page.save_revision())
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now())
    scheduled_page.save_revision()
    reviewed_page = factories.news_page(english.news, "Reviewed")
    reviewed = age(reviewed_page.save_revision())
    workflow = Workflow.objects.first()
    workflow.start(reviewed_page, factories.administrator())
    reviewed_page.save_revision()

    retention.prune_revisions()

    assert kept(scheduled, reviewed) == [True, True]


def test_recent_revisions_stay_and_all_where_the_setting_is_0(english: Newsroom, settings):
    page = factories.news_page(english.news, "Ovens")
    recent, _latest = page.save_revision(), page.save_revision()
    assert retention.prune_revisions() == 0
    age(recent)
    settings.REVISION_DAYS = 0
    assert retention.prune_revisions() == 0
    settings.REVISION_DAYS = 10
    assert retention.prune_revisions() == 1
    assert kept(recent) == [False]


def test_old_entries_of_histories_go_but_those_of_legal_notices(english: Newsroom):
    pages = factories.news_page(english.news), factories.legal_notice(english.legal)
    for page in pages:
        PageLogEntry.objects.log_action(instance=page, action="wagtail.edit")
    PageLogEntry.objects.update(timestamp=LONG_AGO)
    PageLogEntry.objects.log_action(instance=pages[0], action="wagtail.rename")

    retention.prune_histories()

    left = PageLogEntry.objects.filter(page_id=pages[0].pk).values_list("action", flat=True)
    assert list(left) == ["wagtail.rename"]
    assert PageLogEntry.objects.filter(page_id=pages[1].pk, timestamp=LONG_AGO).exists()


def test_the_command_says_what_was_deleted(english: Newsroom):
    Session.objects.create(session_key="old", expire_date=LONG_AGO)
    page = factories.news_page(english.news)
    age(page.save_revision())
    page.save_revision()
    out = StringIO()
    call_command("prune", stdout=out)
    lines = out.getvalue().splitlines()
    assert {"revisions: 1 deleted", "sessions: 1 deleted"} <= set(lines)
    call_command("prune", stdout=out)
    assert "revisions: 0 deleted" in out.getvalue().splitlines()


def test_what_fails_holds_up_nothing_else(db, monkeypatch):
    monkeypatch.setattr(pruning, "_prunable", {})

    def fail() -> int:
        Session.objects.create(session_key="of a failure", expire_date=LONG_AGO)
        raise LookupError

    pruning.register("accidents", fail)
    pruning.register("sessions", retention.prune_sessions)
    Session.objects.create(session_key="old", expire_date=LONG_AGO)
    with pytest.raises(CommandError, match="Not pruned: accidents"):
        call_command("prune", stdout=StringIO(), stderr=StringIO())
    assert not Session.objects.exists()


def test_the_scheduler_prunes_once_a_day(db):
    Session.objects.create(session_key="old", expire_date=LONG_AGO)
    daily.prune()
    assert not Session.objects.exists()
    Session.objects.create(session_key="old", expire_date=LONG_AGO)
    daily.prune()
    assert Session.objects.exists()
    cache.clear()
    daily.prune()
    assert not Session.objects.exists()
