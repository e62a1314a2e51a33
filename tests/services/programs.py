"""What to do where a program that some tests need isn't installed."""

import os
import sys
from pathlib import Path

NOT_RUN = Path(".cache/not-run")


def is_strict() -> bool:
    """Whether a missing program is a failure: in CI it is."""
    return any(os.environ.get(name, "") not in {"", "0", "false"} for name in ("STRICT", "CI"))


def say_not_run(what: str, *, debian_package: str) -> int:
    """Say that some tests were not run, now and in the summary of ``make test``.

    Returns the exit code: 1 where that is a failure, else 0.
    """
    note_not_run(f"{what} is not installed (Debian: {debian_package})")
    return 1 if is_strict() else 0


def note_not_run(reason: str) -> None:
    """Say why some tests were not run, now and in the summary of ``make test``."""
    sentence = f"not run: {reason}"
    NOT_RUN.parent.mkdir(exist_ok=True)
    with NOT_RUN.open("a") as lines:
        lines.write(sentence + "\n")
    print(sentence, file=sys.stderr)
