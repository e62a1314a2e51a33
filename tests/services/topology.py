"""Start a whole installation and use it: ``python -m tests.services.topology``.

PostgreSQL, Redis, an S3 store, Varnish, nginx with TLS and every process of the CMS are started
from ``deploy/``, on this machine alone. Then somebody logs in over HTTPS and publishes a page,
readers get the new answer through nginx and Varnish, and the web server is reloaded under load.
"""

from __future__ import annotations

import hashlib
import json
import re
import signal
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.browser.running import ROOT
from tests.services import configurations, nginx, postgresql, programs, redis, s3, tls, varnish
from tests.services.https_client import Client
from tests.services.installation import PROCESSES, Installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 300
STARTS_IN_AN_INTERVAL = 4
PASSWORD = "a-password-for-tests-only"
ADMINISTRATOR = {
    "DJANGO_SUPERUSER_USERNAME": "administrator",
    "DJANGO_SUPERUSER_EMAIL": "administrator@example.org",
    "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
}
DRAFT = "/en/news/testing-hydrogen-components/"
NEIGHBOUR = "/en/news/cqc-nast-automotive-innovation-centre/"
LOADERS = 4
# What is run before the first process starts, in this order, each as the manual has it.
FIRST_RUN = (
    "python manage.py migrate --noinput",
    "python manage.py prepare_storage",
    "python manage.py createsuperuser --noinput",
)
# What needs no database, and is run meanwhile.
MEANWHILE = (
    "python manage.py collectstatic --noinput --verbosity 0",
    "python manage.py check --deploy --fail-level WARNING",
)
TEST_OF_MAIL = "python manage.py sendtestemail administrator@example.org"


def first_content(installation: Installation) -> None:
    """Make the first content. The demo's until there is a command for an empty site."""
    installation.run("python manage.py load_demo", DEMO_PASSWORD=PASSWORD)


