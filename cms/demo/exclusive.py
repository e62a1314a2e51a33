"""Locks of a running demo: its folder of state and, until the server listens, its port."""

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.demo.server_address import ServerAddress, UnusableAddressError

LOOKS_EVERY_SECONDS = 0.5


class StateInUseError(RuntimeError):
    """Another demo runs with the same files."""


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Inside, no other demo runs with the files of a folder, which nobody else may read.

    Raises:
        StateInUseError: one does.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            raise StateInUseError(
                f"Another demo (process {lock.read().strip() or '?'}) runs with the files in "
                f"{folder}. Stop that one, or give this one a folder of its own: STATE_DIR=…"
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


class PortWatch:
    """Looks from time to time whether the port is still free, and interrupts who prepares."""

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self.taken: UnusableAddressError | None = None
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, name="port", daemon=True)

    def __enter__(self) -> "PortWatch":
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(LOOKS_EVERY_SECONDS):
            try:
                self.address.check()
            except UnusableAddressError as error:
                self.taken = error
                signal.raise_signal(signal.SIGTERM)
                return
