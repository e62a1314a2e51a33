"""A PostgreSQL that is stopped and started again under processes that use it."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import postgresql


class Server:
    """A database cluster in a folder; ``address`` is that of its database."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self.address = f"postgres://newsroom@/{folder}/postgres"
        self._somebody = postgresql.unprivileged_user()
        self._process: subprocess.Popen[bytes] | None = None
        if self._somebody:
            os.chown(folder, self._somebody["user"], self._somebody["group"])
        subprocess.run(
            [programs / "initdb", "--pgdata", folder / "data", "--username", "newsroom",
             "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **self._somebody,
        )  # fmt: skip

    def start(self) -> None:
        options = postgresql.OPTIONS
        settings = [word for item in options.items() for word in ("-c", "=".join(item))]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
                 *settings],
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._somebody,
            )  # fmt: skip
        postgresql.wait_for(self.folder, self._process, postgresql.USUAL_PORT)

    def stop(self) -> None:
        """Fast: whoever is connected is thrown out."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            self._process = None


@contextmanager
def server() -> Iterator[Server]:
    programs = postgresql.folder_of_programs()
    assert programs is not None, "PostgreSQL is needed to restart one."
    with tempfile.TemporaryDirectory(prefix="newsroom-restarted-") as name:
        found = Server(Path(name), programs)
        found.start()
        try:
            yield found
        finally:
            found.stop()
