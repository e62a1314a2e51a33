"""Run a command that drives a browser: ``python -m tests.services.chromium COMMAND``."""

import os
import shutil
import subprocess
import sys

from tests.browser.running import ROOT
from tests.services import programs

BROWSER_TESTS = ROOT / "tests" / "browser"
# The first has no window to draw, and takes two thirds of the time.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip


def chromium() -> str | None:
    """Where the browser is; ``CHROMIUM`` names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def main(command: list[str]) -> int:
    """Run ``command`` with the browser's path in ``CHROMIUM`` and return its exit code."""
    path = chromium()
    if path is None:
        return programs.say_not_run("Chromium", debian_package="chromium")
    npm = shutil.which("npm")
    if npm is None:
        code = programs.say_not_run("npm", debian_package="npm")
        command = [*command, f"--ignore={BROWSER_TESTS / 'test_accessibility.py'}"]
    else:
        code = subprocess.run([npm, "ci", "--silent"], cwd=BROWSER_TESTS, check=False).returncode
    if code:
        return code
    return subprocess.run(command, check=False, env=os.environ | {"CHROMIUM": path}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
