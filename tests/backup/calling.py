"""Backups and restores by their commands, and what of a database they keep."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, transaction

from cms.backup import rows, tables
from tests import snapshots


def backup(path: Path) -> str:
    """Write a backup, and return what was printed."""
    out = StringIO()
    call_command("backup", str(path), stdout=out)
    return out.getvalue()


def restore(path: Path, *options: str) -> str:
    """Restore a backup, and return what was printed."""
    out = StringIO()
    call_command("restore", str(path), *options, stdout=out)
    return out.getvalue()


def contents() -> dict[str, Any]:
    """Every saved row of the database, as it is in a file."""
    with transaction.atomic():
        return {model._meta.label: list(rows.read(model)) for model in tables.saved()}


def empty(files: Path) -> None:
    """Leave a database as after ``migrate``, whose types have other ids, and no file."""
    call_command("flush", interactive=False, inhibit_post_migrate=True)
    snapshots.content(_types_and_permissions)
    for folder in (files, Path(f"{files}_private")):
        shutil.rmtree(folder, ignore_errors=True)


def _types_and_permissions() -> None:
    """What ``migrate`` leaves, after a type that is gone: each has the id after its usual one."""
    gone = ContentType.objects.create(app_label="none", model="none")
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    gone.delete()
    ContentType.objects.clear_cache()
