"""Selectors of front pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import BigAutoField, QuerySet, Subquery

from cms.content.body.block_records import BlockRecords, text_languages
from cms.content.body.stream_field import in_json
from cms.content.caching import cache_tags
from cms.content.reading import pages, seo
from cms.database import statements
from cms.database.statements import Parameter
from cms.home import models
from cms.news import selectors as news_selectors
from cms.sitewide.models import Sitewide, SitewideSettings

if TYPE_CHECKING:
    from django.db.models import Q

    from cms.content.body.block_kind import BlockRecord
    from cms.content.images import image_records
    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection
    from cms.content.references.links import Link
    from cms.content.tree import Root, SiteTree
    from cms.database.statements import Condition


@dataclass(slots=True, kw_only=True)
class HomePage(pages.Page):
    """The front page of a language."""

    hero_title: str
    hero_text: str
    hero_image_id: int | None
    hero_image_alt: str
    hero_link_id: int | None
    hero_link_text: str
    _body: BlockRecords = field(default_factory=BlockRecords)
    chosen_news: list[news_selectors.NewsPage] = field(default_factory=list)
    latest_news: list[news_selectors.NewsPage] = field(default_factory=list)
    organisation_name: str | None = None

    @property
    def body(self) -> list[BlockRecord]:
        """The blocks below the news."""
        return self._body.blocks

    @property
    def hero_image(self) -> image_records.Image | None:
        """The image of the hero."""
        return self.reading.image(self.hero_image_id, self.hero_image_alt)

    @property
    def hero_link(self) -> Link | None:
        """The target of the hero's link."""
        return self.reading.link(text=self.hero_link_text, page_id=self.hero_link_id, url="")

    def schema_org(self) -> list[dict[str, Any]]:
        """The publisher of the site; https://schema.org/Organization."""
        if not self.organisation_name:
            return []
        return [
            {
                "@type": "Organization",
                "@id": seo.organisation_id(self.reading),
                "name": self.organisation_name,
                "url": f"{self.reading.tree.origin}/",
            }
        ]


FIELDS = (
    "hero_title", "hero_text", "hero_image_id", "hero_image_alt",
    "hero_link_id", "hero_link_text",
)  # fmt: skip


def read_home_pages(reading: Reading, condition: Condition, selection: Selection) -> list[HomePage]:
    """The front pages a condition finds.

    One query; one more for the latest news and two for the chosen ones.
    """
    parts = tuple(
        name
        for name, is_wanted in [
            ("body", "body" in selection),
            ("organisation", "json_ld" in selection.of("seo")),
        ]
        if is_wanted
    )
    if "organisation" in parts:
        reading.dependencies.add(cache_tags.SITEWIDE)
    tree, root, head = reading.tree, reading.root, pages.columns(selection)
    rows = statements.rows(
        condition.named("home", tree.shape, root.locale_id, head, parts),
        lambda: _rows(condition.build(), tree, root, head, parts),
        condition.values,
    )
    return [_record(row, reading, selection) for row in rows]


def _rows(
    condition: Q, tree: SiteTree, root: Root, head: tuple[str, ...], parts: tuple[str, ...]
) -> QuerySet[Any, Any]:
    """The front pages a condition finds, with what is asked of them."""
    columns = [*head, *FIELDS, "latest_news_count"]
    home_pages = models.HomePage.objects.filter(condition)
    if "body" in parts:
        home_pages = home_pages.annotate(body_in_json=in_json("body"))
        columns.append("body_in_json")
    if "organisation" in parts:
        home_pages = home_pages.annotate(
            own_organisation=_organisation_name(tree, root),
            source_organisation=_organisation_name(tree, tree.source),
        )
        columns += ["own_organisation", "source_organisation"]
    return home_pages.values(*columns)


def _organisation_name(tree: SiteTree, root: Root | None) -> Subquery:
    """The name in a language, where the header and footer of the site are published in it."""
    chosen = SitewideSettings.objects.filter(site_id=tree.site_id or 0)
    names = Sitewide.objects.filter(
        translation_key__in=chosen.values("sitewide__translation_key"),
        locale_id=root.locale_id if root else None,
        live=True,
    )
    return Subquery(names.values("organisation_name")[:1])


def _record(row: dict[str, Any], reading: Reading, selection: Selection) -> HomePage:
    page = HomePage(**pages.head(row, reading), **{name: row[name] for name in FIELDS})
    page.organisation_name = row.get("own_organisation") or row.get("source_organisation")
    pages.request_head(page, selection)
    if "hero_image" in selection:
        reading.request_image(page.hero_image_id)
    if "hero_link" in selection:
        reading.request_page(page.hero_link_id)
    if "body" in selection:
        page._body = BlockRecords.stored(  # noqa: SLF001
            row["body_in_json"],
            owner=page.block_prefix,
            wording=text_languages(page, selection.of("body")),
        )
    if "chosen_news" in selection:
        page.chosen_news = _chosen_news(page.pk, reading, selection.of("chosen_news"))
    if "latest_news" in selection and row["latest_news_count"]:
        page.latest_news = news_selectors.latest_news(
            reading, count=row["latest_news_count"], selection=selection.of("latest_news")
        )
    return page


def _chosen_news(
    page_id: int, reading: Reading, selection: Selection
) -> list[news_selectors.NewsPage]:
    rows = statements.rows("chosen news", _chosen_rows, {"page_id": page_id})
    keys = [row["news__translation_key"] for row in rows]
    news = news_selectors.news_by_key(reading, keys, selection) if keys else {}
    return [news[key] for key in keys if key in news]


def _chosen_rows() -> QuerySet[Any, Any]:
    chosen = models.ChosenNews.objects.filter(page_id=Parameter("page_id", BigAutoField()))
    return chosen.order_by("sort_order", "pk").values("news__translation_key")
