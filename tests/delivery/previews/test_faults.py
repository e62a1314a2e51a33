"""The reasons why a preview stays dark, told apart by what a frontend answers."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.urls import reverse
from django.utils import timezone

import pytest

from cms.delivery.models import Preview
from cms.delivery.previews import faults, tokens
from cms.delivery.previews.faults import Heard
from tests import factories

pytestmark = pytest.mark.one_database
ADMIN = "https://cms.example.org"
PAGE = b'<!doctype html><script type="module" src="/main.js"></script>'


class Frontend(ThreadingHTTPServer):
    """What it was asked, and where it is."""

    asked: list[str] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def frontend(status=200, body=PAGE, **headers):
    """A frontend that answers everything alike; underscores in names of headers are hyphens."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = Frontend(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


CSP = "Content_Security_Policy"
ANSWERS = [
    ("away", {"status": 503}),
    ("origin", {"status": 302, "Location": "https://www.example.org/"}),
    ("origin", {"status": 301, "Location": "//other.example/"}),
    ("silent", {"status": 302, "Location": "/en/"}),
    ("frame", {"X_Frame_Options": "DENY"}),
    ("frame", {"X_Frame_Options": "sameorigin"}),
    ("frame", {CSP: "frame-ancestors 'self'"}),
    ("frame", {CSP: "frame-ancestors 'none'", "X_Frame_Options": "ALLOWALL"}),
    ("frame", {CSP: "frame-ancestors https://cms.example.com https://*.example.net"}),
    ("frame", {CSP: "frame-ancestors https://cms.example.org:8443"}),
    ("silent", {CSP: f"frame-ancestors {ADMIN}", "X_Frame_Options": "DENY"}),
    ("silent", {CSP: "frame-ancestors https://*.example.org"}),
    ("silent", {CSP: "frame-ancestors https:"}),
    ("silent", {CSP: "frame-ancestors *"}),
    ("silent", {"X_Frame_Options": "ALLOW-FROM https://cms.example.org"}),
    ("script", {CSP: "script-src 'none'"}),
    ("script", {CSP: "default-src 'none'; style-src 'self'"}),
    ("script", {CSP: "script-src https://cdn.example"}),
    ("script", {CSP: "sandbox allow-forms"}),
    ("script", {CSP: "script-src 'self'", "body": b"<script>here()</script>"}),
    ("silent", {CSP: "script-src 'self'"}),
    ("silent", {CSP: "script-src 'nonce-abc'"}),
    ("silent", {CSP: "default-src 'none'; script-src 'self'; sandbox allow-scripts"}),
    ("silent", {CSP: "script-src 'unsafe-inline'", "body": b"<script>here()</script>"}),
    ("cache", {"Age": "12"}),
    ("cache", {"X_Cache": "HIT from cdn"}),
    ("silent", {"Age": "0", "X_Cache": "MISS from cdn"}),
    ("silent", {}),
]


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_an_answer_shows_what_is_wrong(name, answer, settings):
    with frontend(**answer) as server:
        settings.FRONTEND_URL = server.origin
        fault = faults.fault_of(Heard(), None, path="/en/news/", admin_origin=ADMIN)
    assert fault.name == name
    assert fault.text
    assert server.origin in fault.tell
    (asked,) = server.asked
    assert asked.startswith("/en/news/?preview=")


def test_a_frontend_that_is_not_there_is_away(settings):
    with frontend() as server:
        settings.FRONTEND_URL = server.origin
    fault = faults.fault_of(Heard(), None, path="/", admin_origin=ADMIN)
    assert fault.name == "away"


def look(**fields):
    now = timezone.now()
    return Preview(**{"kept_at": now, "expires_at": now + timedelta(hours=1)} | fields)


def test_what_the_frame_says_is_compared_with_the_newest_look(settings):
    settings.FRONTEND_URL = "https://www.example.org"
    now = timezone.now()
    origin = "https://www.example.org"
    cases = [
        (Heard("shown", shown_at=now, origin=origin), look(kept_at=now), None),
        (
            Heard("shown", shown_at=now + timedelta(seconds=1), origin=origin),
            look(kept_at=now),
            None,
        ),
        (
            Heard("shown", shown_at=now - timedelta(seconds=1), origin=origin),
            look(kept_at=now),
            "cache",
        ),
        (Heard("shown", origin=origin), look(), None),
        (Heard("shown", shown_at=now, origin=origin), None, None),
        (Heard("ready", origin=origin), look(), None),
        (Heard("ready", origin="https://elsewhere.example"), look(), "origin"),
        (Heard("refused", origin=origin), look(), "refused"),
        (Heard("refused", origin=origin), look(expires_at=now), "ended"),
        (Heard("refused", origin=origin), None, "ended"),
    ]
    for heard, preview, expected in cases:
        fault = faults.fault_of(heard, preview, path="/", admin_origin=ADMIN)
        assert (fault and fault.name) == expected, heard


def test_the_frontend_of_the_admins_origin_is_not_requested(settings):
    settings.FRONTEND_URL = ""
    fault = faults.fault_of(Heard(), None, path="/", admin_origin=ADMIN)
    assert fault.name == "silent"


def test_the_view_judges_the_users_own_look_at_the_page(client, english, settings):
    settings.FRONTEND_URL = "https://www.example.org"
    user, other = factories.administrator(), factories.administrator("other")
    page = factories.news_page(english.news)
    tokens.create(page, user=user, is_in_panel=True)
    tokens.create(page, user=other, is_in_panel=True)
    Preview.objects.filter(user=other).update(expires_at=timezone.now())
    client.force_login(user)
    address = reverse("diagnose_preview")
    said = {"page": page.pk, "state": "refused", "origin": "https://www.example.org"}
    assert client.post(address, said).json()["name"] == "refused"
    assert client.post(address, said | {"page": page.pk + 1}).json()["name"] == "ended"
    early = "2001-01-01T00:00:00Z"
    assert (
        client.post(address, said | {"state": "shown", "shownAt": early}).json()["name"] == "cache"
    )
    assert client.post(address, said | {"state": "shown"}).json() == {}
    for wrong in ({"state": "?"}, {"shownAt": "2001-13-01T00:00"}, {"origin": "x"}):
        assert client.post(address, said | wrong).status_code == 400
    assert client.get(address).status_code == 405
