"""A bill of materials of what is delivered: ``python -m tests.services.bill_of_materials``.

It is written in the form of CycloneDX to ``.cache/newsroom-cms-VERSION.cdx.json``, from the
packages of ``requirements.txt`` alone, with their licences. The same release gives the same file.
"""

from __future__ import annotations

import json
import subprocess
import sys

import cms
from tests.browser.running import ROOT
from tests.services import environments
from tests.services.kept import FOLDER, digest

FILE = FOLDER / f"newsroom-cms-{cms.__version__}.cdx.json"
SPECIFICATION = "1.6"


def write() -> None:
    """Write the file.

    Raises:
        subprocess.CalledProcessError: packages can't be installed, or not be read.
    """
    # As in the image: what installs isn't delivered.
    delivered = environments.made(
        f"delivered-{digest(['requirements.txt'])}",
        sys.executable,
        lambda python: [
            [python, "deploy/install.py", "requirements.txt"],
            [python, "-m", "pip", "uninstall", "--yes", "--quiet", "uv", "setuptools", "pip"],
        ],
    )
    tool = environments.pinned("sbom", sys.executable, "deploy/sbom.txt")
    subprocess.run(
        [tool.with_name("cyclonedx-py"), "environment", "--pyproject", "pyproject.toml",
         "--mc-type", "application", "--spec-version", SPECIFICATION, "--output-reproducible",
         "--output-file", FILE, delivered],
        check=True, cwd=ROOT,
    )  # fmt: skip


def main() -> int:
    """Write the file, and say what is in it."""
    write()
    packages = json.loads(FILE.read_text())["components"]
    print(f"{FILE.relative_to(ROOT)}: {len(packages)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
