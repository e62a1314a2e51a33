"""The doctor: each check finds what is broken for real, and says so without a secret."""

import json
import threading
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search.models import IndexEntry

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max
from environ import Env

from cms.content.search import searchable
from cms.delivery import doctor as delivery_doctor
from cms.delivery.dispatch.backlog import backlog
from cms.delivery.models import RaisedTags, ScheduleRun
from cms.delivery.publishing import schedule
from cms.delivery.webhooks.models import Webhook
from cms.home.models import HomePage
from cms.operation import cache_availability
from cms.operation.doctor import files, queue, registry, services
from cms.operation.doctor.registry import Check, Finding, Status
from cms.operation.resilient_cache import ResilientRedisCache
from tests.browser.running import free_port
from tests.delivery.receiving import receiving
from tests.operation.mail_server import mail_server
from tests.project.test_settings import GIVEN, manage
from tests.services.redis import redis

NAMES = [
    "database", "migrations", "cache", "clocks", "storage", "static files", "mail", "search",
    "caches to purge", "workers", "scheduler", "outbox",
]  # fmt: skip
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOCAL = "django.core.files.storage.FileSystemStorage"


def statuses(done):
    return {one["name"]: one["status"] for one in json.loads(done.stdout)["checks"]}


@pytest.mark.one_database
def test_everything_broken_is_named_at_once_and_no_secret(tmp_path):
    (tmp_path / "file").touch()
    given = GIVEN | {
        "DATABASE_URL": "postgres://u:geheim-geheim@127.0.0.1:1/x",
        "CACHE_URL": "redis://:geheim-geheim@127.0.0.1:1/0",
        "EMAIL_URL": "smtp://u:geheim-geheim@127.0.0.1:1",
        "PURGE_URLS": "varnish://127.0.0.1:1",
        "MEDIA_ROOT": str(tmp_path / "file" / "media"),
    }
    done = manage("doctor", "--json", tmp_path=tmp_path, **given)

    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert found["status"] == "failed"
    assert [one["name"] for one in found["checks"]] == NAMES
    assert statuses(done) == dict.fromkeys(NAMES, "failed") | {"cache": "warning"}
    assert all(one["message"] and one["advice"] for one in found["checks"])
    assert "geheim" not in done.stdout + done.stderr


@pytest.mark.one_database
@pytest.mark.slow
def test_what_is_wrong_is_said_with_what_to_do(tmp_path):
    done = manage("doctor", "--deploy", tmp_path=tmp_path, **GIVEN)

    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("ok       database: SQLite ")
    (number,) = (n for n, line in enumerate(lines) if line.startswith("FAILED   migrations: "))
    assert lines[number + 1] == "         → Run manage.py migrate before the new code serves."
    assert lines[-1] == "ok       deployment: Django's checks find nothing"


def test_the_command_ends_with_one_only_where_a_check_failed(capsys, monkeypatch):
    for status, code in ((Status.WARNING, None), (Status.FAILED, 1)):
        result = registry.Result(status, "It is so.", "Do that.")
        monkeypatch.setattr(registry, "_checks", {"x": Check("x", partial(replace, result))})
        ended = None
        try:
            call_command("doctor")
        except SystemExit as exit_:
            ended = exit_.code
        assert ended == code
    assert capsys.readouterr().out.splitlines() == [
        "warning  x: It is so.", "         → Do that.",
        "FAILED   x: It is so.", "         → Do that.",
    ]  # fmt: skip


def test_a_check_that_raises_has_failed_and_tells_nothing_but_the_class():
    def raising():
        raise RuntimeError("the password is geheim")

    found = registry.run_check(Check("x", raising, uses_database=False))
    assert found.result == registry.failed("RuntimeError while it was asked.")


def test_a_check_without_an_answer_holds_nobody_up():
    answered = threading.Event()
    slow = Check("slow", lambda: registry.ok(str(answered.wait(30))), uses_database=False)
    quick = Check("quick", lambda: registry.ok("yes"), uses_database=False)
    started_at = time.monotonic()

    found = registry.run_checks([slow, quick], patience_seconds=0.3)

    answered.set()
    assert time.monotonic() - started_at < 20
    assert [one.result.status for one in found] == [Status.FAILED, Status.OK]
    assert found[0].result.message == "No answer within 0.3 seconds."


