"""The file of a backup: a zip with a manifest, whole or not there at all.

The manifest lists every other member with its SHA-256, so a file that is damaged or cut off is
noticed before anything of it is used.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any
from uuid import uuid4

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Raised with each change of what is in the file.
FORMAT = 2
MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 20
_OWNER_ONLY = 0o600
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Unusable(ValueError):
    """A file that isn't a backup, or not a whole one."""


@dataclass(slots=True)
class Manifest:
    """The contents of a backup, and its origin.

    Attributes:
        format: version of this form.
        kind: "installation" for a whole one, "subtree" for a part of one.
        product_version: release of the CMS.
        made_at: ISO date and time.
        database: vendor of the database the rows are from.
        content_version: number of the latest change.
        migrations: names of the migrations that were run, by application.
        columns: names of the values in each row, by label of the model.
        rows: number of rows by label of the model.
        last_ids: the id given last by label of the model.
        media: number of files.
        normalised: what is made equal in answers before they are compared.
        not_asked: operations no answers were kept of, and why.
        members: SHA-256 by name of the member.
        more: what a kind of file says besides.
    """

    kind: str
    product_version: str
    made_at: str
    database: str
    format: int = FORMAT
    content_version: int = 0
    migrations: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    last_ids: dict[str, int] = field(default_factory=dict)
    media: int = 0
    normalised: list[str] = field(default_factory=list)
    not_asked: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


class Writer:
    """Adds members to a file that is being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.members: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, compress: bool = True) -> str:
        """Add a member as it comes, and return its SHA-256."""
        info = zipfile.ZipInfo(name, _EARLIEST)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        info.external_attr = _OWNER_ONLY << 16
        digest = sha256()
        with self._file.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        self.members[name] = digest.hexdigest()
        return self.members[name]

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, which lists all other members."""
        manifest.members = self.members
        content = orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)
        self._file.writestr(zipfile.ZipInfo(MANIFEST, _EARLIEST), content)
        self._file.comment = sha256(content).hexdigest().encode()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A file that gets its name once it is whole, and is readable by its owner alone."""
    unfinished = path.with_name(f".{path.name}.{uuid4().hex[:12]}.unfinished")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(descriptor, "w+b") as raw:
            with zipfile.ZipFile(raw, "w", allowZip64=True, compresslevel=6) as file:
                yield Writer(file)
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Reader:
    """Reads a file that was written by ``Writer``."""

    def __init__(self, file: zipfile.ZipFile, *, kind: str) -> None:
        self._file = file
        self.manifest = self._read_manifest(kind)

    def check(self) -> None:
        """Read the whole file once.

        Raises:
            Unusable: a member is missing, damaged, or not listed.
        """
        there = set(self._file.namelist()) - {MANIFEST}
        if there != set(self.manifest.members):
            raise Unusable("The file is damaged: it has other parts than its manifest lists.")
        for name, wanted in self.manifest.members.items():
            digest = sha256()
            for chunk in self.chunks(name):
                digest.update(chunk)
            if digest.hexdigest() != wanted:
                raise Unusable(f"The file is damaged: {name} differs from its checksum.")

    def has(self, name: str) -> bool:
        """True if there is such a member."""
        return name in self.manifest.members

    def open(self, name: str) -> IO[bytes]:
        """A member, to be read from its beginning."""
        return self._file.open(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a member.

        Raises:
            Unusable: it can't be read.
        """
        try:
            with self.open(name) as member:
                while chunk := member.read(CHUNK_BYTES):
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
            raise Unusable(f"The file is damaged: {name} can't be read ({error}).") from error

    def lines(self, name: str) -> Iterator[Any]:
        """The values of a member that has one of JSON on each line."""
        with self.open(name) as member:
            for line in member:
                yield orjson.loads(line)

    def _read_manifest(self, kind: str) -> Manifest:
        try:
            content = self._file.read(MANIFEST)
            values = orjson.loads(content)
        except (KeyError, ValueError, zipfile.BadZipFile) as error:
            raise Unusable("The file is not a backup: it has no readable manifest.") from error
        if sha256(content).hexdigest().encode() != self._file.comment:
            raise Unusable("The file is damaged: its manifest differs from its checksum.")
        if values.get("format") != FORMAT:
            found = values.get("format")
            raise Unusable(f"The file has format {found}; this release reads format {FORMAT}.")
        if values.get("kind") != kind:
            raise Unusable(f"The file holds a “{values.get('kind')}”, and not a “{kind}”.")
        return Manifest(**values)


@contextmanager
def reading(path: Path, *, kind: str) -> Iterator[Reader]:
    """A file that was written before.

    Raises:
        Unusable: it isn't one, or is cut off.
    """
    try:
        file = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Unusable(f"There is no file {path}.") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise Unusable(f"The file is not a backup, or is cut off: {error}.") from error
    with file:
        yield Reader(file, kind=kind)
