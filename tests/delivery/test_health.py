"""Health: the line for load balancers, and JSON that tells each part."""

from datetime import timedelta

from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import pytest

import cms
from cms.delivery import health
from cms.delivery.models import RaisedTags
from cms.delivery.publishing import lag
from cms.delivery.webhooks.models import Webhook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew(monkeypatch):
    """Ask as a process that has just started."""
    monkeypatch.setattr(health._Memory, "has_its_tables", False)
    monkeypatch.setattr(health._Memory, "parts", {})
    monkeypatch.setattr(health._Memory, "asked_at", -health.KEPT_SECONDS)
    monkeypatch.setattr(health, "KEPT_SECONDS", 0.0)


def parts(client):
    return client.get("/health/ready?format=json").json()["parts"]


def test_the_line_is_the_same_as_ever(client):
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert client.get("/health/live").content == b"live\n"


def test_json_tells_each_part_with_version_and_commit(client, settings):
    settings.COMMIT = "0123abc"
    lag.note_run()
    for asked in (
        client.get("/health/ready", {"format": "json"}),
        client.get("/health/ready", headers={"Accept": "application/json"}),
    ):
        assert asked.status_code == 200
        assert asked.json() == {
            "status": "ready", "version": cms.__version__, "commit": "0123abc",
            "parts": dict.fromkeys(
                ("database", "migrations", "workers", "scheduler", "outbox", "cache", "storage"),
                "ok",
            ),
        }  # fmt: skip


def test_a_part_that_is_away_degrades_and_is_still_ready(client):
    answer = client.get("/health/ready?format=json")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["parts"]["scheduler"] == "failed"
    assert client.get("/health/ready").content == b"ready\n"
    Webhook.objects.create(name="Frontend", url="https://www.example.org/hook")
    at = timezone.now() - timedelta(hours=1)
    RaisedTags.objects.create(version=10**9, raised_at=at, tags="pages")
    assert parts(client)["outbox"] == "failed"


def test_a_process_whose_tables_are_not_there_is_starting(client):
    MigrationRecorder.Migration.objects.filter(app="delivery").delete()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"starting\n")
    assert answer["Retry-After"] == "1"
    answer = client.get("/health/ready?format=json")
    assert (answer.status_code, answer.json()["status"]) == (503, "starting")
    assert answer.json()["parts"] == {"database": "ok", "migrations": "failed"}


def test_any_host_may_be_named_there_and_nowhere_else(client, settings):
    settings.ALLOWED_HOSTS = ["cms.example.org"]
    for path, status in (
        ("/health/live", 200), ("/health/ready", 200), ("/graphql/", 400), ("/metrics", 400),
    ):  # fmt: skip
        assert client.get(path, headers={"Host": "10.11.12.13"}).status_code == status
