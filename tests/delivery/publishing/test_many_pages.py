"""Changes of many pages: by a job, whole where it can be, and always as far as it says."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

import pytest
from django_tasks_db.models import DBTaskResult

from cms.delivery.change_feed import feed
from cms.delivery.dispatch.planning import plan
from cms.delivery.models import PendingChange, PublicPage
from cms.delivery.publishing import many_pages
from cms.operation.background import jobs
from cms.operation.background.stopping import Stop
from cms.operation.background.worker import Worker
from cms.operation.models import Job, JobStep
from tests import factories

Status = JobStep.Status


@pytest.fixture
def section(english):
    """The list of news with three articles."""
    for number in range(3):
        factories.news_page(english.news, f"Article {number}", slug=f"article-{number}")
    return english.news


@pytest.fixture
def admin(db, client):
    user = factories.administrator()
    client.force_login(user)
    return user


@pytest.fixture
def _few_in_a_request(settings):
    settings.REQUEST_PAGES = 3
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def work():
    """A function that runs the tasks that are due."""
    stop = Stop()
    worker = Worker(stop)

    def run():
        while worker.run_next():
            """One after another."""

    yield run
    stop.close()


def live(section):
    return Page.objects.descendant_of(section, inclusive=True).filter(live=True).count()


def unpublish(client, section):
    address = f"/admin/pages/{section.pk}/unpublish/"
    return client.post(address, {"include_descendants": "on"})


def test_few_pages_are_unpublished_in_the_request(client, admin, section, settings):
    settings.REQUEST_PAGES = 4
    unpublish(client, section)
    assert live(section) == 0
    assert not Job.objects.exists()


@pytest.mark.usefixtures("_few_in_a_request")
def test_many_pages_are_unpublished_by_a_job(client, admin, section, work):
    answer = unpublish(client, section)
    job = Job.objects.get()
    assert answer.url == f"/admin/jobs/{job.pk}/"
    assert live(section) == 4
    assert client.get(f"{answer.url}progress/").json() == {
        "done": 0, "total": 4, "failed_count": 0, "is_running": True,
        "state": "waiting for a worker", "text": "0 of 4 pages",
    }  # fmt: skip

    work()
    assert live(section) == 0
    assert client.get(f"{answer.url}progress/").json() == {
        "done": 4, "total": 4, "failed_count": 0, "is_running": False,
        "state": "finished", "text": "4 of 4 pages",
    }  # fmt: skip
    assert "4 of 4 pages" in client.get(answer.url).content.decode()


@pytest.mark.usefixtures("_few_in_a_request")
def test_the_topmost_page_leaves_first(client, admin, section):
    unpublish(client, section)
    titles = list(JobStep.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [section.title, "Article 0", "Article 1", "Article 2"]


@pytest.mark.usefixtures("_few_in_a_request")
def test_a_cancelled_job_says_where_it_stopped_and_is_resumed(client, admin, section, work):
    address = unpublish(client, section).url
    job = Job.objects.get()
    jobs._do_next(job.pk)
    jobs._do_next(job.pk)
    client.post(f"{address}cancel/")
    work()

    assert live(section) == 2
    text = client.get(address).content.decode()
    assert "Stopped before “Article 1”. Everything before it is done." in text
    assert client.get(f"{address}progress/").json()["state"] == "cancelled"
    client.post(f"{address}resume/")
    work()
    assert live(section) == 0
    assert jobs.counts(job) == {"waiting": 0, "done": 4, "failed": 0}


@pytest.mark.usefixtures("_few_in_a_request")
def test_a_step_that_fails_holds_up_none_of_the_others(client, admin, section, work, caplog):
    unpublish(client, section)
    planned = jobs.kinds[many_pages.UNPUBLISH]
    broken = Page.objects.get(slug="article-1").pk

    def act(pk, job):
        if pk == broken:
            Page.objects.filter(pk=pk).update(live=False)
            raise ValueError("broken")
        return planned.act(pk, job)

    jobs.register(many_pages.UNPUBLISH, jobs.Kind(planned.label, act))
    work()
    jobs.register(many_pages.UNPUBLISH, planned)

    job = Job.objects.get()
    assert jobs.counts(job) == {"waiting": 0, "done": 3, "failed": 1}
    assert live(section) == 1
    assert "ValueError: broken" in client.get(f"/admin/jobs/{job.pk}/").content.decode()
    jobs.resume(job)
    work()
    assert live(section) == 0


@pytest.mark.usefixtures("_few_in_a_request")
def test_what_a_user_may_not_unpublish_stays(admin, section, work):
    somebody = factories.user("somebody", "Nobody")
    job = many_pages.job_if_many(many_pages.UNPUBLISH, [section], user=somebody)
    work()
    assert live(section) == 4
    messages = set(job.steps.values_list("status", "message"))
    assert messages == {(Status.FAILED, "You don't have the right to unpublish it.")}


@pytest.mark.usefixtures("_few_in_a_request")
def test_many_pages_are_deleted_from_below(client, admin, section, work):
    client.post(f"/admin/pages/{section.pk}/delete/", {"confirm_site_name": "wrong"})
    assert not Job.objects.exists()
    client.post(f"/admin/pages/{section.pk}/delete/")
    titles = list(JobStep.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["Article 2", "Article 1", "Article 0", section.title]

    work()
    assert not Page.objects.filter(path__startswith=section.path).exists()
    assert jobs.counts(Job.objects.get()) == {"waiting": 0, "done": 4, "failed": 0}


@pytest.mark.usefixtures("_few_in_a_request")
@pytest.mark.parametrize(("action", "expected"), [("unpublish", 0), ("delete", 0), ("publish", 4)])
def test_bulk_actions_on_many_pages_are_jobs(client, admin, section, work, action, expected):
    if action == "publish":
        Page.objects.filter(path__startswith=section.path).update(live=False)
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={section.pk}"
    client.post(address, {"include_descendants": "on"})
    assert Job.objects.get().steps.count() == 4

    work()
    assert jobs.counts(Job.objects.get())["done"] == 4
    assert live(section) == expected


@pytest.mark.usefixtures("_few_in_a_request")
@pytest.mark.parametrize("part", ["", "progress/", "cancel/", "resume/"])
def test_nobody_else_sees_or_steers_a_job(client, admin, section, part):
    address = unpublish(client, section).url
    client.force_login(factories.administrator("other"))
    method = client.post if part in ("cancel/", "resume/") else client.get
    assert method(f"{address}{part}").status_code == 404
    assert Job.objects.get().cancelled_at is None


@pytest.mark.usefixtures("_few_in_a_request")
def test_a_job_is_begun_with_few_queries(admin, section):
    with CaptureQueriesContext(
        connection,
    ) as few:
        many_pages.job_if_many(many_pages.UNPUBLISH, [section], user=admin)
    for number in range(10):
        factories.news_page(section, f"More {number}", slug=f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        many_pages.job_if_many(many_pages.UNPUBLISH, [section], user=admin)
    assert len(few) == len(many)
    assert DBTaskResult.objects.filter(task_path=jobs.work.module_path).count() == 2


def renamed(section, slug):
    section.refresh_from_db()
    section.slug = slug
    with CaptureQueriesContext(connection) as queries:
        section.save()
    return len(queries)


def test_a_new_slug_costs_the_same_for_few_pages_and_for_many(section):
    renamed(section, "news-1")
    few = renamed(section, "news-2")
    for number in range(12):
        factories.news_page(section, f"More {number}", slug=f"more-{number}")
    many = renamed(section, "news-3")

    assert many == few
    page = Page.objects.get(slug="more-11")
    assert page.url_path.endswith("/news-3/more-11/")
    redirect = Redirect.objects.get(old_path="/en/news-2/more-11")
    assert (redirect.redirect_page_id, redirect.automatically_created) == (page.pk, True)
    assert Redirect.objects.filter(old_path="/en/news/article-1").exists()


def test_a_page_that_is_renamed_back_needs_no_redirects(section):
    renamed(section, "elsewhere")
    renamed(section, "news")
    old = set(Redirect.objects.values_list("old_path", flat=True))
    assert old == {"/en/elsewhere", *(f"/en/elsewhere/article-{number}" for number in range(3))}


def test_to_be_renamed_back_costs_the_same_for_few_pages_and_for_many(section):
    renamed(section, "there")
    few = renamed(section, "news")
    for number in range(12):
        factories.news_page(section, f"More {number}", slug=f"more-{number}")
    renamed(section, "there-again")
    many = renamed(section, "news")

    assert many == few


@pytest.mark.parametrize("most", [3, 50])
def test_changes_of_very_many_pages_are_settled_after_the_request(section, most, monkeypatch):
    feed.settle()
    monkeypatch.setattr(feed, "MOST_IN_REQUEST", most)
    renamed(section, "elsewhere")
    connection.run_on_commit.clear()

    feed.mark([feed.below(section.translation_key)])
    [(_sids, settle, *_robust)] = connection.run_on_commit
    settle()
    is_left = PendingChange.objects.exists()
    plan([])

    assert is_left == (most == 3)
    assert not PendingChange.objects.exists()
    assert PublicPage.objects.filter(path="/en/elsewhere/article-1/", is_public=True).exists()


def test_the_paths_of_front_pages_are_forgotten_after_the_commit(
    english, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = Site.get_site_root_paths()
        renamed(english.home, "front")
        # Another process, which doesn't see the new path yet.
        cache.set(SITE_ROOT_PATHS_CACHE_KEY, old, version=SITE_ROOT_PATHS_CACHE_VERSION)

    assert [one.root_path for one in Site.get_site_root_paths()] == ["/front/"]
