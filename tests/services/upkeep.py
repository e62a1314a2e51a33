"""What an operator does with an installation that runs: reload, restart, move, keep, look."""

from __future__ import annotations

import re
import shutil
import ssl
import urllib.error
from pathlib import Path
from typing import TYPE_CHECKING

from tests.services import s3, tls
from tests.services.editing import route
from tests.services.https_client import Client
from tests.services.publication import ARTICLE
from tests.services.readers import Readers
from tests.services.reporting import require, wait_until
from tests.services.supervisor import family

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    from tests.services.https_client import Answer
    from tests.services.installation import Installation
    from tests.services.nginx import Nginx
    from tests.services.reporting import Report

FEWEST_REQUESTS = 500
RELOADED = "systemctl reload newsroom-web.service"
RESTARTED = (
    "systemctl restart newsroom-worker.service newsroom-scheduler.service newsroom-outbox.service"
)
PREPARED = "python manage.py prepare_storage"
NEW_STORE = "s3://key:secret@host/bucket?region=eu-central-1"
OLD_FOLDER = "file:///srv/newsroom/media"
BACKUP = "/var/backups/newsroom.zip"
KEEPING = (
    f'python manage.py move_media --to "{NEW_STORE}" --dry-run',
    f'python manage.py move_media --to "{NEW_STORE}"',
    f"python manage.py move_media --from {OLD_FOLDER}",
    "python manage.py make_renditions",
    f"python manage.py backup {BACKUP}",
)


def reload_under_load(installation: Installation, report: Report, context: ssl.SSLContext) -> None:
    """New web workers in place of the old ones, while readers ask, each on a new connection."""
    server = installation.processes["web"]
    old = workers(server.pid)
    require(len(old) == 2, f"two web workers run: {old}")

    def question(path: str, send: Callable[[Client], Answer]) -> Callable[[], str | None]:
        client = Client(installation.origin, context)

        def ask() -> str | None:
            answer = send(client)
            return None if answer.status == 200 else f"{path}: {answer.status}"

        return ask

    direct = f"http://127.0.0.1:{installation.ports['cms']}/health/live"
    # None of these is answered by Varnish.
    asked = [
        question("health", lambda client: client.ask("/health/live")),
        question("login", lambda client: client.ask("/admin/login/")),
        question(
            "route", lambda client: client.ask(route(ARTICLE), X_Content_Version_At_Least="1")
        ),
    ]
    at_server = question("direct", lambda client: client.ask(direct, Host=installation.host))
    with (
        report.step("reload of the web server under load"),
        Readers(asked) as through_nginx,
        Readers([at_server]) as at_the_server,
    ):
        installation.systemctl(RELOADED)
        wait_until(
            lambda: not old & (now := workers(server.pid)) and len(now) == len(old),
            "all web workers are new",
            installation,
        )
    for readers, where in ((through_nginx, "through nginx"), (at_the_server, "at the web server")):
        report.note(
            f"{where}: {readers.answered} requests answered, {len(readers.failures)} refused, "
            f"the slowest after {readers.slowest_seconds:.1f} s"
        )
        require(not readers.failures, f"no request is refused: {readers.failures[:3]}")
    require(through_nginx.answered >= FEWEST_REQUESTS, "there was a load")


def workers(pid: int) -> set[int]:
    """The processes of a web server that answer; not the helpers of Python."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one) for one in children if not _is_helper(int(one))}


def _is_helper(pid: int) -> bool:
    try:
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return True


def keep(installation: Installation, report: Report, store: s3.Store) -> None:
    """Restart what works in the background, move files, make a backup."""
    with report.step(RESTARTED):
        installation.systemctl(RESTARTED)
    old = installation.folder / "media"
    (old.parent / "media_private").mkdir()
    (old.parent / "media_private" / "brought.txt").write_text("From the old place.")
    installation.examples |= {
        NEW_STORE: store.url_of("other"),
        OLD_FOLDER: f"file://{old}",
        BACKUP: str(installation.folder / "newsroom.zip"),
    }
    installation.run(PREPARED, STORAGE_URL=store.url_of("other"))
    for line in KEEPING:
        with report.step(line):
            installation.run(line)
    require((installation.folder / "newsroom.zip").stat().st_size > 0, "there is a backup")


def change_certificate(installation: Installation, report: Report, proxy: Nginx) -> None:
    """Put another certificate into the place of the one that nginx has."""
    with report.step("another certificate"):
        place = installation.folder / "renewed"
        place.mkdir()
        renewed = tls.made(place, installation.host)
        shutil.copy(renewed.chain, installation.certificate.chain)
        shutil.copy(renewed.key, installation.certificate.key)
        proxy.reload()
        installation.ran.add("nginx -s reload")
        client = Client(installation.origin, renewed.client_context())

        def is_served() -> bool:
            try:
                return client.ask("/health/live").status == 200
            except urllib.error.URLError as error:
                if isinstance(error.reason, ssl.SSLCertVerificationError):
                    return False
                raise

        wait_until(is_served, "nginx has the new certificate", installation)


def look_at_sizes(
    installation: Installation, report: Report, database: psycopg.Connection[tuple[int, ...]]
) -> None:
    """Say how much memory and how many connections each process has, with its children."""
    for name, process in installation.processes.items():
        megabytes = [_megabytes(pid) for pid in family(process.pid)]
        report.note(f"{name}: {' + '.join(map(str, megabytes))} MB")
    found = database.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'newsroom' AND pid <> "
        "pg_backend_pid()"
    ).fetchone()
    assert found is not None
    report.note(f"connections to the database: {found[0]}")


def _megabytes(pid: int) -> int:
    """The memory of a process, in which what it shares with others is divided among them."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB$", text, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0
