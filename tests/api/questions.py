"""Questions made from the schema itself, which together ask for all that it has.

A path leads from a field of ``Query`` down to a leaf. Where it comes to a type a second time, it
ends two fields further, so that types which lead to each other end. Paths are put together into
documents, as many as the API takes at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, product
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    ast_from_value,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
    parse,
    print_ast,
    validate,
)

from cms.api.http.document_cache import MOST_TOKENS
from cms.api.http.limits import LIMITS, excess, operation_size
from cms.api.http.request_parsing import LONGEST_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

# What arguments are tried with: by coordinate, ``Query.news(language:)``, or by name, ``language``.
# Enums and booleans need no values: all of theirs are tried.
Values = Mapping[str, Sequence[Any]]

# How many fields more a path has at a type it has passed.
AGAIN = 2


class NoValue(LookupError):
    """An argument of the schema has no value to be tried with."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field with its arguments; ``alias`` tells it from the same field with others."""

    owner: str
    name: str
    choices: tuple[str, ...] = ()
    alias: str = ""

    @property
    def names(self) -> set[str]:
        """The names of the arguments that are given."""
        return {_name(choice) for choice in self.choices}

    @property
    def text(self) -> str:
        """The field as a document writes it."""
        alias = f"{self.alias}: " if self.alias else ""
        arguments = f"({', '.join(self.choices)})" if self.choices else ""
        return f"{alias}{self.name}{arguments}"


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions a schema takes.

    Args:
        values: what arguments are tried with.
        always: optional arguments of ``Query``'s fields that are given wherever there are such.
        depth: how many fields a path may have.
        roots: the fields of ``Query`` to ask, all by default.
        is_each_option_tried: whether the optional arguments of ``Query``'s fields are tried too,
            one at a time.
    """

    schema: GraphQLSchema
    values: Values
    always: Values = field(default_factory=dict)
    depth: int = 12
    roots: frozenset[str] | None = None
    is_each_option_tried: bool = True

    def documents(self) -> Iterator[str]:
        """The documents, each about one field of ``Query`` with some arguments.

        A path that the API refuses by itself, because it costs too much, is asked by none.

        Raises:
            NoValue: an argument has none; the message names it.
        """
        query: Any = self.schema.query_type
        for name, root in query.fields.items():
            if self.roots is not None and name not in self.roots:
                continue
            below = list(self._paths(root.type, frozenset(), self.depth - 1))
            packed: dict[int, list[list[Path]]] = {}
            for step in self._root_steps(query, name):
                cost = operation_size(parse(self._written([(step,)])), None, {}).cost
                if cost not in packed:
                    packed[cost] = list(self._packed(step, below))
                for paths in packed[cost]:
                    yield self._written([(step, *path) for path in paths])

    def _root_steps(self, query: Any, name: str) -> Iterator[Step]:
        arguments = query.fields[name].args
        given = [
            self._choices(query.name, name, key, arguments[key], self.always)[0]
            for key in self.always
            if key in arguments
        ]
        for step in self._steps(query, name, with_options=self.is_each_option_tried):
            taken = step.choices + tuple(one for one in given if _name(one) not in step.names)
            yield replace(step, choices=taken)

    def _paths(self, type_: Any, passed: frozenset[str], depth: int) -> Iterator[Path]:
        named = get_named_type(type_)
        if is_leaf_type(named):
            yield ()
            return
        if depth == 0:
            return
        yield (Step(named.name, "__typename"),)
        for owner in self._owners(named):
            left = min(depth, AGAIN) if owner.name in passed else depth
            for name, one in owner.fields.items():
                for step in self._steps(owner, name):
                    for path in self._paths(one.type, passed | {owner.name}, left - 1):
                        yield (step, *path)

    def _owners(self, type_: Any) -> list[GraphQLObjectType | GraphQLInterfaceType]:
        """The types whose fields can be asked of a value of this type."""
        if not is_abstract_type(type_):
            return [type_]
        own = [type_] if isinstance(type_, GraphQLInterfaceType) else []
        return [*own, *self.schema.get_possible_types(type_)]

    def _steps(self, owner: Any, name: str, *, with_options: bool = True) -> Iterator[Step]:
        """A field with each choice of its required arguments, and of each option by itself."""
        arguments = owner.fields[name].args
        required, optional = [], []
        for key, one in arguments.items():
            if is_required_argument(one):
                required.append(self._choices(owner.name, name, key, one))
            elif with_options:
                optional += self._choices(owner.name, name, key, one)
        options = [(), *((one,) for one in optional)]
        number = 0
        for chosen in product(*required):
            for option in options:
                alias = f"{name}_{number}" if number else ""
                yield Step(owner.name, name, (*chosen, *option), alias)
                number += 1

    def _choices(
        self,
        owner: str,
        field_name: str,
        name: str,
        argument: GraphQLArgument,
        given: Values | None = None,
    ) -> list[str]:
        """An argument with each of its values, as a document writes them."""
        coordinate = f"{owner}.{field_name}({name}:)"
        named = get_named_type(argument.type)
        known = self.values if given is None else given
        values = known.get(coordinate, known.get(name))
        if isinstance(named, GraphQLEnumType):
            return [f"{name}: {value}" for value in named.values]
        if named.name == "Boolean":
            return [f"{name}: {value}" for value in ("true", "false")]
        if values is None:
            raise NoValue(f"Give {coordinate} values to be tried with: it is new.")
        return [
            f"{name}: {print_ast(node)}"
            for value in values
            if (node := ast_from_value(value, argument.type)) is not None
        ]

    def _packed(self, root: Step, paths: list[Path]) -> Iterator[list[Path]]:
        """The paths below a field, in as many parts as there must be documents."""
        waiting: list[Path] = []
        sum_cost = sum_length = 0
        for _above, group in groupby(paths, key=lambda path: path[:-1]):
            alike = list(group)
            text = self._written([(root, *path) for path in alike])
            cost = operation_size(parse(text), None, {}).cost
            if sum_cost + cost > LIMITS.cost or sum_length + len(text) > LONGEST_DOCUMENT:
                yield from self._allowed(root, waiting)
                waiting, sum_cost, sum_length = [], 0, 0
            waiting += alike
            sum_cost, sum_length = sum_cost + cost, sum_length + len(text)
        yield from self._allowed(root, waiting)

    def _allowed(self, root: Step, paths: list[Path]) -> Iterator[list[Path]]:
        """These paths, halved until the API takes a document of them."""
        if self._is_taken(self._written([(root, *path) for path in paths])):
            yield paths
        elif len(paths) > 1:
            middle = len(paths) // 2
            yield from self._allowed(root, paths[:middle])
            yield from self._allowed(root, paths[middle:])

    def _is_taken(self, text: str) -> bool:
        if len(text) > LONGEST_DOCUMENT:
            return False
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError:
            return False
        is_valid = not validate(self.schema, document, max_errors=1)
        return is_valid and not excess(operation_size(document, None, {}))

    def _written(self, paths: list[Path]) -> str:
        tree: dict[Step, Any] = {}
        for path in paths:
            node = tree
            for step in path:
                node = node.setdefault(step, {})
        return self._selection(tree, self.schema.query_type)

    def _selection(self, tree: dict[Step, Any], parent: Any) -> str:
        texts: dict[str, list[str]] = {}
        for step, below in tree.items():
            owner: Any = self.schema.type_map[step.owner]
            text = step.text
            if below:
                text += self._selection(below, get_named_type(owner.fields[step.name].type))
            texts.setdefault(step.owner, []).append(text)
        own = texts.pop(parent.name, [])
        parts = [*own, *(f"... on {name} {{ {' '.join(one)} }}" for name, one in texts.items())]
        return f" {{ {' '.join(parts)} }}"


def _name(choice: str) -> str:
    return choice.partition(":")[0]


def coordinates(schema: GraphQLSchema) -> set[str]:
    """Every field of every type that holds something: ``NewsPage.title``."""
    return {
        f"{name}.{field}"
        for name, type_ in schema.type_map.items()
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__")
        for field in type_.fields
    }


def coordinates_of(schema: GraphQLSchema, document: str) -> set[str]:
    """The fields a document asks for, by the types it asks them of."""
    found: set[str] = set()

    def add(nodes: Any, parent: Any) -> None:
        for node in nodes.selections:
            if node.kind == "inline_fragment":
                add(node.selection_set, schema.type_map[node.type_condition.name.value])
            elif node.name.value != "__typename":
                found.add(f"{parent.name}.{node.name.value}")
                if node.selection_set:
                    field = parent.fields[node.name.value]
                    add(node.selection_set, get_named_type(field.type))

    for definition in parse(document).definitions:
        add(definition.selection_set, schema.query_type)  # type: ignore[attr-defined]
    return found
