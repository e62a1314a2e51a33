"""A demo for tests: started as anybody starts it, on a free port, its state thrown away."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-password-for-tests-only"
DATABASE = "newsroom.sqlite3"
START_SECONDS = 300
STOP_SECONDS = 20
# Whatever points the demo at another database or origin than its own.
NOT_INHERITED = {
    "ALLOWED_HOSTS", "CACHE_URL", "CMS_URL", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "FRONTEND_URL",
    "MEDIA_ROOT", "MEDIA_URL", "PURGE_URLS", "SECRET_KEY",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    origin: str
    state: Path

    def copy_state(self, folder: Path) -> None:
        """Write its content to ``folder``, from where another demo can be started."""
        copy_state(self.state, folder)


def copy_state(state: Path, folder: Path) -> None:
    """Write the content of a demo, running or not, to another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(state / DATABASE)) as source,
        closing(sqlite3.connect(folder / DATABASE)) as target,
    ):
        source.backup(target)
    for files in ("media", "media_private"):
        shutil.copytree(state / files, folder / files)


@contextmanager
def running_demo(state: Path, *, port: int | None = None, **variables: str) -> Iterator[Demo]:
    """A demo with its state in ``state``, ended as by Ctrl-C.

    ``variables`` are given to it in its environment.
    """
    port = port or free_port()
    demo = Demo(f"http://127.0.0.1:{port}", state)
    environment = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "STATE_DIR": str(state),
        "DEMO_PASSWORD": PASSWORD,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        **variables,
    }
    state.mkdir(parents=True, exist_ok=True)
    with (state / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_demo"],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_ready(demo, process)
        yield demo
    finally:
        end(process)


def wait_until_ready(demo: Demo, process: subprocess.Popen[bytes]) -> None:
    """Return when the demo answers.

    Raises:
        RuntimeError: it ended, or took too long; with what it printed.
    """
    give_up_at = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up_at:
        try:
            with urllib.request.urlopen(f"{demo.origin}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError((demo.state / "demo.log").read_text())


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the demo to end; end it and what belongs to it by force if it doesn't."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
