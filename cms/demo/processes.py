"""Child processes that belong together: started, watched, restarted and ended as one.

On Linux a process can be a copy of this one, which has imported already what takes seconds to.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol

RESTARTS = 3
RESTART_WINDOW_SECONDS = 60
PATIENCE_SECONDS = 8
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class GaveUpError(RuntimeError):
    """A process ended again and again."""


class _Started(Protocol):
    """A process as :class:`subprocess.Popen` knows it."""

    pid: int
    returncode: Any

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...


@dataclass(slots=True)
class Process:
    """A program that has to run. With a ``log`` its output goes there, else to the terminal.

    ``copied`` does in a copy of this process what ``command`` does in one of its own; it is given
    the command. Nothing but this process's own thread may be busy when it starts.
    """

    name: str
    command: list[str]
    log: Path | None = None
    copied: Callable[[list[str]], None] | None = None
    _popen: _Started | None = None
    _started_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it, apart from the terminal, so that Ctrl-C reaches only the parent."""
        self._started_at.append(time.monotonic())
        with self._output() as output:
            if self.copied is not None and sys.platform == "linux":
                self._popen = _Copy(self.copied, self.command, output)
                return
            self._popen = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )

    def is_running(self) -> bool:
        """True if it was started and has not ended."""
        return self._popen is not None and self._popen.poll() is None

    def restart(self) -> int:
        """Start it again after it has ended; returns the code it ended with.

        Raises:
            GaveUpError: it has ended too often of late.
        """
        code = self._popen.returncode if self._popen else 0
        earliest = time.monotonic() - RESTART_WINDOW_SECONDS
        self._started_at = [at for at in self._started_at if at > earliest]
        if len(self._started_at) > RESTARTS:
            where = f" Its messages are in {self.log}." if self.log else ""
            raise GaveUpError(f"The {self.name} doesn't keep running (exit code {code}).{where}")
        self.start()
        return code

    def ask_to_end(self) -> None:
        """Tell it to finish what it is doing and end."""
        if self._popen and self.is_running():
            self._popen.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it until the deadline, then end it and its own children by force."""
        if self._popen is None:
            return
        try:
            self._popen.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()

    def _output(self) -> Any:
        return _log_file(self.log) if self.log else nullcontext()


class _Copy:
    """A copy of this process that does one thing."""

    def __init__(
        self, run: Callable[[list[str]], None], command: list[str], output: IO[bytes] | None
    ) -> None:
        self.returncode: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal for this process is none for its copy.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            self.pid = os.fork()
            if self.pid == 0:
                _run_as_copy(run, command, output, mask)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def poll(self) -> int | None:
        """The code it ended with; ``None`` while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The code it ended with.

        Raises:
            TimeoutExpired: it runs on.
        """
        give_up_at = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if give_up_at is not None and time.monotonic() > give_up_at:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(0.02)
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def _run_as_copy(
    run: Callable[[list[str]], None],
    command: list[str],
    output: IO[bytes] | None,
    mask: set[Any],
) -> NoReturn:
    code = 1
    try:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.setsid()
        _end_with_parent()
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        if output is not None:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        run(command)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except KeyboardInterrupt:
        pass
    except BaseException:  # noqa: BLE001 - said as where nobody catches it
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        os._exit(code)


def end_all(processes: list[Process]) -> None:
    """End all of them without exception, the one started last first."""
    for process in reversed(processes):
        process.ask_to_end()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in reversed(processes):
        process.end(deadline)


def _log_file(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "ab")


def _end_with_parent() -> None:
    """Have Linux end this process when its parent has ended, however that came about."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
