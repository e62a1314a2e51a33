"""Files that nobody but the user of the CMS may read."""

from contextlib import suppress
from pathlib import Path
from typing import Any


def keep_private(databases: dict[str, Any]) -> None:
    """Let only this user read a database that is a file.

    SQLite gives its other files the rights of this one. Where it belongs to somebody else, or lies
    where nothing can be written, its rights are theirs to decide.
    """
    name = str(databases["default"]["NAME"])
    if databases["default"]["ENGINE"] != "django.db.backends.sqlite3" or ":memory:" in name:
        return
    with suppress(OSError):
        Path(name).touch(mode=0o600)
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{name}{ending}").chmod(0o600)
