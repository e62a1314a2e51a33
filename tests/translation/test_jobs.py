"""Work on all pages below a page: nothing lost, nothing done twice."""

import signal
from datetime import timedelta
from unittest.mock import ANY

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from cms.news.models import NewsPage
from cms.translation.jobs import lifecycle, steps, worker
from cms.translation.machines import filling
from cms.translation.models import TranslationJob, TranslationJobStep
from tests.services.sharing import PATIENCE_SECONDS, process, shared, wait_until
from tests.translation.fixtures import submit

__all__ = ["shared"]

Kind, Status = TranslationJob.Kind, TranslationJobStep.Status
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORK = """
import sys, django
django.setup()
from cms.translation.jobs import steps, worker
worker.LEASE_SECONDS = 1.0
submit = steps.STEPS["submit"]
def tell(page, locales, user):
    print(page.pk, flush=True)
    return submit(page, locales, user)
steps.STEPS["submit"] = tell
worker.work.func(int(sys.argv[1]))
"""

LEASE_IS_OVER = {
    "postgresql": "SELECT max(leased_until) <= now() FROM translation_translationjob",
    "sqlite": """
        SELECT max(leased_until) <= strftime('%Y-%m-%d %H:%M:%f') FROM translation_translationjob
    """,
}


@pytest.fixture
def articles(newsroom):
    return [newsroom.article(f"Article {number}") for number in range(4)]


def started(newsroom, user, kind=Kind.SUBMIT, **options):
    return lifecycle.started(newsroom.news, kind, [newsroom.zh], user=user, **options)


def counts(job):
    return {status: count for status, count in lifecycle.counts(job).items() if count}


def test_submits_all_pages_below(newsroom, articles, admin_user):
    job = started(newsroom, admin_user, inclusive=False)
    job.refresh_from_db()
    assert counts(job) == {"done": 4}
    assert (job.finished_at, job.lease) == (ANY, None)
    assert job.finished_at is not None
    for article in articles:
        translation = Translation.objects.get(source__object_id=article.translation_key)
        assert translation.target_locale == newsroom.zh
        assert not article.get_translation(newsroom.zh).live


def test_nothing_below_is_no_job(newsroom, admin_user):
    assert started(newsroom, admin_user, inclusive=False) is None


def test_synchronises_all_pages_below(newsroom, articles, admin_user):
    for article in articles:
        submit(article, newsroom.zh)
    NewsPage.objects.filter(locale=newsroom.en).update(title="Renamed")
    job = started(newsroom, admin_user, Kind.SYNCHRONISE)
    assert counts(job) == {"done": 5}
    for article in articles:
        source = Translation.objects.get(source__object_id=article.translation_key).source
        assert source.stringsegment_set.filter(string__data="Renamed").exists()


def test_translates_all_pages_below(newsroom, articles, admin_user, settings, monkeypatch):
    for article in articles:
        submit(article, newsroom.zh)
    filled = []
    monkeypatch.setattr(filling, "fill_in", lambda translation, user: filled.append(translation))
    job = started(newsroom, admin_user, Kind.TRANSLATE, inclusive=False)
    assert counts(job) == {"done": 4}
    assert {item.source.object_id for item in filled} == {item.translation_key for item in articles}


def test_a_failure_is_named_and_stops_no_other(newsroom, articles, admin_user, monkeypatch):
    def refuse(self):
        if self.slug == "article-1":
            raise ValidationError({"summary": "is too long here"})

    monkeypatch.setattr(NewsPage, "clean", refuse)
    job = started(newsroom, admin_user, inclusive=False)
    assert counts(job) == {"done": 3, "failed": 1}
    failed = job.steps.get(status=Status.FAILED)
    assert failed.page_id == articles[1].pk
    assert "summary: is too long here" in failed.message

    monkeypatch.undo()
    lifecycle.resume(job)
    assert counts(job) == {"done": 4}
    assert articles[1].has_translation(newsroom.zh)


