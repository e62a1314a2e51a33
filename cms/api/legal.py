"""Legal notices, for frontends."""

from datetime import date
from typing import Any

import graphene
from graphene import relay

from cms.api.content import arguments
from cms.api.content.blocks import block_list
from cms.api.content.connections import null_if_unknown
from cms.api.content.dates import Date, NotADay
from cms.api.content.identity import id_field, identity
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.legal import selectors


class LegalNoticeChangeKind(graphene.Enum):
    """The weight of a change, as the editor who published it judged it."""

    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"

    @property
    def description(self) -> str:
        """The description of a kind."""
        if self is LegalNoticeChangeKind.SUBSTANTIVE:
            return "Rights or duties change."
        return "An editorial correction: the meaning stays the same."


class LegalNoticeVersion(graphene.ObjectType):
    """A version of a legal notice. Once published it never changes."""

    id = id_field()
    number = graphene.Int(
        required=True, description="From 1; a translation has the number of what it translates."
    )
    effective_on = Date(required=True, description="The first day it is in force.")
    published_at = graphene.DateTime(required=True, description="When it was published.")
    language = graphene.String(
        required=True,
        description="BCP 47 tag of its text: the source language where it isn't translated.",
    )
    hash = graphene.String(
        required=True,
        description="SHA-256 of `canonicalText` in UTF-8, in hexadecimal digits.",
    )
    is_draft = graphene.Boolean(
        required=True,
        description=(
            "`true` in a preview only: the version that publishing would make. Its number and hash "
            "hold until another version is published."
        ),
    )
    change_kind = graphene.Field(
        LegalNoticeChangeKind,
        description="`null`: the editor didn't say. Don't guess it from the text.",
    )
    change_note = graphene.String(
        description=(
            "What changed with this version, in `language`, in an editor's words. Plain text, may "
            "have several lines. `null`: nobody wrote it."
        ),
    )
    canonical_text = graphene.String(
        required=True,
        description=(
            "The version as plain text: title, facts, and the body in CommonMark, with the hash "
            "of each file. Whoever keeps it can check `hash`; `docs/legal-notices.md` says how."
        ),
    )

    class Meta:
        possible_types = (selectors.LegalNoticeVersion,)

    @staticmethod
    def resolve_id(version: selectors.LegalNoticeVersion, _info: Any) -> str:
        place = (version.translation_key, version.language, version.hash)
        return identity("LegalNoticeVersion", *place)


class LegalNoticePage(graphene.ObjectType):
    """A legal notice as one of its versions; title and body are that version's."""

    slug = graphene.String(
        required=True, description="The same in all languages; for the argument `slug`."
    )
    body = block_list("The text of the version.")
    version = graphene.Field(
        LegalNoticeVersion,
        required=True,
        description="The version shown: the one in force today, or on the requested day.",
    )
    versions = graphene.List(
        graphene.NonNull(LegalNoticeVersion),
        required=True,
        description="All versions, the newest first; it may not be in force yet.",
    )
    prevailing_language = graphene.String(
        required=True,
        description="BCP 47 tag of the language whose text decides where texts differ.",
    )

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.LegalNoticePage,)


class LegalIndexPage(graphene.ObjectType):
    """The page that lists the legal notices."""

    introduction = graphene.String(required=True, description="Above the list. May be empty.")
    notices = graphene.List(
        graphene.NonNull(LegalNoticePage),
        required=True,
        description="The notices in force, each in the language or else the source language.",
    )

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.LegalIndexPage,)


class Query(graphene.ObjectType):
    """Legal notices."""

    legal_notices = graphene.List(
        graphene.NonNull(LegalNoticePage),
        language=graphene.String(required=True, description="BCP 47 tag."),
        description=(
            "The legal notices in force, each in the language or else in the source language "
            "with `isFallback`. `null`: only with an error."
        ),
    )
    legal_notice = graphene.Field(
        LegalNoticePage,
        slug=graphene.String(required=True, description="The last part of its path."),
        language=graphene.String(required=True, description="BCP 47 tag."),
        as_of=Date(description="A day. Left out: today."),
        description=(
            "A legal notice as it was in force on a day: in the language, or else in the source "
            "language with `isFallback`. `null`: no such notice was in force."
        ),
    )

    @staticmethod
    def resolve_legal_notices(
        _root: Any, info: Any, language: str
    ) -> list[selectors.LegalNoticePage]:
        reading = arguments.reading_in(info, language)
        notices = selectors.legal_notices(reading, selection_of(info))
        reading.fetch()
        return notices

    @staticmethod
    @null_if_unknown
    def resolve_legal_notice(
        _root: Any, info: Any, slug: str, language: str, as_of: date | NotADay | None = None
    ) -> selectors.LegalNoticePage | None:
        slug = arguments.slug(slug)
        reading = arguments.reading_in(info, language)
        if as_of is not None:
            reading.as_of = arguments.day("asOf", as_of)
        notices = selectors.legal_notices(reading, selection_of(info), slug=slug)
        reading.fetch()
        return notices[0] if notices else None
