"""The configuration files of ``deploy/``, each read by the program that is to read it.

The command lines are those of the manual, run in a copy of the folder: its host names are those of
containers, and its units start programs that this machine doesn't have where they say.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.services import programs
from tests.services.installation import DEPLOY, PROCESSES, example_settings

if TYPE_CHECKING:
    from pathlib import Path

# The folders of an installation, and those in the copy.
_UNITS = "/etc/systemd/system/"
PLACES = {"/srv/newsroom/": "", _UNITS: f"root{_UNITS}"}
COPIES = (
    "cp deploy/example.env deploy/settings.env",
    f"cp deploy/systemd/newsroom-web.service deploy/systemd/newsroom-worker.service {_UNITS}",
    f"cp deploy/systemd/newsroom-scheduler.service deploy/systemd/newsroom-outbox.service {_UNITS}",
    f"cp deploy/systemd/newsroom.target {_UNITS}",
)


@dataclass(frozen=True, slots=True)
class Check:
    """A program that says whether it can read files, and the Debian package that holds it.

    Each of its lines is one of the manual, or the same for another file. ``instead`` has parts of
    these lines, and what stands in their place here.
    """

    program: str
    package: str
    lines: tuple[str, ...]
    instead: tuple[tuple[str, str], ...] = ()

    def run(self, folder: Path) -> bool:
        """Have the files read; whether there was a program that could.

        Raises:
            RuntimeError: the program refuses a file.
        """
        path = f"{os.environ.get('PATH', '')}:/usr/sbin"
        if shutil.which(self.program, path=path) is None:
            if programs.say_not_run(self.program, debian_package=self.package):
                raise RuntimeError(f"{self.program} isn't installed")
            return False
        for line in self.lines:
            for part, other in self.instead:
                line = line.replace(part, other.format(folder=folder))  # noqa: PLW2901
            run(line, folder, path)
        return True


# nginx reads its own whenever the topology is started.
CHECKS = (
    Check(
        "varnishd",
        "varnish",
        tuple(
            "varnishd -C -f /srv/newsroom/deploy/varnish/default.vcl "
            f"-p vcl_path=/srv/newsroom/deploy/{name}"
            for name in ("varnish", "compose")
        ),
        instead=(("varnishd -C", "varnishd -j none -n {folder}/work -C"),),
    ),
    Check(
        "caddy",
        "caddy",
        ("caddy validate --config deploy/caddy/Caddyfile --adapter caddyfile",),
    ),
    Check(
        "docker-compose",
        "docker-compose",
        (
            "docker compose --file deploy/compose.yaml --env-file deploy/settings.env up --detach",
        ),
        # There is no engine that could start anything.
        instead=(("docker compose", "docker-compose"), ("up --detach", "config --quiet")),
    ),
    Check(
        "systemd-analyze",
        "systemd",
        tuple(f"systemd-analyze verify deploy/systemd/newsroom-{name}.service"
              for name in PROCESSES),
        instead=(("verify", "verify --man=no"),),
    ),
    Check(
        "systemctl",
        "systemd",
        ("systemctl enable --now newsroom.target",),
        # For a system that doesn't run.
        instead=(("enable --now", "--root={folder}/root enable"),),
    ),
)  # fmt: skip


def lines() -> set[str]:
    """The command lines that are run here."""
    return {*COPIES, *(line for check in CHECKS for line in check.lines)}


def check_all(folder: Path) -> list[str]:
    """Have every file read; returns the programs that have done so.

    Raises:
        RuntimeError: a program refuses its file.
    """
    _copy(folder)
    for line in COPIES:
        run(line, folder, os.environ["PATH"])
    return [check.program for check in CHECKS if check.run(folder)]


def run(line: str, folder: Path, path: str) -> None:
    """Run a command line in the copy.

    Raises:
        RuntimeError: it failed.
    """
    for place, other in PLACES.items():
        line = line.replace(place, f"{folder}/{other}")
    done = subprocess.run(
        shlex.split(line), cwd=folder, env=os.environ | example_settings() | {"PATH": path},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{line}\n{done.stdout}{done.stderr}")


def _copy(folder: Path) -> None:
    shutil.copytree(DEPLOY, folder / "deploy")
    (folder / PLACES[_UNITS]).mkdir(parents=True)
    for name in ("varnish", "compose"):
        _change(folder / "deploy" / name / "backend.vcl", '"cms"', '"127.0.0.1"')
    for name in PROCESSES:
        unit = folder / "deploy" / "systemd" / f"newsroom-{name}.service"
        _change(unit, "ExecStart=/srv/newsroom/.venv/bin/", "ExecStart=/bin/true ")


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    if old not in text:
        raise RuntimeError(f"{file.name} has no {old}")
    file.write_text(text.replace(old, new))
