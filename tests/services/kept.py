"""What takes long to make, made once and kept below ``.cache``: here a demo that is loaded.

What is kept is named by everything that decides what is in it, so it is never out of date.
"""

import fcntl
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tests.browser.running import DATABASE, ROOT, Demo, copy_state, running_demo

FOLDER = ROOT / ".cache"
# What is not code decides as well: texts, pictures, templates.
SOURCES = ("requirements.txt", "cms/**/*.*")
# A task that met a locked database is tried again after seconds, and ever later.
TASKS_SECONDS = 300
HOUR = timedelta(hours=1)
UNFINISHED = """
    SELECT task_path, status, count(*) FROM django_tasks_database_dbtaskresult
    WHERE status <> 'SUCCESSFUL' GROUP BY task_path, status
"""


def digest(patterns: Iterable[str]) -> str:
    """Twelve digits that are others as soon as a file of the patterns is."""
    found = sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix != ".pyc" and path.is_file():
                found.update(str(path.relative_to(ROOT)).encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:12]


def load_demo(folder: Path) -> None:
    """Write the state of a demo to ``folder``, as it is when it is started for the first time.

    Where none is kept, one is started from nothing, as anybody starts it. Dates in the demo are
    counted from the day it is loaded, so it is kept for that day. Looks at its drafts end an hour
    after they were opened, so they are opened again.
    """
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "demo.lock").open("w") as lock:
        # Whoever comes second finds it made.
        fcntl.flock(lock, fcntl.LOCK_EX)
        copy_state(_kept_demo(), folder)
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        expires_at = f"{datetime.now(UTC) + HOUR:%Y-%m-%d %H:%M:%S.%f}"
        connection.execute("UPDATE delivery_preview SET expires_at = ?", [expires_at])


def _kept_demo() -> Path:
    kept = FOLDER / f"demo-{digest(SOURCES)}-{datetime.now(UTC):%Y%m%d}"
    if not kept.exists():
        for other in FOLDER.glob("demo-*-*"):
            shutil.rmtree(other)
        with tempfile.TemporaryDirectory(dir=FOLDER, prefix="unfinished-demo-") as unfinished:
            with running_demo(Path(unfinished) / "state") as demo:
                _wait_for_tasks(demo)
            demo.copy_state(Path(unfinished) / "kept")
            (Path(unfinished) / "kept").rename(kept)
    return kept


def _wait_for_tasks(demo: Demo) -> None:
    """Return when all pictures are made: on a slow day a demo answers before that.

    Raises:
        RuntimeError: a task failed, or some took too long; with their names.
    """
    give_up_at = time.monotonic() + TASKS_SECONDS
    with closing(sqlite3.connect(demo.state / DATABASE, timeout=60)) as connection:
        while found := connection.execute(UNFINISHED).fetchall():
            if time.monotonic() > give_up_at or any(one[1] == "FAILED" for one in found):
                raise RuntimeError(f"Tasks of the demo: {found}")
            time.sleep(0.5)
