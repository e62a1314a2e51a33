"""What a change of the schema does to those who use it: what it breaks, what it announces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from graphql import (
    GraphQLError,
    GraphQLSchema,
    Source,
    find_breaking_changes,
    find_dangerous_changes,
    parse,
    validate,
)

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
RELEASED = CONTRACT / "generated" / "released.graphql"
_UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_REMOVAL = re.compile(r"Removed on \d{4}-\d{2}-\d{2}\.$")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one document of a frontend."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def unannounced(old: GraphQLSchema, new: GraphQLSchema, changelog: str) -> list[str]:
    """Changes that can break a frontend and that the changelog's “Unreleased” doesn't quote."""
    descriptions = [change.description for change in find_breaking_changes(old, new)]
    descriptions += [change.description for change in find_dangerous_changes(old, new)]
    found = _UNRELEASED.search(changelog)
    announced = found[1] if found else ""
    return [description for description in descriptions if description not in announced]


def deprecations(schema: GraphQLSchema) -> dict[str, str]:
    """The reasons of all that is deprecated, by coordinate: ``NewsPage.summary``."""
    found: dict[str, str | None] = {}
    for name, type_ in schema.type_map.items():
        if name.startswith("__"):
            continue
        for field_name, field in getattr(type_, "fields", {}).items():
            found[f"{name}.{field_name}"] = field.deprecation_reason
            for argument, value in getattr(field, "args", {}).items():
                found[f"{name}.{field_name}({argument}:)"] = value.deprecation_reason
        for value_name, value in getattr(type_, "values", {}).items():
            found[f"{name}.{value_name}"] = value.deprecation_reason
    return {coordinate: reason for coordinate, reason in found.items() if reason is not None}


def unfinished_deprecations(schema: GraphQLSchema, upcoming: str) -> list[str]:
    """What is deprecated without a removal date in its reason, or isn't among upcoming changes."""
    return [
        coordinate
        for coordinate, reason in deprecations(schema).items()
        if not _REMOVAL.search(reason) or f"`{coordinate}`" not in upcoming
    ]


def problems(folder: Path, schema: GraphQLSchema) -> Iterator[Problem]:
    """What in the ``.graphql`` and ``.gql`` files below a folder the schema doesn't answer.

    A fragment may be in a file of its own.
    """
    paths = sorted([*folder.rglob("*.graphql"), *folder.rglob("*.gql")])
    texts = {path: path.read_text() for path in paths}
    shared = {name: path for path, text in texts.items() for name in _fragments(text)}
    for path, text in texts.items():
        whole = Source(_with_fragments(text, shared, texts), str(path))
        own_lines = text.count("\n") + 1
        for error in _errors(whole, schema):
            line = error.locations[0].line if error.locations else 1
            if line <= own_lines and not error.message.endswith("is never used."):
                yield Problem(path, line, error.message)


def _errors(source: Source, schema: GraphQLSchema) -> list[GraphQLError]:
    try:
        return validate(schema, parse(source))
    except GraphQLError as error:
        return [error]


def _fragments(text: str) -> list[str]:
    return re.findall(r"^\s*fragment\s+(\w+)\s+on\b", text, re.MULTILINE)


def _with_fragments(text: str, shared: dict[str, Path], texts: dict[Path, str]) -> str:
    """A document with the fragments it needs from other files behind it."""
    defined = set(_fragments(text))
    added: list[Path] = []
    whole = text
    while missing := [
        name
        for name in re.findall(r"\.\.\.\s*(?!on\b)(\w+)", whole)
        if name in shared and name not in defined
    ]:
        path = shared[missing[0]]
        added.append(path)
        defined.update(_fragments(texts[path]))
        whole = f"{whole}\n{texts[path]}"
    return whole
