"""Selectors of news."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import (
    CharField,
    DateField,
    Q,
    QuerySet,
    UUIDField,
)

from cms.content.body.block_records import BlockRecords, text_languages
from cms.content.caching import cache_tags
from cms.content.caching.lasting import ImmutableRecord
from cms.content.reading import pages, seo
from cms.content.reading.list_totals import ListTotal
from cms.content.reading.slices import Slice, Window
from cms.content.references import kinds
from cms.database import statements
from cms.database.statements import EVERYTHING, Condition, Parameter, in_list
from cms.localisation import tags
from cms.news import models, rows, terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from cms.content.body.block_kind import BlockRecord
    from cms.content.images import image_records
    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection
    from cms.content.references.kinds import ReferenceKind
    from cms.content.references.snippets import PublishedSnippet
    from cms.content.tree import SiteTree


MOST_TERMS = 2_000


class UnknownTerm(LookupError):
    """No published category or tag has this slug."""


@dataclass(frozen=True, slots=True)
class NamedTerm(ImmutableRecord):
    """A category or tag; ``language`` is the one its name is in."""

    slug: str
    name: str
    language: str


class NewsCategory(NamedTerm):
    """The kind of news an article is."""


class NewsTag(NamedTerm):
    """A topic of an article."""


@lru_cache(maxsize=MOST_TERMS)
def _category_named(slug: str, name: str, language: str) -> NewsCategory:
    """A category, made once, because the same few are used by most articles."""
    return NewsCategory(slug, name, language)


@lru_cache(maxsize=MOST_TERMS)
def _tag_named(slug: str, name: str, language: str) -> NewsTag:
    """A tag, made once."""
    return NewsTag(slug, name, language)


def _named(kind: ReferenceKind, pk: int | None, reading: Reading) -> tuple[str, str, str] | None:
    """The slug of a term, its name for an answer, and the language of that."""
    term: PublishedSnippet | None = reading.referenced(kind, pk)
    name: terms.TermName | None = term.on(reading.root.locale_id) if term else None
    if term is None or name is None:
        return None
    slug, _own_name = term.own_values
    return slug, name.name, name.language


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
    category_id: int | None
    tag_ids: list[int]
    _body: BlockRecords = field(default_factory=BlockRecords)
    related_news: list[NewsPage] = field(default_factory=list)

    @property
    def body(self) -> list[BlockRecord]:
        """The blocks of the article."""
        return self._body.blocks

    @property
    def lead_image(self) -> image_records.Image | None:
        """The image above the article."""
        return self.reading.image(self.lead_image_id, self.lead_image_alt)

    @property
    def category(self) -> NewsCategory | None:
        """The kind of news it is; ``None``: none, or none that is published."""
        category = _named(terms.CATEGORIES, self.category_id, self.reading)
        return _category_named(*category) if category else None

    @property
    def tags(self) -> list[NewsTag]:
        """The published tags of the article, in the editor's order."""
        names = (_named(terms.TAGS, tag_id, self.reading) for tag_id in self.tag_ids)
        return [_tag_named(*name) for name in names if name]

    @property
    def meta_description(self) -> str:
        """The description an editor wrote for search engines, else the summary."""
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


def read_index_pages(
    reading: Reading, condition: Condition, selection: Selection
) -> list[NewsIndexPage]:
    """The lists of news a condition finds. One query."""
    columns = pages.columns(selection)
    rows = statements.rows(
        condition.named("news index", columns),
        lambda: models.NewsIndexPage.objects.filter(condition.build()).values(
            *columns, "introduction"
        ),
        condition.values,
    )
    index_pages = []
    for row in rows:
        page = NewsIndexPage(**pages.head(row, reading), introduction=row["introduction"])
        pages.request_head(page, selection)
        index_pages.append(page)
    return index_pages


def read_news_pages(reading: Reading, condition: Condition, selection: Selection) -> list[NewsPage]:
    """The articles a condition finds, the latest first.

    One query; one more for related news, at each level they are asked for.
    """
    return _read(reading, condition, selection)