@dataclass(slots=True)
class Report:
    """What has been done, and how long it took."""

    begun_at: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Say what is done within, and how long it took."""
        since = time.monotonic()
        yield
        now = time.monotonic()
        print(f"  {now - self.begun_at:6.1f} s  {what} ({now - since:.1f} s)", flush=True)

    def note(self, what: str) -> None:
        """Say what was found."""
        print(f"            {what}", flush=True)


def require(holds: bool, what: str) -> None:
    """Fail where something isn't so.

    Raises:
        RuntimeError: with what was expected.
    """
    if not holds:
        raise RuntimeError(f"Not so: {what}")


def wait_until(
    happened: Callable[[], bool],
    what: str,
    installation: Installation,
    *,
    pause_seconds: float = 0.5,
) -> float:
    """Wait for something while all processes run; returns the seconds it took."""
    since = time.monotonic()
    while not happened():
        installation.require_running()
        require(time.monotonic() - since < PATIENCE_SECONDS, what)
        time.sleep(pause_seconds)
    return time.monotonic() - since


@contextmanager
def services(installation: Installation, report: Report) -> Iterator[s3.Store]:
    """Everything the processes need, and what is in front of them."""
    ports = installation.ports
    folder_of_programs = postgresql.folder_of_programs()
    if folder_of_programs is None:
        raise RuntimeError("PostgreSQL isn't installed")
    with ExitStack() as stack:
        with report.step(f"PostgreSQL {postgresql.VERSION}, Redis, S3, Varnish, nginx with TLS"):
            database = stack.enter_context(
                postgresql.cluster(folder_of_programs, port=ports["postgresql"])
            )
            with psycopg.connect(database, autocommit=True) as connection:
                connection.execute("CREATE DATABASE newsroom")
            stack.enter_context(redis.redis(port=ports["redis"]))
            store = stack.enter_context(s3.store(ports["s3"]))
            stack.enter_context(varnish.varnish(ports["cms"], port=ports["varnish"]))
            stack.enter_context(nginx.nginx(installation.settings(), ports["https"]))
        yield store


def first_run(installation: Installation, report: Report) -> None:
    """From an empty database to one in which somebody can log in."""

    def run(lines: tuple[str, ...]) -> None:
        for line in lines:
            with report.step(line):
                installation.run(line, **ADMINISTRATOR)

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(run, lines) for lines in (FIRST_RUN, MEANWHILE)]:
            done.result()
    with report.step(TEST_OF_MAIL):
        since = time.monotonic()
        installation.run(TEST_OF_MAIL)
        # A web worker imports as much as this. On a machine that is busy it takes longer.
        start_seconds = time.monotonic() - since
        sent = list((installation.folder / "mail").iterdir())
        require(len(sent) == 1, "one mail was sent")
    delivered = float(installation.settings()["GRANIAN_RESPAWN_INTERVAL"])
    interval = max(delivered, STARTS_IN_AN_INTERVAL * start_seconds)
    installation.given["GRANIAN_RESPAWN_INTERVAL"] = f"{interval:.0f}"


def start_processes(installation: Installation, report: Report, reader: Client) -> None:
    """Start every process, and wait until readers get an answer at the public address."""
    for name in PROCESSES:
        installation.start(name)
    with report.step("first content, while processes start"):
        first_content(installation)
    with report.step(f"{', '.join(PROCESSES)}: ready over HTTPS"):
        wait_until(
            lambda: reader.ask("/health/ready").status == 200, "the CMS is ready", installation
        )


def look_around(installation: Installation, report: Report, reader: Client) -> None:
    """What a reverse proxy has to do besides handing on."""
    with report.step("redirect to TLS, static files, metrics closed, nobody purges from outside"):
        plain = f"http://127.0.0.1:{installation.ports['http']}/admin/"
        moved = reader.ask(plain, Host=installation.host)
        require(moved.status == 301, "plain HTTP leads to HTTPS")
        require(reader.ask("/metrics").status == 404, "metrics stay inside")
        page = reader.ask("/admin/login/")
        require("strict-transport-security" in page.headers, "HSTS is sent")
        style = re.search(r'href="(/static/[^"]+\.css)"', page.text)
        require(style is not None, "the login page has a style sheet")
        assert style is not None
        static = reader.ask(style[1])
        require(static.status == 200, "static files are served")
        require("immutable" in static.headers["cache-control"], "static files are kept for ever")


def log_in(report: Report, editor: Client) -> None:
    """Log in at the admin, over HTTPS."""
    with report.step("login over HTTPS"):
        editor.submit("/admin/login/", username="administrator", password=PASSWORD, next="/admin/")
        require(editor.ask("/admin/").status == 200, "the administrator is in the admin")
        secure = [cookie.name for cookie in editor.cookies if cookie.secure]
        require("sessionid" in secure, "the session travels over TLS alone")


def route(path: str) -> str:
    """The address at which a frontend asks for a page."""
    text = (ROOT / "frontend_contract" / "operations" / "Route.graphql").read_text()
    given = {
        "documentId": hashlib.sha256(text.encode()).hexdigest(),
        "variables": json.dumps({"path": path}),
    }
    return f"/graphql/?{urllib.parse.urlencode(given)}"


def publish(installation: Installation, report: Report, reader: Client, editor: Client) -> None:
    """Publish a draft, and see every cache between it and a reader let its old answer go."""
    address, neighbour = route(DRAFT), route(NEIGHBOUR)
    for one in (address, neighbour):
        reader.ask(one)
        require(reader.ask(one).headers["x-cache"] == "hit", f"Varnish keeps {one}")
    require("NotFoundRoute" in reader.ask(address).text, "the draft isn't public yet")
    with psycopg.connect(installation.settings()["DATABASE_URL"], autocommit=True) as database:

        def row() -> tuple[int, bool]:
            found = database.execute(
                "SELECT id, live FROM wagtailcore_page WHERE url_path LIKE %s ORDER BY id LIMIT 1",
                [f"%{DRAFT.removeprefix('/en')}"],
            ).fetchone()
            assert found is not None
            return int(found[0]), bool(found[1])

        page_id, _live = row()
        path = f"/admin/bulk/wagtailcore/page/publish/?id={page_id}&next=/admin/"
        with report.step("publication through the admin"):
            editing = threading.Thread(target=editor.submit, args=(path,), kwargs={"next": "/"})
            editing.start()
            wait_until(lambda: row()[1], "the page is published", installation, pause_seconds=0.01)
            seconds = wait_until(
                lambda: "PageRoute" in reader.ask(address).text,
                "readers get the published page",
                installation,
                pause_seconds=0.01,
            )
            editing.join()
    report.note(f"from commit to the new answer through nginx and Varnish: {seconds:.2f} s")
    wait_until(lambda: reader.ask(address).headers["x-cache"] == "hit", "it is kept", installation)
    require(reader.ask(neighbour).status == 200, "its neighbour is still there")


def look_at_files(
    installation: Installation, report: Report, reader: Client, store: s3.Store
) -> None:
    """A public picture comes from the store, a private file through the CMS and nowhere else."""
    with report.step("pictures from the store, originals through the gate"):
        addresses: list[str] = []

        def has_pictures() -> bool:
            said = reader.ask(route(NEIGHBOUR)).text
            addresses[:] = re.findall(rf"{re.escape(installation.origin)}/media/[^\" ,]+", said)
            return bool(addresses)

        wait_until(has_pictures, "the worker makes renditions", installation)
        picture = reader.ask(addresses[0])
        require(picture.status == 200, "a picture is served")
        require(picture.headers["content-type"].startswith("image/"), "a picture is an image")
        require("x-amzn-requestid" in picture.headers, "the store serves it, not the CMS")
        require(picture.headers["x-content-type-options"] == "nosniff", "nothing is guessed")
        name = urllib.parse.urlsplit(addresses[0]).path.removeprefix("/media/")
        gate = reader.ask(f"/files/{name}")
        require((gate.status, gate.body) == (200, picture.body), "the gate gives the same bytes")
        require(_is_refused(f"{store.origin}/newsroom/private/{name}"), "private files are private")


def _is_refused(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):
            return False
    except urllib.error.HTTPError as error:
        return error.code == 403


class Load:
    """Readers who ask all the time, each time with a new connection."""

    def __init__(self, installation: Installation) -> None:
        self.url = f"http://127.0.0.1:{installation.ports['cms']}/health/live"
        self.host = installation.host
        self.answered = 0
        self.failures: list[str] = []
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._readers = [threading.Thread(target=self._ask) for _ in range(LOADERS)]

    def __enter__(self) -> Load:
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for reader in self._readers:
            reader.join()

    def _ask(self) -> None:
        while not self._ended.is_set():
            request = urllib.request.Request(self.url, headers={"Host": self.host})
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
                    response.read()
                with self._lock:
                    self.answered += 1
            except OSError as error:
                self.failures.append(repr(error))
            time.sleep(0.02)


def reload_under_load(installation: Installation, report: Report) -> None:
    """New web workers in place of the old ones, while readers ask."""
    server = installation.processes["web"]
    old = _workers(server.pid)
    require(len(old) == 2, f"two web workers run: {old}")
    with report.step("reload of the web server under load"), Load(installation) as load:
        server.send_signal(signal.SIGHUP)
        wait_until(
            lambda: not old & (now := _workers(server.pid)) and len(now) == len(old),
            "all web workers are new",
            installation,
        )
    report.note(f"{load.answered} requests meanwhile, {len(load.failures)} refused")
    require(not load.failures, f"no request is refused: {load.failures[:3]}")
    require(load.answered > 0, "requests were made")


def _workers(pid: int) -> set[int]:
    """The processes of a web server that answer; not the helpers of Python."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one) for one in children if not _is_helper(int(one))}


