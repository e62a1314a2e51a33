"""The pages of the demo site before anything is on them.

All English pages are made first, as empty drafts, so that any of them can link to any other.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.demo.content import home, legal, news
from cms.demo.references import stable_id
from cms.home.models import HomePage
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.localisation import newsroom_time
from cms.news.models import NewsIndexPage, NewsPage

HOME_SLUG = "homepage"


@dataclass(frozen=True, slots=True)
class PageTree:
    """The English pages; ``pages`` holds all of them by slug."""

    home: HomePage
    pages: dict[str, Page]

    @property
    def keys(self) -> dict[str, int]:
        """Primary keys by slug."""
        return {slug: page.pk for slug, page in self.pages.items()}


def create() -> PageTree:
    """The tree of English pages; those that aren't there yet are added as drafts."""
    front = _home()
    pages: dict[str, Page] = {HOME_SLUG: front}
    news_index = _child(front, NewsIndexPage, home.NEWS_INDEX.slug, home.NEWS_INDEX.title)
    legal_index = _child(front, LegalIndexPage, legal.LEGAL_INDEX.slug, legal.LEGAL_INDEX.title)
    pages |= {home.NEWS_INDEX.slug: news_index, legal.LEGAL_INDEX.slug: legal_index}
    for notice in legal.NOTICES:
        pages[notice.slug] = _child(legal_index, LegalNoticePage, notice.slug, notice.title)
    for article in news.ALL:
        pages[article.slug] = _child(
            news_index,
            NewsPage,
            article.slug,
            article.title,
            publication_date=day(article.publication_date),
            is_private=article.slug == news.PRIVATE,
        )
    return PageTree(front, pages)


def day(value: date | timedelta) -> date:
    """A date of the content; a span counts from today."""
    return value if isinstance(value, date) else newsroom_time.today() + value


@transaction.atomic
def _home() -> HomePage:
    """The English front page; it takes the place of Wagtail's page of welcome."""
    locale = Locale.objects.get(language_code="en")
    existing = HomePage.objects.filter(locale=locale, slug=HOME_SLUG).first()
    if existing:
        return existing
    root = Page.get_first_root_node()
    welcome = list(root.get_children().exact_type(Page))
    front = HomePage(
        title=home.HOME.title,
        slug=HOME_SLUG,
        live=False,
        locale=locale,
        translation_key=stable_id("page", HOME_SLUG),
    )
    root.add_child(instance=front)
    site, _ = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": front}
    )
    site.root_page = front
    site.site_name = site.site_name or "Newsroom"
    site.save()
    for page in welcome:
        page.delete()
    return front


@transaction.atomic
def _child(
    parent: Page,
    model: type[Page],
    slug: str,
    title: str,
    *,
    is_private: bool = False,
    **fields: Any,
) -> Page:
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing
    key = stable_id("page", slug)
    page = model(
        title=title, slug=slug, live=False, locale=parent.locale, translation_key=key, **fields
    )
    parent.add_child(instance=page)
    if is_private:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page