def published_news(
    reading: Reading,
    *,
    window: Window[tuple[date, int]],
    matching: Condition,
    with_fallback: bool,
    selection: Selection,
) -> Slice[NewsPage]:
    """The news of the answer's language, the latest first.

    ``matching`` narrows the list. One query, and those of ``read_news_pages``; to count the whole
    list, those of ``ListTotal.count``.
    """
    reading.depend_on_lists(_list_of_news, with_fallback=with_fallback)
    condition = pages.in_language(reading, with_fallback=with_fallback) & matching
    list_total = ListTotal.of(reading, condition)
    condition_in_window = condition & rows.LATEST_FIRST.within(window)
    matches, has_more = window.cut(_read(reading, condition_in_window, selection, window))
    return Slice(matches, has_more, lambda: list_total.count(models.NewsPage))


def latest_news(reading: Reading, *, count: int, selection: Selection) -> list[NewsPage]:
    """The latest news written in the answer's language."""
    news = published_news(
        reading,
        window=Window(count),
        matching=EVERYTHING,
        with_fallback=False,
        selection=selection,
    )
    return news.entries


def news_by_key(
    reading: Reading, keys: Collection[UUID], selection: Selection
) -> dict[UUID, NewsPage]:
    """The readable articles of some translation keys, in the answer's language or the source's.

    One query, none where they are remembered; and those of ``read_news_pages`` for related news.
    """
    reading.dependencies.add_hidden(*map(cache_tags.page, keys))
    kind = rows.kind(reading.root, pages.columns(selection), _parts(selection))
    news = kinds.find(reading.tree, {kind: set(keys)}, day=reading.as_of)[kind]
    return {page.translation_key: page for page in _records(news, reading, selection)}


def in_category(reading: Reading, slug: str) -> Condition:
    """News of a category, in any language. One query.

    Raises:
        UnknownTerm: no category has this slug and is published in a public language.
    """
    keys = _keys_of(models.NewsCategory, reading, slug)
    return Condition(
        "category",
        lambda: in_list("category__translation_key", "category_keys", UUIDField()),
        {"category_keys": keys},
    )


def with_tag(reading: Reading, slug: str) -> Condition:
    """News with a tag, in any language. One query.

    Raises:
        UnknownTerm: no tag has this slug and is published in a public language.
    """
    keys = _keys_of(models.NewsTag, reading, slug)
    return Condition("tag", lambda: Q(pk__in=_tagged().values("page")), {"tag_keys": keys})


def _tagged() -> QuerySet[models.NewsPageTag]:
    return models.NewsPageTag.objects.filter(
        in_list("tag__translation_key", "tag_keys", UUIDField())
    )


def in_year(year: int) -> Condition:
    """News of a year, 1 to 9999."""
    first, last = Parameter("first_day", DateField()), Parameter("last_day", DateField())
    return Condition(
        "year",
        lambda: Q(publication_date__gte=first, publication_date__lte=last),
        {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)},
    )


def sorted_by_category(category: models.NewsCategory) -> QuerySet[models.NewsPage]:
    """The news of a category, in all languages, whoever may read them."""
    return models.NewsPage.objects.filter(category__translation_key=category.translation_key)


def sorted_by_tag(tag: models.NewsTag) -> QuerySet[models.NewsPage]:
    """The news with a tag, in all languages, whoever may read them."""
    tagged = models.NewsPageTag.objects.filter(tag__translation_key=tag.translation_key)
    return models.NewsPage.objects.filter(pk__in=tagged.values("page"))


def with_row(row: models.NewsPageTag) -> QuerySet[models.NewsPage]:
    """The article a tag was added to or removed from."""
    return models.NewsPage.objects.filter(pk=row.page_id)


