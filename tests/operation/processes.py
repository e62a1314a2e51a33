"""Processes of the CMS in production, as an operator runs them, and the lines they log."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from tests.browser.running import ROOT, free_port

GIVEN = {
    "SECRET_KEY": "a-key-for-one-check-long-enough-and-of-many-different-letters-0123456789",
    "ALLOWED_HOSTS": "127.0.0.1,cms.example.org",
    "CMS_URL": "https://cms.example.org",
}
START_SECONDS = 60


def environment(state: Path, **variables: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "STATE_DIR": str(state), **GIVEN, **variables}


def manage(state: Path, *arguments: str, **variables: str) -> Any:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(state, **variables), capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip


def make_tables(state: Path) -> None:
    """Give it a database: the one of the tests, if it can be copied."""
    if connection.vendor == "sqlite" and connection.introspection.table_names():
        with closing(sqlite3.connect(state / "newsroom.sqlite3")) as target:
            connection.connection.backup(target)
        return
    done = manage(state, "migrate", "-v0", DJANGO_SETTINGS_MODULE="cms.settings.production")
    assert done.returncode == 0, done.stderr


@contextmanager
def started(state: Path, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process, with what it says in ``state/output``; ended at the end."""
    with (state / "output").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT, env=environment(state, **variables), stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                # With the workers it has started.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def web(state: Path, *options: str, **variables: str) -> Iterator[str]:
    """The origin of a granian that serves the CMS; at one GRANIAN_PORT there may be several."""
    port = int(variables.get("GRANIAN_PORT") or free_port())
    command = (
        "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--blocking-threads", "4", "--log-config", "deploy/granian/log.json", *options,
        "cms.wsgi:application",
    )  # fmt: skip
    with started(state, *command, **variables) as process:
        origin = f"http://127.0.0.1:{port}"
        wait_for(lambda: asked(f"{origin}/health/live")[0] == 200, state, process)
        yield origin


def wait_for(
    happened: Any, state: Path, process: subprocess.Popen[bytes], seconds: float = START_SECONDS
) -> None:
    give_up_at = time.monotonic() + seconds
    while not happened():
        assert process.poll() is None, output(state)
        assert time.monotonic() < give_up_at, output(state)
        time.sleep(0.1)


def asked(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers with their names in small letters, and body; status 0 without an answer."""
    request = urllib.request.Request(
        url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with _opener.open(request, timeout=30) as answer:
            return answer.status, _small(answer.headers), answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, _small(error.headers), error.read().decode(errors="replace")
    except (OSError, ValueError, urllib.error.URLError):
        return 0, {}, ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


_opener = urllib.request.build_opener(_Stay)


def _small(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def output(state: Path) -> str:
    return (state / "output").read_text()


def lines(text: str) -> list[dict[str, Any]]:
    """The log: every line is an object of JSON, or this fails."""
    return [json.loads(line) for line in text.split("\n") if line]
