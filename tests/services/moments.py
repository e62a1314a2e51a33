"""What an installation can be in the middle of, and what has become of it afterwards.

Each kind of work is begun until it is under way, and is judged when everything is over: what was
promised and isn't there is lost, what was done twice is doubled. Somebody who got no answer asks
once more, as people do.
"""

from __future__ import annotations

import random
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg

from tests.services.editing import route
from tests.services.reporting import require

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.delivery.receiving import Receiver
    from tests.services.editing import Editor
    from tests.services.https_client import Client, Filled
    from tests.services.s3 import Store

# As long as everything may take to be as it was.
RECOVERY_SECONDS = 120.0
ATTEMPTS = 5


class PatientDatabase:
    """A database that is asked again until it answers."""

    def __init__(self, url: str) -> None:
        self._url = url

    def execute(self, query: Any, params: Any = None) -> Any:
        """Run a query on a connection of its own; its rows stay to be fetched."""
        give_up_at = time.monotonic() + RECOVERY_SECONDS
        while True:
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as connection:
                    return connection.execute(query, params)
            except psycopg.OperationalError:
                if time.monotonic() > give_up_at:
                    raise
                time.sleep(0.2)

    def row(self, query: str, *params: Any) -> tuple[Any, ...]:
        """The first row."""
        found = self.execute(query, params).fetchone()
        require(found is not None, f"there is a row: {query}")
        return tuple(found)


@dataclass
class Outcome:
    """The number of things lost and doubled, and of requests that somebody had to repeat."""

    lost: int = 0
    doubled: int = 0
    # Events that a receiver got twice under the same key, by which it knows them.
    resent: int = 0
    repeated: int = 0
    notes: list[str] = field(default_factory=list)

    def lose(self, what: str, count: int = 1) -> None:
        """Note something that isn't there."""
        if count:
            self.lost += count
            self.notes.append(f"lost: {what}")

    def double(self, what: str, count: int) -> None:
        """Note something that was done more than once."""
        if count > 0:
            self.doubled += count
            self.notes.append(f"doubled: {what}")


@dataclass
class Newsroom:
    """An editor, a reader, a receiver of webhooks and the articles they work with."""

    editor: Editor
    reader: Client
    receiver: Receiver
    store: Store
    database: PatientDatabase
    article: int
    path: str
    few: list[int]
    many: list[int]
    rendition_count: int = 0

    def now(self) -> Any:
        """The time of the database."""
        return self.database.row("SELECT clock_timestamp()")[0]


class Request:
    """A form that is sent from a thread; ``answer`` stays empty where nobody answered."""

    def __init__(self, editor: Editor, filled: Filled) -> None:
        self.status = 0
        self._editor, self._filled = editor, filled
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        try:
            self.status = self._editor.client.send(self._filled).status
        except OSError:
            self.status = 0

    @property
    def is_under_way(self) -> bool:
        """Nothing has come back yet."""
        return self._thread.is_alive()

    @property
    def is_accepted(self) -> bool:
        """The admin has said that it is done; waits for what it says."""
        self._thread.join()
        return self.status == 302


class Moment(ABC):
    """One kind of work."""

    name: str

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.since: Any = None

    @abstractmethod
    def begin(self) -> bool:
        """Have it under way; ``False``: it was over too soon."""

    @abstractmethod
    def end(self, outcome: Outcome, until: float) -> None:
        """Wait for it to be over, and judge it; ``until`` is when it must be."""

    def release(self) -> None:  # noqa: B027 - most are kept under way by nothing
        """Let go of what keeps it under way."""

    def begin_surely(self) -> None:
        """Have it under way, if need be after some attempts."""
        for _ in range(ATTEMPTS):
            self.since = self.newsroom.now()
            if self.begin():
                return
            self.end(Outcome(), time.monotonic() + RECOVERY_SECONDS)
        raise RuntimeError(f"{self.name} is over too soon")

    def again(self, outcome: Outcome, act: Callable[[], bool], until: float) -> None:
        """What somebody does who got no answer: once more, until it works."""
        outcome.repeated += 1
        if not eventually(lambda: tried(act), until):
            outcome.lose(f"{self.name} can't be repeated")


