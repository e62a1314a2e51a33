"""What is seen from outside: metrics of all workers, access log, error reports, traces, alerts."""

import gzip
import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.db import connection

import brotli
import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.contextvars import get_contextvars

from cms.delivery.response_cache import metrics as kept_answers
from cms.operation import access_log, reporting
from cms.operation.redaction import Redactor
from tests.operation import processes
from tests.project.test_settings import GIVEN, manage

MONITORING = Path(__file__).resolve().parents[2] / "deploy" / "monitoring"
METRIC = re.compile(r"\bnewsroom_[a-z_]+")
TOKEN = {"Authorization": "Bearer a-token"}
# What a request with this path and these headers may leave nowhere.
SECRETS = ("LOOKATME", "sessionid", "somebody@example.org", "198.51.100.7")


@pytest.fixture
def metrics(db, client, settings):
    """The names of the metrics of an installation."""
    settings.METRICS_TOKEN = "a-token"
    client.get("/graphql/", {"query": "{ languages { code } }"})
    # As the layer around Django does, through which a test's client doesn't go.
    kept_answers.answers.labels("hit")
    kept_answers.kept_count.set(0)
    found = client.get("/metrics", headers=TOKEN).content.decode()
    return {
        name
        for family in text_string_to_metric_families(found)
        for name in (family.name, f"{family.name}_total", *(one.name for one in family.samples))
    }


def expressions():
    """All expressions of the alerts and the dashboard, by their file."""
    alerts = (MONITORING / "alerts.yml").read_text()
    dashboard = json.loads((MONITORING / "dashboard.json").read_text())
    return {
        "alerts.yml": re.findall(r"expr: (.+)", alerts),
        "dashboard.json": [
            target["expr"] for panel in dashboard["panels"] for target in panel["targets"]
        ],
    }


@pytest.mark.parametrize("name", ["alerts.yml", "dashboard.json"])
def test_every_metric_that_is_named_exists(name, metrics):
    named = {one for text in expressions()[name] for one in METRIC.findall(text)}
    assert len(named) >= 6
    assert named - metrics == set()


def test_every_alert_says_what_to_do():
    alerts = (MONITORING / "alerts.yml").read_text().split("- alert: ")[1:]
    assert len(alerts) >= 8
    for one in alerts:
        assert all(word in one for word in ("expr: ", "severity: ", "summary: ", "action: "))


def test_every_part_of_the_installation_is_measured(metrics):
    assert metrics >= {
        "newsroom_database_up", "newsroom_outbox_deliveries", "newsroom_outbox_oldest_seconds",
        "newsroom_schedule_seconds_since_run", "newsroom_schedule_overdue_seconds",
        "newsroom_tasks", "newsroom_tasks_oldest_seconds", "newsroom_translations",
        "newsroom_graphql_requests_total", "newsroom_graphql_statements_count",
        "newsroom_kept_answers_total",
    }  # fmt: skip


def value(text, name, **labels):
    """The sum of a metric's samples with these labels."""
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_two_workers_count_together_and_log_each_answer(tmp_path):
    connection.ensure_connection()
    processes.make_tables(tmp_path)
    given = {"METRICS_TOKEN": "a-token", "ACCESS_LOG": "true"}
    headers = {
        "Cookie": "sessionid=LOOKATME", "X_Forwarded_For": "198.51.100.7",
        "X_Forwarded_Proto": "https",
    }  # fmt: skip
    question = "/graphql/?query=query+Sitemap{languages{tag}}&operationName=Sitemap&token=LOOKATME"
    with processes.web(tmp_path, "--workers", "2", **given) as origin:
        for _number in range(20):
            status, sent, _body = processes.asked(f"{origin}{question}", **headers)
            assert status == 200
        texts = [
            processes.asked(f"{origin}/metrics", **TOKEN, X_Forwarded_Proto="https")[2]
            for _ in range(6)
        ]
    totals = [value(text, "newsroom_kept_answers_total") for text in texts]
    assert totals == [20.0] * 6
    lines = processes.lines(processes.output(tmp_path))
    answered = [one for one in lines if one["logger"] == "cms.access"]
    (line,) = [one for one in answered if one["request_id"] == sent["x-request-id"]]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/graphql/", 200)
    assert line["operation"] == "Sitemap"
    assert line["duration_ms"] >= 0
    assert not any(secret in processes.output(tmp_path) for secret in SECRETS)


def logged(caplog, application, **environment):
    """The line of a request."""
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": "/x/", "QUERY_STRING": ""} | environment
    caplog.set_level("INFO", "cms.access")
    lines = []

    def note(*_args):
        lines.append(get_contextvars())
        return True

    access_log.logger.addFilter(note)
    try:
        content = application(request, lambda *_: None)
        b"".join(content)
        if hasattr(content, "close"):
            content.close()
    finally:
        access_log.logger.removeFilter(note)
    (line,) = lines
    return line


