"""The languages of a site."""

from typing import Any

import graphene

from cms.api.content.identity import id_field, identity
from cms.content.tree import Root


class TextDirection(graphene.Enum):
    """The direction a language is written in."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def description(self) -> str:
        """The description of a direction."""
        return "From left to right." if self is TextDirection.LTR else "From right to left."


class Language(graphene.ObjectType):
    """A language that has a public front page."""

    id = id_field()
    tag = graphene.String(required=True, description="BCP 47 tag, such as `zh-Hans`.")
    code = graphene.String(
        required=True, description="The first part of its paths, such as `zh-hans`."
    )
    name = graphene.String(required=True, description="Its own name, such as `简体中文`.")
    direction = graphene.Field(TextDirection, required=True, description="For `dir` in HTML.")
    is_source = graphene.Boolean(
        required=True, description="Whether the site is written in it and translated from it."
    )
    home_path = graphene.String(
        required=True, description="The path of its front page, such as `/zh-hans/`."
    )

    class Meta:
        possible_types = (Root,)

    @staticmethod
    def resolve_id(root: Root, _info: Any) -> str:
        return identity("Language", root.language.tag)

    @staticmethod
    def resolve_tag(root: Root, _info: Any) -> str:
        return root.language.tag

    @staticmethod
    def resolve_code(root: Root, _info: Any) -> str:
        return root.language.code

    @staticmethod
    def resolve_name(root: Root, _info: Any) -> str:
        return root.language.name

    @staticmethod
    def resolve_direction(root: Root, _info: Any) -> str:
        return "rtl" if root.language.is_right_to_left else "ltr"

    @staticmethod
    def resolve_home_path(root: Root, _info: Any) -> str:
        return root.frontend_path


class Query(graphene.ObjectType):
    """Languages."""

    languages = graphene.List(
        graphene.NonNull(Language),
        required=True,
        description="The languages of the site, the source language first.",
    )

    @staticmethod
    def resolve_languages(_root: Any, info: Any) -> tuple[Root, ...]:
        return info.context.tree().roots
