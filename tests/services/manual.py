"""The commands of ``deploy/README.md``, and those of them that the topology doesn't run itself."""

from __future__ import annotations

import re

from tests.services.installation import DEPLOY

TEXT = (DEPLOY / "README.md").read_text()
# Each with the file in which it is run, and a part of it that is found there.
ELSEWHERE = {
    # By make, whenever it finds no packages.
    "python -m venv .venv": ("Makefile", "-m venv"),
    "python deploy/install.py requirements.txt": ("Makefile", "deploy/install.py"),
    "python manage.py reset_second_factor NAME": (
        "tests/accounts/test_second_factor.py",
        'call_command("reset_second_factor"',
    ),
}


def lines() -> list[str]:
    """The command lines of the manual: its blocks, its table of processes, and its sentences."""
    blocks = re.findall(r"^    (\S.*)$", TEXT, re.MULTILINE)
    inline = re.findall(r"`((?:python|granian|nginx) [^`]+)`", TEXT)
    return list(dict.fromkeys(blocks + inline))


def section(title: str) -> list[str]:
    """The command lines in the blocks of a section."""
    pattern = rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)"
    (text,) = re.findall(pattern, TEXT, re.MULTILINE | re.DOTALL)
    return re.findall(r"^    (\S.*)$", text, re.MULTILINE)
