"""Kill, stop and pause every part of an installation in the middle of its work.

``python -m tests.services.kills``, or ``make kills``. The installation is that of the topology,
with processes that are started again when they end. For each part, each way of failing and each
kind of work it tells what was lost and doubled, how long it took until all was as it should be
without anybody's help, and the errors that readers got. ``PARTS=redis,s3``, ``WAYS=kill`` and
``MOMENTS=job`` choose. Ends with 1 where something was lost or doubled, where it took more than two
minutes, or where a reader got an error.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.delivery.receiving import receiving
from tests.services import nginx, postgresql, programs, redis, s3, tls, topology, upkeep, varnish
from tests.services.editing import Editor, route
from tests.services.https_client import Client
from tests.services.installation import PROCESSES, Installation
from tests.services.moments import (
    MOMENTS,
    RECOVERY_SECONDS,
    Moment,
    Newsroom,
    Outcome,
    PatientDatabase,
    deadline,
    eventually,
)
from tests.services.readers import Readers
from tests.services.reporting import Report, require
from tests.services.supervisor import Supervised, Supervisor, family, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.delivery.receiving import Receiver

    Pids = Callable[[], list[int]]

PAUSE_SECONDS = 8.0
FEW, MANY = 12, 40
# Changes of more pages than this are jobs.
REQUEST_PAGES = 20
ONE_WEB_WORKER = "one web worker"
COLUMNS = ("part", "way", "work", "lost", "doubled", "sent again", "repeated by hand",
           "seconds until recovered", "readers' errors", "slowest answer")  # fmt: skip


@dataclass
class Row:
    """What came of one failure."""

    part: str
    way: str
    moment: str
    outcome: Outcome
    seconds: float
    failures: list[str]
    slowest_seconds: float

    @property
    def is_as_it_should_be(self) -> bool:
        """Nothing is lost or doubled, it recovered in time, and no reader noticed."""
        return (
            not (self.outcome.lost or self.outcome.doubled or self.failures)
            and self.seconds <= RECOVERY_SECONDS
        )

    def __str__(self) -> str:
        one = self.outcome
        counts = (one.lost, one.doubled, one.resent, one.repeated, round(self.seconds))
        cells = (self.part, self.way, self.moment, *counts, len(self.failures))
        return f"| {' | '.join(map(str, cells))} | {self.slowest_seconds:.1f} s |"


@dataclass
class Target:
    """What fails: its first process, all that is frozen with it, and how it is asked to end."""

    pids: Pids
    stop_signal: int = signal.SIGTERM

    def kill(self, _moment: Moment) -> None:
        """As a crash does."""
        os.kill(self.pids()[0], signal.SIGKILL)

    def stop(self, _moment: Moment) -> None:
        """As an operator does."""
        os.kill(self.pids()[0], self.stop_signal)

    def pause(self, moment: Moment) -> None:
        """As a machine does that has no time for it."""
        with frozen(self.pids()):
            time.sleep(PAUSE_SECONDS / 2)
            moment.release()
            time.sleep(PAUSE_SECONDS / 2)


WAYS = {"kill": Target.kill, "stop": Target.stop, "pause": Target.pause}


@contextmanager
def services(installation: Installation, supervisor: Supervisor) -> Iterator[s3.Store]:
    """The services the processes need, each started again when it ends."""
    ports = installation.ports
    programs_in = postgresql.folder_of_programs()
    assert programs_in is not None
    with ExitStack() as stack:
        folders = {
            name: Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"newsroom-{name}-")))
            for name in ("postgresql", "redis", "s3", "varnish")
        }
        postgresql.initialise(folders["postgresql"], programs_in)
        # What is committed has to outlive a crash of the server.
        spawn = partial(
            postgresql.started, folders["postgresql"], programs_in, port=ports["postgresql"],
            synchronous_commit="on",
        )  # fmt: skip
        # What its unit sends: the other signal waits until nobody is connected any more.
        database = Supervised("postgresql", spawn, signal.SIGINT)
        cache = redis.Redis(str(folders["redis"]), port=ports["redis"])
        store = s3.Store(folders["s3"], ports["s3"], is_durable=True)
        edge = partial(varnish.started, folders["varnish"], ports["cms"], ports["varnish"])
        stack.enter_context(supervisor)
        for part in (
            database,
            Supervised("redis", cache.start),
            Supervised("s3", store.start),
            Supervised("varnish", edge),
        ):
            supervisor.add(part)
        url = f"postgres://newsroom@127.0.0.1:{ports['postgresql']}/postgres"
        PatientDatabase(url).execute("CREATE DATABASE newsroom")
        with nginx.nginx(installation.settings(), ports["https"]):
            yield store


def first_run(installation: Installation, report: Report, supervisor: Supervisor) -> None:
    """Make it an installation with a site, whose processes run."""
    installation.given |= {
        "REQUEST_PAGES": str(REQUEST_PAGES),
        "WEBHOOKS_TO_PRIVATE_ADDRESSES": "true",
    }
    topology.run(installation, report, topology.FIRST_RUN)
    topology.run(installation, report, topology.MEANWHILE[:1])
    topology.run(installation, report, topology.FIRST_CONTENT)
    for name in PROCESSES:
        supervisor.add(Supervised(name, partial(installation.start, name)))


def newsroom(
    installation: Installation, report: Report, receiver: Receiver, store: s3.Store
) -> Newsroom:
    """Articles, a webhook, and a photograph that says how many renditions there are of one."""
    context = installation.certificate.client_context()
    reader, client = (Client(installation.origin, context) for _ in range(2))
    require(eventually(lambda: reader.ask("/health/ready").status == 200, deadline()), "ready")
    database = PatientDatabase(installation.settings()["DATABASE_URL"])
    editor = Editor(client, database)
    with report.step(f"{FEW + MANY + 1} articles, a webhook, two photographs"):
        editor.log_in("administrator", topology.PASSWORD)
        # Nobody looks at it in the admin, which would make thumbnails of it.
        unused = editor.upload("unused")
        article = editor.write("article", image=editor.upload("first"))
        editor.publish(article)
        pages = [editor.write(f"article-{number}") for number in range(FEW + MANY)]
        webhook = {"name": "Receiver", "url": receiver.url, "is_active": "on"}
        answer = client.submit("/admin/webhooks/new/", webhook)
        require(answer.status == 302, "there is a webhook")
        room = Newsroom(
            editor, reader, receiver, store, database, article, "/en/news/article/",
            pages[:FEW], pages[FEW:],
        )  # fmt: skip
        require(eventually(lambda: not waiting_tasks(database), deadline()), "tasks are done")
        query = "SELECT count(*) FROM wagtailimages_rendition WHERE image_id = %s"
        room.rendition_count = database.row(query, unused)[0]
        require(room.rendition_count > 0, "there are renditions")
    return room


def targets(supervisor: Supervisor) -> dict[str, Target]:
    """Everything that is made to fail, by its name."""

    def all_of(part: Supervised) -> list[int]:
        return family(part.pid)

    def one_web_worker() -> list[int]:
        return sorted(upkeep.workers(supervisor.parts["web"].pid))[:1]

    found = {
        name: Target(partial(all_of, part), part.stop_signal)
        for name, part in supervisor.parts.items()
    }
    return {ONE_WEB_WORKER: Target(one_web_worker), **found}


def waiting_tasks(database: PatientDatabase) -> int:
    """The number of tasks that aren't over."""
    query = (
        "SELECT count(*) FROM django_tasks_database_dbtaskresult "
        "WHERE status IN ('READY', 'RUNNING')"
    )
    return int(database.row(query)[0])


