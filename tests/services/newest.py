"""Run tests on the newest packages that resolve: ``python -m tests.services.newest ARGUMENT …``.

The arguments are those of pytest. No package has an upper limit here, so this says what an upgrade
The arguments are those of pytest. No package has an upper limit here, so this says what upgrades of
Django and Wagtail will ask for. It is run by hand, on the newest Python there is: what fails in it
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.running import ROOT
from tests.services import environments, pythons

SHOWN = ("django", "wagtail", "wagtail-localize", "graphene-django", "graphql-core")


def without_limits() -> list[str]:
    """What the project asks for, from the versions it names on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return [one.replace("~=", ">=") for one in asked]


def environment() -> Path:
    """The Python of an environment that was made today.

    Raises:
        subprocess.CalledProcessError: nothing resolves.
    """
    found = [pythons.interpreter(version) for version in reversed(pythons.OTHERS)]
    program = next((one for one in found if one is not None), Path(sys.executable))
    return environments.made(
        f"newest-{datetime.now(UTC):%Y%m%d}",
        program,
        lambda python: [
            [python, "-m", "ensurepip"],
            [python, "-m", "pip", "install", "-qq", "--progress-bar", "off", *without_limits()],
        ],
    )


def main(arguments: list[str]) -> int:
    """Run the tests, and name the versions they ran on."""
    python = environment()
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "freeze"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    versions = dict(re.findall(r"^(\S+)==(\S+)$", listed.lower(), re.MULTILINE))
    print(", ".join(f"{name} {versions[name]}" for name in SHOWN), flush=True)
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    # What will be removed some day is a warning there, and no error.
    command = ["-m", "pytest", "-p", "no:cacheprovider", "-W", "default", *arguments]
    return subprocess.run([python, *command], check=False, cwd=ROOT, env=given).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
