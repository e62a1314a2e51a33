"""The demo behind Varnish: an editor publishes, and readers get what changed and nothing old."""

from __future__ import annotations

import hashlib
import http.cookiejar
import json
import re
import sqlite3
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.running import PASSWORD, ROOT, free_port, running_demo
from tests.edge.conftest import Answer, ask
from tests.services import kept
from tests.services.varnish import varnish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPERATIONS = ROOT / "frontend_contract" / "operations"
DRAFT = "testing-hydrogen-components"
ARTICLE = "cqc-nast-automotive-innovation-centre"
PATIENCE_SECONDS = 30
SETTLED_SECONDS = 600
Say = Callable[[str], None]
# What the draft is part of as soon as it is published.
AFFECTED = {
    "its address": ("Route", {"path": f"/en/news/{DRAFT}/"}),
    "its address in Chinese": ("Route", {"path": f"/zh-hans/news/{DRAFT}/"}),
    "the list": ("NewsList", {"language": "en", "first": 10}),
    "the sitemap": ("Sitemap", {"language": "en", "first": 100}),
    "a search": ("Search", {"query": "hydrogen", "language": "en", "first": 10}),
}
UNRELATED = {
    "an article": ("Route", {"path": f"/en/news/{ARTICLE}/"}),
    "an article in Chinese": ("Route", {"path": f"/zh-hans/news/{ARTICLE}/"}),
    "a notice": ("LegalNotice", {"slug": "exception-clause", "language": "en"}),
    "the header": ("Sitewide", {"language": "en"}),
    "the header in Chinese": ("Sitewide", {"language": "zh-Hans"}),
    "nothing": ("Route", {"path": "/en/news/there-is-nothing-here/"}),
}
EVERYTHING = AFFECTED | UNRELATED


@dataclass(slots=True)
class Edge:
    """A demo that can be ended and started again, and the Varnish before it."""

    state: Path
    port: int
    origin: str
    _running: ExitStack = field(default_factory=ExitStack)

    @property
    def cms(self) -> str:
        """Where the CMS is without Varnish."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the demo, which goes on from where it was; return when Varnish has noticed."""
        where = self.origin.removeprefix("http://")
        demo = running_demo(
            self.state,
            port=self.port,
            PURGE_URLS=f"varnish://{where}",
            # So that nothing has to be asked for again only because it has grown old.
            SHARED_CACHE_SECONDS="3600",
        )
        self._running.enter_context(demo)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while ask(f"{self.origin}/health/ready").status != 200:
            assert time.monotonic() < give_up_at, "Varnish takes the CMS for dead"
            time.sleep(0.1)

    def end(self) -> None:
        """End the demo; Varnish stays."""
        self._running.close()

    def ask(self, name: str) -> Answer:
        """Ask one of the questions as a reader's frontend does."""
        return ask(self.origin + _address(*EVERYTHING[name]))

    def truth(self, name: str) -> Any:
        """What the CMS itself answers, asked in a way that nobody keeps."""
        operation, variables = EVERYTHING[name]
        body = {"query": _text(operation), "variables": variables}
        answer = ask(
            f"{self.cms}/graphql/",
            method="POST",
            body=json.dumps(body).encode(),
            Content_Type="application/json",
        )
        return json.loads(answer.body)

    def warm(self) -> None:
        """Have every answer kept."""
        for name in EVERYTHING:
            self.ask(name)
        assert {name: self.ask(name).how for name in EVERYTHING} == dict.fromkeys(EVERYTHING, "hit")


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    """A demo that purges the Varnish before it."""
    port = free_port()
    with varnish(port) as origin:
        edge = Edge(tmp_path_factory.mktemp("demo"), port, origin)
        kept.load_demo(edge.state)
        edge.start()
        try:
            yield edge
        finally:
            edge.end()


def _address(operation: str, variables: dict[str, Any]) -> str:
    document_id = hashlib.sha256(_text(operation).encode()).hexdigest()
    given = {"documentId": document_id, "variables": json.dumps(variables)}
    return f"/graphql/?{urllib.parse.urlencode(given)}"


def _text(operation: str) -> str:
    return (OPERATIONS / f"{operation}.graphql").read_text()


class Editor:
    """Somebody in the admin, by HTTP alone."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.post("/admin/login/", username="editor", password=PASSWORD, next="/admin/")

    def get(self, path: str) -> str:
        """The page at an address."""
        with self.opener.open(self.origin + path, timeout=60) as response:
            return str(response.read().decode())

    def post(self, path: str, **fields: str) -> None:
        """Send the form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        assert token, path
        form = {"csrfmiddlewaretoken": token[1], **fields}
        request = urllib.request.Request(
            self.origin + path,
            data=urllib.parse.urlencode(form).encode(),
            headers={"Referer": self.origin + path},
        )
        with self.opener.open(request, timeout=60) as response:
            response.read()


def draft_id(edge: Edge) -> int:
    """The id of the draft, which the admin's addresses hold."""
    with closing(sqlite3.connect(edge.state / "newsroom.sqlite3")) as database:
        question = "SELECT id FROM wagtailcore_page WHERE url_path LIKE ? ORDER BY id"
        return int(database.execute(question, (f"%/news/{DRAFT}/",)).fetchone()[0])


