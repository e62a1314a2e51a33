"""How news are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from cms.content import dependencies, images, pages, seo
from cms.content.aggregates import JoinedText
from cms.content.body import Block, Body
from cms.localisation import tags
from cms.news import models

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cms.content.reading import Reading
    from cms.content.selection import Selection


class UnknownTerm(LookupError):
    """No published category or tag has this slug."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category or tag; ``language`` is the one its name is in."""

    slug: str
    name: str
    language: str


class NewsCategory(Term):
    """The kind of news an article is."""


class NewsTag(Term):
    """What an article is about."""


@dataclass(slots=True, kw_only=True)
class NewsIndexPage(pages.Page):
    """The list of news."""

    introduction: str


@dataclass(slots=True, kw_only=True)
class NewsPage(pages.Page):
    """An article."""

    publication_date: date
    summary: str
    lead_image_id: int | None
    lead_image_alt: str
    category: NewsCategory | None
    _body: Body = field(default_factory=Body)
    tags: list[NewsTag] = field(default_factory=list)
    related_news: list[NewsPage] = field(default_factory=list)

    @property
    def body(self) -> list[Block]:
        """The blocks of the article."""
        return self._body.blocks

    @property
    def lead_image(self) -> images.Image | None:
        """The image above the article."""
        return self.reading.image(self.lead_image_id, self.lead_image_alt)

    @property
    def meta_description(self) -> str:
        """What an editor wrote for search engines, else the summary."""
        return self.search_description or self.summary

    def schema_org(self) -> list[dict[str, Any]]:
        """The article; https://schema.org/NewsArticle."""
        article = {
            "@type": "NewsArticle",
            "@id": f"{self.canonical_url}#article",
            "mainEntityOfPage": self.canonical_url,
            "headline": self.title,
            "description": self.meta_description,
            "datePublished": self.publication_date.isoformat(),
            "inLanguage": self.content_language,
            "publisher": {
                "@type": "Organization",
                "@id": seo.organisation_id(self.reading),
                "url": f"{self.reading.tree.origin}/",
            },
        }
        if self.last_published_at is not None:
            article["dateModified"] = self.last_published_at.isoformat()
        if self.lead_image is not None:
            article["image"] = [seo.image_url(self.lead_image)]
        return [article]


@dataclass(frozen=True, slots=True)
class Position:
    """The place of an article in a list of news: what a cursor keeps."""

    publication_date: date
    pk: int


@dataclass(frozen=True, slots=True)
class NewsList:
    """Some news of a list, the latest first; ``condition`` finds all of the list."""

    condition: Q
    news: list[NewsPage]
    has_more: bool

    def count(self) -> int:
        """How many news the whole list has. One query."""
        return models.NewsPage.objects.filter(self.condition).count()


def read_index_pages(reading: Reading, condition: Q, selection: Selection) -> list[NewsIndexPage]:
    """The lists of news a condition finds. One query."""
    rows = models.NewsIndexPage.objects.filter(condition).values(*pages.HEAD, "introduction")
    found = []
    for row in rows:
        page = NewsIndexPage(**pages.head(row, reading), introduction=row["introduction"])
        pages.want_head(page, selection)
        found.append(page)
    return found


def read_news_pages(reading: Reading, condition: Q, selection: Selection) -> list[NewsPage]:
    """The articles a condition finds, the latest first.

    One query; one more for tags and one for related news, at each level they are asked for.
    """
    return _read(reading, models.NewsPage.objects.filter(condition), selection)