class Publish(Moment):
    """An article is published from its form."""

    name = "publish"
    number = 0

    def begin(self) -> bool:
        """Send the form, and come back in the middle of it."""
        Publish.number += 1
        self.summary = f"Summary number {Publish.number}."
        room = self.newsroom
        self.request = Request(room.editor, room.editor.changed(room.article, summary=self.summary))
        wait_a_while(0.02, 0.15)
        return self.request.is_under_way

    def end(self, outcome: Outcome, until: float) -> None:
        """The summary is there if it was accepted, whole, once, and at the edge."""
        room = self.newsroom
        is_accepted = self.request.is_accepted
        if not self._is_stored():
            if is_accepted:
                outcome.lose("an accepted publication")
            self.again(outcome, self._publish, until)
        self._judge_log(outcome)
        if not eventually(lambda: self.summary in room.reader.ask(route(room.path)).text, until):
            outcome.lose("a publication that readers don't get")

    def _publish(self) -> bool:
        room = self.newsroom
        return room.editor.publish(room.article, summary=self.summary).status == 302

    def _is_stored(self) -> bool:
        query = "SELECT summary FROM news_newspage WHERE page_ptr_id = %s"
        return bool(self.newsroom.database.row(query, self.newsroom.article)[0] == self.summary)

    def _judge_log(self, outcome: Outcome) -> None:
        count, revisions = self.newsroom.database.row(
            "SELECT count(*), count(DISTINCT revision_id) FROM wagtailcore_pagelogentry "
            "WHERE page_id = %s AND action = 'wagtail.publish' AND timestamp >= %s",
            self.newsroom.article, self.since,
        )  # fmt: skip
        outcome.double("a publication in the log", count - revisions)
        (missing,) = self.newsroom.database.row(
            "SELECT count(*) FROM wagtailcore_page WHERE id = %s AND live_revision_id NOT IN ("
            "SELECT revision_id FROM wagtailcore_pagelogentry WHERE page_id = %s "
            "AND action = 'wagtail.publish')",
            self.newsroom.article, self.newsroom.article,
        )  # fmt: skip
        outcome.lose("the log of a publication", missing)


class ManyPages(Moment):
    """Many pages are published, or unpublished if they are public."""

    @property
    @abstractmethod
    def pages(self) -> list[int]:
        """Their ids."""

    def send(self) -> Request:
        """Ask for the other state than they have."""
        self.is_published = self.live_count() == 0
        return Request(self.newsroom.editor, self.filled())

    def filled(self) -> Filled:
        """The form that brings them into that state."""
        action = "publish" if self.is_published else "unpublish"
        return self.newsroom.editor.bulk(action, self.pages)

    def live_count(self) -> int:
        """The number of those that are public."""
        query = "SELECT count(*) FROM wagtailcore_page WHERE live AND id = ANY(%s)"
        return int(self.newsroom.database.row(query, self.pages)[0])

    def is_done(self) -> bool:
        """True if all are as they were asked to be."""
        return self.live_count() == (len(self.pages) if self.is_published else 0)

    def judge_log(self, outcome: Outcome) -> None:
        """Each was changed once, and says so."""
        action = "wagtail.publish" if self.is_published else "wagtail.unpublish"
        count, pages = self.newsroom.database.row(
            "SELECT count(*), count(DISTINCT page_id) FROM wagtailcore_pagelogentry "
            "WHERE page_id = ANY(%s) AND action = %s AND timestamp >= %s",
            self.pages, action, self.since,
        )  # fmt: skip
        outcome.double("changes in the log", count - pages)
        outcome.lose("changes in the log", len(self.pages) - pages)


class BulkChange(ManyPages):
    """A change of some pages in one request."""

    name = "bulk change"

    @property
    def pages(self) -> list[int]:
        """Few enough for a request."""
        return self.newsroom.few

    def begin(self) -> bool:
        """Send it, and come back in the middle of it."""
        self.request = self.send()
        wait_a_while(0.2, 0.6)
        return self.request.is_under_way

    def end(self, outcome: Outcome, until: float) -> None:
        """All or none were changed; all if it was accepted."""
        is_accepted = self.request.is_accepted
        if self.live_count() not in {0, len(self.pages)}:
            outcome.lose("some of several pages")
        if not self.is_done():
            if is_accepted:
                outcome.lose("an accepted change of several pages")
            self.again(outcome, self._repeat, until)
        self.judge_log(outcome)

    def _repeat(self) -> bool:
        return self.newsroom.editor.client.send(self.filled()).status == 302 and self.is_done()


