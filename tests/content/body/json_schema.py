"""A validator for the part of JSON Schema that the contract uses.

A keyword it doesn't know is an error, so that nothing in a schema goes unchecked.
"""

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
_ANNOTATIONS = {"$schema", "$defs", "title", "description"}


def errors(value, schema, *, root=None, place="$"):
    """The errors in a value, each as ``place: what``; none if it is valid."""
    root = root if root is not None else schema
    for keyword in schema:
        if keyword not in _ANNOTATIONS and keyword not in _KEYWORDS:
            raise NotImplementedError(keyword)
    # The first finding is enough, and keeps alternatives from being followed to their ends.
    for keyword, check in _KEYWORDS.items():
        found = check(value, schema, root, place) if keyword in schema else []
        if found:
            return found
    return []


def _reference(value, schema, root, place):
    name = schema["$ref"].removeprefix("#/$defs/")
    return errors(value, root["$defs"][name], root=root, place=place)


def _type(value, schema, _root, place):
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if any(type(value) is _TYPES[name] for name in names):
        return []
    return [f"{place}: not {' or '.join(names)}"]


def _const(value, schema, _root, place):
    return [] if value == schema["const"] else [f"{place}: not {schema['const']}"]


def _enum(value, schema, _root, place):
    return [] if value in schema["enum"] else [f"{place}: not one of {schema['enum']}"]


def _one_of(value, schema, root, place):
    valid = [one for one in schema["oneOf"] if not errors(value, one, root=root, place=place)]
    return [] if len(valid) == 1 else [f"{place}: fits {len(valid)} of {len(schema['oneOf'])}"]


def _properties(value, schema, root, place):
    for name, one in schema["properties"].items():
        if name in value:
            found = errors(value[name], one, root=root, place=f"{place}.{name}")
            if found:
                return found
    return []


def _required(value, schema, _root, place):
    return [f"{place}: lacks {name}" for name in schema["required"] if name not in value]


def _additional(value, schema, _root, place):
    assert schema["additionalProperties"] is False
    return [f"{place}: has {name}" for name in value if name not in schema["properties"]]


def _items(value, schema, root, place):
    return [
        error
        for number, one in enumerate(value)
        for error in errors(one, schema["items"], root=root, place=f"{place}[{number}]")
    ]


def _least_items(value, schema, _root, place):
    return [] if len(value) >= schema["minItems"] else [f"{place}: too few"]


def _least_length(value, schema, _root, place):
    return [] if len(value) >= schema["minLength"] else [f"{place}: too short"]


_KEYWORDS = {
    "$ref": _reference,
    "type": _type,
    "const": _const,
    "enum": _enum,
    "oneOf": _one_of,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "minItems": _least_items,
    "minLength": _least_length,
}