def test_a_line_says_who_what_and_how_long(caplog):
    def application(request, start):
        request |= {"newsroom.user_id": 7, "newsroom.request_id": "abcdefgh"}
        start("404 Not Found", [])
        return [b"nothing"]

    line = logged(caplog, access_log.Logged(application), REMOTE_ADDR="198.51.100.7")
    assert line.pop("duration_ms") >= 0
    assert line == {
        "request_id": "abcdefgh", "method": "GET", "path": "/x/", "status": 404, "user_id": 7,
    }  # fmt: skip


def test_an_address_is_logged_only_where_it_is_asked_for(caplog):
    def application(_request, start):
        start("200 OK", [])
        return iter([b"a", b"b"])

    by_address = access_log.Logged(application, lambda request: request["REMOTE_ADDR"])
    assert logged(caplog, by_address, REMOTE_ADDR="198.51.100.7")["address"] == "198.51.100.7"
    assert "address" not in logged(caplog, access_log.Logged(application), REMOTE_ADDR="1.2.3.4")


@pytest.mark.parametrize(
    ("query", "operation"),
    [
        ("documentId=x&operationName=NewsList&variables={}", "NewsList"),
        ("operationName=%0aforged", None),
        ("operationName=", None),
    ],
)
def test_the_operation_of_an_answer_from_memory(caplog, query, operation):
    def application(_request, start):
        start("200 OK", [])
        return [b"{}"]

    asked = {"PATH_INFO": "/graphql/", "QUERY_STRING": query}
    assert logged(caplog, access_log.Logged(application), **asked).get("operation") == operation


def test_what_is_sent_elsewhere_is_scrubbed():
    redact = Redactor(["installation-secret"])
    assert reporting.scrubbed(
        {
            "password": "hunter22", "url": "https://x/?token=abc", "n": 5,
            "list": ["somebody@example.org", {"authorization": "Bearer abcdefghijk"}],
            "text": "with installation-secret in it",
        },
        redact,
    ) == {
        "password": "[redacted]", "url": "https://x/?token=[redacted]", "n": 5,
        "list": ["[e-mail]", {"authorization": "[redacted]"}],
        "text": "with [redacted] in it",
    }  # fmt: skip


class _Server(ThreadingHTTPServer):
    """Keeps what it is sent: path, encoding and body."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Receiver)
        self.received = []


class _Receiver(BaseHTTPRequestHandler):
    """Takes what Sentry and a collector are sent."""

    server: _Server

    def do_POST(self):
        """Keep the body."""
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        encoding = self.headers.get("Content-Encoding", "")
        self.server.received.append((self.path, encoding, body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def receiving():
    """A server that keeps what it is sent."""
    with _Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


SCRIPT = """
import sys
from django.test import Client
client = Client(raise_request_exception=False)
for path in ("/set-up/?token=LOOKATME", "/graphql/?query=%7Blanguages%7Bcode%7D%7D&token=LOOKATME"):
    client.get(path, headers={"Host": "cms.example.org", "Cookie": "sessionid=LOOKATME",
               "X-Forwarded-Proto": "https"}, REMOTE_ADDR="198.51.100.7")
import logging
logging.getLogger("planted").error("of somebody@example.org, token=LOOKATME")
"""


def uncompressed(encoding, body):
    """A body as text."""
    if encoding == "gzip":
        body = gzip.decompress(body)
    elif encoding == "br":
        body = brotli.decompress(body)
    return body.decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.one_database
def test_errors_and_traces_are_sent_without_anything_personal(tmp_path):
    script = SCRIPT + (
        "import sentry_sdk; sentry_sdk.flush()\n"
        "from opentelemetry import trace; trace.get_tracer_provider().force_flush()\n"
    )
    with receiving() as server:
        port = server.server_address[1]
        given = {
            "SENTRY_DSN": f"http://key@127.0.0.1:{port}/1",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
        }
        done = manage(
            "shell", "--no-imports", "--command", script, tmp_path=tmp_path, **GIVEN, **given
        )
    assert done.returncode == 0, done.stderr
    sent = {path: uncompressed(encoding, body) for path, encoding, body in server.received}
    assert set(sent) >= {"/api/1/envelope/", "/v1/traces"}
    everything = "".join(uncompressed(encoding, body) for _path, encoding, body in server.received)
    assert "of [e-mail], token=[redacted]" in everything
    assert not any(secret in everything for secret in SECRETS)
    assert "GET" in sent["/v1/traces"]
