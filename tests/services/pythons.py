"""Run tests on the other supported Pythons: ``python -m tests.services.pythons ARGUMENT …``.

The arguments are those of pytest. Each Python has an environment of its own below ``.cache``, of
the same pinned packages. A Python is looked for on the path and where pyenv keeps its versions.
Debian 12 has Python 3.11 alone, so others can't be installed there: the summary of ``make test``
says which were not found, and that is no failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.running import ROOT
from tests.services import environments, programs

OTHERS = ("3.12", "3.13")
REQUIREMENTS = "tests/requirements.txt"
# Every module of the CMS, whether or not something imports it.
IMPORT_ALL = """
import importlib, pkgutil, django
django.setup()
import cms
names = [one.name for one in pkgutil.walk_packages(cms.__path__, "cms.", onerror=print)]
names = [name for name in names if ".settings" not in name and not name.endswith("wsgi")]
for name in names:
    importlib.import_module(name)
print(f"{len(names)} modules imported")
"""


def interpreter(version: str) -> Path | None:
    """A Python of this version that can make environments, or ``None``."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = [shutil.which(f"python{version}"), *pyenv.glob(f"versions/{version}.*/bin/python")]
    return next((Path(one) for one in found if one and _fits(one, version)), None)


def _fits(program: Path | str, version: str) -> bool:
    code = f"import ensurepip, sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
    done = subprocess.run([program, "-c", code], check=False, capture_output=True)
    return done.returncode == 0


def run(version: str, python: Path, arguments: list[str]) -> bool:
    """Import everything, look for missing migrations, and run tests; True if all went well."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    given |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    commands = [
        ["-W", "error", "-c", IMPORT_ALL],
        ["manage.py", "makemigrations", "--check", "--dry-run"],
        ["-m", "pytest", "-p", "no:cacheprovider", *arguments],
    ]
    since = time.monotonic()
    is_well = all(
        subprocess.run([python, *command], check=False, cwd=ROOT, env=given).returncode == 0
        for command in commands
    )
    outcome = "passed" if is_well else "failed"
    print(f"Python {version}: {outcome} after {time.monotonic() - since:.0f} s", flush=True)
    return is_well


def main(arguments: list[str]) -> int:
    """Run the tests on each of the others; 1 if one has failed."""
    failed = False
    for version in OTHERS:
        program = interpreter(version)
        if program is None:
            programs.note_not_run(
                f"the tests on Python {version}, which is neither on the path nor among the "
                "versions of pyenv (Debian 12 has Python 3.11 alone)"
            )
            continue
        print(f"Python {version}: {program}", flush=True)
        python = environments.pinned(f"python{version}", program, REQUIREMENTS)
        failed |= not run(version, python, arguments)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