def judge_events(room: Newsroom, since: Any, until: float, outcome: Outcome) -> None:
    """Every change was told to every receiver, under one key."""

    def all_are_told() -> bool:
        return bool(room.database.row(
            "SELECT (SELECT version FROM delivery_outbox) >= "
            "(SELECT number FROM delivery_contentversion) AND NOT EXISTS "
            "(SELECT 1 FROM delivery_delivery WHERE status = 'waiting')"
        )[0])  # fmt: skip

    if not eventually(all_are_told, until):
        outcome.lose("an event that nobody is told of")
    keys = [
        (f"evt_{key.hex}", status)
        for key, status in room.database.execute(
            "SELECT key, status FROM delivery_event JOIN delivery_delivery "
            "ON delivery_event.id = event_id JOIN delivery_webhook "
            "ON receiver_ptr_id = receiver_id WHERE occurred_at >= %s", [since],
        )
    ]  # fmt: skip
    received = [one.headers["webhook-id"] for one in room.receiver.received]
    outcome.lose("a webhook", sum(key not in received for key, _status in keys))
    outcome.lose("a webhook, given up", sum(status == "given_up" for _key, status in keys))
    outcome.resent += sum(max(0, received.count(key) - 1) for key, _status in keys)
    (doubled,) = room.database.row(
        "SELECT count(*) - count(DISTINCT version) FROM delivery_event "
        "WHERE occurred_at >= %s AND kind = 'content.changed'", since,
    )  # fmt: skip
    outcome.double("an event", doubled)


def judge_tasks(room: Newsroom, since: Any, until: float, outcome: Outcome) -> None:
    """All tasks were done."""
    if not eventually(lambda: not waiting_tasks(room.database), until):
        outcome.lose("tasks that still wait", waiting_tasks(room.database))
    failed = room.database.execute(
        "SELECT task_path, exception_class_path FROM django_tasks_database_dbtaskresult "
        "WHERE status = 'FAILED' AND finished_at >= %s", [since],
    ).fetchall()  # fmt: skip
    outcome.lose(f"tasks that failed: {failed[:3]}", len(failed))


