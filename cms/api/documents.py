"""The documents of the contract: operations that are complete in themselves.

An operation file can be sent as it is: it ends with copies of the fragments it spreads, which are
maintained once, in ``operations/fragments``. Extensions add operations and fragments; theirs
replace those of the same name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from cms.api import extensions

if TYPE_CHECKING:
    from collections.abc import Iterable

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"
_SPREAD = re.compile(r"\.\.\.\s*(?!on\b)([_A-Za-z]\w*)")
_FIRST_COPY = "\nfragment "


def complete() -> dict[str, str]:
    """The text of each operation with its fragments, by name.

    Raises:
        KeyError: an operation spreads a fragment that has no file.
    """
    folders = [OPERATIONS, *extensions.folders_of_operations()]
    fragments = _texts(folder / "fragments" for folder in folders)
    texts = {}
    for name, text in sorted(_texts(folders).items()):
        operation = text.split(_FIRST_COPY)[0].rstrip() + "\n"
        copies = [fragments[name_] for name_ in _spread_by(operation, fragments)]
        texts[name] = "\n".join([operation, *copies])
    return texts


def _texts(folders: Iterable[Path]) -> dict[str, str]:
    """The documents in some folders by name; later folders override earlier ones."""
    return {
        path.stem: path.read_text()
        for folder in folders
        for path in sorted(folder.glob("*.graphql"))
    }


def _spread_by(text: str, fragments: dict[str, str]) -> list[str]:
    """The names of the fragments a text spreads, those that these spread included, each once."""
    names: list[str] = []
    waiting = _SPREAD.findall(text)
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names.append(name)
            waiting.extend(_SPREAD.findall(fragments[name]))
    return names