def published_news(
    reading: Reading,
    *,
    first: int,
    after: Position | None,
    matching: Q,
    with_fallback: bool,
    selection: Selection,
) -> NewsList:
    """The news of the answer's language, the latest first.

    ``matching`` narrows the list, ``after`` skips all up to a position. Two articles of one day
    stand in the order of their ids, so that a cursor is exact. One query, and those of
    ``read_news_pages``.
    """
    reading.depend_on_lists(_list_of_news, with_fallback=with_fallback)
    condition = pages.in_language(reading, with_fallback=with_fallback) & matching
    news = models.NewsPage.objects.filter(condition)
    if after is not None:
        same_day = Q(publication_date=after.publication_date, pk__lt=after.pk)
        news = news.filter(Q(publication_date__lt=after.publication_date) | same_day)
    found = _read(reading, news, selection, limit=first + 1)
    return NewsList(condition, found[:first], has_more=len(found) > first)


def latest_news(reading: Reading, *, count: int, selection: Selection) -> list[NewsPage]:
    """The latest news written in the answer's language."""
    found = published_news(
        reading, first=count, after=None, matching=Q(), with_fallback=False, selection=selection
    )
    return found.news


def news_by_key(
    reading: Reading, keys: Collection[UUID], selection: Selection
) -> dict[UUID, NewsPage]:
    """The readable articles of some translation keys, in the answer's language or the source's."""
    reading.dependencies.add_hidden(*map(dependencies.page, keys))
    condition = pages.in_language(reading, with_fallback=True) & Q(translation_key__in=keys)
    return {page.translation_key: page for page in read_news_pages(reading, condition, selection)}


def in_category(reading: Reading, slug: str) -> Q:
    """News of a category, in any language. One query.

    Raises:
        UnknownTerm: no category has this slug and is published in a public language.
    """
    keys = _keys_of(models.NewsCategory, reading, slug)
    return Q(category__translation_key__in=keys)


def with_tag(reading: Reading, slug: str) -> Q:
    """News with a tag, in any language. One query.

    Raises:
        UnknownTerm: no tag has this slug and is published in a public language.
    """
    keys = _keys_of(models.NewsTag, reading, slug)
    tagged = models.NewsPageTag.objects.filter(tag__translation_key__in=keys)
    return Q(pk__in=tagged.values("page"))


def categories(reading: Reading) -> list[NewsCategory]:
    """The published categories by name, in the answer's language or the source's. One query."""
    reading.dependencies.add(dependencies.TERMS)
    source = reading.tree.source or reading.root
    own, others = reading.root.locale_id, source.locale_id
    rows = models.NewsCategory.objects.filter(live=True, locale_id__in={own, others}).values_list(
        "slug", "name", "locale_id", "locale__language_code"
    )
    by_slug: dict[str, NewsCategory] = {}
    for slug, name, locale_id, code in rows:
        if locale_id == own or slug not in by_slug:
            by_slug[slug] = NewsCategory(slug, name, tags.canonical(code))
    return sorted(by_slug.values(), key=lambda category: category.name)


def _list_of_news(code: str) -> str:
    return dependencies.list_of("newspage", code)


def _keys_of(model: type[Any], reading: Reading, slug: str) -> list[UUID]:
    locale_ids = [root.locale_id for root in reading.tree.roots]
    terms = model.objects.filter(slug=slug, live=True, locale_id__in=locale_ids)
    keys = list(terms.values_list("translation_key", flat=True))
    if not keys:
        raise UnknownTerm
    return keys


def _read(
    reading: Reading,
    news: QuerySet[models.NewsPage],
    selection: Selection,
    limit: int | None = None,
) -> list[NewsPage]:
    columns = ["publication_date", "summary", "lead_image_id", "lead_image_alt"]
    if "body" in selection:
        columns.append("body")
    if "category" in selection:
        own = _own_name(models.NewsCategory, reading, OuterRef("category__translation_key"))
        news = news.annotate(own_category=own, category_code=F("category__locale__language_code"))
        columns += [
            "category__translation_key", "category__slug", "category__name", "category__live",
            "category_code", "own_category",
        ]  # fmt: skip
    if "related_news" in selection:
        news = news.annotate(related_keys=_related_keys())
        columns.append("related_keys")
    rows = news.order_by("-publication_date", "-pk").values(*pages.HEAD, *columns)[:limit]
    read = [(_record(row, reading, selection), row) for row in rows]
    found = [page for page, _row in read]
    if "tags" in selection:
        _add_tags(found, reading)
    if "related_news" in selection:
        with_keys = [(page, row["related_keys"]) for page, row in read]
        _add_related_news(with_keys, reading, selection.of("related_news"))
    return found