@dataclass
class Trial:
    """The failures of one installation, and what readers saw meanwhile."""

    room: Newsroom
    supervisor: Supervisor
    readers: Readers
    rows: list[Row] = field(default_factory=list)

    def run(self, part: str, way: str, target: Target, kind: type[Moment]) -> Row:
        """Have a part fail in the middle of some work, and judge what comes of it."""
        moment, outcome = kind(self.room), Outcome()
        moment.begin_surely()
        seen = len(self.readers.failures)
        self.readers.slowest_seconds = 0.0
        failed_at = time.monotonic()
        WAYS[way](target, moment)
        time.sleep(0.5)
        moment.release()
        until = failed_at + RECOVERY_SECONDS
        moment.end(outcome, until)
        judge_tasks(self.room, moment.since, until, outcome)
        judge_events(self.room, moment.since, until, outcome)
        if not eventually(self._is_well, until):
            outcome.lose("a process that doesn't come back")
        seconds = time.monotonic() - failed_at
        row = Row(
            part, way, moment.name, outcome, seconds, self.readers.failures[seen:],
            self.readers.slowest_seconds,
        )  # fmt: skip
        self.rows.append(row)
        print(row, flush=True)
        for note in [*outcome.notes, *sorted(set(row.failures))[:3]]:
            print(f"  {note}", flush=True)
        return row

    def _is_well(self) -> bool:
        are_running = all(part.is_running for part in self.parts())
        return are_running and self.room.reader.ask("/health/ready").status == 200

    def parts(self) -> Iterable[Supervised]:
        """Everything that has to run."""
        return self.supervisor.parts.values()


def questions(installation: Installation, room: Newsroom) -> list[Callable[[], str | None]]:
    """The questions of readers: pages by the API, and a picture."""
    context = installation.certificate.client_context()

    def question(path: str, wanted: bytes) -> Callable[[], str | None]:
        client = Client(installation.origin, context)

        def ask() -> str | None:
            answer = client.ask(path)
            is_right = answer.status == 200 and wanted in answer.body
            return None if is_right else f"{path[:60]}: {answer.status} {answer.text[:100]}"

        return ask

    query = "SELECT file FROM wagtailimages_rendition ORDER BY id LIMIT 1"
    picture = f"/media/{room.database.row(query)[0]}"
    paths = [route(path) for path in (room.path, "/en/", "/en/news/")]
    for path in paths:
        # An answer that nobody ever got can't be served while the CMS is away.
        require(eventually(partial(is_kept, room.reader, path), deadline()), f"{path} is kept")
    return [*(question(path, b"PageRoute") for path in paths), question(picture, b"")]


def is_kept(reader: Client, path: str) -> bool:
    """True if Varnish has answered."""
    return reader.ask(path).headers["x-cache"] == "hit"


def chosen(variable: str, names: list[str]) -> list[str]:
    """The names that a variable chooses, all without one.

    Raises:
        RuntimeError: there is no such name.
    """
    given = [name for name in os.environ.get(variable, "").split(",") if name]
    unknown = set(given) - set(names)
    require(not unknown, f"{variable} is one of {', '.join(names)}")
    return given or names


def use(installation: Installation, report: Report) -> list[Row]:
    """All that are chosen, one after the other."""
    supervisor = Supervisor()
    with services(installation, supervisor) as store, receiving() as receiver:
        first_run(installation, report, supervisor)
        room = newsroom(installation, report, receiver, store)
        found = targets(supervisor)
        parts = chosen("PARTS", list(found))
        moments = {moment.name: moment for moment in MOMENTS}
        names = chosen("MOMENTS", list(moments))
        ways = chosen("WAYS", list(WAYS))
        print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}", flush=True)
        with Readers(questions(installation, room), pause_seconds=0.1) as readers:
            trial = Trial(room, supervisor, readers)
            for part in parts:
                for way in ways:
                    for name in names:
                        trial.run(part, way, found[part], moments[name])
        print(f"{readers.answered} answers to readers, {len(readers.failures)} errors")
    return trial.rows


def main() -> int:
    """Try everything; 0 if all is as it should be."""
    lacking = topology.missing()
    if lacking is not None:
        return programs.say_not_run(lacking[0], debian_package=lacking[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="newsroom-kills-") as name:
        folder = Path(name)
        installation = Installation(folder, tls.made(folder, Installation.public_name()))
        rows = use(installation, report)
    bad = [row for row in rows if not row.is_as_it_should_be]
    print(f"{len(rows) - len(bad)} of {len(rows)} as they should be, in {report.seconds:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
