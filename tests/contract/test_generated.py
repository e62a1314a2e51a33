"""The generated types are those of the current schema and operations; no Node is needed to tell."""

from hashlib import sha256

import pytest

from cms.api.contract import files

GENERATED = files.CONTRACT / "generated"


@pytest.mark.parametrize("name", ["schema.ts", "operations.ts", "possibleTypes.ts"])
def test_types_are_up_to_date(name):
    sources = [files.CONTRACT / "schema.graphql", *sorted(files.OPERATIONS.glob("*.graphql"))]
    wanted = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    first_line = (GENERATED / name).read_text().splitlines()[0]

    assert first_line.endswith(f"Contract: {wanted}"), "make contract mends it"


@pytest.mark.parametrize("folder", ["frontend_contract/typescript", "tests/browser"])
def test_the_lock_file_names_no_registry(folder):
    lock = (files.CONTRACT.parent / folder / "package-lock.json").read_text()

    assert '"resolved"' not in lock
