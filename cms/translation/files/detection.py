"""Uploads of any format, parsed into one part for each translation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.translation.files import archives, entries, po
from cms.translation.files.entries import (
    LARGEST_FILE,
    MOST_UNITS,
    Part,
    Problem,
    UnusableFile,
)
from cms.translation.files.xliff import safe_xml, version_1, version_2

_LOOKS_LIKE_XML = re.compile(rb"\s*<")


@dataclass(slots=True)
class ParsedUpload:
    """A parsed upload: its parts, and the files that couldn't be read."""

    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of units, readable or not, and of files that couldn't be read."""
        entries = sum(len(part.units) + len(part.problems) for part in self.parts)
        return entries + len(self.problems)


def parsed_upload(content: bytes, name: str) -> ParsedUpload:
    """Parse an upload. Its format is detected by its content, not by its name.

    Raises:
        UnusableFile: nothing of it can be read.
    """
    if not content.startswith((archives.MAGIC, b"PK\x05\x06")):
        return ParsedUpload(_parts(content, name))
    files, problems = archives.extracted_files(content)
    upload = ParsedUpload([], problems)
    for file, unpacked in files:
        try:
            upload.parts += _parts(unpacked, file)
        except UnusableFile as error:
            upload.problems.append(Problem(file, 0, "", "", str(error)))
        if upload.count > MOST_UNITS:
            raise UnusableFile(entries.too_many())
    return upload


def _parts(content: bytes, name: str) -> list[Part]:
    if len(content) > LARGEST_FILE:
        raise UnusableFile(archives.too_large())
    if not content.strip():
        raise UnusableFile(_("The file is empty."))
    if _is_xml(content):
        root = safe_xml.parsed(content)
        parts = (version_1 if version_1.is_root(root) else version_2).parsed(root, name)
        if not parts:
            raise UnusableFile(_("The file has no texts."))
        return parts
    return [po.parsed(content, name)]


def _is_xml(content: bytes) -> bool:
    start = content[:200].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        return b"<" in start
    return _LOOKS_LIKE_XML.match(start) is not None
