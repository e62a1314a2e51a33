"""The benchmark: ``make bench``, or ``python -m tests.performance``.

What it measures is in ``cases``, on which databases in ``data``, how in ``uncached`` and
``served``, what it should be in ``targets``. Variables choose: ``FULL=1`` asks every operation of
every server at every size, ``DATABASES=sqlite``, ``PAGES=1000,20000``, ``WORKERS=1,2``,
``ROUNDS=40``, and ``FRESH=1`` makes the databases anew. Ends with 0 whether targets are met or not:
a machine that is busy is no fault of the code.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.performance import data, machine, served, uncached, wrk
from tests.performance.chart import chart
from tests.performance.choices import BadChoice, Choices
from tests.performance.figures import Figures, Memory, Served
from tests.performance.report import report

FOLDER = data.KEPT


def say(line: str) -> None:
    """Tell what is going on, beside the result."""
    print(line, file=sys.stderr, flush=True)


def measured(choices: Choices, state: Path) -> Figures:
    """Make what is missing, then measure."""
    commit = machine.commit()
    left_out: list[str] = []
    asked: list[dict[str, Any]] = []

    def leave_out(line: str) -> None:
        say(line)
        if line.startswith("not measured"):
            left_out.append(line)

    kinds, pages = choices.databases, choices.pages
    with data.databases(kinds, pages, say=leave_out, is_fresh=choices.is_fresh) as databases:
        say("Asking in one process for each database")
        with uncached.samplers(databases, state) as samplers:
            found = uncached.measure(samplers, choices.rounds, say=say)
            asked = [one.description for one in samplers]
        figures_served: list[Served] = []
        memory: list[Memory] = []
        if wrk.is_installed():
            say("Asking servers")
            figures_served, memory = served.measure(
                [
                    (one, described["questions"])
                    for one, described in zip(databases, asked, strict=True)
                ],
                choices,
                state,
                say=say,
            )
        else:
            leave_out("not measured: servers; wrk is not installed (Debian: wrk)")
    runs = (
        f"{choices.rounds} interleaved rounds in process, "
        f"{choices.served_rounds} of a second a question against servers"
    )
    return Figures(
        header=(("commit", commit), *machine.header(asked, runs)),
        uncached=tuple(found),
        served=tuple(figures_served),
        memory=tuple(memory),
        left_out=tuple(left_out),
    )


def main() -> int:
    """Measure, print, and keep what was printed."""
    try:
        choices = Choices.of(os.environ)
    except BadChoice as bad:
        say(str(bad))
        return 2
    began_at = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as state:
        figures = measured(choices, Path(state))
    text = report(figures)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "result.md").write_text(text)
    (FOLDER / "result.json").write_text(json.dumps(asdict(figures), indent=1) + "\n")
    (FOLDER / "cost-against-content.svg").write_text(chart(figures))
    print(text)
    shown = FOLDER.relative_to(Path.cwd())
    say(
        f"Measured in {time.monotonic() - began_at:.0f} s. Kept in {shown}: "
        "result.md, result.json, cost-against-content.svg"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
