"""What ``ADDING.md`` and the README of ``delivery`` name is there, and in an order that works."""

import ast
import json
import re
from pathlib import Path

from django.core.management import get_commands

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
ADDING = (ROOT / "cms" / "ADDING.md").read_text()
DELIVERY = (ROOT / "cms" / "delivery" / "README.md").read_text()
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
# The examples of the page, and how a file shows that it holds one.
EXAMPLES = {
    "A field": r"\bsummary\b",
    "A block": r"(?i)\bquote(Block)?\b",
    "A page type": r"LegalIndexPage|read_index_pages",
}


def named(text):
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def paths(text):
    return [name for name in named(text) if re.fullmatch(r"[\w./-]+/[\w./-]*\w", name)]


def section(title):
    return ADDING.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def steps(title):
    return re.findall(r"^\d+\. .*(?:\n {3,}.*)*", section(title), re.MULTILINE)


def imported_by(path):
    """The modules that a module imports, for types also."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def test_the_pages_are_short_and_reached_from_the_readme():
    door = README.partition("## I change the CMS")[2].partition("\n## ")[0]

    assert {"(cms/ADDING.md)", "(cms/delivery/README.md)"} <= set(re.findall(r"\([^)]+\)", door))
    assert len(ADDING.splitlines()) <= 80
    assert len(DELIVERY.splitlines()) <= 40


def test_every_path_is_there():
    assert len(paths(ADDING)) > 30
    assert [path for path in paths(ADDING) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", [ADDING, DELIVERY], ids=["adding", "delivery"])
def test_every_target_and_command_is_there(page):
    targets = re.findall(r"`make ([a-z-]+)`", page)
    commands = re.findall(r"`[^`]*manage\.py ([a-z_]+)`", page)

    assert targets or commands
    assert [one for one in targets if f"\n{one}:" not in MAKEFILE] == []
    assert set(commands) <= get_commands().keys()


@pytest.mark.parametrize("title", EXAMPLES)
def test_every_file_of_a_step_holds_the_example(title):
    found = [path for step in steps(title) for path in paths(step)]

    assert len(found) > 8
    assert [
        path for path in found if not re.search(EXAMPLES[title], (ROOT / path).read_text())
    ] == []


@pytest.mark.parametrize("title", EXAMPLES)
def test_no_step_needs_a_later_one(title):
    found = [path for step in steps(title) for path in paths(step)]
    modules = [path for path in found if path.startswith("cms/") and path.endswith(".py")]
    names = [path.removesuffix(".py").replace("/", ".") for path in modules]
    wrong = [
        (earlier, later)
        for place, earlier in enumerate(modules)
        for later in names[place + 1 :]
        if later in set(imported_by(earlier))
    ]

    assert len(modules) > 3
    assert wrong == []
    assert [int(step.partition(".")[0]) for step in steps(title)] == list(
        range(1, len(steps(title)) + 1)
    )


@pytest.mark.parametrize("title", EXAMPLES)
def test_the_contract_is_made_of_what_is_written_before(title):
    text = section(title)
    contract, messages = text.index("`make contract`"), text.index("`make messages`")

    assert contract < messages
    for source in ("cms/api/", "frontend_contract/operations/", "cms/demo/"):
        assert 0 <= text.rindex(f"`{source}") < contract, source


def test_what_the_field_is_made_into_is_made_of_it():
    """The example is whole: what readers get of it, in the schema, the types and an answer."""
    example = json.loads((ROOT / "frontend_contract/examples/Route/english.json").read_text())

    assert example["response"]["data"]["route"]["page"]["relatedNews"][0]["summary"]
    assert re.search(
        r"type NewsPage implements[^}]*\n  summary: String!",
        (ROOT / "frontend_contract/schema.graphql").read_text(),
    )


def test_every_module_of_the_drawing_is_there():
    found = re.findall(r"[\w/]+\.py\b", DELIVERY.replace("`apps.py`", "").replace("manage.py", ""))

    assert len(found) > 20
    folders = (ROOT, ROOT / "cms" / "delivery")
    assert [one for one in found if not any((one_of / one).is_file() for one_of in folders)] == []
    drawn = {one.partition("/")[0] for one in found}
    packages = {path.parent.name for path in (ROOT / "cms/delivery").glob("*/__init__.py")}
    assert packages - drawn == {"admin", "management", "migrations", "previews", "releases"}
