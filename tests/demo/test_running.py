import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

import pytest

from cms.demo.exclusive import StateInUseError, locked_folder
from cms.demo.processes import RESTARTS, GaveUpError, Process, end_all
from cms.demo.server_address import ServerAddress, UnusableAddressError
from tests.browser.running import ROOT, free_port

pytestmark = pytest.mark.one_database


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def python(name: str, code: str, log: Path | None = None) -> Process:
    return Process(name, [sys.executable, "-c", code], log)


def wait_until_ended(process: Process) -> None:
    deadline = time.monotonic() + 10
    while process.is_running():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_taken_port_is_named_with_another_one(taken_port: int) -> None:
    with pytest.raises(UnusableAddressError) as error:
        ServerAddress("127.0.0.1", taken_port).check()

    assert f"Port {taken_port} on 127.0.0.1 is in use" in str(error.value)
    assert f"make demo PORT={taken_port + 1}" in str(error.value)


def test_a_free_port_passes(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]

    ServerAddress("127.0.0.1", free).check()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_an_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(UnusableAddressError, match="between 1 and 65535"):
        ServerAddress("127.0.0.1", port).check()


def test_a_host_of_another_machine_is_refused() -> None:
    with pytest.raises(UnusableAddressError, match="Check HOST and PORT"):
        ServerAddress("192.0.2.1", 8000).check()


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_origin_can_be_opened_on_this_machine(host: str, origin: str) -> None:
    assert ServerAddress(host, 8000).origin == origin


def test_run_demo_touches_nothing_when_the_port_is_taken(
    settings: Any, taken_port: int, tmp_path: Path
) -> None:
    settings.SERVER_HOST, settings.SERVER_PORT = "127.0.0.1", taken_port
    settings.STATE_DIR = tmp_path / "state"

    with pytest.raises(CommandError, match="is in use"):
        call_command("run_demo")

    assert not settings.STATE_DIR.exists()


def test_the_state_of_another_demo_is_left_alone(tmp_path: Path) -> None:
    with locked_folder(tmp_path), pytest.raises(StateInUseError) as error, locked_folder(tmp_path):
        raise AssertionError("both hold it")
    with locked_folder(tmp_path):
        pass

    assert str(error.value) == (
        f"Another demo (process {os.getpid()}) runs with the files in {tmp_path}. Stop that one, "
        "or give this one a folder of its own: STATE_DIR=…"
    )


def test_a_state_is_free_once_its_demo_was_killed(tmp_path: Path) -> None:
    holding = (
        "import time, sys; from pathlib import Path; from cms.demo.exclusive import locked_folder\n"
        f"with locked_folder(Path({str(tmp_path)!r})): print('held', flush=True); time.sleep(60)"
    )
    log = tmp_path / "holding.log"
    process = python("holder", holding, log)
    process.start()
    wait_for_text(log, "held")
    with pytest.raises(StateInUseError), locked_folder(tmp_path):
        raise AssertionError("both hold it")

    assert process._popen is not None
    os.kill(process._popen.pid, signal.SIGKILL)
    wait_until_ended(process)

    with locked_folder(tmp_path):
        pass


