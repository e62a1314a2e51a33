"""Work on all pages below a page: nothing lost, nothing done twice."""

import signal
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from cms.news.models import NewsPage
from cms.operation.background import jobs
from cms.operation.models import Job, JobStep
from cms.translation.jobs import lifecycle, steps
from cms.translation.jobs.steps import Kind
from cms.translation.machines import filling
from tests import snapshots
from tests.services.sharing import PATIENCE_SECONDS, process, shared
from tests.translation.fixtures import submit

__all__ = ["shared"]

Status = JobStep.Status
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORK = """
import sys, django
django.setup()
from cms.operation.background import jobs
from cms.translation.jobs import steps
submit = steps.STEPS["submit"]
def tell(page, locales, user):
    print(page.pk, flush=True)
    return submit(page, locales, user)
steps.STEPS["submit"] = tell
jobs.work.func(int(sys.argv[1]))
"""


@pytest.fixture
@snapshots.fixture
def articles(newsroom):
    return [newsroom.article(f"Article {number}") for number in range(4)]


@pytest.fixture
def started(newsroom, committed):
    """Start a job for the pages below the list of news; its work is done at once."""

    def run(user, kind=Kind.SUBMIT, **options):
        with committed():
            return lifecycle.started(newsroom.news, kind, [newsroom.zh], user=user, **options)

    return run


def counts(job):
    return {status: count for status, count in jobs.counts(job).items() if count}


def test_submits_all_pages_below(started, newsroom, articles, admin_user):
    job = started(admin_user, inclusive=False)
    job.refresh_from_db()
    assert counts(job) == {"done": 4}
    assert job.finished_at is not None
    for article in articles:
        translation = Translation.objects.get(source__object_id=article.translation_key)
        assert translation.target_locale == newsroom.zh
        assert not article.get_translation(newsroom.zh).live


def test_nothing_below_is_no_job(started, admin_user):
    assert started(admin_user, inclusive=False) is None


def test_synchronises_all_pages_below(started, newsroom, articles, admin_user):
    for article in articles:
        submit(article, newsroom.zh)
    NewsPage.objects.filter(locale=newsroom.en).update(title="Renamed")
    job = started(admin_user, Kind.SYNCHRONISE)
    assert counts(job) == {"done": 5}
    for article in articles:
        source = Translation.objects.get(source__object_id=article.translation_key).source
        assert source.stringsegment_set.filter(string__data="Renamed").exists()


def test_translates_all_pages_below(started, newsroom, articles, admin_user, settings, monkeypatch):
    for article in articles:
        submit(article, newsroom.zh)
    filled = []
    monkeypatch.setattr(filling, "fill_in", lambda translation, user: filled.append(translation))
    job = started(admin_user, Kind.TRANSLATE, inclusive=False)
    assert counts(job) == {"done": 4}
    assert {item.source.object_id for item in filled} == {item.translation_key for item in articles}


def test_a_failure_is_named_and_stops_no_other(
    started, newsroom, articles, admin_user, monkeypatch, committed
):
    def refuse(self):
        if self.slug == "article-1":
            raise ValidationError({"summary": "is too long here"})

    monkeypatch.setattr(NewsPage, "clean", refuse)
    job = started(admin_user, inclusive=False)
    assert counts(job) == {"done": 3, "failed": 1}
    failed = job.steps.get(status=Status.FAILED)
    assert failed.object_id == articles[1].pk
    assert "summary: is too long here" in failed.message

    monkeypatch.undo()
    with committed():
        jobs.resume(job)
    assert counts(job) == {"done": 4}
    assert articles[1].has_translation(newsroom.zh)


def test_an_unforeseen_error_stops_no_other(
    started, newsroom, articles, admin_user, monkeypatch, caplog
):
    def fail(page, locales, user):
        if page.pk == articles[0].pk:
            raise RuntimeError("broken")
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, fail)
    job = started(admin_user, inclusive=False)
    assert counts(job) == {"done": 3, "failed": 1}
    assert job.steps.get(status=Status.FAILED).message == "RuntimeError: broken"
    assert f"Job {job.pk} failed at Article 0" in caplog.text