def test_an_unforeseen_error_stops_no_other(newsroom, articles, admin_user, monkeypatch, caplog):
    def fail(page, locales, user):
        if page.pk == articles[0].pk:
            raise RuntimeError("broken")
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, fail)
    job = started(newsroom, admin_user, inclusive=False)
    assert counts(job) == {"done": 3, "failed": 1}
    assert job.steps.get(status=Status.FAILED).message == "RuntimeError: broken"
    assert "failed at page" in caplog.text


def test_who_has_lost_the_right_does_nothing(newsroom, articles, django_user_model):
    nobody = django_user_model.objects.create_user("nobody")
    job = started(newsroom, nobody, inclusive=False)
    assert counts(job) == {"failed": 4}
    assert not Translation.objects.filter(
        source__object_id__in=[article.translation_key for article in articles]
    ).exists()


def test_a_job_is_cancelled_and_gone_on_with(newsroom, articles, admin_user, monkeypatch):
    done = []

    def first_only(page, locales, user):
        done.append(page.pk)
        lifecycle.cancel(TranslationJob.objects.get())
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, first_only)
    job = started(newsroom, admin_user, inclusive=False)
    assert counts(job) == {"done": 1, "waiting": 3}
    worker.resume_abandoned()
    assert len(done) == 1

    def done_now(page, *_):
        done.append(page.pk)
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, done_now)
    lifecycle.resume(job)
    assert counts(job) == {"done": 4}
    assert sorted(done) == sorted(article.pk for article in articles)


def queued():
    """How often work on a job has been queued up."""
    path = worker.work.module_path
    return DBTaskResult.objects.filter(task_path=path).count()


def test_other_tasks_get_their_turn(newsroom, articles, admin_user, settings, monkeypatch):
    settings.TASKS = IN_DATABASE
    monkeypatch.setattr(worker, "SLICE_SECONDS", 0.0)
    job = started(newsroom, admin_user, inclusive=False)
    worker.work.func(job.pk)
    assert counts(job) == {"done": 1, "waiting": 3}
    # It has queued up again.
    assert queued() == 2
    monkeypatch.setattr(worker, "SLICE_SECONDS", 60.0)
    worker.work.func(job.pk)
    assert counts(job) == {"done": 4}
    assert queued() == 2


def test_a_job_that_another_worker_has_is_left_alone(newsroom, articles, admin_user, settings):
    settings.TASKS = IN_DATABASE
    job = started(newsroom, admin_user)
    later = timezone.now() + timedelta(seconds=60)
    TranslationJob.objects.update(lease="0" * 32, leased_until=later)
    worker.work.func(job.pk)
    worker.resume_abandoned()
    assert counts(job) == {"waiting": 5}
    assert DBTaskResult.objects.count() == 1


def test_a_job_whose_task_was_lost_is_queued_once_more(newsroom, articles, admin_user, settings):
    settings.TASKS = IN_DATABASE
    started(newsroom, admin_user)
    DBTaskResult.objects.all().delete()
    worker.resume_abandoned()
    assert DBTaskResult.objects.count() == 0
    TranslationJob.objects.update(leased_until=timezone.now())
    worker.resume_abandoned()
    worker.resume_abandoned()
    assert DBTaskResult.objects.count() == 1