def wait_for_text(path: Path, text: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists() or text not in path.read_text():
        assert time.monotonic() < deadline, path.read_text() if path.exists() else path
        time.sleep(0.02)


def run_demo(state: Path, port: int) -> Process:
    """The demo as ``make demo`` runs it, from nothing."""
    command = ["env", "-u", "DATABASE_URL", "-u", "DJANGO_SETTINGS_MODULE", f"STATE_DIR={state}",
               f"PORT={port}", "HOST=127.0.0.1", sys.executable, str(ROOT / "manage.py"),
               "run_demo"]  # fmt: skip
    return Process("demo", command, state / "output.log")


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_run_demo_stops_when_its_port_is_taken_while_it_prepares(tmp_path: Path, host: str) -> None:
    port = free_port()
    demo = run_demo(tmp_path, port)
    demo.start()
    try:
        wait_for_text(tmp_path / "output.log", "Preparing the database", 60)
        with socket.create_server((host, port)):
            started = time.monotonic()
            while demo.is_running():
                assert time.monotonic() - started < 15
                time.sleep(0.05)
    finally:
        end_all([demo])

    assert demo._popen is not None
    assert demo._popen.returncode == 1
    said = (tmp_path / "output.log").read_text()
    assert f"CommandError: Port {port} on 127.0.0.1 is in use by another program." in said
    assert "Traceback" not in said


def test_a_second_demo_with_the_same_files_says_so(tmp_path: Path) -> None:
    demo = run_demo(tmp_path, free_port())
    with locked_folder(tmp_path):
        demo.start()
        wait_for_text(tmp_path / "output.log", "\n", 60)
        while demo.is_running():
            time.sleep(0.05)

    assert "CommandError: Another demo (process " in (tmp_path / "output.log").read_text()
    assert demo._popen is not None
    assert demo._popen.returncode == 1


def test_nobody_else_reads_the_files_of_a_demo(tmp_path: Path) -> None:
    state = tmp_path / "state"
    given = {"PATH": os.environ["PATH"], "STATE_DIR": str(state)}
    fill = (
        "from django.db import connection as c; c.cursor().execute('CREATE TABLE one (x)'); "
        "import os, django.conf; s = django.conf.settings.STATE_DIR; "
        "print(*(f'{p.name} {p.stat().st_mode & 0o777:o}' for p in [s, *sorted(s.glob(\"n*\"))]))"
    )
    for umask in ("000", "022"):
        done = subprocess.run(
            ["sh", "-c", f'umask {umask}; exec "$0" "$@"', sys.executable, str(ROOT / "manage.py"),
             "shell", "--no-imports", "-c", fill],
            env=given, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.split() == [
            "state", "700", "newsroom.sqlite3", "600", "newsroom.sqlite3-shm", "600",
            "newsroom.sqlite3-wal", "600",
        ]  # fmt: skip
        # As an earlier version left it.
        (state / "newsroom.sqlite3").unlink()
        (state / "newsroom.sqlite3").touch(mode=0o644)


def test_a_copy_of_this_process_is_watched_and_ended_like_a_program(tmp_path: Path) -> None:
    log = tmp_path / "copy.log"

    def fail(command: list[str]) -> None:
        os.write(1, f"{command} {os.getppid() == parent}\n".encode())
        raise SystemExit(3)

    def sleep(_command: list[str]) -> None:
        time.sleep(60)

    parent = os.getpid()
    failing = Process("failing", ["x"], log, fail)
    failing.start()
    wait_until_ended(failing)
    assert failing.restart() == 3
    wait_until_ended(failing)
    assert log.read_text() == "['x'] True\n" * 2
    assert log.stat().st_mode & 0o777 == 0o600

    sleeping = Process("sleeping", [], None, sleep)
    sleeping.start()
    end_all([sleeping])
    assert sleeping._popen is not None
    assert sleeping._popen.returncode == -signal.SIGTERM


def test_all_processes_are_ended_together() -> None:
    processes = [python(name, "import time; time.sleep(60)") for name in ("first", "second")]
    for process in processes:
        process.start()
    pids = [process._popen.pid for process in processes if process._popen]

    end_all(processes)

    assert [process.is_running() for process in processes] == [False, False]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_process_that_does_not_listen_is_ended_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.demo.processes.PATIENCE_SECONDS", 0.3)
    deaf = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "print('deaf', flush=True); time.sleep(60)"
    )
    process = python("deaf one", deaf)
    process.start()
    time.sleep(0.3)

    end_all([process])

    assert not process.is_running()
    assert process._popen is not None
    assert process._popen.returncode == -signal.SIGKILL


def test_an_ended_process_is_started_again_until_it_ends_too_often(tmp_path: Path) -> None:
    log = tmp_path / "log" / "short.log"
    process = python("short one", "print('here'); raise SystemExit(3)", log)
    process.start()
    for _ in range(RESTARTS):
        wait_until_ended(process)
        assert process.restart() == 3
    wait_until_ended(process)

    with pytest.raises(GaveUpError) as error:
        process.restart()

    assert str(error.value) == (
        f"The short one doesn't keep running (exit code 3). Its messages are in {log}."
    )
    assert log.read_text() == "here\n" * (RESTARTS + 1)
    with suppress(ProcessLookupError):
        end_all([process])
