"""The contract holds what the code says."""

import pytest
from graphql import (
    OperationDefinitionNode,
    Undefined,
    build_schema,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    is_nullable_type,
    parse,
    validate,
)

from cms.api.contract import files

pytestmark = pytest.mark.one_database

SCHEMA = build_schema((files.CONTRACT / "schema.graphql").read_text())
OPERATIONS = sorted(files.OPERATIONS.glob("*.graphql"))
VARIABLES = {
    "Changes": {"first": "Int", "after": "String"},
    "Favorites": {"translationKeys": "[ID!]!", "language": "String!"},
    "Home": {"language": "String!"},
    "LegalNotice": {"slug": "String!", "language": "String!", "asOf": "Date"},
    "LegalNoticeChain": {"slug": "String!", "language": "String!"},
    "NewsList": {"language": "String!", "first": "Int", "after": "String"},
    "Preview": {"token": "String!"},
    "PrivatePage": {"path": "String!", "token": "String!"},
    "Route": {"path": "String!"},
    "Search": {
        "query": "String!",
        "language": "String!",
        "first": "Int",
        "after": "String",
    },
    "Sitemap": {"language": "String!", "first": "Int", "after": "String"},
    "Sitewide": {"language": "String!"},
}


def test_every_file_is_up_to_date():
    assert files.out_of_date() == []


def test_there_is_a_file_for_each_operation():
    assert [path.stem for path in OPERATIONS] == list(VARIABLES)


@pytest.mark.parametrize("path", OPERATIONS, ids=lambda path: path.stem)
def test_an_operation_is_valid_and_complete_in_itself(path):
    document = parse(path.read_text())
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]

    assert validate(SCHEMA, document) == []
    assert [node.name.value for node in operations] == [path.stem]
    variables = {
        node.variable.name.value: _spelled(node.type) for node in operations[0].variable_definitions
    }
    assert variables == VARIABLES[path.stem]


def test_everything_is_described():
    missing = []
    for name, type_ in SCHEMA.type_map.items():
        if name.startswith("__") or name in {"String", "Int", "Float", "Boolean", "ID"}:
            continue
        if not type_.description:
            missing.append(name)
        for field_name, field in getattr(type_, "fields", {}).items():
            if not field.description:
                missing.append(f"{name}.{field_name}")
            missing += [
                f"{name}.{field_name}({argument})"
                for argument, value in field.args.items()
                if not value.description
            ]
        for value_name, value in getattr(type_, "values", {}).items():
            if not value.description:
                missing.append(f"{name}.{value_name}")
    assert missing == []


def test_null_is_explained_wherever_it_can_occur():
    unexplained = [
        coordinate
        for coordinate, field in _fields()
        if not is_non_null_type(field.type) and "`null`" not in (field.description or "")
    ]
    assert unexplained == []


def test_lists_hold_no_null():
    lists = [(name, get_nullable_type(field.type)) for name, field in _fields()]
    holed = [
        name for name, type_ in lists if is_list_type(type_) and is_nullable_type(type_.of_type)
    ]
    assert holed == []


def test_whoever_leaves_out_an_argument_knows_what_that_means():
    unexplained = [
        f"{coordinate}({name}:)"
        for coordinate, field in _fields()
        for name, argument in field.args.items()
        if is_nullable_type(argument.type) and argument.default_value in {None, Undefined}
        if "Left out:" not in (argument.description or "")
    ]
    assert unexplained == []


def _fields():
    for name, type_ in SCHEMA.type_map.items():
        if not name.startswith("__"):
            for field_name, field in getattr(type_, "fields", {}).items():
                yield f"{name}.{field_name}", field


def _spelled(node):
    if node.kind == "non_null_type":
        return f"{_spelled(node.type)}!"
    if node.kind == "list_type":
        return f"[{_spelled(node.type)}]"
    return node.name.value
