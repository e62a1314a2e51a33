"""Names and docstrings of the code: one class per name, and docstrings that begin with the noun."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cms.api.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.one_database

CMS = Path(__file__).resolve().parents[2] / "cms"
# Each name belongs to one class within these.
NAMED_APART = (
    "api", "content", "database", "home", "legal", "localisation", "news", "sitewide",
)  # fmt: skip
PACKAGES = sorted(path.parent.name for path in CMS.glob("*/__init__.py"))
# Django, Wagtail and graphene look for classes of these names.
OF_FRAMEWORKS = {"Command", "Media", "Meta", "Migration", "Query"}
CLAUSES = ("How", "What", "When", "Where", "Whether", "Which", "Who", "Whose", "Why")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    """The modules of a folder, without migrations."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def is_clause(docstring: str) -> bool:
    """True if a docstring circles what it describes, as in “What a page has”."""
    first_word = re.match(r"\w*", docstring)
    return bool(first_word) and first_word[0] in CLAUSES


def clauses(folder: Path) -> list[str]:
    """The docstrings of a folder that begin with a clause, each with its place."""
    return [
        f"{path.relative_to(folder)}: {docstring.splitlines()[0]}"
        for path, tree in trees(folder)
        for node in ast.walk(tree)
        if isinstance(node, Documented) and (docstring := ast.get_docstring(node))
        if is_clause(docstring)
    ]


def shared_names(folder: Path, packages: Iterable[str], published: Iterable[str]) -> list[str]:
    """The names of several classes, each with the modules that define them.

    A name of the schema may belong to one GraphQL type and to the model and its record,
    which are in one package.
    """
    modules: dict[str, list[Path]] = defaultdict(list)
    for package in packages:
        for path, tree in trees(folder / package):
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and node.name not in OF_FRAMEWORKS:
                    modules[node.name].append(path.relative_to(folder))
    return [
        f"{name}: {', '.join(map(str, paths))}"
        for name, paths in sorted(modules.items())
        if len(paths) > 1 and not (name in published and _is_mirror(paths))
    ]


def _is_mirror(paths: list[Path]) -> bool:
    others = [path for path in paths if path.parts[0] != "api"]
    is_one_per_module = len(set(others)) == len(others)
    return (
        len(paths) - len(others) == 1
        and is_one_per_module
        and len({p.parts[0] for p in others}) == 1
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_docstrings_begin_with_the_noun(package):
    assert clauses(CMS / package) == []


def test_each_name_belongs_to_one_class():
    assert shared_names(CMS, NAMED_APART, schema.graphql_schema.type_map) == []


def test_clauses_are_found(tmp_path):
    module = tmp_path / "pages.py"
    module.write_text('"""The pages."""\n\n\ndef title():\n    """What a page is called."""\n')
    assert clauses(tmp_path) == ["pages.py: What a page is called."]
    module.write_text('"""Who\'s who."""\n')
    assert clauses(tmp_path) == ["pages.py: Who's who."]
    module.write_text('"""Whatever a page is called."""\n')
    assert clauses(tmp_path) == []


@pytest.mark.parametrize(
    ("places", "shared"),
    [
        (("api/news.py", "news/models.py", "news/selectors.py"), []),
        (("api/news.py", "news/models.py", "legal/models.py"), ["Row"]),
        (("news/models.py", "news/selectors.py"), ["Row"]),
        (("api/news.py", "api/legal.py"), ["Row"]),
    ],
)
def test_shared_names_are_found(tmp_path, places, shared):
    for place in places:
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("class Row:\n    class Meta:\n        pass\n")
    found = shared_names(tmp_path, ("api", "news", "legal"), {"Row"})
    assert [line.partition(":")[0] for line in found] == shared
    assert len(shared_names(tmp_path, ("api", "news", "legal"), ())) == 1
