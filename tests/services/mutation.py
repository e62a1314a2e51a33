"""Plant faults in the code that every reader's answer passes, and see which the tests find.

``python -m tests.services.mutation`` works on a copy below ``.cache``, because mutmut writes its
mutants next to the sources. An interrupted run is resumed, as long as the code is the same. Faults
that no test found are listed; ``mutmut show NAME``, run in the copy, shows one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

from tests.browser.running import ROOT

COPY = ROOT / ".cache" / "mutation"
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "var")
# In per cent of those that were planted.
LEAST_KILLED = 90


def mutmut(*arguments: str) -> str:
    """What mutmut prints; nothing where it prints to whoever watches."""
    is_watched = arguments[0] == "run"
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=COPY,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        check=True,
        stdout=None if is_watched else subprocess.PIPE,
        text=True,
    )
    return done.stdout or ""


def killed_share(figures: dict[str, int]) -> float:
    """How many of a hundred faults were found; one after which nothing ends was found too."""
    found = figures["killed"] + figures["timeout"] + figures["segfault"]
    return 100 * found / max(figures["total"], 1)


def main(names: list[str]) -> int:
    """Try all mutants or those of the names; 1 if too many survive."""
    shutil.copytree(ROOT, COPY, ignore=NOT_COPIED, dirs_exist_ok=True)
    mutmut("run", "--max-children", str(len(os.sched_getaffinity(0))), *names)
    mutmut("export-cicd-stats")
    figures = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text())
    share = killed_share(figures)
    print(mutmut("results"), end="")
    print(f"{share:.1f} % of {figures['total']} faults were found; {LEAST_KILLED} % must be.")
    return int(share < LEAST_KILLED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
