"""Filling the English pages and publishing them, as an editor would.

Each function leaves a page that has been filled before as it is.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.demo.content import news
from cms.demo.content.parts import Home, Index, LegalNotice, LegalVersion, News
from cms.demo.references import References
from cms.demo.tree import day
from cms.home.models import ChosenNews, HomePage
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsPageTag, NewsTag, RelatedNews

DAYS_UNTIL_SCHEDULED = 21


def is_filled(page: Page) -> bool:
    """True if a page was filled before: the drafts of ``tree`` have no revision."""
    return page.latest_revision_id is not None


@transaction.atomic
def publish(page: Page) -> None:
    """Save and publish what is on a page."""
    page.save_revision().publish()


def fill_home(page: HomePage, content: Home, references: References) -> None:
    """Publish the front page."""
    if is_filled(page):
        return
    page.title, page.seo_title = content.title, content.seo_title
    page.search_description = content.search_description
    page.hero_title, page.hero_text = content.hero.title, content.hero.text
    page.hero_image_id = references.images[content.hero.image]
    page.hero_image_alt = content.hero.image_alt
    page.hero_link_id = references.pages[content.hero.page]
    page.hero_link_text = content.hero.link_text
    page.latest_news_count = content.latest_news_count
    page.chosen_news.set(
        [
            ChosenNews(news_id=references.pages[slug], sort_order=index)
            for index, slug in enumerate(content.chosen)
        ]
    )
    page.body = references.body(page.slug, content.body)
    publish(page)


def fill_index(page: NewsIndexPage | LegalIndexPage, content: Index) -> None:
    """Publish a page that lists others."""
    if not is_filled(page):
        page.introduction = content.introduction
        publish(page)


def fill_news(page: NewsPage, content: News, references: References) -> None:
    """Publish an article; keep the draft a draft and the scheduled one for later."""
    if is_filled(page):
        return
    locale = page.locale
    page.summary = content.summary
    page.lead_image_id = references.images[content.image]
    page.lead_image_alt = content.lead_image_alt
    page.category = NewsCategory.objects.get(locale=locale, slug=content.category)
    page.publication_date = day(content.publication_date)
    by_slug = {tag.slug: tag for tag in NewsTag.objects.filter(locale=locale)}
    page.tags.set(
        [
            NewsPageTag(tag=by_slug[slug], sort_order=index)
            for index, slug in enumerate(content.tags)
        ]
    )
    page.related_news.set(
        [
            RelatedNews(related_id=references.pages[slug], sort_order=index)
            for index, slug in enumerate(content.related)
        ]
    )
    page.body = references.body(page.slug, content.body)
    if page.slug == news.SCHEDULED:
        page.go_live_at = timezone.now() + timedelta(days=DAYS_UNTIL_SCHEDULED)
    if page.slug == news.DRAFT:
        page.save_revision()
    else:
        publish(page)


@transaction.atomic
def change_stale_source(page: NewsPage, references: References) -> None:
    """Edit and republish the article whose Chinese version is to be stale."""
    if page.summary == news.STALE_SUMMARY:
        return
    content = news.BY_SLUG[news.STALE]
    body = references.body(page.slug, content.body)
    old = body[0]["value"]
    first_end = old.index("</p>") + len("</p>")
    body[0]["value"] = news.STALE_FIRST_PARAGRAPH + old[first_end:]
    page.summary = news.STALE_SUMMARY
    page.body = body
    publish(page)


def is_recorded(page: LegalNoticePage, version: LegalVersion) -> bool:
    """True if a notice was published with this version in the language of the page."""
    return LegalNoticeVersion.objects.filter(
        translation_key=page.translation_key,
        language_code=page.locale.language_code,
        effective_on=version.effective_on,
    ).exists()


def fill_legal_notice(
    page: LegalNoticePage, notice: LegalNotice, version: LegalVersion, references: References
) -> None:
    """Publish one version of a legal notice."""
    if is_recorded(page, version):
        return
    page.title = notice.title
    page.effective_on = version.effective_on
    page.body = references.body(page.slug, version.body)
    page.describe_change(kind=version.change_kind, note=version.change_note)
    publish(page)
