"""An S3 store of its own for tests: moto's server on a free port of 127.0.0.1, gone at the end.

Everybody may read copies of public renditions in its buckets, and nothing else.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.running import ROOT, free_port

START_SECONDS = 60
BUCKET = "newsroom"
KEY, SECRET = "key-of-tests", "secret-of-tests"
REGION = "eu-central-1"


@dataclass
class Store:
    """A store that can be killed, started again without its files, and made to hang."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    # Its files outlive it.
    is_durable: bool = False

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Its bucket, as ``STORAGE_URL``."""
        return self.url_of(BUCKET)

    def url_of(self, bucket: str) -> str:
        """A bucket, as ``STORAGE_URL``."""
        return f"s3+http://{KEY}:{SECRET}@127.0.0.1:{self.port}/{bucket}?region={REGION}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, without any bucket unless it is durable; returns when it answers."""
        command = ["moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        if self.is_durable:
            file = str(self.folder / "requests")
            command = ["tests.services.durable_s3", file, str(self.port)]
        with (self.folder / "s3.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": os.environ["PATH"], "MOTO_S3_CUSTOM_ENDPOINTS": self.origin},
            )  # fmt: skip
        self._wait()
        return self.process

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

    def _wait(self) -> None:
        assert self.process is not None
        give_up_at = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < give_up_at:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "s3.log").read_text())


@contextmanager
def store(port: int | None = None, *, is_durable: bool = False) -> Iterator[Store]:
    """A running store."""
    with tempfile.TemporaryDirectory(prefix="newsroom-s3-") as folder:
        one = Store(Path(folder), port or free_port(), is_durable=is_durable)
        one.start()
        try:
            yield one
        finally:
            one.kill()
