"""News in bulk, to see how the CMS behaves with many of them.

Rows are written past the models, as the page tree wants them, so they have neither revisions nor
translation records. Search and reference index are brought up to date with them. Each batch is one
transaction: an interrupted run leaves whole articles in both languages.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from cms.database.indexes import gather_statistics
from cms.delivery.change_feed import feed
from cms.delivery.versions import page_snapshots
from cms.delivery.versions.content_version import invalidate_tags
from cms.demo.content import bulk, home
from cms.demo.content.bulk import Wording
from cms.demo.files import image_title
from cms.demo.references import References
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsPageTag, NewsTag

SLUG = "test-series-{:06d}"
BATCH = 500
# All before the first article of the demo site, so that its own news stay on top.
_FIRST_DAY, _DAYS = date(2009, 1, 1), 3650


class NotLoadedError(LookupError):
    """The lists of news that the articles would be put below aren't there."""


@dataclass(frozen=True, slots=True)
class _NewsList:
    """One language's list of news, and the terms of that language."""

    parent: NewsIndexPage
    categories: list[NewsCategory]
    tags: list[NewsTag]


def add_news(count: int, report: Callable[[int], None]) -> None:
    """Add ``count`` articles in English and in Simplified Chinese to those that are there.

    ``report`` is called after each batch with the number added.

    Raises:
        NotLoadedError: the demo site isn't there.
    """
    first = _next_number()
    references = References(images=_images())
    numbers = iter(range(first, first + count))
    added = 0
    while batch := list(islice(numbers, BATCH)):
        _add_batch(batch, references)
        added += len(batch)
        report(added)
    gather_statistics()


def _next_number() -> int:
    prefix = SLUG.split("{", maxsplit=1)[0]
    slugs = NewsPage.objects.filter(slug__startswith=prefix).values_list("slug", flat=True)
    numbers = (slug.removeprefix(prefix) for slug in slugs)
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)


def _images() -> dict[str, int]:
    rows = get_image_model().objects.order_by("-pk").values_list("title", "pk")
    by_title = dict(rows)
    return {
        key: by_title[image_title(key)] for key in bulk.IMAGE_ALTS if image_title(key) in by_title
    }


@transaction.atomic
def _add_batch(numbers: list[int], references: References) -> None:
    keys = [uuid.uuid4() for _ in numbers]
    wordings = [bulk.wordings(number) for number in numbers]
    for index, language_code in enumerate(("en", "zh-hans")):
        news_list = _news_list(language_code)
        own = [pair[index] for pair in wordings]
        paths = _free_paths(news_list.parent, len(numbers))
        pages = [
            _page(number, key, wording, path, news_list, references)
            for number, key, wording, path in zip(numbers, keys, own, paths, strict=True)
        ]
        _insert(pages, news_list)


def _news_list(language_code: str) -> _NewsList:
    locked = NewsIndexPage.objects.select_for_update(of=("self",))
    parent = locked.filter(locale__language_code=language_code, slug=home.NEWS_INDEX.slug).first()
    if parent is None:
        raise NotLoadedError(language_code)
    return _NewsList(
        parent=parent,
        categories=list(NewsCategory.objects.filter(locale=parent.locale).order_by("slug")),
        tags=list(NewsTag.objects.filter(locale__language_code="en").order_by("slug")),
    )


def _free_paths(parent: NewsIndexPage, count: int) -> Iterator[str]:
    """Positions after the last child, as treebeard numbers them."""
    last = parent.get_last_child()
    steplen = Page.steplen
    start = 1 + (Page._str2int(last.path[-steplen:]) if last else 0)  # noqa: SLF001
    return (
        Page._get_path(parent.path, parent.depth + 1, step)  # noqa: SLF001
        for step in range(start, start + count)
    )


def _page(
    number: int,
    key: uuid.UUID,
    wording: Wording,
    path: str,
    news_list: _NewsList,
    references: References,
) -> NewsPage:
    slug = SLUG.format(number)
    day = _FIRST_DAY + timedelta(days=number * 997 % _DAYS)
    published_at = datetime.combine(day, time(9), tzinfo=UTC)
    categories = news_list.categories
    return NewsPage(
        path=path,
        depth=news_list.parent.depth + 1,
        url_path=f"{news_list.parent.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(NewsPage),
        translation_key=key,
        locale=news_list.parent.locale,
        slug=slug,
        title=wording.title,
        draft_title=wording.title,
        live=True,
        has_unpublished_changes=False,
        first_published_at=published_at,
        last_published_at=published_at,
        publication_date=day,
        summary=wording.summary,
        lead_image_id=references.images.get(bulk.image(number)),
        lead_image_alt=wording.lead_image_alt,
        body=references.body(slug, wording.body),
        category=categories[number % len(categories)] if categories else None,
    )


def _insert(pages: list[NewsPage], news_list: _NewsList) -> None:
    parents = Page.objects.bulk_create(_base_row(page) for page in pages)
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = parent.pk
    fields = NewsPage._meta.local_concrete_fields
    for start in range(0, len(pages), 100):
        query = InsertQuery(NewsPage)
        rows: list[Model] = list(pages[start : start + 100])
        query.insert_values(fields, rows)
        query.get_compiler(connection=connection).execute_sql()
    Page.objects.filter(pk=news_list.parent.pk).update(numchild=F("numchild") + len(pages))
    _tag(pages, news_list.tags)
    ReferenceIndex.objects.bulk_create(
        (reference for page in pages for reference in _references(page)), batch_size=500
    )
    get_search_backend().get_index_for_model(NewsPage).add_items(NewsPage, pages)
    invalidate_tags(page_snapshots.tags_of_new(pages), cause=f"{len(pages)} news in bulk")
    feed.mark(feed.of_page(page.translation_key, page.locale.language_code) for page in pages)


def _base_row(page: NewsPage) -> Page:
    values = {
        field.attname: getattr(page, field.attname)
        for field in Page._meta.concrete_fields
        if not field.primary_key
    }
    return Page(**values)


def _tag(pages: list[NewsPage], tags: list[NewsTag]) -> None:
    if not tags:
        return
    rows: list[NewsPageTag] = []
    for index, page in enumerate(pages):
        chosen = {tags[index % len(tags)], tags[index * 7 % len(tags)]}
        for tag in chosen:
            rows.append(NewsPageTag(page=page, tag=tag, sort_order=len(rows)))
    NewsPageTag.objects.bulk_create(rows, batch_size=500)
    of_page: dict[int, list[NewsPageTag]] = {}
    for row in rows:
        of_page.setdefault(row.page_id, []).append(row)
    for page in pages:
        # Held in memory, so that the reference index needs no query for each page.
        page.tags = of_page[page.pk]  # type: ignore[misc]
        page.related_news = []  # type: ignore[misc]


def _references(page: NewsPage) -> Iterator[ReferenceIndex]:
    content_type = ContentType.objects.get_for_model(NewsPage)
    base = ContentType.objects.get_for_model(Page)
    extracted: Any = ReferenceIndex._extract_references_from_object(page)  # noqa: SLF001
    for to_content_type_id, to_object_id, model_path, content_path in set(extracted):
        yield ReferenceIndex(
            content_type=content_type,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=to_content_type_id,
            to_object_id=to_object_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),  # noqa: SLF001
        )
