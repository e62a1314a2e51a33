"""The settings and commands that are delivered in ``deploy/``, as this machine can use them.

``example.env`` names services as containers do. Here each has a free port of 127.0.0.1 in place of
its name; everything else in the file is taken as it is.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.browser.running import ROOT, free_port

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.tls import Certificate

DEPLOY = ROOT / "deploy"
# The services of the file, and the ports they have there.
SERVICES = {"postgresql": 5432, "redis": 6379, "s3": 9000, "varnish": 6081, "cms": 8000}
PROCESSES = ("web", "worker", "scheduler", "outbox")
STOP_SECONDS = 60


def example_settings() -> dict[str, str]:
    """The variables of ``example.env``."""
    lines = (DEPLOY / "example.env").read_text().splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _equals, value in pairs}


def compose() -> dict[str, Any]:
    """The compose file."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def commands() -> dict[str, list[str]]:
    """The command of each process, as the compose file has it."""
    services = compose()["services"]
    return {name: [str(word) for word in services[name]["command"]] for name in PROCESSES}


@dataclass
class Installation:
    """Settings, and processes that are run with them; what they say is kept in ``folder``."""

    folder: Path
    certificate: Certificate
    ports: dict[str, int] = field(
        default_factory=lambda: {name: free_port() for name in (*SERVICES, "http", "https")}
    )
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    # Settings in place of those delivered.
    given: dict[str, str] = field(default_factory=dict)
    # Parts of command lines that are examples, and what they are here.
    examples: dict[str, str] = field(default_factory=dict)
    # The command lines of the manual that were run.
    ran: set[str] = field(default_factory=set)

    @staticmethod
    def public_name() -> str:
        """The host name that readers use."""
        return example_settings()["SERVER_NAME"]

    @property
    def host(self) -> str:
        """The host name that readers use."""
        return self.public_name()

    @property
    def origin(self) -> str:
        """The public address."""
        return f"https://{self.host}:{self.ports['https']}"

    def settings(self) -> dict[str, str]:
        """The delivered settings with addresses of this machine."""
        found = {name: self._here(value) for name, value in example_settings().items()}
        return found | {
            "CMS_URL": self.origin,
            "STATE_DIR": str(self.folder / "state"),
            "EMAIL_URL": f"filemail:///{self.folder / 'mail'}",
            "GRANIAN_HOST": "127.0.0.1",
            "GRANIAN_PORT": str(self.ports["cms"]),
            "HTTP_PORT": f"127.0.0.1:{self.ports['http']}",
            "HTTPS_PORT": f"127.0.0.1:{self.ports['https']}",
            "TLS_CERTIFICATE": str(self.certificate.chain),
            "TLS_KEY": str(self.certificate.key),
            "PICTURE_CACHE": str(self.folder / "pictures"),
            **self.given,
        }

    def _here(self, value: str) -> str:
        for name, port in SERVICES.items():
            value = re.sub(rf"(?<![\w.-]){name}:{port}\b", f"127.0.0.1:{self.ports[name]}", value)
            # In a list of names.
            value = re.sub(rf"(?<![^,]){name}(?![^,])", "127.0.0.1", value)
        return value

    def environment(self) -> dict[str, str]:
        """The environment of a process."""
        given = self.settings()
        (self.folder / "state").mkdir(exist_ok=True)
        (self.folder / "mail").mkdir(exist_ok=True)
        return {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **given}

    def run(self, line: str, **variables: str) -> str:
        """Run a command line of the manual to its end; returns what it says.

        Raises:
            RuntimeError: it failed.
        """
        self.ran.add(line)
        words = [self.examples.get(word, word) for word in shlex.split(line)]
        done = subprocess.run(
            _with_this_python(words), cwd=ROOT, env=self.environment() | variables,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{line}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """Start a process as the compose file does."""
        command = commands()[name]
        self.ran.add(shlex.join(command))
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                _with_this_python(command), cwd=ROOT, env=self.environment(),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        return self.processes[name]

    def systemctl(self, line: str) -> None:
        """Do to processes what systemd does to their units: ``reload`` or ``restart``.

        Raises:
            RuntimeError: a process can't be reloaded, or doesn't end when it is asked to.
        """
        self.ran.add(line)
        _systemctl, verb, *units = shlex.split(line)
        names = [unit.removeprefix("newsroom-").removesuffix(".service") for unit in units]
        for name in names:
            if verb == "reload":
                self._reload(name)
            else:
                self.processes[name].terminate()
        for name in names if verb == "restart" else ():
            if code := self.processes[name].wait(STOP_SECONDS):
                raise RuntimeError(f"{name} ended with {code}")
            self.start(name)

    def _reload(self, name: str) -> None:
        """Do what the unit says, to its first process."""
        unit = (DEPLOY / "systemd" / f"newsroom-{name}.service").read_text()
        found = re.search(r"^ExecReload=(.+)$", unit, re.MULTILINE)
        if found is None:
            raise RuntimeError(f"The unit of {name} has no ExecReload")
        main_process = str(self.processes[name].pid)
        subprocess.run(
            [word.replace("$MAINPID", main_process) for word in shlex.split(found[1])], check=True
        )

    def require_running(self) -> None:
        """Fail where a process has ended.

        Raises:
            RuntimeError: one has; with the end of what it said.
        """
        for name, process in self.processes.items():
            if process.poll() is not None:
                said = (self.folder / f"{name}.log").read_text()[-4000:]
                raise RuntimeError(f"{name} ended with {process.returncode}\n{said}")

    def stop(self) -> dict[str, int]:
        """Ask every process to end; returns the exit codes. By force after a while."""
        for process in self.processes.values():
            process.terminate()
        codes = {}
        for name, process in self.processes.items():
            try:
                codes[name] = process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                codes[name] = process.wait()
        self.processes.clear()
        return codes


def _with_this_python(command: list[str]) -> list[str]:
    program, *arguments = command
    if program == "granian":
        return [sys.executable, "-m", "granian", *arguments]
    return [sys.executable, *arguments] if program == "python" else command
