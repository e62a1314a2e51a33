"""Tasks that leave a trace in a file, one line for each thing they do."""

import time
from pathlib import Path
from typing import Any

from django_tasks import task

from cms.operation.background.retries import Retry, retried


def note(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{line}\n")


@task()
def slow(path: str) -> None:
    """Goes on as soon as there is a file with the suffix ``.go``."""
    note(path, "begun")
    while not Path(f"{path}.go").exists():
        time.sleep(0.02)
    note(path, "done")


@retried(Retry(most_attempts=3, first_seconds=0.2))
@task()
def flaky(path: str, failure_count: int) -> str:
    """Fails so often, then works."""
    if len(Path(path).read_text().splitlines() if Path(path).exists() else []) < failure_count:
        note(path, "failed")
        raise ConnectionError("no route to reader@example.org")
    note(path, "done")
    return "done"


@task()
def mistaken() -> None:
    """Has a mistake, which no second attempt makes good."""
    raise ValueError("a mistake")


@task()
def leaving() -> None:
    """Tries to end its process."""
    raise SystemExit(3)


@task()
def unstorable() -> Any:
    """Returns what isn't JSON."""
    return object()
