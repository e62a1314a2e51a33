"""Header, footer and identity, for frontends."""

from typing import Any

import graphene

from cms.api.content import arguments
from cms.api.content.identity import id_field, identity
from cms.api.content.images import Image
from cms.api.content.links import Link
from cms.sitewide import selectors

_ID = "Stable, and different for every language: fit as a key."


class Organisation(graphene.ObjectType):
    """The publisher of the site. Texts that the editors left out are empty."""

    id = id_field()
    name = graphene.String(required=True, description="The full name.")
    short_name = graphene.String(required=True, description="For narrow screens. May be empty.")
    tagline = graphene.String(required=True, description="A motto. May be empty.")
    description = graphene.String(
        required=True, description="The purpose of the organisation. May be empty."
    )
    logo = graphene.Field(Image, description="`null`: there is none.")
    address = graphene.String(required=True, description="Postal address in lines. May be empty.")
    email = graphene.String(required=True, description="May be empty.")
    telephone = graphene.String(required=True, description="May be empty.")

    class Meta:
        possible_types = (selectors.Organisation,)

    @staticmethod
    def resolve_id(organisation: selectors.Organisation, _info: Any) -> str:
        return identity("Organisation", organisation.reading.tag)


class PageNavigationItem(graphene.ObjectType):
    """A page in the header."""

    id = graphene.ID(required=True, description=_ID)
    label = graphene.String(required=True, description="The words to show.")
    link = graphene.Field(Link, required=True, description="The target.")

    class Meta:
        possible_types = (selectors.PageNavigationItem,)


class FavoritesNavigationItem(graphene.ObjectType):
    """The place of the reader's favorites, which the frontend keeps as translation keys."""

    id = graphene.ID(required=True, description=_ID)
    label = graphene.String(required=True, description="The words to show.")

    class Meta:
        possible_types = (selectors.FavoritesNavigationItem,)


class LanguageSwitchNavigationItem(graphene.ObjectType):
    """The place of the switch to the same page in another language."""

    id = graphene.ID(required=True, description=_ID)
    label = graphene.String(
        required=True,
        description="The words to show; with two languages the name of the other one.",
    )

    class Meta:
        possible_types = (selectors.LanguageSwitchNavigationItem,)


class NavigationItem(graphene.Union):
    """An item that editors can place in the header."""

    class Meta:
        types = (PageNavigationItem, FavoritesNavigationItem, LanguageSwitchNavigationItem)


class Sitewide(graphene.ObjectType):
    """The parts that all pages show: identity, header and footer."""

    id = id_field()
    language = graphene.String(
        required=True, description="BCP 47 tag of the language it was requested in."
    )
    content_language = graphene.String(
        required=True, description="BCP 47 tag of the language it is written in."
    )
    is_fallback = graphene.Boolean(
        required=True,
        description="Whether `contentLanguage` is another than `language`: it isn't translated.",
    )
    organisation = graphene.Field(Organisation, required=True, description="The publisher.")
    header_navigation = graphene.List(
        graphene.NonNull(NavigationItem),
        required=True,
        description="From left to right. Pages that may not be read are left out.",
    )
    footer_links = graphene.List(
        graphene.NonNull(Link),
        required=True,
        description="Pages that may not be read are left out.",
    )
    footer_text = graphene.String(required=True, description="May be empty.")

    class Meta:
        possible_types = (selectors.Sitewide,)

    @staticmethod
    def resolve_id(sitewide: selectors.Sitewide, _info: Any) -> str:
        return identity("Sitewide", sitewide.language)


class Query(graphene.ObjectType):
    """The parts that all pages show."""

    sitewide = graphene.Field(
        Sitewide,
        language=graphene.String(required=True, description="BCP 47 tag."),
        description=(
            "Identity, header and footer in a language, or else in the source language with "
            "`isFallback`. `null`: the editors haven't published any."
        ),
    )

    @staticmethod
    def resolve_sitewide(_root: Any, info: Any, language: str) -> selectors.Sitewide | None:
        reading = arguments.reading_in(info, language)
        sitewide = selectors.sitewide(reading)
        reading.fetch()
        return sitewide
