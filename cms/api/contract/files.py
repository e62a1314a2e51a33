"""The files of the contract made from the code: schema, complete operations, their manifest.

An operation file can be sent as it is: behind the operation stand copies of the fragments it
spreads, which are written once, in ``operations/fragments``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.conf import settings

from cms.api.http.persisted import MANIFEST, hash_of
from cms.api.schema import schema
from cms.content.body.rich_text.schema import json_schema

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
OPERATIONS = CONTRACT / "operations"
FRAGMENTS = OPERATIONS / "fragments"
_SPREAD = re.compile(r"\.\.\.\s*(?!on\b)([_A-Za-z]\w*)")
_FIRST_COPY = "\nfragment "


def files() -> dict[Path, str]:
    """What each file of the contract should hold.

    Raises:
        KeyError: an operation spreads a fragment that has no file.
    """
    fragments = {path.stem: path.read_text() for path in FRAGMENTS.glob("*.graphql")}
    wanted = {
        CONTRACT / "schema.graphql": f"{schema}\n",
        CONTRACT / "rich_text.schema.json": json.dumps(json_schema(), indent=2) + "\n",
    }
    documents = {}
    for path in sorted(OPERATIONS.glob("*.graphql")):
        operation = path.read_text().split(_FIRST_COPY)[0].rstrip() + "\n"
        copies = [fragments[name] for name in _spread_by(operation, fragments)]
        wanted[path] = "\n".join([operation, *copies])
        documents[hash_of(wanted[path])] = wanted[path]
    wanted[MANIFEST] = json.dumps(documents, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return wanted


def out_of_date() -> list[Path]:
    """The files that don't hold what they should."""
    return [path for path, text in files().items() if not path.exists() or path.read_text() != text]


def write() -> list[Path]:
    """Write the files that are out of date, and return them."""
    wanted = files()
    changed = out_of_date()
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path])
    return changed


def _spread_by(text: str, fragments: dict[str, str]) -> list[str]:
    """The names of the fragments a text spreads, those that these spread included, each once."""
    found: list[str] = []
    waiting = _SPREAD.findall(text)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting.extend(_SPREAD.findall(fragments[name]))
    return found
