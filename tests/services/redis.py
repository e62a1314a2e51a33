"""A Redis of its own for tests: on a free port of 127.0.0.1, in memory, gone at the end."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.browser.running import free_port

START_SECONDS = 20


def redis_server() -> str | None:
    """Where the program is."""
    return shutil.which("redis-server")


@dataclass
class Redis:
    """A Redis that can be killed, started again, and made to hang."""

    folder: str
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; returns when it listens."""
        program = redis_server()
        if program is None:
            raise RuntimeError("redis-server isn't installed (Debian: redis-server)")
        self.process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir",
             self.folder, *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.process
            time.sleep(0.02)
        raise RuntimeError("redis-server doesn't listen")

    def kill(self) -> None:
        """End it as a crash does."""
        if self.process is not None:
            self.resume()
            self.process.kill()
            self.process.wait()
            self.process = None

    def pause(self) -> None:
        """Have it accept connections and answer nothing."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def redis(*options: str, port: int | None = None) -> Iterator[Redis]:
    """A running Redis."""
    with tempfile.TemporaryDirectory(prefix="newsroom-redis-") as folder:
        one = Redis(folder, options, port or free_port())
        one.start()
        try:
            yield one
        finally:
            one.kill()
