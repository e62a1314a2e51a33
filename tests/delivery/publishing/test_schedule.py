"""Publishing what is due, and unpublishing what has expired."""

import logging
import os
import signal
import threading
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

import pytest

from cms.delivery.management.commands import run_scheduler
from cms.delivery.publishing import schedule
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory, NewsPage
from tests.translation.fixtures import paragraph

SOON, PAST = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def scheduled(newsroom):
    """An unpublished article whose time to go live has come."""

    def make(title="Due"):
        article = newsroom.article(title)
        article.unpublish()
        article.go_live_at = timezone.now() + SOON
        article.save_revision().publish()
        due(article)
        return article

    return make


def due(instance):
    """Let an hour pass for one scheduled page or snippet."""
    revision = Revision.objects.filter(
        object_id=str(instance.pk), approved_go_live_at__isnull=False
    ).get()
    then = timezone.now() - PAST
    revision.approved_go_live_at = then
    revision.content["go_live_at"] = then.isoformat()
    revision.save()


def _refuse(self):
    if self.title == "Bad":
        raise ValidationError("The title is bad.")


def test_publishes_what_is_due_and_nothing_else(newsroom, scheduled):
    article = scheduled()
    later = newsroom.article("Later")
    later.unpublish()
    later.go_live_at = timezone.now() + SOON
    later.save_revision().publish()
    outcome = schedule.run()
    assert (outcome.published, outcome.unpublished, outcome.failures) == (1, 0, {})
    assert NewsPage.objects.get(pk=article.pk).live
    assert not NewsPage.objects.get(pk=later.pk).live
    assert PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish.scheduled").exists()
    assert schedule.run().published == 0


def test_unpublishes_what_has_expired_with_its_translations(newsroom, translate):
    notice = newsroom.notice(expire_at=timezone.now() + SOON)
    translated = translate(notice, newsroom.zh)
    LegalNoticePage.objects.filter(pk=translated.pk).update(expire_at=None)
    LegalNoticePage.objects.filter(pk=notice.pk).update(expire_at=timezone.now() - PAST)
    assert schedule.run().unpublished == 1
    stored = LegalNoticePage.objects.filter(pk__in=[notice.pk, translated.pk])
    assert list(stored.values_list("live", "expired")) == [(False, True), (False, True)]


def test_publishes_and_unpublishes_snippets(newsroom):
    term = newsroom.category("Labs")
    term.unpublish()
    term.go_live_at = timezone.now() + SOON
    term.save_revision().publish()
    due(term)
    old = newsroom.category("Old")
    NewsCategory.objects.filter(pk=old.pk).update(expire_at=timezone.now() - PAST)
    outcome = schedule.run()
    assert (outcome.published, outcome.unpublished) == (1, 1)
    assert dict(NewsCategory.objects.values_list("name", "live")) == {"Labs": True, "Old": False}


def test_one_bad_page_holds_up_none_and_keeps_its_schedule(scheduled, monkeypatch):
    first, bad, last = scheduled("First"), scheduled("Bad"), scheduled("Last")
    monkeypatch.setattr(NewsPage, "clean", _refuse)
    outcome = schedule.run()
    assert outcome.published == 2
    (label,) = outcome.failures
    assert label == f"news.newspage {bad.pk} (Bad)"
    live = dict(NewsPage.objects.values_list("pk", "live"))
    assert (live[first.pk], live[bad.pk], live[last.pk]) == (True, False, True)
    assert Revision.objects.filter(
        object_id=str(bad.pk), approved_go_live_at__isnull=False
    ).exists()

    monkeypatch.undo()
    assert schedule.run().published == 1
    assert NewsPage.objects.get(pk=bad.pk).live


def test_unexpected_error_holds_up_none(scheduled, monkeypatch):
    bad, good = scheduled("Bad"), scheduled("Good")

    def fail(self, revision, *args, **kwargs):
        if self.pk == bad.pk:
            raise RuntimeError("broken")
        return original(self, revision, *args, **kwargs)

    original = NewsPage.publish
    monkeypatch.setattr(NewsPage, "publish", fail)
    assert schedule.run().published == 1
    assert NewsPage.objects.get(pk=good.pk).live


def test_a_scheduled_legal_notice_gets_its_version_when_it_goes_live(newsroom):
    notice = newsroom.notice("First.")
    notice.body = [paragraph("Second.")]
    notice.go_live_at = timezone.now() + SOON
    notice.save_revision().publish()
    assert LegalNoticeVersion.objects.count() == 1
    due(notice)
    schedule.run()
    assert list(LegalNoticeVersion.objects.values_list("number", flat=True)) == [2, 1]


def test_command_runs_once_and_logs_a_failure_once(scheduled, monkeypatch, caplog):
    scheduled("Bad")
    monkeypatch.setattr(NewsPage, "clean", _refuse)
    with caplog.at_level(logging.ERROR):
        call_command("run_scheduler", "--once")
    assert "keeps its schedule: The title is bad." in caplog.text
    caplog.clear()
    known = run_scheduler.report(schedule.run(), known={})
    caplog.clear()
    run_scheduler.report(schedule.run(), known=known)
    assert caplog.text == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_ends_when_told_to(db, number, monkeypatch):
    monkeypatch.setattr(run_scheduler, "close_old_connections", lambda: None)
    handlers = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    timer = threading.Timer(0.5, os.kill, (os.getpid(), number))
    timer.start()
    try:
        call_command("run_scheduler", "--interval", "60")
    finally:
        timer.join()
        for one, handler in handlers.items():
            signal.signal(one, handler)
