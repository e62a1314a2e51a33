"""PgBouncer in front of a PostgreSQL, as ``deploy/pgbouncer`` sets it up.

Each works in a temporary folder, listens on a socket there and nowhere else, and is gone when
whoever started it is done.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.browser.running import ROOT
from tests.services import programs
from tests.services.postgresql import unprivileged_user

CONFIGURATION = ROOT / "deploy" / "pgbouncer" / "pgbouncer.ini"
PATIENCE_SECONDS = 30
# Fewer than there are threads that ask, so that each gets now this server process, now that one.
SERVER_PROCESSES = 3


@dataclass
class PgBouncer:
    """One that can be stopped and started again at the same address."""

    folder: Path
    server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it, and return when it takes connections.

        Raises:
            RuntimeError: it stopped, or took too long.
        """
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                [_program(), self.folder / "pgbouncer.ini"],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, **unprivileged_user(),
            )  # fmt: skip
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while self.server.poll() is None and time.monotonic() < give_up_at:
            try:
                psycopg.connect(host=str(self.folder), user="newsroom", dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it: who is connected loses the connection, and nobody gets another one."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None


def is_installed() -> bool:
    """Whether there is one; where not, that is said as of other programs."""
    if shutil.which(_program()):
        return True
    if programs.say_not_run("PgBouncer", debian_package="pgbouncer"):
        raise RuntimeError("PgBouncer is not installed")
    return False


def _program() -> str:
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "pgbouncer"


@contextmanager
def pgbouncer(host: str) -> Iterator[PgBouncer]:
    """A running PgBouncer in front of all databases of the PostgreSQL at a host or in a folder."""
    with tempfile.TemporaryDirectory(prefix="newsroom-pgbouncer-") as name:
        folder = Path(name)
        (folder / "pgbouncer.ini").write_text(_configuration(host, folder))
        somebody: dict[str, Any] = unprivileged_user()
        for path in (folder, folder / "pgbouncer.ini") if somebody else ():
            os.chown(path, somebody["user"], somebody["group"])
        found = PgBouncer(folder)
        try:
            found.start()
            yield found
        finally:
            found.stop()


def _configuration(host: str, folder: Path) -> str:
    """What is delivered, on a socket and for the user of the tests."""
    lines = CONFIGURATION.read_text().splitlines()
    given = {
        "* ": f"* = host={host} user=newsroom",
        "listen_addr ": "listen_addr =",
        "listen_port ": "listen_port = 5432",
        "auth_type ": "auth_type = any",
        "auth_file ": f"unix_socket_dir = {folder}",
        "default_pool_size ": f"default_pool_size = {SERVER_PROCESSES}",
    }
    for beginning, line in given.items():
        (number,) = [at for at, one in enumerate(lines) if one.startswith(beginning)]
        lines[number] = line
    return "\n".join(lines) + "\n"