def _is_helper(pid: int) -> bool:
    try:
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return True


def missing() -> tuple[str, str] | None:
    """A program that isn't there, and the Debian package that holds it."""
    if postgresql.folder_of_programs() is None:
        return f"PostgreSQL {postgresql.VERSION}", f"postgresql-{postgresql.VERSION}"
    if redis.redis_server() is None:
        return "Redis", "redis-server"
    if nginx.program() is None:
        return "nginx", "nginx"
    return varnish.missing()


def main() -> int:
    """Start everything, use it, and end it; 0 if all went well."""
    lacking = missing()
    if lacking is not None:
        return programs.say_not_run(lacking[0], debian_package=lacking[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="newsroom-topology-") as name:
        folder = Path(name)
        installation = Installation(folder, tls.made(folder, Installation.public_name()))
        try:
            with services(installation, report) as store:
                try:
                    use(installation, report, store)
                finally:
                    codes = installation.stop()
                report.note(f"all processes ended: {codes}")
        except RuntimeError as error:
            print(f"Failed: {error}", file=sys.stderr)
            return 1
    print(f"The topology works; it took {time.monotonic() - report.begun_at:.0f} s.")
    return 0


def use(installation: Installation, report: Report, store: s3.Store) -> None:
    """Everything that is done with a new installation."""
    context = installation.certificate.client_context()
    reader, editor = (Client(installation.origin, context) for _ in range(2))
    with report.step("configurations, by the programs that read them"):
        done = configurations.check_all(installation.folder)
    report.note(", ".join(done))
    first_run(installation, report)
    start_processes(installation, report, reader)
    look_around(installation, report, reader)
    log_in(report, editor)
    look_at_files(installation, report, reader, store)
    publish(installation, report, reader, editor)
    look_at_sizes(installation, report)
    reload_under_load(installation, report)


def look_at_sizes(installation: Installation, report: Report) -> None:
    """Say how much memory and how many connections each process has, with its children."""
    for name, process in installation.processes.items():
        megabytes = [_megabytes(pid) for pid in _family(process.pid)]
        report.note(f"{name}: {' + '.join(map(str, megabytes))} MB")
    with psycopg.connect(installation.settings()["DATABASE_URL"]) as database:
        found = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'newsroom' AND pid <> "
            "pg_backend_pid()"
        ).fetchone()
    assert found is not None
    report.note(f"connections to the database: {found[0]}")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _megabytes(pid: int) -> int:
    """The memory of a process, in which what it shares with others is divided among them."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB$", text, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    sys.exit(main())
