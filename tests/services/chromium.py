"""Run a command that drives a browser: ``python -m tests.services.chromium COMMAND``."""

import os
import shutil
import subprocess
import sys

from tests.services import programs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Where the browser is; ``CHROMIUM`` names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def main(command: list[str]) -> int:
    """Run ``command`` with the browser's path in ``CHROMIUM`` and return its exit code."""
    path = chromium()
    if path is None:
        return programs.say_not_run("Chromium", debian_package="chromium")
    return subprocess.run(command, check=False, env=os.environ | {"CHROMIUM": path}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