def test_who_has_lost_the_right_does_nothing(started, articles, django_user_model):
    nobody = django_user_model.objects.create_user("nobody")
    job = started(nobody, inclusive=False)
    assert counts(job) == {"failed": 4}
    assert not Translation.objects.filter(
        source__object_id__in=[article.translation_key for article in articles]
    ).exists()


def test_a_job_is_cancelled_and_gone_on_with(started, articles, admin_user, monkeypatch, committed):
    done = []

    def first_only(page, locales, user):
        done.append(page.pk)
        jobs.cancel(Job.objects.get())
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, first_only)
    job = started(admin_user, inclusive=False)
    assert counts(job) == {"done": 1, "waiting": 3}

    def done_now(page, *_):
        done.append(page.pk)
        return []

    monkeypatch.setitem(steps.STEPS, Kind.SUBMIT, done_now)
    with committed():
        jobs.resume(job)
    assert counts(job) == {"done": 4}
    assert sorted(done) == sorted(article.pk for article in articles)


def test_a_page_that_was_deleted_is_as_good_as_done(started, articles, admin_user, settings):
    settings.TASKS = IN_DATABASE
    job = started(admin_user, inclusive=False)
    articles[0].delete()
    jobs.work.func(job.pk)
    assert counts(job) == {"done": 4}


def queued():
    """How often work on a job has been queued up."""
    return DBTaskResult.objects.filter(task_path=jobs.work.module_path).count()


def test_other_tasks_get_their_turn(started, articles, admin_user, settings, monkeypatch):
    settings.TASKS = IN_DATABASE
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0.0)
    job = started(admin_user, inclusive=False)
    jobs.work.func(job.pk)
    assert counts(job) == {"done": 1, "waiting": 3}
    # It has queued up again.
    assert queued() == 2
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 60.0)
    jobs.work.func(job.pk)
    assert counts(job) == {"done": 4}
    assert queued() == 2


def test_a_job_whose_task_was_lost_is_queued_once_more(started, articles, admin_user, settings):
    settings.TASKS = IN_DATABASE
    started(admin_user)
    jobs.resume_lost()
    assert queued() == 1
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    jobs.resume_lost()
    assert queued() == 1
    DBTaskResult.objects.all().delete()
    jobs.resume_lost()
    jobs.resume_lost()
    assert queued() == 1
    DBTaskResult.objects.all().delete()
    jobs.cancel(Job.objects.get())
    jobs.resume_lost()
    assert queued() == 0


def test_jobs_are_forgotten_some_time_after_they_are_over(started, articles, admin_user):
    job = started(admin_user)
    assert jobs.prune() == 0
    assert Job.objects.filter(pk=job.pk).exists()
    Job.objects.update(finished_at=timezone.now() - timedelta(days=31))
    assert jobs.prune() == 1
    assert not Job.objects.exists()
    assert not JobStep.objects.exists()


def test_no_transaction_waits_for_a_machine(started, newsroom, articles, admin_user, monkeypatch):
    depths = []

    def note(*_):
        depths.append(len(connection.savepoint_ids))
        return []

    for kind in (Kind.SUBMIT, Kind.TRANSLATE):
        monkeypatch.setitem(steps.STEPS, kind, note)
    submit(articles[0], newsroom.zh)
    outside = len(connection.savepoint_ids)
    started(admin_user, Kind.TRANSLATE, inclusive=False)
    started(admin_user, inclusive=False)
    assert depths == [outside, *[outside + 1] * 4]


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_repeats_nothing(
    shared, started, articles, admin_user, settings, tmp_path
):
    address, row = shared
    settings.TASKS = IN_DATABASE
    job = started(admin_user, inclusive=False)
    logged = TranslationLog.objects.count()
    url = address()
    done = "SELECT count(*) FROM operation_jobstep WHERE status = 'done'"
    with process(url, tmp_path, "-c", WORK, str(job.pk)) as killed:
        pages = [int(killed.stdout.readline()) for _ in range(2)]
        killed.send_signal(signal.SIGKILL)
        assert killed.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    # The first page is done; the second one was begun.
    (count,) = row(done)
    assert count in {1, 2}
    with process(url, tmp_path, "-c", WORK, str(job.pk)) as heir:
        again = [int(line) for line in heir.stdout]
        assert heir.wait(PATIENCE_SECONDS) == 0
    assert row(done) == (4,)
    assert again == [article.pk for article in articles][count:]
    assert pages[0] not in again
    assert row("SELECT count(*) FROM wagtail_localize_translationlog") == (logged + 4,)


