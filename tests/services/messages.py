"""Bring the Chinese catalogues up to date with the code: ``python -m tests.services.messages``.

New texts are put at the end of their package's catalogue, to be translated there; texts that the
code no longer has are taken out; what is translated is compiled. GNU gettext isn't needed.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation.template import templatize

import polib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
CATALOGUE = "locale/zh_Hans/LC_MESSAGES"
# Its catalogues translate what Wagtail and its parts leave in English.
OTHERS = "localisation"
_STRING = r"u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(rf"\b(?:_|n?gettext)\(\s*{_STRING}\s*(?:,\s*{_STRING})?")
# A text, and the one for several of it; empty where there is none.
Text = tuple[str, str]


def texts(package: Path) -> Iterator[Text]:
    """What the modules and templates of a package have translated."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = 2 if node.func.id == "ngettext" else 1
                given = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
                if node.func.id in FUNCTIONS and given:
                    yield str(given[0]), str(given[1]) if count == 2 else ""
    for path in sorted(package.rglob("*.html")):
        for one, several in _CALL.findall(templatize(path.read_text(), origin=str(path))):
            yield ast.literal_eval(one), ast.literal_eval(several or "''")


def brought_up_to_date(catalogue: polib.POFile, wanted: Iterable[Text]) -> list[str]:
    """Give a catalogue the texts that are wanted, and no others; what was changed, line by line."""
    plurals = dict(wanted)
    changed = []
    for entry in list(catalogue):
        if entry.msgid not in plurals or entry.obsolete:
            catalogue.remove(entry)
            changed.append(f"- {entry.msgid}")
    known = {entry.msgid: entry for entry in catalogue}
    for one, several in plurals.items():
        if one in known and known[one].msgid_plural == several:
            continue
        if one in known:
            catalogue.remove(known[one])
        forms = {0: ""} if several else {}
        catalogue.append(polib.POEntry(msgid=one, msgid_plural=several, msgstr_plural=forms))
        changed.append(f"+ {one}")
    return changed


def compiled(path: Path) -> None:
    """Compile a catalogue, unless what is there says the same."""
    binary, target = polib.pofile(str(path)).to_binary(), path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != binary:
        target.write_bytes(binary)


def main(root: Path = ROOT / "cms") -> int:
    """Update and compile every catalogue; 1 where a text waits for its translation."""
    waiting = 0
    for path in sorted(root.glob(f"*/{CATALOGUE}/*.po")):
        package = root / path.relative_to(root).parts[0]
        if package.name != OTHERS:
            catalogue = polib.pofile(str(path))
            changed = brought_up_to_date(catalogue, texts(package))
            if changed:
                catalogue.save()
            for line in changed:
                print(f"{package.name}: {line}")
            waiting += len(catalogue.untranslated_entries())
        compiled(path)
    if waiting:
        print(f"{waiting} texts have no translation yet.", file=sys.stderr)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
