"""Documents at random over the whole schema: all fields, fragments, aliases, conditions, variables.

The same seed gives the same document.
"""

import json
from dataclasses import dataclass, field
from random import Random

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
)

from cms.api.schema import schema

DEPTH = 6
# True, false and nothing at all, as a request may give them.
CONDITIONS = {"yes": True, "no": False, "unsaid": None}


@dataclass
class Document:
    """A document being written, and the variables to send with it.

    ``values`` are by argument, the usual one first. ``asked`` are the fields that this or an
    earlier document asks for; others are asked for first.
    """

    random: Random
    values: dict[str, list[object]]
    asked: set[tuple[str, str]]
    variables: dict[str, object] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    aliases: int = 0

    @property
    def text(self) -> str:
        """The whole of it."""
        query = schema.graphql_schema.query_type
        body = self.selection(query, DEPTH, self.choice(query, 2))
        declared = " ".join(f"${name}: {type_}" for name, type_ in sorted(self.declared.items()))
        head = f"query Generated({declared})" if declared else "query Generated"
        return "\n".join([f"{head} {body}", *self.fragments])

    def selection(self, type_, depth, names=None):
        """A selection on a type, in braces."""
        parts = ["__typename"] if names is None else []
        fields = getattr(type_, "fields", {})
        if names is None:
            names = self.choice(type_, self.random.randint(0, len(fields)))
        parts += [self.field(name, fields[name], depth) for name in names]
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            possible = schema.graphql_schema.get_possible_types(type_)
            parts += [self.fragment(one, depth) for one in possible if self.random.random() < 0.8]
        elif self.random.random() < 0.2:
            parts.append(self.fragment(type_, depth))
        return "{ " + " ".join(part for part in parts if part) + " }"

    def choice(self, type_, count):
        """Some fields of a type, and those that no document has asked for."""
        fields = getattr(type_, "fields", {})
        new = [name for name in fields if (type_.name, name) not in self.asked]
        names = dict.fromkeys([*self.random.sample(sorted(fields), count), *new])
        self.asked.update((type_.name, name) for name in names)
        return list(names)

    def field(self, name, definition, depth):
        """A field, with an alias where it takes arguments; nothing where it would lead too deep."""
        named = get_named_type(definition.type)
        if is_composite_type(named) and depth == 0:
            return ""
        arguments = self.arguments(definition)
        below = self.selection(named, depth - 1) if is_composite_type(named) else ""
        is_renamed = bool(definition.args) or self.random.random() < 0.1
        return f"{self.alias() if is_renamed else ''}{name}{arguments}{self.directive()} {below}"

    def fragment(self, type_: GraphQLObjectType, depth):
        """A selection on one type, in place or in a named fragment."""
        below = self.selection(type_, depth)
        if self.random.random() < 0.7:
            return f"... on {type_.name}{self.directive()} {below}"
        name = f"Fragment{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {below}")
        return f"...{name}{self.directive()}"

    def alias(self):
        """A name no other field has."""
        self.aliases += 1
        return f"a{self.aliases}: "

    def directive(self):
        """Now and then a condition: said in place, or by a variable."""
        if self.random.random() < 0.9:
            return ""
        name = self.random.choice(["skip", "include"])
        condition = self.random.choice(["true", "false", "$yes", "$no", "$unsaid"])
        variable = condition.removeprefix("$")
        if condition != variable:
            self.declared[variable] = "Boolean = true" if variable == "unsaid" else "Boolean!"
            if variable != "unsaid" or self.random.random() < 0.2:
                self.variables[variable] = CONDITIONS[variable]
        return f" @{name}(if: {condition})"

    def arguments(self, definition):
        """Values for the arguments: in place, by a variable, or left out where they may be."""
        given = []
        for name, argument in definition.args.items():
            is_required = str(argument.type).endswith("!")
            if not is_required and self.random.random() < 0.7:
                continue
            usual, *others = self.values[name]
            value = usual if self.random.random() < 0.8 else self.random.choice(others)
            if self.random.random() < 0.5:
                variable = f"v{len(self.variables)}"
                self.declared[variable] = str(argument.type)
                self.variables[variable] = value
                given.append(f"{name}: ${variable}")
            else:
                is_enum = name in {"preset", "fallback"}
                literal = value if is_enum else json.dumps(value, ensure_ascii=False)
                given.append(f"{name}: {literal}")
        return f"({', '.join(given)})" if given else ""