def test_the_request_takes_as_many_queries_with_more_pages(started, newsroom, admin_user, settings):
    settings.TASKS = IN_DATABASE
    newsroom.article("One")
    with CaptureQueriesContext(connection) as few:
        started(admin_user)
    for number in range(12):
        newsroom.article(f"Article {number}")
    with CaptureQueriesContext(connection) as many:
        started(admin_user)
    assert (len(few), len(many)) == (6, 6)


def test_submission_of_a_subtree_is_a_job_that_is_shown(newsroom, articles, editor, committed):
    address = reverse("wagtail_localize:submit_page_translation", args=[newsroom.news.pk])
    french = newsroom.zh
    Translation.objects.filter(source__object_id=newsroom.news.translation_key).delete()
    newsroom.news.get_translation(french).delete()
    data = {"locales": [french.pk], "include_subtree": "on"}
    with committed():
        response = editor.post(address, data)
    job = Job.objects.get()
    assert response.url == reverse("background_job", args=[job.pk])
    assert counts(job) == {"done": 4}
    text = editor.get(response.url).text
    assert "4 of 4 pages" in text
    assert "Simplified Chinese" in text
    progress = editor.get(reverse("progress_of_background_job", args=[job.pk])).json()
    assert progress == {
        "done": 4, "total": 4, "failed_count": 0, "is_running": False,
        "state": "finished", "text": "4 of 4 pages",
    }  # fmt: skip
    text = editor.get(reverse("translation_jobs")).text
    assert f"Submit for translation: {job.title}" in text
    assert "finished: 4 of 4 pages" in text


def test_a_job_is_started_from_a_page(newsroom, articles, editor, committed):
    address = reverse("jobs_below_page", args=[newsroom.news.pk])
    form = editor.get(address).context["form"]
    assert [value for value, _name in form.fields["kind"].choices] == Kind.values
    response = editor.post(address, {"kind": "submit"})
    assert response.context["form"].errors == {"locales": ["Choose at least one language."]}
    wrong = {"kind": "submit", "locales": [newsroom.en.pk]}
    assert "locales" in editor.post(address, wrong).context["form"].errors
    assert not Job.objects.exists()
    right = {"kind": "submit", "locales": [newsroom.zh.pk]}
    with committed():
        editor.post(address, right)
    assert counts(Job.objects.get()) == {"done": 5}


def test_jobs_of_others_are_not_there(started, articles, editor, django_user_model):
    other = django_user_model.objects.create_superuser("other")
    job = started(other)
    assert editor.get(reverse("background_job", args=[job.pk])).status_code == 404
    assert "You haven't started any jobs." in editor.get(reverse("translation_jobs")).text


def test_what_is_translated_already_is_not_translated_again(started, newsroom, admin_user):
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    job = started(admin_user, Kind.TRANSLATE)
    before = set(StringTranslation.objects.values_list("pk", "data"))
    steps.translate(article, [newsroom.zh], admin_user)
    assert set(StringTranslation.objects.values_list("pk", "data")) == before
    assert counts(job) == {"done": job.steps.count()}
    assert translation.enabled