def categories(reading: Reading) -> list[NewsCategory]:
    """The published categories by name, in the answer's language or the source's. One query."""
    reading.dependencies.add(cache_tags.TERMS)
    source = reading.tree.source or reading.root
    own_locale_id, others = reading.root.locale_id, source.locale_id
    rows = statements.rows(
        ("categories", own_locale_id, others), lambda: _named_in({own_locale_id, others}), {}
    )
    by_slug: dict[str, NewsCategory] = {}
    for row in rows:
        slug = row["slug"]
        if row["locale_id"] == own_locale_id or slug not in by_slug:
            name, code = row["name"], row["locale__language_code"]
            by_slug[slug] = _category_named(slug, name, tags.canonical(code))
    return sorted(by_slug.values(), key=lambda category: category.name)


def _named_in(locale_ids: set[int]) -> QuerySet[Any, Any]:
    categories = models.NewsCategory.objects.filter(live=True, locale_id__in=locale_ids)
    return categories.values("slug", "name", "locale_id", "locale__language_code")


def _list_of_news(code: str) -> str:
    return cache_tags.list_of("newspage", code)


def _keys_of(model: type[Any], reading: Reading, slug: str) -> list[UUID]:
    rows = statements.rows(
        ("keys of terms", model, reading.tree.shape),
        lambda: _terms(model, reading.tree).values("translation_key"),
        {"slug": slug},
    )
    if not rows:
        raise UnknownTerm
    return [row["translation_key"] for row in rows]


def _terms(model: type[Any], tree: SiteTree) -> QuerySet[Any]:
    """The terms of a slug that are published in a public language."""
    locale_ids = [root.locale_id for root in tree.roots]
    return model.objects.filter(
        slug=Parameter("slug", CharField()), live=True, locale_id__in=locale_ids
    )


def _read(
    reading: Reading,
    condition: Condition,
    selection: Selection,
    window: Window[tuple[date, int]] | None = None,
) -> list[NewsPage]:
    columns, parts = pages.columns(selection), _parts(selection)
    key = condition.named("news", columns, parts)

    def built() -> QuerySet[Any, Any]:
        news = rows.of(condition.build(), columns, parts)
        return window.of(news) if window else news

    news_rows = statements.rows(
        window.named(key) if window else key,
        built,
        condition.values,
    )
    return _records(news_rows, reading, selection)


def _parts(selection: Selection) -> tuple[str, ...]:
    return tuple(name for name in rows.PARTS if name in selection)


def _records(rows: list[dict[str, Any]], reading: Reading, selection: Selection) -> list[NewsPage]:
    """The articles of some rows, with their related news where these are asked for."""
    news = [_record(row, reading, selection) for row in rows]
    if "related_news" in selection:
        with_keys = [(page, row["related_keys"]) for page, row in zip(news, rows, strict=True)]
        _add_related_news(with_keys, reading, selection.of("related_news"))
    return news


def _record(row: dict[str, Any], reading: Reading, selection: Selection) -> NewsPage:
    page = NewsPage(
        **pages.head(row, reading),
        publication_date=row["publication_date"],
        summary=row["summary"],
        lead_image_id=row["lead_image_id"],
        lead_image_alt=row["lead_image_alt"],
        category_id=row["category_id"] if "category" in selection else None,
        tag_ids=rows.tags_of(row) if "tags" in selection else [],
    )
    pages.request_head(page, selection)
    if "body" in selection:
        page._body = BlockRecords.stored(  # noqa: SLF001
            row["body_in_json"],
            owner=page.block_prefix,
            wording=text_languages(page, selection.of("body")),
        )
    if "lead_image" in selection or "json_ld" in selection.of("seo"):
        reading.request_image(page.lead_image_id)
    reading.request(terms.CATEGORIES, page.category_id)
    for tag_id in page.tag_ids:
        reading.request(terms.TAGS, tag_id)
    return page


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
    pairs = [pair.partition(":") for pair in places.split(",") if pair]
    in_order = sorted((int(number or 0), statements.uuid(key)) for number, _, key in pairs)
    return [key for _number, key in in_order]
