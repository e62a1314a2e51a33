"""Errors leave a trace in every process: real processes, with faults planted in them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.running import free_port
from tests.operation import processes

pytestmark = pytest.mark.one_database

PLANTED = {"DJANGO_SETTINGS_MODULE": "tests.operation.planted_settings"}
SECRETS = ("geheim", "abcdefghijklmnop", "hunter2", "tttttttt", "reader@example.org", "LOOKATME")


@dataclass
class Server:
    """A server and the folder of its output."""

    origin: str
    state: Path

    def lines(self) -> list[dict[str, Any]]:
        """Its log so far."""
        return processes.lines(processes.output(self.state))

    def lines_of(self, request_id: str) -> list[dict[str, Any]]:
        """What was logged of a request; waits for the first line."""
        give_up_at = time.monotonic() + 10
        while time.monotonic() < give_up_at:
            if found := [one for one in self.lines() if one.get("request_id") == request_id]:
                return found
            time.sleep(0.05)
        raise AssertionError(processes.output(self.state))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The CMS in production, with addresses that fail; its database has no tables."""
    state = tmp_path_factory.mktemp("server")
    with processes.web(state, "--access-log", **PLANTED) as origin:
        yield Server(origin, state)


def assert_tells_no_secret(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


def test_an_exception_in_a_view_is_logged_under_the_id_its_page_names(server):
    url = f"{server.origin}/planted/fail/?preview=LOOKATME&page=2"
    status, headers, body = processes.asked(url, Cookie="sessionid=LOOKATME")

    id_ = headers["x-request-id"]
    (line,) = server.lines_of(id_)
    assert (status, f'<code id="request-id">{id_}</code>' in body) == (500, True)
    assert (line["level"], line["event"], line["path"], line["method"], line["process"]) == (
        "error", "Internal Server Error: /planted/fail/", "/planted/fail/", "GET", "web",
    )  # fmt: skip
    assert line["time"].startswith("20")
    assert line["time"].endswith("Z")
    assert line["traceback"].startswith("Traceback (most recent call last):\n")
    assert "RuntimeError: password=[redacted] Authorization: [redacted]" in line["traceback"]
    assert "in fail\n" in line["traceback"]
    assert_tells_no_secret(processes.output(server.state) + body)


@pytest.mark.parametrize(
    ("sent", "is_accepted"),
    [
        ("edge-1234.abcd_EF", True), ("0af7651916cd43dd8448eb211c80319c", True),
        ("short", False), ("x" * 65, False), ("evil\tid-000", False), ("<script>alert(1)", False),
        ("a b c d e f", False), ("", False), ("ünïcödé-id", False),
    ],
)  # fmt: skip
def test_a_sane_id_of_the_caller_is_kept_and_another_one_is_not(server, sent, is_accepted):
    _status, headers, body = processes.asked(
        f"{server.origin}/planted/fail/", X_Request_ID=sent.encode().decode("latin-1")
    )

    id_ = headers["x-request-id"]
    assert (id_ == sent) is is_accepted
    assert id_ in body
    assert server.lines_of(id_)[0]["event"] == "Internal Server Error: /planted/fail/"


def test_every_answer_has_an_id_of_its_own(server):
    ids = [
        processes.asked(f"{server.origin}{path}")[1]["x-request-id"]
        for path in ("/health/live", "/health/live", "/nothing/", "/graphql/", "/admin/login/")
    ]
    assert len(set(ids)) == 5


@pytest.mark.parametrize(
    ("path", "status", "level", "event", "logger"),
    [
        ("planted/refuse/forbidden/", 403, "warning",
         "Forbidden (Permission denied): /planted/refuse/forbidden/", "django.request"),
        ("planted/refuse/suspicious/", 400, "error", "no\nforged line",
         "django.security.SuspiciousOperation"),
        ("nothing/%0d%0a2026-01-01%20forged/", 404, "warning",
         "Not Found: /nothing/\\r\\n2026-01-01 forged/", "django.request"),
        ("%E2%80%A8nothing/", 404, "warning", "Not Found: /\\u2028nothing/", "django.request"),
    ],
)  # fmt: skip
def test_a_refusal_is_logged_and_its_page_names_the_id(server, path, status, level, event, logger):
    answered, headers, body = processes.asked(f"{server.origin}/{path}")

    id_ = headers["x-request-id"]
    lines = server.lines_of(id_)
    assert (answered, f'<code id="request-id">{id_}</code>' in body) == (status, True)
    assert (level, event, logger) in [(one["level"], one["event"], one["logger"]) for one in lines]


def test_a_client_of_json_gets_json(server):
    status, headers, body = processes.asked(
        f"{server.origin}/planted/fail/", Accept="application/json"
    )

    assert status == 500
    assert processes.lines(body) == [
        {
            "message": "Internal error",
            "detail": "Something went wrong here. What you were saving may not have been saved.",
            "request_id": headers["x-request-id"],
        }
    ]


def test_a_host_that_is_not_ours_is_logged_on_one_line(server):
    status, headers, _body = processes.asked(
        f"{server.origin}/admin/login/", Host="evil.example:99;forged"
    )

    (line, *_rest) = server.lines_of(headers["x-request-id"])
    assert (status, line["logger"]) == (400, "django.security.DisallowedHost")


def test_a_load_balancer_asks_health_by_the_address_of_a_machine(server):
    for path, word in (("live", "live"), ("ready", "starting")):
        _status, _headers, body = processes.asked(
            f"{server.origin}/health/{path}", Host="10.11.12.13:8000"
        )
        assert body.split() == [word]
    for path in ("/health/live/", "/health/other", "/graphql/"):
        assert processes.asked(f"{server.origin}{path}", Host="10.11.12.13")[0] == 400


def test_a_view_that_ends_the_process_ends_its_answer_alone(server):
    status, headers, body = processes.asked(f"{server.origin}/planted/leave/")

    id_ = headers["x-request-id"]
    line = server.lines_of(id_)[0]
    assert (status, body) == (500, f"Internal error {id_}.\n")
    assert line["event"] == "Internal error outside Django"
    assert line["traceback"].endswith("\nSystemExit: left")
    assert processes.asked(f"{server.origin}/health/live")[0] == 200


@pytest.mark.parametrize("kind", ["stream", "file"])
def test_an_exception_under_way_is_logged(server, kind):
    processes.asked(f"{server.origin}/planted/{kind}/", X_Request_ID=f"planted-{kind}")

    (line, *_rest) = server.lines_of(f"planted-{kind}")
    assert (line["event"], line["path"]) == (
        "Internal error while an answer was sent",
        f"/planted/{kind}/",
    )
    assert line["traceback"].endswith(f"planted in a {kind}")


def test_exceptions_of_threads_and_destructors_are_logged(server):
    assert processes.asked(f"{server.origin}/planted/thread/")[0] == 200

    last = {
        line["traceback"].splitlines()[-1]: (line["level"], line["event"])
        for line in server.lines()
        if line["logger"] == "cms.operation.uncaught"
    }
    assert last["RuntimeError: planted in a thread"] == (
        "error", "Uncaught exception in thread planted",
    )  # fmt: skip
    assert last["RuntimeError: planted in a destructor"][0] == "error"


def test_graphql_names_the_id_of_what_failed_inside(server):
    status, headers, body = processes.asked(
        f"{server.origin}/graphql/?query=%7Blanguages%7Bcode%7D%7D", Accept="application/json"
    )

    id_ = headers["x-request-id"]
    (answer,) = processes.lines(body)
    assert answer["errors"][0]["message"] == f"Internal error {id_}."
    assert answer["errors"][0]["extensions"] == {"code": "INTERNAL", "reference": id_}
    (line, *_rest) = server.lines_of(id_)
    assert status == 200
    assert (line["event"], line["path"]) == (
        f"Internal error {id_} in GraphQL, at languages", "/graphql/",
    )  # fmt: skip
    assert "no such table" in line["traceback"]


def test_lines_of_the_web_server_are_lines_like_all_others(server):
    asked = processes.asked(f"{server.origin}/health/live?preview=LOOKATME")
    assert asked[0] == 200

    (line, *_rest) = [one for one in server.lines() if one["logger"] == "granian.access"]
    assert line["level"] == "info"
    assert_tells_no_secret(processes.output(server.state))


def test_what_the_web_server_says_of_itself_are_lines_too(server):
    said = [one for one in server.lines() if one["logger"] == "_granian"]
    assert any(one["event"].startswith("Starting granian") for one in said)
    assert {one["process"] for one in said} == {"web"}


def test_a_server_that_cannot_start_says_why_on_one_line(tmp_path):
    command = (
        "-m", "granian", "--interface", "wsgi", "--port", str(free_port()), "--log-config",
        "deploy/granian/log.json", "--log-level", "critical", "cms.wsgi:application",
    )  # fmt: skip
    with processes.started(tmp_path, *command, LOG_LEVEL="LOUD") as process:
        code = process.wait(60)

    (line,) = processes.lines(processes.output(tmp_path))
    assert code == 1
    assert (line["level"], line["event"]) == ("critical", "The application can't start")
    assert line["traceback"].endswith(
        "ImproperlyConfigured: LOG_LEVEL: “LOUD” is not one of DEBUG, INFO, WARNING, ERROR, "
        "CRITICAL."
    )


@pytest.mark.parametrize(
    ("command", "level", "event"),
    [
        (["run_scheduler", "--once"], "critical", "Uncaught exception"),
        (["run_outbox", "--once"], "critical", "Uncaught exception"),
        (["work", "--once"], "critical", "Uncaught exception"),
        (["rebuild_references_index"], "critical", "Uncaught exception"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_command_that_fails_logs_its_traceback(tmp_path, command, level, event):
    done = processes.manage(tmp_path, *command, "--skip-checks", **PLANTED)

    logged = [one for one in processes.lines(done.stderr) if "traceback" in one]
    assert done.returncode == 1
    assert [(one["level"], one["event"], one["process"]) for one in logged] == [
        (level, event, command[0])
    ]
    assert "OperationalError: no such table" in logged[0]["traceback"]


def test_a_service_that_goes_on_logs_what_failed(tmp_path):
    arguments = ("manage.py", "run_scheduler", "--interval", "0.1", "--skip-checks")
    with processes.started(tmp_path, *arguments, **PLANTED) as process:
        processes.wait_for(lambda: "\n" in processes.output(tmp_path), tmp_path, process)

    (line, *_rest) = processes.lines(processes.output(tmp_path))
    assert (line["level"], line["process"]) == ("error", "run_scheduler")
    assert "OperationalError: no such table" in line["traceback"]


def test_a_task_that_fails_is_logged_with_its_name(tmp_path):
    enqueue = "from tests.operation.planted import failing_task as t; print(t.enqueue().id)"
    for app in ("contenttypes", "django_tasks_database", "operation"):
        migrated = processes.manage(tmp_path, "migrate", app, "-v0", **PLANTED)
        assert migrated.returncode == 0, migrated.stderr
    id_ = processes.manage(
        tmp_path, "shell", "--no-imports", "-c", enqueue, **PLANTED
    ).stdout.strip()

    done = processes.manage(tmp_path, "work", "--once", "--skip-checks", **PLANTED)

    (line,) = [one for one in processes.lines(done.stderr) if "traceback" in one]
    assert (line["level"], line["process"], line["task"], line["task_id"]) == (
        "error", "work", "tests.operation.planted.failing_task", id_,
    )  # fmt: skip
    assert "RuntimeError: planted in a task: password=[redacted]" in line["traceback"]
    assert_tells_no_secret(done.stderr)


def test_people_read_lines_of_text_with_their_tracebacks_indented(tmp_path):
    done = processes.manage(
        tmp_path, "run_scheduler", "--once", "--skip-checks", LOG_FORMAT="text", **PLANTED
    )

    first, *rest = done.stderr.splitlines()
    assert first.split(" ", 2)[1] == "CRITICAL"
    assert "Uncaught exception [process=run_scheduler logger=cms.operation.uncaught]" in first
    assert rest[0] == "  | Traceback (most recent call last):"
    assert [line for line in rest if not line.startswith("  | ")] == []
