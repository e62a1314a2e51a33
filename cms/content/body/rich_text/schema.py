"""The nodes of a rich text document, and their JSON Schema.

The names are those of mdast, the syntax tree of Markdown, where it has them, so that a frontend can
use the tools there are. ``NODES`` is the one description: everything else is made from it.
"""

from dataclasses import dataclass, field
from typing import Any

# JSON Schema's own vocabulary.
Schema = dict[str, Any]

BLOCKS = ("paragraph", "heading", "list", "blockquote", "thematicBreak")
INLINES = (
    "text", "strong", "emphasis", "superscript", "subscript", "inlineCode", "break", "link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node: what it is, which nodes it may contain, and its attributes.

    It says the ``optional`` only where there is something to say.
    """

    description: str
    children: tuple[str, ...] = ()
    values: dict[str, Schema] = field(default_factory=dict)
    may_be_empty: bool = False
    optional: dict[str, Schema] = field(default_factory=dict)


_VALUE = {"value": {"type": "string", "minLength": 1, "description": "The characters themselves."}}
_LANGUAGE: dict[str, Schema] = {
    "lang": {
        "type": "string",
        "description": "BCP 47 tag, where the words are in another language than the page.",
    },
    "dir": {"enum": ["ltr", "rtl"], "description": "The direction `lang` is written in."},
}

NODES = {
    "root": NodeType("The whole text. Without children: there is none.", BLOCKS, may_be_empty=True),
    "paragraph": NodeType("A paragraph.", INLINES, optional=_LANGUAGE),
    "heading": NodeType(
        "A heading inside the text.",
        INLINES,
        {"depth": {"enum": [2, 3, 4], "description": "The page's title is 1."}},
        optional=_LANGUAGE,
    ),
    "list": NodeType(
        "A list.",
        ("listItem",),
        {"ordered": {"type": "boolean", "description": "Whether its items are numbered, from 1."}},
    ),
    "listItem": NodeType("An item of a list.", BLOCKS),
    "blockquote": NodeType("What somebody else wrote.", BLOCKS),
    "thematicBreak": NodeType("A change of subject, shown as a line."),
    "text": NodeType("Words as they are: escape them for HTML.", values=_VALUE),
    "strong": NodeType("Important words, shown in bold.", INLINES),
    "emphasis": NodeType("Stressed words, shown in italics.", INLINES),
    "superscript": NodeType("Raised characters.", INLINES),
    "subscript": NodeType("Lowered characters.", INLINES),
    "inlineCode": NodeType("Something typed, shown in a fixed width.", values=_VALUE),
    "break": NodeType("The end of a line inside a paragraph."),
    "link": NodeType(
        "A link that may be followed. It holds no other link.",
        tuple(name for name in INLINES if name != "link"),
        {
            "url": {
                "type": "string",
                "minLength": 1,
                "description": (
                    "A path of the frontend, such as `/zh-hans/news/`, an absolute address, or "
                    "a place on this page."
                ),
            },
            "hreflang": {
                "type": ["string", "null"],
                "description": "BCP 47 tag of the linked page; null where it isn't known.",
            },
        },
    ),
}


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "RichTextDocument",
        "description": (
            "Rich text as a tree. Links are resolved, in the language of the answer, and lead to "
            "nothing the reader may not see. New kinds of nodes may be added: show the children "
            "of those your frontend doesn't know."
        ),
        "$ref": "#/$defs/root",
        "$defs": {name: _definition(name, node) for name, node in NODES.items()},
    }


def _definition(name: str, node: NodeType) -> Schema:
    properties: Schema = {"type": {"const": name}, **node.values}
    if node.children:
        references = [{"$ref": f"#/$defs/{child}"} for child in node.children]
        properties["children"] = {"type": "array", "items": {"oneOf": references}}
        if not node.may_be_empty:
            properties["children"]["minItems"] = 1
    return {
        "description": node.description,
        "type": "object",
        "properties": properties | node.optional,
        "required": list(properties),
        "additionalProperties": False,
    }
