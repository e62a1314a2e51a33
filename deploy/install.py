"""Install pinned packages into the environment this runs in: ``python deploy/install.py FILE``.

uv takes a seventh of the time that pip does, so it is installed first, by pip, which comes with
Python. It gets its packages from where pip is set up to get them. Where it fails, pip does it all.
Every file is checked against the hashes in FILE.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
UV = HERE / "uv.txt"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
PIP_INSTALL = [
    *PIP, "install", "--require-hashes", "--no-deps", "--no-compile", "--use-pep517",
    "--progress-bar", "off",
]  # fmt: skip
UV_INSTALL = [
    sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable, "--quiet",
    "--require-hashes", "--no-deps", "--index-strategy", "unsafe-best-match",
]  # fmt: skip
# Settings of pip, and the variables in which uv is told the same.
SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
# These are lists: separated by spaces for pip, and for uv by commas.
WITH_COMMAS = {"UV_FIND_LINKS"}
STEP = 15


def main(requirements: Path) -> int:
    """Install what the file pins and say how far it is; returns the exit code."""
    total = len(re.findall(r"^[a-z].*==", requirements.read_text(), re.MULTILINE))
    print(f"Installing {total} packages into .venv, once")
    if not _succeeds([*PIP, "--version"]):
        subprocess.run([sys.executable, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
    if _succeeds([*PIP_INSTALL, "-r", str(UV)]) and _succeeds(
        [*UV_INSTALL, "-r", str(requirements)], **_settings_for_uv()
    ):
        print("  ready")
        return 0
    return _with_pip(requirements, total)


def _succeeds(command: list[str], **variables: str) -> bool:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, **variables}
    )
    if done.returncode and "install" in command:
        reason = done.stderr.strip().splitlines()[-1:]
        print("  without uv, which takes longer:", *reason)
    return done.returncode == 0


def _settings_for_uv() -> dict[str, str]:
    """What pip has been told of mirrors, as uv wants to be told; the environment goes first."""
    listed = subprocess.run([*PIP, "config", "list"], check=False, capture_output=True, text=True)
    found: dict[str, str] = {}
    for line in sorted(listed.stdout.splitlines(), reverse=True):
        name, _equals, value = line.partition("=")
        variable = SETTINGS.get(name.rpartition(".")[2])
        if variable and value:
            words = str(ast.literal_eval(value)).split()
            found[variable] = ("," if variable in WITH_COMMAS else " ").join(words)
    return found


def _with_pip(requirements: Path, total: int) -> int:
    count = 0
    with tempfile.TemporaryFile("w+") as errors:
        # What uv left half unpacked would pass for installed.
        command = [*PIP_INSTALL, "--force-reinstall", "-r", str(requirements)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
            for line in process.stdout or ():
                if line.startswith(("Collecting ", "Processing ", "Requirement ")):
                    count += 1
                    if count % STEP == 0:
                        print(f"  {count} of {total}", flush=True)
                elif line.startswith("Installing collected"):
                    print("  unpacking", flush=True)
        if process.returncode:
            errors.seek(0)
            sys.stderr.write(errors.read())
            return process.returncode
    print("  ready")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
