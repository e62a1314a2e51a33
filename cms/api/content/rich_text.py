"""Rich text."""

from typing import Any

import graphene
from graphql import GraphQLError

from cms.api.content.identity import id_field, identity
from cms.content.body import rich_text


class RichTextDocument(graphene.Scalar):
    """Rich text as a tree of typed nodes, in JSON.

    `rich_text.schema.json` of the contract is its JSON Schema. The names of the nodes are those of
    mdast (https://github.com/syntax-tree/mdast) where it has them.
    """

    @staticmethod
    def serialize(document: Any) -> Any:
        return document

    @staticmethod
    def parse_value(_value: Any) -> Any:
        raise GraphQLError("A RichTextDocument can't be given, only asked for.")

    @staticmethod
    def parse_literal(_node: Any, _variables: Any = None) -> Any:
        raise GraphQLError("A RichTextDocument can't be given, only asked for.")


class RichText(graphene.ObjectType):
    """Text with paragraphs, lists, emphasis and links."""

    id = id_field()
    html = graphene.String(
        required=True,
        description=(
            "Safe HTML. Links lead to paths of the frontend in the language of the answer, with "
            "`hreflang`; what may not be read is plain text."
        ),
    )
    text = graphene.String(
        required=True, description="The words alone, a line for every paragraph or list item."
    )
    markdown = graphene.String(
        required=True,
        description="CommonMark. Links are as in `html`, without `hreflang`.",
    )
    document = graphene.Field(
        RichTextDocument,
        required=True,
        description="A tree of typed nodes. Links are as in `html`, with `hreflang`.",
    )

    class Meta:
        possible_types = (rich_text.RichText,)

    @staticmethod
    def resolve_id(text: rich_text.RichText, _info: Any) -> str:
        return identity("RichText", text.owner)
