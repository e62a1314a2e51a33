"""Uploaded files in a backup, read and written through Django's storages wherever they are kept.

Public copies of renditions aren't saved: they are made again of the private files.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.core.files.storage import storages
from django.db.models import FileField

import orjson

from cms.backup import tables
from cms.backup.archive import CHUNK_BYTES
from cms.backup.progress import Progress
from cms.content.media.storage import PRIVATE, PUBLIC, files_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.storage import Storage

    from cms.backup.archive import Reader, Writer
    from cms.backup.progress import Report

LIST = "media.jsonl"
FOLDER = "media/"


class Taken(ValueError):
    """There is another file under a name that a backup needs."""


class Copies:
    """The files that are in a backup so far, each with its SHA-256."""

    def __init__(self, file: Writer, report: Report) -> None:
        self._file = file
        self._progress = Progress(report, "files")
        self.digests: dict[str, str] = {}

    def take_new(self) -> None:
        """Copy each file of the storage that isn't copied yet."""
        storage = storages[PRIVATE]
        for name in files_in(storage):
            if name not in self.digests:
                self._take(storage, name)

    def finish(self) -> None:
        """Write the list of all files."""
        lines = (
            orjson.dumps([name, digest], option=orjson.OPT_APPEND_NEWLINE)
            for name, digest in sorted(self.digests.items())
        )
        self._file.add(LIST, lines)

    def _take(self, storage: Storage, name: str) -> None:
        try:
            content = storage.open(name, "rb")
        except FileNotFoundError:
            # Deleted since it was listed: no row of the snapshot names it, or that is reported.
            return
        with content:
            chunks = content.chunks(CHUNK_BYTES)
            self.digests[name] = self._file.add(FOLDER + name, chunks, compress=False)
        self._progress.step()


def named_by_rows() -> Iterator[tuple[str, str]]:
    """The name of each file that a saved row names, and the row."""
    for model in tables.saved():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                found: Any = model._base_manager.exclude(**{field.name: ""}).order_by("pk")
                for pk, name in found.values_list("pk", field.name).iterator():
                    if name:
                        yield name, f"{model._meta.label} {pk}"


def write(file: Reader, *, replace: bool, report: Report) -> list[str]:
    """Store the files of a backup, and return the names of those that wait for ``overwrite``.

    A file that is there with the same content is left as it is.

    Raises:
        Taken: another file has the name of one, and isn't to be replaced.
    """
    storage, waiting = storages[PRIVATE], []
    for name, digest in Progress(report, "files").counted(file.lines(LIST)):
        if storage.exists(name):
            if digest_of(storage, name) == digest:
                continue
            if not replace:
                raise Taken(f"There is another file “{name}” in the storage.")
            waiting.append(name)
            continue
        _store(file, storage, name)
    return waiting


def overwrite(file: Reader, waiting: list[str]) -> None:
    """Have these files of the backup in place of those that have their names."""
    storage = storages[PRIVATE]
    for name in waiting:
        storage.delete(name)
        _store(file, storage, name)


def differences(
    file: Reader, *, waiting: frozenset[str] = frozenset(), report: Report
) -> Iterator[str]:
    """A sentence for each file of a backup that the storage lacks or has another content of."""
    storage = storages[PRIVATE]
    for name, digest in Progress(report, "files compared").counted(file.lines(LIST)):
        if name in waiting:
            continue
        if not storage.exists(name):
            yield f"The file “{name}” is missing."
        elif digest_of(storage, name) != digest:
            yield f"The file “{name}” has another content."


def digest_of(storage: Storage, name: str) -> str:
    """The SHA-256 of a file."""
    digest = sha256()
    with storage.open(name, "rb") as content:
        for chunk in content.chunks(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _store(file: Reader, storage: Storage, name: str) -> None:
    with file.open(FOLDER + name) as member:
        saved = storage.save(name, File(member, name=name))
    if saved != name:
        storage.delete(saved)
        raise Taken(f"The storage can't keep a file under the name “{name}”.")
    # A public copy that is there already is one of another file.
    storages[PUBLIC].delete(name)
