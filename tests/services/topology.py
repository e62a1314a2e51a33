"""Start a whole installation and use it: ``python -m tests.services.topology``.

PostgreSQL, Redis, an S3 store, Varnish, nginx with TLS and every process of the CMS are started
from ``deploy/``, on this machine alone, with the commands of the manual. Then somebody logs in over
HTTPS and publishes a page, readers get the new answer through nginx and Varnish, and the web server
is reloaded under load.
"""

from __future__ import annotations

import re
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.services import (
    configurations,
    manual,
    nginx,
    postgresql,
    programs,
    publication,
    redis,
    s3,
    tls,
    upkeep,
    varnish,
)
from tests.services.editing import Editor
from tests.services.https_client import Client
from tests.services.installation import PROCESSES, Installation
from tests.services.reporting import Report, require, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTS_IN_AN_INTERVAL = 3
PASSWORD = "a-password-for-tests-only"
ADMINISTRATOR = {
    "ADMIN_PASSWORD": PASSWORD,
    "DJANGO_SUPERUSER_USERNAME": "administrator",
    "DJANGO_SUPERUSER_EMAIL": "administrator@example.org",
    "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
}
# What is run before the first process starts, in this order, each as the manual has it.
FIRST_RUN = (
    "python manage.py migrate --noinput",
    "python manage.py prepare_storage",
)
# What needs no database, and is run meanwhile.
MEANWHILE = (
    "python manage.py collectstatic --noinput --verbosity 0",
    "python manage.py check --deploy --fail-level WARNING",
)
# While processes start, and when they have.
FIRST_CONTENT = ("python manage.py set_up", "python manage.py createsuperuser --noinput")
DOCTOR = "python manage.py doctor"
TEST_OF_MAIL = "python manage.py sendtestemail administrator@example.org"
STARTED = "systemctl enable --now newsroom.target"


@dataclass(frozen=True, slots=True)
class Services:
    """What is in front of the processes, and what keeps their files."""

    proxy: nginx.Nginx
    store: s3.Store


@contextmanager
def services(installation: Installation, report: Report) -> Iterator[Services]:
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
            proxy = stack.enter_context(nginx.nginx(installation.settings(), ports["https"]))
            installation.ran.add("nginx -t")
        yield Services(proxy, store)


def run(installation: Installation, report: Report, lines: tuple[str, ...]) -> None:
    """Run command lines of the manual, one after the other."""
    for line in lines:
        with report.step(line):
            installation.run(line, **ADMINISTRATOR)


def first_run(installation: Installation, report: Report) -> None:
    """From an empty database to one in which processes can work."""
    with ThreadPoolExecutor() as pool:
        for done in [
            pool.submit(run, installation, report, lines) for lines in (FIRST_RUN, MEANWHILE)
        ]:
            done.result()
    with report.step(TEST_OF_MAIL):
        since = time.monotonic()
        installation.run(TEST_OF_MAIL)
        # A web worker imports as much as this. On a machine that is busy it takes longer.
        start_seconds = time.monotonic() - since
        sent = list((installation.folder / "mail").iterdir())
        require(len(sent) == 1, "one mail was sent")
    delivered = float(installation.settings()["GRANIAN_RESPAWN_INTERVAL"])
    if delivered < STARTS_IN_AN_INTERVAL * start_seconds:
        slow = f"{STARTS_IN_AN_INTERVAL * start_seconds:.0f}"
        installation.given["GRANIAN_RESPAWN_INTERVAL"] = slow
        report.note(f"a slow machine: GRANIAN_RESPAWN_INTERVAL={slow}")


def start_processes(installation: Installation, report: Report, reader: Client) -> None:
    """Start every process, and wait until readers get an answer at the public address."""
    installation.ran.add(STARTED)
    for name in PROCESSES:
        installation.start(name)
    run(installation, report, FIRST_CONTENT)
    with report.step(f"{', '.join(PROCESSES)}: ready over HTTPS"):
        wait_until(
            lambda: reader.ask("/health/ready").status == 200, "the CMS is ready", installation
        )
    with report.step(DOCTOR):
        said = installation.run(DOCTOR)
    for line in said.splitlines():
        if not line.startswith("ok "):
            report.note(line)


def look_around(installation: Installation, report: Report, reader: Client) -> None:
    """What a reverse proxy has to do besides handing on."""
    with report.step("redirect to TLS, static files, metrics closed, nobody purges from outside"):
        plain = f"http://127.0.0.1:{installation.ports['http']}/admin/"
        moved = reader.ask(plain, Host=installation.host)
        require(moved.status == 301, "plain HTTP leads to HTTPS")
        require(reader.ask("/metrics").status == 404, "metrics stay inside")
        purged = reader.ask("/graphql/", method="PURGE", xkey="tree")
        require(purged.status == 403, "nobody purges from outside")
        page = reader.ask("/admin/login/")
        require("strict-transport-security" in page.headers, "HSTS is sent")
        style = re.search(r'href="(/static/[^"]+\.css)"', page.text)
        require(style is not None, "the login page has a style sheet")
        assert style is not None
        static = reader.ask(style[1])
        require(static.status == 200, "static files are served")
        require("immutable" in static.headers["cache-control"], "static files are kept for ever")


def missing() -> tuple[str, str] | None:
    """A program that isn't there, and the Debian package that holds it."""
    if postgresql.folder_of_programs() is None:
        return f"PostgreSQL {postgresql.VERSION}", f"postgresql-{postgresql.VERSION}"
    if redis.redis_server() is None:
        return "Redis", "redis-server"
    if nginx.program() is None:
        return "nginx", "nginx-light"
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
            with services(installation, report) as found:
                try:
                    use(installation, report, found)
                finally:
                    codes = installation.stop()
                report.note(f"all processes ended: {codes}")
        except RuntimeError as error:
            print(f"Failed: {error}", file=sys.stderr)
            return 1
    print(f"The topology works; it took {report.seconds:.0f} s.")
    return 0


def use(installation: Installation, report: Report, found: Services) -> None:
    """Everything that is done with a new installation."""
    context = installation.certificate.client_context()
    reader, client = (Client(installation.origin, context) for _ in range(2))
    with report.step("configurations, by the programs that read them"):
        place = installation.folder / "configurations"
        place.mkdir()
        done = configurations.check_all(place)
    report.note(", ".join(done))
    first_run(installation, report)
    start_processes(installation, report, reader)
    look_around(installation, report, reader)
    url = installation.settings()["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as database:
        publication.publish(
            installation, report, reader, Editor(client, database), password=PASSWORD
        )
        upkeep.look_at_sizes(installation, report, database)
    publication.look_at_files(installation, report, reader, found.store)
    upkeep.reload_under_load(installation, report, context)
    upkeep.keep(installation, report, found.store)
    upkeep.change_certificate(installation, report, found.proxy)
    left = set(manual.lines()) - installation.ran - configurations.lines() - set(manual.ELSEWHERE)
    require(not left, f"every command of the manual was run: {sorted(left)}")


if __name__ == "__main__":
    sys.exit(main())
