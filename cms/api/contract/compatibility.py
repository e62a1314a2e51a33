"""The effects of a schema change on frontends: breaking changes and deprecations."""

import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from graphql import (
    ASTValidationRule,
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    NoDeprecatedCustomRule,
    NoUnusedFragmentsRule,
    Source,
    Visitor,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    parse,
    print_schema,
    specified_rules,
    validate,
    visit,
)

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
RELEASED = CONTRACT / "generated" / "released.graphql"
_UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
# A fragment may be there for the documents of other files.
_RULES = [rule for rule in specified_rules if rule is not NoUnusedFragmentsRule]
_REMOVAL = re.compile(r"Removed on \d{4}-\d{2}-\d{2}\.$")


@dataclass(frozen=True, slots=True)
class DocumentProblem:
    """An error in one document of a frontend, or a warning that it uses something deprecated."""

    path: Path
    line: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.is_warning else ""
        return f"{self.path}:{self.line}: {kind}{self.message}"


def unannounced(old: GraphQLSchema, new: GraphQLSchema, changelog: str) -> list[str]:
    """Changes that can break a frontend and that the changelog's “Unreleased” doesn't quote."""
    descriptions = [change.description for change in find_breaking_changes(old, new)]
    descriptions += [change.description for change in find_dangerous_changes(old, new)]
    match = _UNRELEASED.search(changelog)
    announced = match[1] if match else ""
    return [description for description in descriptions if description not in announced]


def deprecations(schema: GraphQLSchema) -> dict[str, str]:
    """The reasons of all that is deprecated, by coordinate: ``NewsPage.summary``."""
    reasons: dict[str, str | None] = {}
    for name, type_ in schema.type_map.items():
        if name.startswith("__"):
            continue
        for field_name, field in getattr(type_, "fields", {}).items():
            reasons[f"{name}.{field_name}"] = field.deprecation_reason
            for argument, value in getattr(field, "args", {}).items():
                reasons[f"{name}.{field_name}({argument}:)"] = value.deprecation_reason
        for value_name, value in getattr(type_, "values", {}).items():
            reasons[f"{name}.{value_name}"] = value.deprecation_reason
    return {coordinate: reason for coordinate, reason in reasons.items() if reason is not None}


def unfinished_deprecations(schema: GraphQLSchema, upcoming: str) -> list[str]:
    """Deprecations without a removal date in their reason, or missing in upcoming changes."""
    return [
        coordinate
        for coordinate, reason in deprecations(schema).items()
        if not _REMOVAL.search(reason) or f"`{coordinate}`" not in upcoming
    ]


def documents(folder: Path) -> list[Path]:
    """The ``.graphql`` and ``.gql`` files below a folder."""
    return sorted([*folder.rglob("*.graphql"), *folder.rglob("*.gql")])


def problems(paths: Collection[Path], schema: GraphQLSchema) -> Iterator[DocumentProblem]:
    """The parts of one frontend's documents that the schema lacks, or keeps only until a day.

    A fragment may be in a file of its own.
    """
    parsed: dict[Path, DocumentNode] = {}
    for path in paths:
        try:
            parsed[path] = parse(Source(path.read_text(encoding="utf-8"), str(path)))
        except UnicodeDecodeError:
            yield DocumentProblem(path, 1, "This isn't UTF-8.")
        except GraphQLSyntaxError as torn:
            yield DocumentProblem(
                path, torn.locations[0].line if torn.locations else 1, torn.message
            )
    # The rule about what is deprecated needs a schema that was read, not built in code.
    read = build_schema(print_schema(schema))
    shared = {
        name: node for document in parsed.values() for name, node in _fragments(document).items()
    }
    for path, document in parsed.items():
        complete_document = DocumentNode(
            definitions=[*document.definitions, *_borrowed(document, shared)]
        )
        for line, error in _errors(complete_document, document, read, _RULES):
            yield DocumentProblem(path, line, error.message)
        for line, error in _errors(complete_document, document, read, [NoDeprecatedCustomRule]):
            yield DocumentProblem(path, line, error.message, is_warning=True)


def _errors(
    complete_document: DocumentNode,
    document: DocumentNode,
    schema: GraphQLSchema,
    rules: Collection[type[ASTValidationRule]],
) -> Iterator[tuple[int, GraphQLError]]:
    """The errors of a document with their lines; not those of borrowed fragments."""
    source = document.loc and document.loc.source
    for error in validate(schema, complete_document, rules, max_errors=sys.maxsize):
        places = [node.loc for node in error.nodes or [] if node.loc]
        lines = [location.start_token.line for location in places if location.source is source]
        if lines:
            yield lines[0], error


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }


def _borrowed(
    document: DocumentNode, shared: dict[str, FragmentDefinitionNode]
) -> list[FragmentDefinitionNode]:
    """The fragments of other files that a document needs, and those that these need."""
    names = set(_fragments(document))
    fragments: list[FragmentDefinitionNode] = []
    left: list[DefinitionNode] = list(document.definitions)
    while left:
        for name in _spreads(left.pop()):
            if name in shared and name not in names:
                names.add(name)
                fragments.append(shared[name])
                left.append(shared[name])
    return fragments


def _spreads(definition: DefinitionNode) -> list[str]:
    names: list[str] = []

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_args: object) -> None:
            names.append(node.name.value)

    visit(definition, Spreads())
    return names
