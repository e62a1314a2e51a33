"""The databases that are measured: made once, kept, and copied for each run.

They hold the demo site and news in bulk. Making 20,000 bilingual news takes minutes, so what was
made is kept below ``.cache/bench``, in a folder named by everything that decides what is in them:
the migrations, the indexes, the demo, and the packages that are installed. PostgreSQL has
statistics, as autovacuum makes them; SQLite has none, because nothing in production makes them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.browser.running import NOT_INHERITED, ROOT
from tests.services import postgresql
from tests.services.kept import FOLDER, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEPT = FOLDER / "bench"
SOURCES = (
    "requirements.txt", "cms/*/migrations/*.py", "cms/*/indexes.py",
    "cms/demo/**/*.py", "cms/demo/**/*.po",
)  # fmt: skip
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Database:
    """A database with ``pages`` news in bulk in each language, to be read by whoever likes."""

    kind: str
    pages: int
    url: str

    def environment(self, state: Path) -> dict[str, str]:
        """The environment of a process that works on it and writes to ``state``."""
        kept = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.performance.settings",
            "DATABASE_URL": self.url,
            "PYTHONWARNINGS": "ignore",
            "STATE_DIR": str(state),
        }


@contextmanager
def databases(
    kinds: Iterable[str], pages: Iterable[int], *, say: Say, is_fresh: bool = False
) -> Iterator[list[Database]]:
    """Copies of the databases of these kinds and sizes, made first where they aren't kept.

    ``say`` is told what is done. A kind whose program isn't installed is left out.
    """
    kept = KEPT / f"data-{digest(SOURCES)}"
    for other in KEPT.glob("data-*"):
        if other != kept or is_fresh:
            shutil.rmtree(other)
    kept.mkdir(parents=True, exist_ok=True)
    wanted = sorted(set(pages))
    with ExitStack() as stack:
        state = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-bench-")))
        found = []
        for kind in kinds:
            if kind == "SQLite":
                found += _on_sqlite(kept, wanted, state, say)
            else:
                found += stack.enter_context(_on_postgresql(kept, wanted, state, say))
        yield found


def _on_sqlite(kept: Path, wanted: list[int], state: Path, say: Say) -> list[Database]:
    def make(count: int) -> None:
        path = kept / f"{count}.sqlite3"
        if path.exists():
            return
        unfinished = state / "unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        if count:
            make(0)
            _copy(kept / "0.sqlite3", unfinished)
        _load(Database("SQLite", count, f"sqlite:///{unfinished}"), state, say)
        _copy(unfinished, path)

    found = []
    for count in wanted:
        make(count)
        copy = state / f"{count}.sqlite3"
        _copy(kept / f"{count}.sqlite3", copy)
        found.append(Database("SQLite", count, f"sqlite:///{copy}"))
    return found


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_suffix(".copy")
    unfinished.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(source)) as from_file,
        closing(sqlite3.connect(unfinished)) as to_file,
    ):
        from_file.backup(to_file)
    unfinished.replace(target)


@contextmanager
def _on_postgresql(
    kept: Path, wanted: list[int], state: Path, say: Say
) -> Iterator[list[Database]]:
    programs = postgresql.folder_of_programs()
    if programs is None:
        say(f"not measured: PostgreSQL {postgresql.VERSION} is not installed")
        yield []
        return
    for count in (0, *wanted):
        _make_on_postgresql(programs, kept / "postgresql", count, state, say)
    with postgresql.cluster(programs, copied_from=kept / "postgresql") as address:
        yield [Database("PostgreSQL", count, _named(address, count)) for count in wanted]


def _make_on_postgresql(programs: Path, folder: Path, count: int, state: Path, say: Say) -> None:
    marker = folder.with_name(f"postgresql-{count}")
    if marker.exists():
        return
    unfinished = folder.with_name("postgresql.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    before = folder if folder.exists() else None
    with postgresql.cluster(programs, copied_from=before, kept_in=unfinished) as address:
        template = "bench_0" if count else "template0"
        _run(address, f'CREATE DATABASE "bench_{count}" TEMPLATE "{template}"')
        _load(Database("PostgreSQL", count, _named(address, count)), state, say)
        _run(_named(address, count), "VACUUM ANALYZE")
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    marker.touch()


def _named(address: str, count: int) -> str:
    return address.rpartition("/")[0] + f"/bench_{count}"


def _run(address: str, statement: str) -> None:
    folder, _, database = address.removeprefix("postgres://newsroom@/").rpartition("/")
    with psycopg.connect(
        host=folder, user="newsroom", dbname=database, autocommit=True
    ) as connection:
        connection.execute(statement)


def _load(database: Database, state: Path, say: Say) -> None:
    """The demo site, or news in bulk added to it."""
    began_at = time.monotonic()
    if database.pages:
        say(f"Adding {database.pages} bilingual news on {database.kind}, once")
        _manage(database, state, say, "load_demo", "--scale", str(database.pages))
    else:
        say(f"Loading the demo site on {database.kind}, once")
        _manage(database, state, say, "migrate", "--verbosity", "0")
        _manage(database, state, say, "load_demo")
        _manage(database, state, say, "make_renditions")
    say(f"  ready after {time.monotonic() - began_at:.0f} s")


def _manage(database: Database, state: Path, say: Say, *arguments: str) -> None:
    with (state / "manage.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=database.environment(state), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            # Every 2,500th of the news in bulk.
            if line.endswith("news …\n") and int(line.split()[0]) % 2_500 == 0:
                say(line.rstrip())
        if process.wait():
            log.seek(0)
            raise RuntimeError(log.read())
