"""Environments of Python below ``.cache``, made once for what is installed into them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.browser.running import ROOT
from tests.services.kept import FOLDER, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pinned(kind: str, program: Path | str, requirements: str) -> Path:
    """The Python of an environment with the packages that a file of the checkout pins.

    Raises:
        subprocess.CalledProcessError: they can't be installed.
    """
    return made(
        f"{kind}-{digest([requirements])}",
        program,
        lambda python: [[python, "deploy/install.py", requirements]],
    )


def made(name: str, program: Path | str, install: Callable[[Path], list[list[Path | str]]]) -> Path:
    """The Python of an environment of this name, in place of older ones of its kind.

    ``name`` is a kind, a hyphen and what decides about the content; ``install`` gives the commands
    that fill the environment of a Python.
    """
    FOLDER.mkdir(exist_ok=True)
    folder = FOLDER / name
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        for other in FOLDER.glob(f"{name.rpartition('-')[0]}-*"):
            shutil.rmtree(other)
        subprocess.run([program, "-m", "venv", "--without-pip", folder], check=True)
        for command in install(python):
            subprocess.run(command, check=True, cwd=ROOT)
        (folder / "ready").touch()
    return python
