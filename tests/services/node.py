"""Run the tests of clients written for Node against a demo: ``python -m tests.services.node``."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.running import ROOT, running_demo
from tests.services import kept, programs

FOLDER = ROOT / "frontend_contract" / "typescript"


def main() -> int:
    """Install what the lock file names, check the types, ask a demo; return the exit code."""
    npm = shutil.which("npm")
    if npm is None:
        return programs.say_not_run("npm", debian_package="nodejs npm")
    for arguments in (["ci", "--silent"], ["run", "--silent", "check"]):
        code = subprocess.run([npm, *arguments], cwd=FOLDER, check=False).returncode
        if code:
            return code
    with tempfile.TemporaryDirectory() as state:
        kept.load_demo(Path(state))
        with running_demo(Path(state)) as demo:
            environment = os.environ | {"CMS_URL": demo.origin}
            tests = [npm, "test", "--silent"]
            return subprocess.run(tests, cwd=FOLDER, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