def test_the_worst_finding_counts():
    good = Finding("a", registry.ok("fine"))
    poor = Finding("b", registry.warning("so so"))
    assert registry.worst([]) == Status.OK
    assert registry.worst([good, poor]) == Status.WARNING
    assert registry.worst([good, Finding("c", registry.failed("no")), poor]) == Status.FAILED


@pytest.mark.django_db
def test_a_database_that_answers():
    assert services.database().status == Status.OK


@pytest.mark.django_db
def test_migrations_that_are_missing_or_of_newer_code():
    assert services.migrations().status == Status.OK
    applied = MigrationRecorder.Migration.objects
    last = applied.filter(app="delivery").latest("name").name
    applied.filter(app="delivery", name=last).delete()
    found = services.migrations()
    assert (found.status, found.message) == (Status.FAILED, f"1 not applied: delivery.{last}.")
    applied.create(app="delivery", name=last)
    applied.create(app="delivery", name="0099_of_tomorrow")
    applied.create(app="an_extension_that_is_gone", name="0001_initial")
    found = services.migrations()
    assert (found.status, found.message) == (
        Status.WARNING, "The database is of newer code: delivery.0099_of_tomorrow.",
    )  # fmt: skip


@pytest.mark.one_database
def test_a_redis_that_stops(monkeypatch):
    monkeypatch.setattr(cache_availability, "_known", {})
    with redis() as server:
        backend = "cms.operation.resilient_cache.ResilientRedisCache"
        with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": server.url}}):
            assert services.cache() == registry.ok("Redis keeps and forgets")
            assert abs(services._skew(ResilientRedisCache(server.url, {}).server_time)) < 2
            server.kill()
            found = services.cache()
            assert found.status == Status.WARNING
            assert found.message.startswith("Redis doesn't answer (ConnectionError: ")
    assert services.cache().status == Status.OK


@pytest.mark.one_database
def test_a_cache_that_forgets():
    forgetful = "django.core.cache.backends.dummy.DummyCache"
    with override_settings(CACHES={"default": {"BACKEND": forgetful}}):
        assert services.cache().status == Status.WARNING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ahead", "status", "said"),
    [
        (0.0, Status.OK, "agree within 2 s"),
        (5.0, Status.WARNING, "The clock of the database is 5.0 s ahead."),
        (-90.0, Status.FAILED, "The clock of the database is 90.0 s behind."),
    ],
)
def test_clocks_that_differ(ahead, status, said, monkeypatch):
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - ahead)
    found = services.clocks()
    assert found.status == status
    assert said in found.message


def mailing(url):
    """Django's settings for a mail server."""
    return override_settings(TRANSLATION_DIGEST=True, **Env.email_url_config(url))


@pytest.mark.one_database
def test_mail_that_arrives_and_does_not():
    with mail_server() as server:
        with mailing(server.url()):
            assert services.mail().message == f"127.0.0.1:{server.port} answers and knows the login"
            assert services.send_test_mail("somebody@example.org").status == Status.OK
            assert "To: somebody@example.org" in server.mails[0]
        with mailing(server.url("another-secret")):
            found = services.mail()
            assert found.status == Status.FAILED
            assert "SMTPAuthenticationError" in found.message
    with mailing(f"smtp://127.0.0.1:{free_port()}"):
        assert "Connection refused" in services.mail().message
        assert services.send_test_mail("somebody@example.org").status == Status.FAILED


@pytest.mark.one_database
def test_a_password_that_a_server_repeats_is_masked(settings):
    settings.MASKED_SECRETS = ["another-secret"]
    with mail_server() as server, mailing(server.url("another-secret")):
        found = services.mail()
    assert "another-secret" not in found.message
    assert "[redacted]" in found.message


@pytest.mark.one_database
def test_no_mail_is_no_fault():
    assert services.mail().status == Status.OK
    assert services.send_test_mail("somebody@example.org").status == Status.WARNING


