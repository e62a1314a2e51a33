"""The migrations of this database, and those a backup was made with."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


class Incompatible(ValueError):
    """A backup that was made with other migrations than this database has."""


def migrations() -> dict[str, list[str]]:
    """The names of the migrations that were run, by application."""
    found: dict[str, list[str]] = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found[app].append(name)
    return dict(found)


def require(wanted: dict[str, list[str]], *, product_version: str) -> None:
    """Accept the migrations that a backup was made with.

    Raises:
        Incompatible: this database has others; the message names them.
    """
    theirs = {(app, name) for app, names in wanted.items() for name in names}
    ours = {(app, name) for app, names in migrations().items() for name in names}
    if theirs == ours:
        return
    parts = []
    if theirs - ours:
        parts.append(f"this database lacks {_listed(theirs - ours)}")
    if ours - theirs:
        parts.append(f"the backup lacks {_listed(ours - theirs)}")
    raise Incompatible(
        f"The backup was made with release {product_version} and other migrations: "
        f"{'; '.join(parts)}. Restore it with that release, then migrate."
    )


def _listed(found: set[tuple[str, str]]) -> str:
    return ", ".join(f"{app}.{name}" for app, name in sorted(found))
