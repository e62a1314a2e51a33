"""File formats, recognised by content: what a file may claim to be, and whether it is that.

A name proves nothing, and neither does the beginning of a file alone: the same bytes can be a
picture and a web page, or a PDF file and an archive of programs. Sources: WHATWG MIME Sniffing,
PKWARE's description of ZIP, 4.3.16.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"
_CHUNK_BYTES = 1024 * 1024
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_ZIP_BYTES = 22
_LONGEST_COMMENT = 0xFFFF
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# No text has these, in whichever encoding without NUL bytes.
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What browsers take for HTML or XML at the beginning of a text.
_MARKUP = re.compile(
    r"\s*<(?:!--|!doctype\b|\?|/?(?:html|head|body|script|iframe|svg|style|title|meta|link|base|object"
    r"|embed|h1|div|font|table|img|a|b|br|p)\b)",
    re.IGNORECASE,
)
_PAGE_IN_BINARY = re.compile(
    rb"<(?:!doctype html|html|body|iframe|script|svg)[\s/>]", re.IGNORECASE
)
_SCRIPT = re.compile(rb"<(?:script|!doctype html)[\s/>]", re.IGNORECASE)
_LONGEST_MATCH = 32


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, how its files begin, and what else is true of them."""

    media_type: str
    has_beginning: Callable[[bytes], bool]
    has_content: Callable[[IO[bytes]], bool]


def raster_type(head: bytes) -> str | None:
    """The media type of a picture made of pixels, which runs nothing; ``None`` for all else."""
    for media_type, begins in _RASTER.items():
        if begins(head):
            return media_type
    return None


def sent_type(name: str, head: bytes) -> str:
    """The media type to send a file as: that of its name only where its content begins so."""
    format_ = FORMATS.get(extension(name))
    return format_.media_type if format_ and format_.has_beginning(head) else UNKNOWN


def matches_name(name: str, file: IO[bytes]) -> bool:
    """True if the content of a file is of the format that its name claims."""
    format_ = FORMATS.get(extension(name))
    return format_ is not None and format_.has_beginning(_head(file)) and format_.has_content(file)


def is_polyglot(file: IO[bytes]) -> bool:
    """True if a picture or PDF file is a web page or an archive at the same time."""
    head = _head(file)
    is_picture = raster_type(head) is not None
    if not is_picture and not head.startswith(b"%PDF-"):
        return False
    if _PAGE_IN_BINARY.search(head) or _ends_as_zip(file):
        return True
    return is_picture and any(_SCRIPT.search(chunk) for chunk in _chunks(file))


def extension(name: str) -> str:
    """The extension of a file name, in lower case and without the dot; may be empty."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name else ""


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(HEAD_BYTES)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces that overlap."""
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK_BYTES):
        yield before + chunk
        before = chunk[-_LONGEST_MATCH:]


def _ends_as_zip(file: IO[bytes]) -> bool:
    """True if a program that opens archives would find one at the end of a file."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_OF_ZIP_BYTES - _LONGEST_COMMENT))
    tail = file.read()
    offset = tail.rfind(_END_OF_ZIP)
    while offset >= 0:
        comment = int.from_bytes(tail[offset + 20 : offset + 22], "little")
        if offset + _END_OF_ZIP_BYTES + comment == len(tail):
            return True
        offset = tail.rfind(_END_OF_ZIP, 0, offset)
    return False


def _prefix(*prefixes: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(prefixes)


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_avif(head: bytes) -> bool:
    size = int.from_bytes(head[:4], "big")
    brands = {head[offset : offset + 4] for offset in range(8, min(size, len(head)), 4)}
    return head[4:8] == b"ftyp" and not brands.isdisjoint({b"avif", b"avis"})


def _is_text(head: bytes) -> bool:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            text = head[: len(head) // 2 * 2].decode(encoding, errors="replace")
            return not _MARKUP.match(text) and "\0" not in text
    return not _NOT_IN_TEXT.search(head) and not _MARKUP.match(head.decode("latin-1"))


def _is_whole_text(file: IO[bytes]) -> bool:
    """True if there are no bytes of programs further down either."""
    if _head(file).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return not any(_NOT_IN_TEXT.search(chunk) for chunk in _chunks(file))


def _anything(_file: IO[bytes]) -> bool:
    return True


def _names_in_zip(file: IO[bytes]) -> list[str]:
    """The names in an archive; none where it is damaged."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist() or ["."]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return []


def _is_zip(file: IO[bytes]) -> bool:
    return bool(_names_in_zip(file))


def _office(folder: str) -> Callable[[IO[bytes]], bool]:
    """True if a file is of Office Open XML, its content in this folder."""

    def holds(file: IO[bytes]) -> bool:
        names = _names_in_zip(file)
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)

    return holds


def _open_document(kind: str) -> Callable[[bytes], bool]:
    """True if a file begins as in OpenDocument: with its media type, uncompressed."""
    expected = f"mimetypeapplication/vnd.oasis.opendocument.{kind}".encode()
    return lambda head: head.startswith(b"PK\x03\x04") and head[30:].startswith(expected)


_RASTER: dict[str, Callable[[bytes], bool]] = {
    "image/avif": _is_avif,
    "image/gif": _prefix(b"GIF87a", b"GIF89a"),
    "image/jpeg": _prefix(b"\xff\xd8\xff"),
    "image/png": _prefix(b"\x89PNG\r\n\x1a\n"),
    "image/webp": _is_webp,
}
_ZIP = _prefix(b"PK\x03\x04")
_OLE = _prefix(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

# By what a file name ends in.
FORMATS: dict[str, Format] = {
    **{
        media_type.removeprefix("image/"): Format(media_type, begins, _anything)
        for media_type, begins in _RASTER.items()
    },
    "jpg": Format("image/jpeg", _RASTER["image/jpeg"], _anything),
    "csv": Format("text/csv; charset=utf-8", _is_text, _is_whole_text),
    "txt": Format("text/plain; charset=utf-8", _is_text, _is_whole_text),
    "pdf": Format("application/pdf", _prefix(b"%PDF-"), _anything),
    "rtf": Format("application/rtf", _prefix(b"{\\rtf"), _anything),
    "doc": Format("application/msword", _OLE, _anything),
    "ppt": Format("application/vnd.ms-powerpoint", _OLE, _anything),
    "xls": Format("application/vnd.ms-excel", _OLE, _anything),
    "docx": Format(f"{_OPEN_XML}.wordprocessingml.document", _ZIP, _office("word/")),
    "pptx": Format(f"{_OPEN_XML}.presentationml.presentation", _ZIP, _office("ppt/")),
    "xlsx": Format(f"{_OPEN_XML}.spreadsheetml.sheet", _ZIP, _office("xl/")),
    "odp": Format(f"{_OPEN_DOCUMENT}.presentation", _open_document("presentation"), _is_zip),
    "ods": Format(f"{_OPEN_DOCUMENT}.spreadsheet", _open_document("spreadsheet"), _is_zip),
    "odt": Format(f"{_OPEN_DOCUMENT}.text", _open_document("text"), _is_zip),
    "zip": Format("application/zip", _prefix(b"PK\x03\x04", _END_OF_ZIP), _is_zip),
}
