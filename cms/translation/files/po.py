"""gettext's PO files: written for a translation, and read strictly.

A line that doesn't belong makes the file unusable: guessing what it meant would lose a text. The
grammar is that of the gettext manual, "The Format of PO Files". polib, which reads such files too,
ends lines at U+2028 when it parses a text, and leaves hexadecimal escapes unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.localisation import tags
from cms.translation.files.entries import MOST_UNITS, Part, TranslationUnit, UnusableFile, too_many
from cms.translation.validity import tools
from cms.translation.validity.spelling import as_stored, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.entries import Export

IDENTIFIER = "X-WagtailLocalize-TranslationID"
TOOL = tools.PO_FILE

_ESCAPES = {
    "\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r",
    "a": "\a", "b": "\b", "f": "\f", "v": "\v",
}  # fmt: skip
_WRITTEN = {ord(character): f"\\{name}" for name, character in _ESCAPES.items()}
_WRITTEN |= {code: f"\\{code:03o}" for code in (*range(32), 0x7F) if code not in _WRITTEN}
_ESCAPED = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.)|$)", re.DOTALL)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*(?=\")")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)


def serialised(export: Export) -> str:
    """The PO file of a translation; what nobody has confirmed is marked as fuzzy."""
    header = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": tags.canonical(export.target_language).replace("-", "_"),
        IDENTIFIER: export.identifier,
    }
    lines = ['msgid ""', 'msgstr ""']
    lines += [_quoted(f"{name}: {value}\n") for name, value in header.items()]
    for row in export.rows:
        lines.append("")
        if row.target and not row.is_confirmed:
            lines.append("#, fuzzy")
        lines += [
            f"msgctxt {_quoted(row.path)}",
            f"msgid {_quoted(readable(row.source))}",
            f"msgstr {_quoted(readable(row.target))}",
        ]
    return "\n".join(lines) + "\n"


def parsed(content: bytes, file: str) -> Part:
    """Parse a PO file; its identifier is empty where other tools have left it out.

    Raises:
        UnusableFile: it is not a PO file in UTF-8.
    """
    messages = list(_messages(_decoded(content)))
    if not messages:
        raise UnusableFile(_("The file has no texts."))
    has_header = messages[0].is_header
    header = _header(messages[0].texts.get("msgstr", "")) if has_header else {}
    charset = _CHARSET.search(header.get("content-type", ""))
    if charset and charset.group(1).lower() not in {"utf-8", "utf8", "ascii", "us-ascii"}:
        raise UnusableFile(_("This is not a PO file in UTF-8."))
    identifier = header.get(IDENTIFIER.lower(), "")
    part = Part(file, messages[0].line, identifier, "", header.get("language", ""), TOOL)
    if len(messages) > MOST_UNITS + 1:
        raise UnusableFile(too_many())
    for message in messages[has_header:]:
        _read_message(message, part)
    return part


@dataclass(slots=True)
class _Message:
    line: int
    is_obsolete: bool = False
    is_fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    _current: str = ""

    @property
    def is_header(self) -> bool:
        return self.texts.get("msgid") == "" and "msgctxt" not in self.texts

    def is_over(self, name: str) -> bool:
        """True if a keyword begins another message rather than continuing this one."""
        begins = name == "msgctxt" or (name == "msgid" and "msgid" in self.texts)
        return begins or not self.texts

    def begin(self, name: str, line: int) -> None:
        """Begin a keyword, if it is allowed here."""
        if not _may_follow(name, self.texts):
            raise _syntax_error(line)
        self._current = name
        self.texts[name] = ""

    def add(self, quoted: str, line: int) -> None:
        """Append a quoted piece to the text of the last keyword."""
        match = _QUOTED.fullmatch(quoted)
        if match is None or not self._current:
            raise _syntax_error(line)
        self.texts[self._current] += _unescaped(match.group(1), line)

    def complete(self) -> _Message:
        """The message, if it is complete."""
        if not any(name.startswith("msgstr") for name in self.texts):
            raise _syntax_error(self.line)
        return self


def _read_message(message: _Message, part: Part) -> None:
    texts = message.texts
    source, line = texts["msgid"], message.line
    if message.is_header:
        part.problem(line, "", _("The file has a second header."))
    elif message.is_obsolete:
        part.problem(line, source, _("The file marks this text as no longer used."))
    elif "msgstr" not in texts:
        part.problem(line, source, _("Texts with plural forms are not supported."))
    else:
        path, target = texts.get("msgctxt", ""), texts["msgstr"]
        unit = TranslationUnit(
            path, as_stored(source), as_stored(target), not message.is_fuzzy, line
        )
        part.units.append(unit)


def _messages(text: str) -> Iterator[_Message]:
    """The messages in order, with or without blank lines between them."""
    message = _Message(0)
    is_fuzzy = False
    # Only these end a line: a text may hold what else counts as the end of one in Unicode.
    for number, whole in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        line, is_obsolete = whole.strip(" \t"), False
        if line.startswith("#~"):
            line, is_obsolete = line[2:].strip(" \t"), True
        if not line or line.startswith(("#", "|")):
            is_fuzzy = is_fuzzy or _says_fuzzy(line)
            continue
        keyword = _KEYWORD.match(line)
        if keyword is None:
            message.add(line, number)
            continue
        name = keyword.group(1)
        if message.is_over(name):
            if message.texts:
                yield message.complete()
            message, is_fuzzy = _Message(number, is_obsolete, is_fuzzy), False
        message.begin(name, number)
        message.add(line[keyword.end() :], number)
    if message.texts:
        yield message.complete()


def _says_fuzzy(line: str) -> bool:
    flags = line[2:].split(",") if line.startswith("#,") else []
    return "fuzzy" in [flag.strip() for flag in flags]


def _may_follow(name: str, texts: dict[str, str]) -> bool:
    """True if a keyword may follow those of a message so far."""
    if name in texts:
        return False
    if name == "msgid_plural":
        return list(texts)[-1:] == ["msgid"]
    if name.startswith("msgstr"):
        return "msgid" in texts and ("msgid_plural" in texts) == (name != "msgstr")
    return True


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(_("This is not a PO file in UTF-8.")) from error


def _header(text: str) -> dict[str, str]:
    fields = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, _colon, value in fields}


def _quoted(text: str) -> str:
    return f'"{text.translate(_WRITTEN)}"'


def _unescaped(text: str, line: int) -> str:
    def one(match: re.Match[str]) -> str:
        octal, hexadecimal, letter = match.groups()
        if octal or hexadecimal:
            return chr(int(octal, 8) & 0xFF if octal else int(hexadecimal, 16))
        if letter not in _ESCAPES:
            raise _syntax_error(line)
        return _ESCAPES[letter]

    return _ESCAPED.sub(one, text) if "\\" in text else text


def _syntax_error(line: int) -> UnusableFile:
    text = _("This is not a PO file in UTF-8: line {line} can't be read.")
    return UnusableFile(text.format(line=line))


def no_identifier() -> str:
    """The message for a file that doesn't name its translation."""
    return _(
        "The file doesn't say which translation it is for. Upload it from the editor of that "
        "translation, or keep the header “{header}”."
    ).format(header=IDENTIFIER)
