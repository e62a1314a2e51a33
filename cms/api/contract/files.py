"""The files of the contract made from the code: schema, complete operations, their manifest.

An organisation with extensions keeps its own contract in another folder.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from cms.api import documents
from cms.api.http.persisted import MANIFEST, hash_of
from cms.api.schema import schema
from cms.content.body.rich_text.schema import json_schema

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
OPERATIONS = documents.OPERATIONS


def files(folder: Path = CONTRACT) -> dict[Path, str]:
    """The expected content of each file of the contract in a folder.

    Raises:
        KeyError: an operation spreads a fragment that has no file.
    """
    complete = documents.complete()
    manifest = {hash_of(text): text for text in complete.values()}
    return {
        folder / "schema.graphql": f"{schema}\n",
        folder / "rich_text.schema.json": json.dumps(json_schema(), indent=2) + "\n",
        **{folder / "operations" / f"{name}.graphql": text for name, text in complete.items()},
        folder / MANIFEST.relative_to(CONTRACT): (
            json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        ),
    }


def out_of_date(folder: Path = CONTRACT) -> list[Path]:
    """The files that don't hold what they should."""
    expected = files(folder).items()
    return [path for path, text in expected if not path.exists() or path.read_text() != text]


def write(folder: Path = CONTRACT) -> list[Path]:
    """Write the files that are out of date, and return them."""
    expected = files(folder)
    changed = out_of_date(folder)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected[path])
    return changed
