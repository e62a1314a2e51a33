"""Files as nobody should send them, thousands of them, and what must hold for each."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID
from xml.parsers import expat

from django.db.models import CharField

import pytest

from cms.translation.files import detection, exporting
from cms.translation.files.changeset import changeset_of
from cms.translation.files.entries import Export, ExportUnit, UnusableFile
from cms.translation.files.existing import ExistingTranslation, StoredTarget
from cms.translation.validity.spelling import as_stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.translation.files.changeset import Changeset

IDENTIFIER = str(UUID(int=5))
WORDS = (
    "The", "lab", "opens", "实验室", "开放", "&amp;", "&", "<", ">", "&quot;", '"', "\\", "\n",
    "\t", "\r", "\u2028", "\x0b", "\x1c", "\x85", "😀", "&#x27;", "--", "]]>", "msgid", "%(x)s",
    "{0}",    " ", "é", "\ufeff", "\u202e",
)  # fmt: skip
TAGS = (
    ("<b>", "</b>"), ("<i>", "</i>"), ('<a id="a1">', "</a>"), ("<strong>", "</strong>"),
    ("<br/>", ""), ("<br>", ""), ("</b>", ""), ("<em>", ""), ("<B >", "</B>"), ("<sub>", "</sub>"),
)  # fmt: skip
HEADERS = (
    "", "zh_Hant", "de", "zh-CN", "\x00", "=?utf-8?", "zh_Hans", "x" * 5000, "-", "--", "zh-", "é",
)  # fmt: skip
ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "utf-32",
    "gb18030",
    "latin-1",
    "utf-7",
)
SPLICES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"<", b">", b"&", b"&#0;", b"&#xD800;", b"\n",
    b"\r", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[<b>]]>", b"<!-- -->", b"<?x y?>", b"]]>",
    b"msgid ", b'msgstr "x"\n', b"#~ ", b"#, fuzzy\n", b"#| ", b"<unit/>", b"<unit id='x'/>",
    b"<segment/>", b"<target>x</target>", b"<source/>", b"<ph/>", b"<cp hex='0'/>",
    b"<cp hex='D800'/>", b"<cp hex='110000'/>", b"<pc>", b"</pc>", b"<mrk id='m'>",
    b"\\x00", b"\\777", b"\\q", b"<ignorable/>",
    b"PK\x03\x04", b"\xf0\x9f", b"xmlns='urn:x'", b"order='-1'", b"encoding='utf-7'",
)  # fmt: skip


class Maker:
    """Makes files from a seed; the same seed makes the same files."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same files from the same seed

    def text(self, longest: int = 6) -> str:
        parts = []
        for _ in range(self.chance.randint(1, longest)):
            word = self.chance.choice(WORDS)
            start, end = self.chance.choice(TAGS) if self.chance.random() < 0.3 else ("", "")
            parts.append(f"{start}{word}{end}")
        return "".join(parts)

    def export(self) -> Export:
        rows = {}
        for number in range(self.chance.randint(1, 6)):
            path = self.chance.choice(("title", "summary", f"body.{UUID(int=number)}", "a b\n'\""))
            source = self.text()
            target = self.text() if self.chance.random() < 0.8 else ""
            rows[path, source] = ExportUnit(path, source, target, self.chance.random() < 0.5)
        return Export(IDENTIFIER, self.text(), "en", "zh-hans", list(rows.values()))

    def translation(self, export: Export) -> ExistingTranslation:
        """The stored translation of an export: half of it translated, some of it differently."""
        known = ExistingTranslation(
            IDENTIFIER, "en", "zh-hans", locale=2, fields={"title": CharField(max_length=40)}
        )
        for number, row in enumerate(export.rows):
            if self.chance.random() < 0.9:
                known.segment_keys[row.path, row.source] = number, number
                if row.target and self.chance.random() < 0.5:
                    text = row.target if self.chance.random() < 0.5 else "旧"
                    known.stored[number, number] = StoredTarget(text, self.chance.random() < 0.5)
        return known

    def broken(self, content: bytes) -> bytes:
        """A file with up to three things done to it."""
        ways: tuple[Callable[[bytes], bytes], ...] = (
            self._cut, self._flipped, self._spliced, self._spliced, self._doubled, self._encoded,
            self._languages, self._identified, self._noise, self._packed, self._cut_packed,
            self._without_line, self._swapped, self._huge, self._deep,
        )  # fmt: skip
        for _ in range(self.chance.randint(1, 3)):
            content = self.chance.choice(ways)(content)
        return content

    def _place(self, content: bytes) -> int:
        return self.chance.randint(0, len(content))

    def _cut(self, content: bytes) -> bytes:
        return content[: self._place(content)]

    def _flipped(self, content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(self.chance.randint(1, 5) if changed else 0):
            changed[self.chance.randrange(len(changed))] = self.chance.randrange(256)
        return bytes(changed)

    def _spliced(self, content: bytes) -> bytes:
        place = self._place(content)
        return content[:place] + self.chance.choice(SPLICES) + content[place:]

    def _doubled(self, content: bytes) -> bytes:
        first, second = sorted((self._place(content), self._place(content)))
        return content[:second] + content[first:]

    def _encoded(self, content: bytes) -> bytes:
        encoding = self.chance.choice(ENCODINGS)
        return content.decode("utf-8", "replace").encode(encoding, "replace")

    def _languages(self, content: bytes) -> bytes:
        language = self.chance.choice(HEADERS).encode()
        return re.sub(rb"zh.Hans", lambda _match: language, content)

    def _identified(self, content: bytes) -> bytes:
        other = self.chance.choice(("", "x", str(UUID(int=6)), "{" + IDENTIFIER + "}", "é" * 99))
        return content.replace(IDENTIFIER.encode(), other.encode())

    def _noise(self, _content: bytes) -> bytes:
        return self.chance.randbytes(self.chance.randint(0, 300))

    def _packed(self, content: bytes) -> bytes:
        packed = io.BytesIO()
        names = ("a.po", "../b.po", "/c", "d/", "é.xlf", "x" * 300, "c:\\d", "e\x01f")
        method = self.chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
        with zipfile.ZipFile(packed, "w", method) as archive:
            for name in self.chance.sample(names, self.chance.randint(0, 3)):
                archive.writestr(name, content)
        return packed.getvalue()

    def _cut_packed(self, content: bytes) -> bytes:
        return self._flipped(self._packed(content))

    def _without_line(self, content: bytes) -> bytes:
        lines = content.split(b"\n")
        del lines[self.chance.randrange(len(lines))]
        return b"\n".join(lines)

    def _swapped(self, content: bytes) -> bytes:
        lines = content.split(b"\n")
        self.chance.shuffle(lines)
        return b"\n".join(lines)

    def _huge(self, content: bytes) -> bytes:
        return content.replace(b"lab", b"lab" * self.chance.choice((1_000, 50_000)), 1)

    def _deep(self, content: bytes) -> bytes:
        depth = self.chance.choice((10, 50, 2_000))
        return content.replace(b"<target>", b"<target>" + b"<mrk id='m'>" * depth, 1).replace(
            b'msgstr "', b'msgstr "' + b"<b>" * depth, 2
        )


def outcome(
    content: bytes, known: ExistingTranslation, name: str = "upload"
) -> tuple[str, Changeset | None]:
    """The outcome of a file; unless it is refused, each of its units is accounted for."""
    try:
        document = detection.parsed_upload(content, name)
    except UnusableFile as error:
        return ("refused" if str(error) else "refused without a reason"), None
    identifiers = {part.identifier for part in document.parts}
    plan = changeset_of(document, {item: known for item in identifiers if item == IDENTIFIER})
    # A part without any entry is a problem of its own.
    said = sum(len(part.units) + len(part.problems) for part in document.parts)
    assert plan.count == said + len(document.problems), "an entry was lost"
    assert said >= told(content), "an entry wasn't read"
    assert all(problem.reason for problem in plan.problems)
    assert plan.digest
    return "changeset_of", plan


def told(content: bytes) -> int:
    """The number of units in a file, counted without our readers; none where that is guesswork."""
    if content.startswith(b"PK"):
        return 0
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _units(content)
    lines = re.split(rb"\r\n|\n|\r", start)
    # The header isn't an entry.
    return sum(re.match(rb'[ \t]*(#~)?[ \t]*msgid[ \t]*"', line) is not None for line in lines) - 1


def _units(content: bytes) -> int:
    names: Counter[str] = Counter()
    parser = expat.ParserCreate()
    path: list[str] = []

    def start(name: str, _attributes: object) -> None:
        # A unit counts where the standard allows it.
        around = {"unit": {"file", "group"}, "trans-unit": {"body", "group"}}.get(name, set())
        names[name] += bool(path) and path[-1] in around and path[0] == "xliff"
        path.append(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parser.Parse(content, True)
    return names["unit"] + names["trans-unit"]


def run(count: int, seed: int) -> Counter[str]:
    """Make and read many files; how many of each kind there were."""
    maker, found = Maker(seed), Counter[str]()
    for number in range(count):
        export = maker.export()
        known = maker.translation(export)
        kind = maker.chance.choice(list(exporting.WRITERS))
        whole = exporting.WRITERS[kind](export).encode()
        if number % 4 == 0:
            content, way = whole, "whole"
        else:
            content, way = maker.broken(whole), "broken"
        try:
            what, plan = outcome(content, known)
        except Exception:  # noqa: BLE001 - whatever it is, the file that caused it is reported
            pytest.fail(f"number {number} of seed {seed}: {content[:2000]!r}")
        if way == "whole":
            assert plan is not None, content
            assert plan.count == len(export.rows), content
            read = detection.parsed_upload(content, "x").parts[0].units
            assert [(item.path, item.source, item.target) for item in read] == [
                (row.path, as_stored(row.source), as_stored(row.target)) for row in export.rows
            ]
        assert what in {"changeset_of", "refused"}
        found[f"{kind}, {way}: {what}"] += 1
        if plan is not None:
            found["entries that would change"] += len(plan.changes)
            found["entries unchanged or empty"] += plan.unchanged_count + plan.empty_count
            found["entries reported"] += plan.problem_count
    return found
