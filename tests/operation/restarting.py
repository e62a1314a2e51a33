"""A PostgreSQL that is stopped and started again under processes that use it."""

from __future__ import annotations

import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.services import postgresql

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator


class Server:
    """A database cluster in a folder; ``address`` is that of its database."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self.address = f"postgres://newsroom@/{folder}/postgres"
        self._process: subprocess.Popen[bytes] | None = None
        postgresql.initialise(folder, programs)

    def start(self) -> None:
        self._process = postgresql.started(self.folder, self._programs)
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
