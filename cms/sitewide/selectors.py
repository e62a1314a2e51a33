"""Selectors of header, footer and identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BigAutoField, QuerySet, Subquery

from cms.content.body.block_records import raw_stream
from cms.content.body.stream_field import in_json
from cms.content.caching import cache_tags
from cms.content.pages.limits import is_integer
from cms.database import statements
from cms.database.statements import Parameter
from cms.localisation import tags
from cms.sitewide import models

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cms.content.images.image_records import Image
    from cms.content.reading.loader import Reading
    from cms.content.references.links import Link


@dataclass(frozen=True, slots=True)
class PageNavigationItem:
    """A page in the header."""

    id: str
    label: str
    link: Link


@dataclass(frozen=True, slots=True)
class FavoritesNavigationItem:
    """The reader's favorites in the header."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class LanguageSwitchNavigationItem:
    """The language switch in the header."""

    id: str
    label: str


NavigationItem = PageNavigationItem | FavoritesNavigationItem | LanguageSwitchNavigationItem


@dataclass(frozen=True, slots=True)
class Organisation:
    """The publisher of the site."""

    name: str
    short_name: str
    tagline: str
    description: str
    logo_id: int | None
    logo_alt: str
    address: str
    email: str
    telephone: str
    reading: Reading

    @property
    def logo(self) -> Image | None:
        """The logo, where there is one that may be seen."""
        return self.reading.image(self.logo_id, self.logo_alt)


@dataclass(frozen=True, slots=True)
class Sitewide:
    """Header, footer and identity in the language of an answer, or else in the source language."""

    reading: Reading
    content_language: str
    organisation: Organisation
    raw_navigation: list[dict[str, Any]]
    raw_footer_links: list[dict[str, Any]]
    footer_text: str

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.reading.tag

    @property
    def is_fallback(self) -> bool:
        """True if the content is in another language than the answer."""
        return self.content_language != self.language

    @property
    def header_navigation(self) -> list[NavigationItem]:
        """The items of the header; pages that may not be read are left out."""
        items = (self._item(raw) for raw in self.raw_navigation)
        return [item for item in items if item is not None]

    @property
    def footer_links(self) -> list[Link]:
        """The links of the footer; pages that may not be read are left out."""
        values = (raw["value"] for raw in self.raw_footer_links)
        links = (
            self.reading.link(
                text=footer_link["text"],
                page_id=footer_link.get("page"),
                url=footer_link.get("url") or "",
            )
            for footer_link in values
        )
        return [link for link in links if link is not None]

    def _item(self, raw: dict[str, Any]) -> NavigationItem | None:
        # Translations keep the ids of what they translate.
        id_, value = f"{self.language}-{raw['id']}", raw["value"]
        if raw["type"] in _ITEMS:
            return _ITEMS[raw["type"]](id_, value["label"])
        link = self.reading.link(text=value["label"], page_id=value.get("page"), url="")
        return PageNavigationItem(id_, value["label"], link) if link else None


_ITEMS: dict[str, Callable[[str, str], NavigationItem]] = {
    "favorites": FavoritesNavigationItem,
    "language_switch": LanguageSwitchNavigationItem,
}


def sitewide(reading: Reading) -> Sitewide | None:
    """Header, footer and identity of the site; ``None`` where none is published. One query."""
    reading.dependencies.add(cache_tags.SITEWIDE)
    if reading.tree.site_id is None:
        return None
    rows = statements.rows("sitewide", _rows, {"site_id": reading.tree.site_id})
    by_locale = {row["locale_id"]: row for row in rows}
    source = reading.tree.source
    row = by_locale.get(reading.root.locale_id) or by_locale.get(source.locale_id if source else 0)
    return _record(row, reading) if row else None


def _rows() -> QuerySet[Any, Any]:
    """The published header and footer of a site, in all languages."""
    chosen = models.SitewideSettings.objects.filter(site_id=Parameter("site_id", BigAutoField()))
    published = models.Sitewide.objects.filter(
        translation_key__in=Subquery(chosen.values("sitewide__translation_key")), live=True
    )
    return published.annotate(
        navigation_in_json=in_json("header_navigation"), links_in_json=in_json("footer_links")
    ).values(
        "locale_id", "locale__language_code", "organisation_name", "short_name", "tagline",
        "description", "logo_id", "logo_alt", "address", "email", "telephone",
        "navigation_in_json", "links_in_json", "footer_text",
    )  # fmt: skip


def _readable(in_json: str, name: str) -> list[dict[str, Any]]:
    """The items of a stored stream that have an id, a kind and a text of this name."""
    return [raw for raw in raw_stream(in_json) if _is_readable(raw, name)]


def _is_readable(raw: Any, name: str) -> bool:
    value = raw.get("value") if isinstance(raw, dict) else None
    if not isinstance(value, dict) or not {"id", "type"} <= raw.keys():
        return False
    return isinstance(value.get(name), str) and is_integer(value)


def _record(row: Mapping[str, Any], reading: Reading) -> Sitewide:
    record = Sitewide(
        reading=reading,
        content_language=tags.canonical(row["locale__language_code"]),
        organisation=Organisation(
            name=row["organisation_name"],
            short_name=row["short_name"],
            tagline=row["tagline"],
            description=row["description"],
            logo_id=row["logo_id"],
            logo_alt=row["logo_alt"],
            address=row["address"],
            email=row["email"],
            telephone=row["telephone"],
            reading=reading,
        ),
        raw_navigation=_readable(row["navigation_in_json"], "label"),
        raw_footer_links=_readable(row["links_in_json"], "text"),
        footer_text=row["footer_text"],
    )
    reading.request_image(row["logo_id"])
    for raw in record.raw_navigation + record.raw_footer_links:
        reading.request_page(raw["value"].get("page"))
        reading.request_url(raw["value"].get("url") or "")
    return record