def test_jobs_are_forgotten_some_time_after_they_are_over(newsroom, articles, admin_user):
    job = started(newsroom, admin_user)
    worker.resume_abandoned()
    assert TranslationJob.objects.filter(pk=job.pk).exists()
    TranslationJob.objects.update(finished_at=timezone.now() - timedelta(days=31))
    worker.resume_abandoned()
    assert not TranslationJob.objects.exists()
    assert not TranslationJobStep.objects.exists()


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_repeats_nothing(
    shared, newsroom, articles, admin_user, settings, tmp_path
):
    address, row = shared
    settings.TASKS = IN_DATABASE
    job = started(newsroom, admin_user, inclusive=False)
    logged = TranslationLog.objects.count()
    url = address()
    done = "SELECT count(*) FROM translation_translationjobstep WHERE status = 'done'"
    with process(url, tmp_path, "-c", WORK, str(job.pk)) as killed:
        pages = [int(killed.stdout.readline()) for _ in range(2)]
        killed.send_signal(signal.SIGKILL)
        assert killed.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    # The first page is done; the second one was begun.
    (count,) = row(done)
    assert count in {1, 2}
    is_over = LEASE_IS_OVER[connection.vendor]
    wait_until(row, is_over, lambda found: bool(found[0]))
    with process(url, tmp_path, "-c", WORK, str(job.pk)) as heir:
        again = [int(line) for line in heir.stdout]
        assert heir.wait(PATIENCE_SECONDS) == 0
    assert row(done) == (4,)
    assert again == [article.pk for article in articles][count:]
    assert pages[0] not in again
    assert row("SELECT count(*) FROM wagtail_localize_translationlog") == (logged + 4,)


def test_the_request_takes_as_many_queries_with_more_pages(newsroom, admin_user, settings):
    settings.TASKS = IN_DATABASE
    newsroom.article("One")
    with CaptureQueriesContext(connection) as few:
        started(newsroom, admin_user)
    for number in range(12):
        newsroom.article(f"Article {number}")
    with CaptureQueriesContext(connection) as many:
        started(newsroom, admin_user)
    assert (len(few), len(many)) == (9, 9)


def test_submission_of_a_subtree_is_a_job_that_is_shown(newsroom, articles, editor):
    address = reverse("wagtail_localize:submit_page_translation", args=[newsroom.news.pk])
    french = newsroom.zh
    Translation.objects.filter(source__object_id=newsroom.news.translation_key).delete()
    newsroom.news.get_translation(french).delete()
    data = {"locales": [french.pk], "include_subtree": "on"}
    response = editor.post(address, data, follow=True)
    job = TranslationJob.objects.get()
    assert response.redirect_chain[-1][0] == reverse("translation_job", args=[job.pk])
    assert counts(job) == {"done": 4}
    assert "4 of 4 pages" in response.text
    progress = editor.get(reverse("progress_of_job", args=[job.pk])).json()
    assert progress == {
        "done": 4, "total": 4, "failed_count": 0, "is_running": False,
        "state": "finished", "text": "4 of 4 pages",
    }  # fmt: skip
    assert job.title in editor.get(reverse("translation_jobs")).text


def test_a_job_is_started_from_a_page(newsroom, articles, editor):
    address = reverse("jobs_below_page", args=[newsroom.news.pk])
    form = editor.get(address).context["form"]
    assert [value for value, _name in form.fields["kind"].choices] == Kind.values
    response = editor.post(address, {"kind": "submit"})
    assert response.context["form"].errors == {"locales": ["Choose at least one language."]}
    wrong = {"kind": "submit", "locales": [newsroom.en.pk]}
    assert "locales" in editor.post(address, wrong).context["form"].errors
    assert not TranslationJob.objects.exists()
    right = {"kind": "submit", "locales": [newsroom.zh.pk]}
    editor.post(address, right)
    assert counts(TranslationJob.objects.get()) == {"done": 5}


def test_jobs_of_others_are_not_there(newsroom, articles, editor, django_user_model):
    other = django_user_model.objects.create_superuser("other")
    job = started(newsroom, other)
    for name in ("translation_job", "progress_of_job"):
        assert editor.get(reverse(name, args=[job.pk])).status_code == 404
    for name in ("cancel_job", "resume_job"):
        assert editor.post(reverse(name, args=[job.pk])).status_code == 404


def test_what_is_translated_already_is_not_translated_again(newsroom, admin_user, settings):
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    job = started(newsroom, admin_user, Kind.TRANSLATE)
    before = set(StringTranslation.objects.values_list("pk", "data"))
    steps.translate(article, [newsroom.zh], admin_user)
    assert set(StringTranslation.objects.values_list("pk", "data")) == before
    assert counts(job) == {"done": job.steps.count()}
    assert translation.enabled
