"""The configuration files of ``deploy/``, each read by the program that is to read it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.services import programs, varnish
from tests.services.installation import DEPLOY, PROCESSES, example_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNIT_FOLDER = "/srv/newsroom"


@dataclass(frozen=True, slots=True)
class Check:
    """A program that says whether it can read a file, and the Debian package that holds it."""

    program: str
    package: str
    command: Callable[[str, Path], list[list[str]]]

    def run(self, folder: Path) -> bool:
        """Have the file read; whether there was a program that could.

        Raises:
            RuntimeError: the program refuses the file.
        """
        found = shutil.which(self.program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if found is None:
            if programs.say_not_run(self.program, debian_package=self.package):
                raise RuntimeError(f"{self.program} isn't installed")
            return False
        for command in self.command(found, folder):
            done = subprocess.run(
                command, env=os.environ | example_settings(), stdin=subprocess.DEVNULL,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return True


def _varnish(program: str, folder: Path) -> list[list[str]]:
    commands = []
    for name in ("varnish", "compose"):
        # The host names are those of containers.
        text = (DEPLOY / name / "backend.vcl").read_text().replace('"cms"', '"127.0.0.1"')
        (folder / name).mkdir()
        (folder / name / "backend.vcl").write_text(text)
        path = f"vcl_path={folder / name}"
        commands.append(
            [program, "-j", "none", "-C", "-n", str(folder / name), "-p", path,
             "-f", str(varnish.CONFIGURATION / "default.vcl")]
        )  # fmt: skip
    return commands


def _compose(program: str, folder: Path) -> list[list[str]]:
    for name in ("compose.yaml", "Dockerfile"):
        shutil.copy(DEPLOY / name, folder / name)
    shutil.copy(DEPLOY / "example.env", folder / "settings.env")
    return [[program, "--file", str(folder / "compose.yaml"), "config", "--quiet"]]


def _units(program: str, folder: Path) -> list[list[str]]:
    """The units, with programs that are there: whether those of an installation are it isn't."""
    units = []
    for name in PROCESSES:
        text = (DEPLOY / "systemd" / f"newsroom-{name}.service").read_text()
        command = f"ExecStart={UNIT_FOLDER}/.venv/bin/"
        if command not in text:
            raise RuntimeError(f"newsroom-{name}.service starts something else")
        unit = folder / f"newsroom-{name}.service"
        unit.write_text(text.replace(command, "ExecStart=/bin/true "))
        units.append(str(unit))
    shutil.copy(DEPLOY / "systemd" / "newsroom.target", folder / "newsroom.target")
    return [[program, "verify", "--man=no", *units, str(folder / "newsroom.target")]]


def _caddy(program: str, _folder: Path) -> list[list[str]]:
    file = str(DEPLOY / "caddy" / "Caddyfile")
    return [[program, "validate", "--config", file, "--adapter", "caddyfile"]]


# nginx reads its own whenever the topology is started.
CHECKS = (
    Check("varnishd", "varnish", _varnish),
    Check("caddy", "caddy", _caddy),
    Check("docker-compose", "docker-compose", _compose),
    Check("systemd-analyze", "systemd", _units),
)


def check_all(folder: Path) -> list[str]:
    """Have every file read; returns the programs that have done so.

    Raises:
        RuntimeError: a program refuses its file.
    """
    done = []
    for check in CHECKS:
        place = folder / f"checked-by-{check.program}"
        place.mkdir()
        if check.run(place):
            done.append(check.program)
    return done
