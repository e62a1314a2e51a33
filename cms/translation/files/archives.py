"""Many files in one zip: written as it is sent, and opened with care.

The sizes an archive declares are not trusted: unpacked bytes are counted.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO, RawIOBase
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.files.entries import LARGEST_FILE, Problem, UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAGIC = b"PK\x03\x04"
MOST_FILES = 2_000
LARGEST_SUM = 50 * 1024 * 1024
# A text of one page repeats itself; nothing honest shrinks to less than this share.
_HIGHEST_RATIO = 200
_RATIO_FROM = 1024 * 1024
_TRAILER = b"PK\x05\x06"
_LONGEST_TRAILER = 22 + 0xFFFF
_LONGEST_DIRECTORY = MOST_FILES * 600
_CHUNK = 64 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError, OverflowError,
)  # fmt: skip


def zip_stream(files: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """A zip of names and texts, piece by piece: nothing but one file is in memory."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
            yield sink.drained()
    yield sink.drained()


def extracted_files(content: bytes) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """The files of an archive, and those that weren't opened with the reason.

    Raises:
        UnusableFile: it is not a zip file, has too many files, or unpacks to too much.
    """
    _check_trailer(content)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise UnusableFile(_broken()) from error
    files: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    left = LARGEST_SUM
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        name = printable(entry.filename)
        try:
            unpacked = _checked(archive, entry, left)
        except _NotUnpacked as refused:
            problems.append(Problem(name, 0, "", "", str(refused)))
        else:
            left -= len(unpacked)
            files.append((name, unpacked))
    if not files and not problems:
        raise UnusableFile(_("The archive is empty."))
    return files, problems


class _NotUnpacked(Exception):
    """A file of an archive that isn't unpacked."""


def _check_trailer(content: bytes) -> None:
    """Refuse by the end of the archive, before its directory is read."""
    position = content.rfind(_TRAILER, max(0, len(content) - _LONGEST_TRAILER))
    if position < 0 or position + 22 > len(content):
        raise UnusableFile(_broken())
    count, size = struct.unpack_from("<HI", content, position + 10)
    is_64 = content[max(0, position - 20) : position].startswith(b"PK\x06\x07")
    if count > MOST_FILES or size > _LONGEST_DIRECTORY or is_64:
        text = _("The archive has more than {count} files.")
        raise UnusableFile(text.format(count=MOST_FILES))


def _checked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The content of a file, if there is nothing against opening it."""
    reason = _refusal(entry)
    if reason:
        raise _NotUnpacked(reason)
    try:
        unpacked = _unpacked(archive, entry, left)
    except UnusableFile:
        raise
    except _BROKEN as error:
        raise _NotUnpacked(_("The file is damaged in the archive.")) from error
    if unpacked.startswith(MAGIC):
        raise _NotUnpacked(_("Archives inside archives are not opened."))
    return unpacked


def _refusal(entry: zipfile.ZipInfo) -> str:
    """The reason not to open a file; empty if it may be opened."""
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return _("The file name points outside the archive.")
    if entry.flag_bits & 0x1:
        return _("The file is encrypted.")
    if entry.compress_type not in _METHODS:
        return _("The compression method of the file is not supported.")
    if entry.file_size > LARGEST_FILE:
        return too_large()
    return ""


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    pieces, size = [], 0
    with archive.open(entry) as packed:
        while piece := packed.read(_CHUNK):
            size += len(piece)
            if size > left:
                text = _("The archive unpacks to more than {count} MB.")
                raise UnusableFile(text.format(count=LARGEST_SUM // 1024**2))
            if size > LARGEST_FILE:
                raise _NotUnpacked(too_large())
            if size > _RATIO_FROM and size > entry.compress_size * _HIGHEST_RATIO:
                raise _NotUnpacked(_("The compression ratio of the file is too high."))
            pieces.append(piece)
    return b"".join(pieces)


def too_large() -> str:
    """The message for a file that is too large."""
    return _("The file is larger than {count} MB.").format(count=LARGEST_FILE // 1024**2)


def _broken() -> str:
    return _("The archive is damaged or not a zip file.")


def printable(name: str) -> str:
    """A name without what moves a cursor or hides the rest of it."""
    shown = "".join(character if character.isprintable() else "�" for character in name)
    return shown[:200]


class _Sink(RawIOBase):
    """A buffer the archive is written to, until it is drained."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(data)
        return len(data)

    def drained(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