def publish(edge: Edge) -> None:
    """Publish the draft, as the button in the list of pages does."""
    path = f"/admin/bulk/wagtailcore/page/publish/?id={draft_id(edge)}&next=/admin/"
    Editor(edge.origin).post(path, next="/admin/")


def withdraw(edge: Edge) -> None:
    """Take the page back, as the button in its editor does."""
    Editor(edge.origin).post(f"/admin/pages/{draft_id(edge)}/unpublish/")


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Say:
    """Tell whoever runs the tests what was measured."""

    def write(text: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n  {text}\n")

    return write


def seconds_until_fresh(edge: Edge, act: Callable[[Edge], None], *, is_live: bool) -> float:
    """Do it, and tell how long after its commit a reader gets an answer that knows of it."""
    wanted = "PageRoute" if is_live else "NotFoundRoute"
    question = "SELECT live FROM wagtailcore_page WHERE id = ?"
    pk = draft_id(edge)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    with (
        closing(sqlite3.connect(edge.state / "newsroom.sqlite3")) as database,
        ThreadPoolExecutor() as editors,
    ):
        done = editors.submit(act, edge)
        while bool(database.execute(question, (pk,)).fetchone()[0]) != is_live:
            assert time.monotonic() < give_up_at
            time.sleep(0.002)
        committed_at = time.monotonic()
        while wanted not in edge.ask("its address").body:
            assert time.monotonic() < give_up_at
            time.sleep(0.002)
        seconds = time.monotonic() - committed_at
        done.result()
    return seconds


def settle(edge: Edge) -> None:
    """Return when nothing is left to be purged, and no task is left that could change something."""
    give_up_at = time.monotonic() + SETTLED_SECONDS
    question = """
        SELECT (SELECT max(number) FROM delivery_contentversion)
            - coalesce((SELECT version FROM delivery_outbox), -1)
            + (SELECT count(*) FROM delivery_delivery WHERE status = 'waiting')
            + (SELECT count(*) FROM django_tasks_database_dbtaskresult
                WHERE status IN ('READY', 'RUNNING'))
    """
    with closing(sqlite3.connect(edge.state / "newsroom.sqlite3")) as database:
        while database.execute(question).fetchone()[0]:
            assert time.monotonic() < give_up_at
            time.sleep(0.05)


def test_publishing_refreshes_what_is_affected_and_nothing_else(edge: Edge, say: Say):
    settle(edge)
    edge.warm()
    assert "NotFoundRoute" in edge.ask("its address").body

    seconds = seconds_until_fresh(edge, publish, is_live=True)
    say(f"publication, from commit to fresh answer at the edge: {seconds:.2f} s")
    settle(edge)

    assert "PageRoute" in edge.ask("its address").body
    assert {name: edge.ask(name).how for name in UNRELATED} == dict.fromkeys(UNRELATED, "hit")
    assert {name: json.loads(edge.ask(name).body) for name in EVERYTHING} == {
        name: edge.truth(name) for name in EVERYTHING
    }
    assert {name: edge.ask(name).how for name in EVERYTHING} == dict.fromkeys(EVERYTHING, "hit")


def test_withdrawing_takes_the_answer_away(edge: Edge, say: Say):
    publish(edge)
    settle(edge)
    edge.warm()

    seconds = seconds_until_fresh(edge, withdraw, is_live=False)
    say(f"withdrawal, from commit to fresh answer at the edge: {seconds:.2f} s")
    settle(edge)

    assert "NotFoundRoute" in edge.ask("its address").body
    assert {name: edge.ask(name).how for name in UNRELATED} == dict.fromkeys(UNRELATED, "hit")
    assert {name: json.loads(edge.ask(name).body) for name in EVERYTHING} == {
        name: edge.truth(name) for name in EVERYTHING
    }


def test_what_is_not_an_answer_of_the_api_gets_through(edge: Edge):
    hows = [ask(edge.origin + path).how for path in ("/admin/login/", "/en/", "/health/ready")]
    assert hows == ["pass", "pass", "pass"]
    refused = ask(f"{edge.origin}/graphql/?documentId=unknown")
    again = ask(f"{edge.origin}/graphql/?documentId=unknown")
    assert (refused.how, again.how) == ("miss", "miss")
    assert json.loads(again.body)["errors"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"


def test_old_answers_are_served_while_the_cms_is_down(edge: Edge):
    settle(edge)
    edge.warm()
    before = {name: edge.ask(name).body for name in EVERYTHING}
    edge.end()
    down = {name: edge.ask(name) for name in EVERYTHING}
    never_asked = ask(f"{edge.origin}/graphql/?documentId=never-asked")
    edge.start()

    assert {name: answer.body for name, answer in down.items()} == before
    assert {answer.status for answer in down.values()} == {200}
    assert never_asked.status == 503
    assert json.loads(never_asked.body)["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    seconds_until_fresh(edge, publish, is_live=True)
