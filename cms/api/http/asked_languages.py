"""The languages an operation asks for, by its arguments ``language`` and ``path``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from graphql import (
    ArgumentNode,
    StringValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)

from cms.api.http.document_cache import document
from cms.api.http.persisted import text_of
from cms.api.http.request_parsing import BadRequest
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.api.http.request_parsing import GraphQLRequest


def asks_for_another(graphql_request: GraphQLRequest, code: str) -> bool:
    """True if an argument names another language than that of a code, wherever it is.

    False for a document that can't be read: it has no answer either.
    """
    try:
        text = text_of(graphql_request)
    except BadRequest:
        return False
    ast = document(text, hide_suggestions=not settings.GRAPHQL_EXPLORER).ast
    if ast is None:
        return False
    arguments = _Arguments(graphql_request.variables)
    visit(ast, arguments)
    return not all(_NAMES[name](value, code) for name, value in arguments.found())


def _is_tag(value: str, code: str) -> bool:
    return tags.lookup(value, [tags.canonical(code)]) is not None


def _is_below(value: str, code: str) -> bool:
    return value.strip("/").partition("/")[0].lower() == code.lower()


# Arguments that name a language, and whether a value names one that is meant.
_NAMES: dict[str, Callable[[str, str], bool]] = {"language": _is_tag, "path": _is_below}


class _Arguments(Visitor):
    """Collects the arguments of a document that name a language."""

    def __init__(self, variables: dict[str, Any]) -> None:
        super().__init__()
        self.variables = variables
        self.defaults: dict[str, Any] = {}
        self.values: list[tuple[str, Any]] = []

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> None:
        self.defaults[node.variable.name.value] = node.default_value

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        if node.name.value in _NAMES:
            self.values.append((node.name.value, node.value))

    def found(self) -> list[tuple[str, str]]:
        """The names and values; those that aren't texts have no answer."""
        given = [(name, self._value(node)) for name, node in self.values]
        return [(name, value) for name, value in given if isinstance(value, str)]

    def _value(self, node: Any) -> Any:
        if isinstance(node, VariableNode):
            name = node.name.value
            return self.variables.get(name, self._value(self.defaults.get(name)))
        return node.value if isinstance(node, StringValueNode) else None