def _record(row: dict[str, Any], reading: Reading, selection: Selection) -> NewsPage:
    page = NewsPage(
        **pages.head(row, reading),
        publication_date=row["publication_date"],
        summary=row["summary"],
        lead_image_id=row["lead_image_id"],
        lead_image_alt=row["lead_image_alt"],
        category=_category(row, reading) if "category" in selection else None,
    )
    pages.want_head(page, selection)
    if "body" in selection:
        page._body = Body.read(row["body"].raw_data, reading, owner=page.block_prefix)  # noqa: SLF001
    if "lead_image" in selection or "json_ld" in selection.of("seo"):
        reading.want_image(page.lead_image_id)
    return page


def _own_name(model: type[Any], reading: Reading, translation_key: OuterRef) -> Subquery:
    """The name a term has in the answer's language, where it is published in it."""
    terms = model.objects.filter(
        translation_key=translation_key, locale_id=reading.root.locale_id, live=True
    )
    return Subquery(terms.values("name")[:1])


def _category(row: dict[str, Any], reading: Reading) -> NewsCategory | None:
    if row["category__translation_key"] is not None:
        reading.dependencies.add_hidden(dependencies.term(row["category__translation_key"]))
    if row["own_category"] is not None:
        return NewsCategory(row["category__slug"], row["own_category"], reading.tag)
    if not row["category__live"]:
        return None
    code = row["category_code"]
    return NewsCategory(row["category__slug"], row["category__name"], tags.canonical(code))


def _add_tags(news: list[NewsPage], reading: Reading) -> None:
    by_pk = {page.pk: page for page in news}
    rows = (
        models.NewsPageTag.objects.filter(page_id__in=by_pk)
        .order_by("sort_order", "pk")
        .annotate(
            own_name=_own_name(models.NewsTag, reading, OuterRef("tag__translation_key")),
            code=F("tag__locale__language_code"),
        )
        .values_list(
            "page_id", "tag__translation_key", "tag__slug", "tag__name", "tag__live", "code",
            "own_name",
        )
    )  # fmt: skip
    for page_id, key, slug, name, live, code, own_name in rows:
        reading.dependencies.add_hidden(dependencies.term(key))
        if own_name is not None:
            by_pk[page_id].tags.append(NewsTag(slug, own_name, reading.tag))
        elif live:
            by_pk[page_id].tags.append(NewsTag(slug, name, tags.canonical(code)))


def _related_keys() -> Subquery:
    """The translation keys of an article's related news, each behind its place: ``2:<key>,…``."""
    place = Concat(
        Cast("sort_order", TextField()),
        Value(":"),
        Cast("related__translation_key", TextField()),
        output_field=TextField(),
    )
    related = models.RelatedNews.objects.filter(page=OuterRef("pk")).order_by().values("page")
    return Subquery(related.annotate(places=JoinedText(place)).values("places"))


def _add_related_news(
    news: list[tuple[NewsPage, str | None]], reading: Reading, selection: Selection
) -> None:
    keys_by_page = {page.pk: _keys_in_order(places or "") for page, places in news}
    keys = {key for keys_of_page in keys_by_page.values() for key in keys_of_page}
    related = news_by_key(reading, keys, selection) if keys else {}
    for page, _places in news:
        page.related_news = [
            related[key]
            for key in keys_by_page[page.pk]
            if key in related and key != page.translation_key
        ]


def _keys_in_order(places: str) -> list[UUID]:
    pairs = [place.partition(":") for place in places.split(",") if place]
    in_order = sorted((int(number or 0), UUID(key)) for number, _, key in pairs)
    return [key for _number, key in in_order]
