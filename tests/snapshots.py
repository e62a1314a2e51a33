"""Content that many tests begin with: built once in a process, then put back row by row.

To publish a few pages and their translations takes a thousand queries, to write the rows that come
of it one for each table. They are put back only where the database is as it was before they were
made, judged by how many rows each table has and which is the last; elsewhere everything is built as
usual. What was committed is put back only where tests commit, as commits do things of their own.
The files that were uploaded on the way are put back too.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import AutoField, Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A page built twice has another key each time, and types are numbered in the order they came.
_NAMED = (
    "SELECT id, translation_key FROM wagtailcore_page ORDER BY id",
    "SELECT id, app_label, model FROM django_content_type ORDER BY id",
)
Value = TypeVar("Value")
Row = tuple[Any, ...]
# By primary key.
Rows = dict[Any, Row]
# A function whose content begins from something new each time isn't kept for all of that.
MOST_SNAPSHOTS = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the database and the column of its key; ``is_counted``: keys are numbers."""

    name: str
    key: str
    is_counted: bool

    def rows(self) -> tuple[list[str], Rows]:
        """The columns, and all rows as the database driver gives them."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {_quoted(self.name)}")  # noqa: S608 - a table of ours
            columns = [column[0] for column in cursor.description]
            place = columns.index(self.key)
            return columns, {row[place]: row for row in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class Difference:
    """What has become of the rows of a table."""

    table: Table
    columns: list[str]
    written: list[Row]
    gone: list[Any]

    def put(self) -> None:
        """Make the same of them again."""
        name, key = _quoted(self.table.name), _quoted(self.table.key)
        place = self.columns.index(self.table.key)
        with connection.cursor() as cursor:
            keys = [*self.gone, *(row[place] for row in self.written)]
            marks = ", ".join(["%s"] * len(keys))
            cursor.execute(f"DELETE FROM {name} WHERE {key} IN ({marks})", keys)  # noqa: S608
            if self.written:
                columns = ", ".join(map(_quoted, self.columns))
                row = f"({', '.join(['%s'] * len(self.columns))})"
                values = ", ".join([row] * len(self.written))
                cursor.execute(
                    f"INSERT INTO {name} ({columns}) VALUES {values}",  # noqa: S608
                    [value for written in self.written for value in written],
                )
                if self.table.is_counted and connection.vendor == "postgresql":
                    cursor.execute(f"""
                        SELECT setval(pg_get_serial_sequence('{name}', '{self.table.key}'),
                        (SELECT max({key}) FROM {name}))
                    """)  # noqa: S608


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content that a function has made, and what it has returned.

    Files are in the public folder and the private one, by their names in it.
    """

    differences: list[Difference]
    files: list[dict[str, bytes]]
    value: Any


# By the function, whether it was called in a transaction, and what the database held.
_kept: dict[tuple[Callable[..., Any], bool, tuple[Row, ...]], Snapshot] = {}


def content(build: Callable[..., Value], *given: Any) -> Value:
    """What a function returns of what it is given, with the content it makes.

    Whatever it is given, it has to make the same; what was put back comes with a copy of the value.
    """
    key = (build, connection.in_atomic_block, _outline())
    known = _kept.get(key)
    if known is not None:
        # What isn't committed yet gets its numbers when it is.
        is_committed = not connection.in_atomic_block
        with transaction.atomic(), _without_triggers() if is_committed else nullcontext():
            for one in known.differences:
                one.put()
        _write_files(known.files)
        value: Value = deepcopy(known.value)
        return value
    if sum(kept is build for kept, _is_atomic, _before in _kept) >= MOST_SNAPSHOTS:
        return build(*given)
    before = {table: table.rows()[1] for table in _tables()}
    files_before = [set(_files_in(folder)) for folder in _folders()]
    built = build(*given)
    differences = [_difference(table, before[table]) for table in _tables()]
    kept = [one for one in differences if one.written or one.gone]
    files = [
        {name: path.read_bytes() for name, path in _files_in(folder).items() if name not in there}
        for folder, there in zip(_folders(), files_before, strict=True)
    ]
    _kept[key] = Snapshot(kept, files, deepcopy(built))
    return built


def fixture(build: Callable[..., Value]) -> Callable[..., Value]:
    """Have the content of a fixture put back: ``@pytest.fixture`` comes before this.

    Pages of the site that it was given are afterwards what it has made of them: a page knows how
    many lie below it.
    """

    def built(*given: Any) -> tuple[Value, tuple[Any, ...]]:
        return build(*given), given

    @wraps(build)
    def put_back(**given: Any) -> Value:
        value, changed = content(built, *given.values())
        for own, other in zip(given.values(), changed, strict=True):
            _follow(own, other)
        return value

    return put_back


def _follow(own: Any, other: Any) -> None:
    """Make the objects in a dataclass those that are in another one."""
    if own is other or not is_dataclass(own):
        return
    for field in fields(own):
        one = getattr(own, field.name)
        if isinstance(one, Model):
            vars(one).update(vars(getattr(other, field.name)))


def _folders() -> list[Path]:
    """Where uploaded files are: those that everybody may read, and those that nobody may."""
    return [Path(settings.MEDIA_ROOT), Path(f"{settings.MEDIA_ROOT}_private")]


def _files_in(folder: Path) -> dict[str, Path]:
    return {str(one.relative_to(folder)): one for one in folder.rglob("*") if one.is_file()}


def _write_files(files: list[dict[str, bytes]]) -> None:
    for folder, kept in zip(_folders(), files, strict=True):
        for name, content in kept.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _difference(table: Table, before: Rows) -> Difference:
    columns, after = table.rows()
    written = [row for key, row in after.items() if before.get(key) != row]
    return Difference(table, columns, written, [key for key in before if key not in after])


@contextmanager
def _without_triggers() -> Iterator[None]:
    """What PostgreSQL's triggers have written is among the rows; SQLite's write what is not."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@cache
def _tables() -> list[Table]:
    """The tables of all models. Those of SQLite's full-text search follow by its triggers."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    found = {
        model._meta.db_table: Table(
            model._meta.db_table,
            str(model._meta.pk.column),
            isinstance(model._meta.pk, AutoField),
        )
        for model in models
        if not model._meta.db_table.endswith("_fts")
    }
    return list(found.values())


@cache
def _outlining() -> str:
    """The query for how many rows each table has and which is the last."""
    return " UNION ALL ".join(
        f"SELECT {number}, COUNT(*), "  # noqa: S608 - tables of ours
        f"{f'MAX({_quoted(table.key)})' if table.is_counted else 'CAST(NULL AS BIGINT)'} "
        f"FROM {_quoted(table.name)}"
        for number, table in enumerate(_tables())
    )


def _outline() -> tuple[Row, ...]:
    """The outline, with what rows of later content name by more than its number."""
    with connection.cursor() as cursor:
        cursor.execute(_outlining())
        found = sorted(cursor.fetchall())
        for query in _NAMED:
            cursor.execute(query)
            found += [tuple(map(str, row)) for row in cursor.fetchall()]
    return tuple(found)


def _quoted(name: str) -> str:
    quoted: str = connection.ops.quote_name(name)
    return quoted