@pytest.mark.one_database
def test_storage_that_cannot_be_written(tmp_path, settings):
    (tmp_path / "file").touch()
    places = settings.STORAGES | {
        "default": {"BACKEND": LOCAL, "OPTIONS": {"location": tmp_path / "private"}},
        "public": {"BACKEND": LOCAL, "OPTIONS": {"location": tmp_path / "public"}},
    }
    with override_settings(STORAGES=places):
        assert files.storage().status == Status.OK
        assert not list(tmp_path.rglob("*.txt"))
    places["public"]["OPTIONS"] = {"location": tmp_path / "file" / "public"}
    with override_settings(STORAGES=places):
        found = files.storage()
    assert found.status == Status.FAILED
    assert found.message.startswith("Nothing can be written to the public pictures (")


@pytest.mark.one_database
def test_pictures_nobody_serves(tmp_path, settings):
    url = f"http://127.0.0.1:{free_port()}/media/"
    options = {"location": tmp_path, "base_url": url}
    places = settings.STORAGES | {
        name: {"BACKEND": LOCAL, "OPTIONS": options} for name in ("default", "public")
    }
    with override_settings(STORAGES=places):
        found = files.storage()
    assert found.status == Status.WARNING
    assert "doesn't serve public pictures (NewConnectionError)" in found.message


@pytest.mark.django_db
def test_an_index_that_is_empty():
    assert searchable.check().status == Status.OK
    Page.get_first_root_node().add_child(instance=HomePage(title="Front", slug="front"))
    assert searchable.check().status == Status.OK
    IndexEntry._default_manager.all().delete()
    assert searchable.check() == registry.failed("The index is empty.", searchable.REBUILD)


@pytest.mark.one_database
def test_a_cache_that_cannot_be_reached(settings):
    with receiving() as receiver:
        settings.PURGE_URLS = [f"varnish://{urlsplit(receiver.url).netloc}"]
        assert delivery_doctor.caches() == registry.ok("1 can be reached")
        port = free_port()
        settings.PURGE_URLS.append(f"varnish://127.0.0.1:{port}")
        found = delivery_doctor.caches()
    assert found.status == Status.FAILED
    assert found.message.startswith(f"Varnish http://127.0.0.1:{port} can't be reached (")


def enqueued(seconds_ago, **fields):
    """A task that was enqueued some time ago."""
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default",
        run_after=get_date_max(), exception_class_path="", traceback="", **fields,
    )  # fmt: skip
    at = timezone.now() - timedelta(seconds=seconds_ago)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=at)


@pytest.mark.django_db
@override_settings(TASKS=IN_DATABASE)
def test_a_worker_that_has_stopped():
    enqueued(3)
    assert queue.longest_wait_seconds() >= 3
    enqueued(90)
    assert queue.workers().status == Status.WARNING
    enqueued(900)
    found = queue.workers()
    assert found.status == Status.FAILED
    assert found.message.startswith("A task has waited for 90")
    assert queue.task_counts()["ready"] == 3


@pytest.mark.django_db
def test_tasks_that_wait_for_nobody():
    assert queue.workers() == registry.ok("Tasks are run where they are enqueued")


@pytest.mark.django_db
def test_a_scheduler_that_has_stopped_or_is_late():
    found = delivery_doctor.scheduler()
    assert (found.status, found.message) == (
        Status.FAILED, "The schedule hasn't been looked at ever.",
    )  # fmt: skip
    schedule.run()
    assert delivery_doctor.scheduler().status == Status.OK

    page = Page.objects.get(depth=2)
    revision = page.save_revision()
    due_at = timezone.now() - timedelta(seconds=500)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due_at)
    found = delivery_doctor.scheduler()
    assert (found.status, found.message[:26]) == (Status.WARNING, "Something has been due for")

    ScheduleRun.objects.update(looked_at=timezone.now() - timedelta(seconds=500))
    assert delivery_doctor.scheduler().status == Status.FAILED


@pytest.mark.django_db
def test_an_outbox_nobody_sends():
    assert delivery_doctor.outbox() == registry.ok("Nobody to tell: no webhook and no cache")
    Webhook.objects.create(name="Frontend", url="https://www.example.org/hook")
    for seconds, status in ((1, Status.OK), (90, Status.WARNING), (5000, Status.FAILED)):
        RaisedTags.objects.all().delete()
        at = timezone.now() - timedelta(seconds=seconds)
        RaisedTags.objects.create(version=10**9, raised_at=at, tags="pages")
        assert delivery_doctor.outbox().status == status
        assert backlog().oldest_seconds >= seconds
