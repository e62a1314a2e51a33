"""Run a command with a PostgreSQL of its own: ``python -m tests.services.postgresql COMMAND``.

The database cluster lives in a temporary folder, listens on a socket there and nowhere else, is not
meant to survive a crash, and is gone when the command ends, however it ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.services import programs

VERSION = 15
PATIENCE_SECONDS = 30
USUAL_PORT = 5432
# Durability costs time and the cluster is thrown away.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "timezone": "UTC",
}


def folder_of_programs() -> Path | None:
    """Where ``initdb`` and ``postgres`` are; Debian keeps them off the path."""
    debian = Path(f"/usr/lib/postgresql/{VERSION}/bin")
    if (debian / "initdb").exists():
        return debian
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def unprivileged_user() -> dict[str, Any]:
    """Arguments that run a process as somebody else if this is root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def cluster(
    programs_in: Path,
    *,
    copied_from: Path | None = None,
    kept_in: Path | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """A running cluster, as the address of its database.

    With a ``port`` it listens there on 127.0.0.1, too.

    ``copied_from`` is the data folder of a cluster that was kept, of which this one is a copy; else
    it is empty. ``kept_in`` is where its data folder is copied to when nothing has gone wrong.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-postgresql-") as name:
        folder = Path(name)
        if copied_from is None:
            initialise(folder, programs_in)
        else:
            shutil.copytree(copied_from, folder / "data")
            _give_away(folder)
        server = started(folder, programs_in, port=port)
        try:
            wait_for(folder, server, port or USUAL_PORT)
            host = f"/{folder}" if port is None else f"127.0.0.1:{port}"
            yield f"postgres://newsroom@{host}/postgres"
            if kept_in is not None:
                server.send_signal(signal.SIGINT)
                server.wait()
                shutil.copytree(folder / "data", kept_in)
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGQUIT)
                server.wait()


def initialise(folder: Path, programs_in: Path) -> None:
    """Make an empty cluster in a folder."""
    _give_away(folder)
    subprocess.run(
        [
            programs_in / "initdb", "--pgdata", folder / "data", "--username", "newsroom",
            "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **unprivileged_user(),
    )  # fmt: skip


def started(
    folder: Path, programs_in: Path, *, port: int | None = None, **options: str
) -> subprocess.Popen[bytes]:
    """The server of the cluster in a folder, which may not take connections yet.

    With a ``port`` it listens there on 127.0.0.1, too.
    """
    listening = {"listen_addresses": "127.0.0.1", "port": str(port)} if port else {}
    chosen = OPTIONS | listening | options
    settings = [word for item in chosen.items() for word in ("-c", "=".join(item))]
    with (folder / "log").open("a") as log:
        return subprocess.Popen(
            [programs_in / "postgres", "-D", folder / "data", "-k", folder, *settings],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
            start_new_session=True, **unprivileged_user(),
        )  # fmt: skip


def _give_away(folder: Path) -> None:
    """Have everything in a folder belong to the user that PostgreSQL runs as."""
    somebody = unprivileged_user()
    for path in (folder, *folder.rglob("*")) if somebody else ():
        os.chown(path, somebody["user"], somebody["group"])


def wait_for(folder: Path, server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the cluster takes connections.

    Raises:
        RuntimeError: it stopped, or took too long.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < give_up_at:
        try:
            psycopg.connect(host=str(folder), port=port, user="newsroom", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError((folder / "log").read_text())


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit code."""
    programs_in = folder_of_programs()
    if programs_in is None:
        return programs.say_not_run(f"PostgreSQL {VERSION}", debian_package=f"postgresql-{VERSION}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(programs_in) as address:
        return subprocess.run(
            command, check=False, env=os.environ | {"DATABASE_URL": address}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