class RunningJob(ManyPages):
    """A change of more pages, by a job in the background."""

    name = "job"

    @property
    def pages(self) -> list[int]:
        """Too many for a request."""
        return self.newsroom.many

    def begin(self) -> bool:
        """Start it, and come back when some of its steps are done."""
        require(self.send().is_accepted, "a job is started")
        self.job = self.newsroom.database.row("SELECT max(id) FROM operation_job")[0]
        return eventually(lambda: self._steps("done") > 0, deadline()) and (
            self._steps("waiting") > 1
        )

    def end(self, outcome: Outcome, until: float) -> None:
        """All steps were done, each once."""
        query = "SELECT finished_at IS NOT NULL FROM operation_job WHERE id = %s"
        if not eventually(lambda: self.newsroom.database.row(query, self.job)[0], until):
            outcome.lose("the end of a job")
        outcome.lose("steps of a job", self._steps("failed") + self._steps("waiting"))
        if not self.is_done():
            outcome.lose("pages of a job")
        self.judge_log(outcome)

    def _steps(self, status: str) -> int:
        query = "SELECT count(*) FROM operation_jobstep WHERE job_id = %s AND status = %s"
        return int(self.newsroom.database.row(query, self.job, status)[0])


class SentWebhook(Moment):
    """A receiver has got a request, and hasn't answered it yet."""

    name = "webhook"

    def begin(self) -> bool:
        """Publish something, and come back when the receiver keeps the outbox waiting."""
        room = self.newsroom
        room.receiver.released.clear()
        room.receiver.answers.append(room.receiver.hold)
        count = len(room.receiver.received)
        Publish.number += 1
        summary = f"Summary number {Publish.number}."
        require(room.editor.publish(room.article, summary=summary).status == 302, "it is published")
        room.receiver.wait_for(count + 1)
        return True

    def release(self) -> None:
        """Let the receiver answer."""
        self.newsroom.receiver.released.set()

    def end(self, outcome: Outcome, until: float) -> None:
        """Nothing to add: all events are counted whatever was under way."""
        self.release()


class MadeRendition(Moment):
    """A worker makes the renditions of a photograph."""

    name = "rendition"
    number = 0

    def begin(self) -> bool:
        """Upload one, and come back while it is worked on."""
        MadeRendition.number += 1
        self.image = self.newsroom.editor.upload(f"photograph{MadeRendition.number}")
        wait_a_while(0.0, 0.5)
        query = (
            "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = %s "
            "AND task_path LIKE '%%renditions' AND args_kwargs->'args'->>0 = %s"
        )
        database = self.newsroom.database

        def is_running() -> bool:
            return bool(database.row(query, "RUNNING", str(self.image))[0])

        return eventually(lambda: is_running() or self.count() > 0, deadline()) and is_running()

    def end(self, outcome: Outcome, until: float) -> None:
        """There are as many as of any other photograph, each once and with its file."""
        expected = self.newsroom.rendition_count
        if not eventually(lambda: self.count() >= expected, until):
            outcome.lose("renditions", expected - self.count())
        count, specs = self.newsroom.database.row(
            "SELECT count(*), count(DISTINCT filter_spec) FROM wagtailimages_rendition "
            "WHERE image_id = %s", self.image,
        )  # fmt: skip
        outcome.double("renditions", count - specs)
        files = self.files()
        gone = [name for name in files if not self._is_served(name)]
        outcome.lose(f"files of renditions: {gone[:2]}", len(gone))

    def count(self) -> int:
        """The number of its renditions."""
        query = "SELECT count(*) FROM wagtailimages_rendition WHERE image_id = %s"
        return int(self.newsroom.database.row(query, self.image)[0])

    def files(self) -> list[str]:
        """The names of their files."""
        query = "SELECT file FROM wagtailimages_rendition WHERE image_id = %s"
        return [name for (name,) in self.newsroom.database.execute(query, [self.image])]

    def _is_served(self, name: str) -> bool:
        answer = self.newsroom.reader.ask(f"/media/{name}")
        return answer.status == 200 and answer.headers["content-type"].startswith("image/")


MOMENTS: tuple[type[Moment], ...] = (Publish, BulkChange, RunningJob, SentWebhook, MadeRendition)


def wait_a_while(least_seconds: float, most_seconds: float) -> None:
    """Wait for another time each time, so that failures come at other moments of the work."""
    time.sleep(random.uniform(least_seconds, most_seconds))  # noqa: S311 - it spreads


def deadline() -> float:
    """The moment at which something that begins now has to be over."""
    return time.monotonic() + RECOVERY_SECONDS


def eventually(happened: Callable[[], Any], until: float, pause_seconds: float = 0.05) -> bool:
    """Wait for something; whether it has happened in time."""
    while True:
        if tried(happened):
            return True
        if time.monotonic() > until:
            return False
        time.sleep(pause_seconds)


def tried(act: Callable[[], Any]) -> bool:
    """The result, or ``False`` where nobody answers."""
    try:
        return bool(act())
    except (OSError, RuntimeError):
        return False
