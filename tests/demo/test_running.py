import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

import pytest

from cms.demo.addresses import Address, UnusableAddressError
from cms.demo.processes import RESTARTS, GaveUpError, Process, end_all

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
        Address("127.0.0.1", taken_port).check()

    assert f"Port {taken_port} on 127.0.0.1 is taken" in str(error.value)
    assert f"make demo PORT={taken_port + 1}" in str(error.value)


def test_a_free_port_passes(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]

    Address("127.0.0.1", free).check()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_an_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(UnusableAddressError, match="between 1 and 65535"):
        Address("127.0.0.1", port).check()


def test_a_host_of_another_machine_is_refused() -> None:
    with pytest.raises(UnusableAddressError, match="Check HOST and PORT"):
        Address("192.0.2.1", 8000).check()


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_origin_can_be_opened_on_this_machine(host: str, origin: str) -> None:
    assert Address(host, 8000).origin == origin


def test_run_demo_touches_nothing_when_the_port_is_taken(
    settings: Any, taken_port: int, tmp_path: Path
) -> None:
    settings.SERVER_HOST, settings.SERVER_PORT = "127.0.0.1", taken_port
    settings.STATE_DIR = tmp_path / "state"

    with pytest.raises(CommandError, match="is taken"):
        call_command("run_demo")

    assert not settings.STATE_DIR.exists()


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
