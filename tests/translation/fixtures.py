"""A small site in English and Simplified Chinese, and the steps of an editor and a translator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import unescape
from uuid import uuid4

from wagtail.models import Locale, Page, Site

import pytest
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.content.reading.loader import Reading
from cms.content.tree import SiteTree
from cms.home.models import HomePage
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsTag
from tests import factories, snapshots


def block(type_: str, value: object) -> dict[str, object]:
    return {"type": type_, "value": value, "id": str(uuid4())}


def paragraph(text: str) -> dict[str, object]:
    return block("rich_text", f"<p>{text}</p>")


@dataclass
class Newsroom:
    en: Locale
    zh: Locale
    home: HomePage
    news: NewsIndexPage
    legal: LegalIndexPage

    def article(self, title: str = "A lab opens", **fields: object) -> NewsPage:
        values = {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "publication_date": date(2024, 5, 6),
            "summary": f"Summary of {title}.",
            "body": [paragraph("First. Second.")],
        }
        page = self.news.add_child(instance=NewsPage(**values | {"live": False} | fields))
        return publish(page)

    def notice(self, text: str = "Use it well.", **fields: object) -> LegalNoticePage:
        values = {"title": "Terms", "slug": "terms", "effective_on": date(2024, 1, 1)}
        page = LegalNoticePage(**values | {"body": [paragraph(text)], "live": False} | fields)
        return publish(self.legal.add_child(instance=page))

    def category(self, name: str) -> NewsCategory:
        fields = {"name": name, "slug": name.lower(), "locale": self.en, "live": False}
        return publish(NewsCategory.objects.create(**fields))

    def tag(self, name: str) -> NewsTag:
        fields = {"name": name, "slug": name.lower(), "locale": self.en, "live": False}
        return publish(NewsTag.objects.create(**fields))

    def reading(self, tag: str) -> Reading:
        tree = SiteTree.load()
        return Reading(tree, tree.root(tag))


def publish(page):
    """Publish what is on a page or snippet, as an editor does; the object as it is stored then."""
    page.save_revision().publish()
    return type(page)._default_manager.get(pk=page.pk)


def submit(source, locale, user=None) -> Translation:
    """Submit for translation, as the form does."""
    record, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=record, target_locale=locale)
    translation.save_target(user=user, publish=False)
    return translation


def write(translation: Translation, *, only: str | None = None, prefix: str = "译") -> None:
    """Translate every text, or those at one path, by putting a prefix before it."""
    segments = StringSegment.objects.filter(source=translation.source)
    for segment in segments.select_related("string", "context"):
        if only is None or segment.context.path == only:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data": f"{prefix}{segment.string.data}",
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "has_error": False,
                },
            )


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A context whose transaction counts as committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def translate(committed):
    """Translate a page or snippet as a whole and publish the translation."""

    def run(source, locale, prefix="译"):
        with committed():
            translation = submit(source, locale)
            write(translation, prefix=prefix)
            translation.save_target(publish=True)
        return source.get_translation(locale)

    return run


@pytest.fixture
def newsroom(db, translate) -> Newsroom:
    return snapshots.content(_newsroom, translate)


def _newsroom(translate) -> Newsroom:
    Page.objects.filter(depth__gt=1).delete()
    Site.objects.all().delete()
    # A test that commits leaves an empty database to the next.
    root = factories.root()
    en = factories.locale("en")
    zh = Locale.objects.create(language_code="zh-hans")
    home = root.add_child(instance=HomePage(title="Home", slug="home", locale=en, live=False))
    home = publish(home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    news = publish(home.add_child(instance=NewsIndexPage(title="News", slug="news", live=False)))
    legal = LegalIndexPage(title="Legal", slug="legal", live=False)
    legal = publish(home.add_child(instance=legal))
    for page in (home, news, legal):
        translate(page, zh)
    return Newsroom(en, zh, home, news, legal)


@pytest.fixture
def editor(admin_user, client):
    """The client of somebody who may do everything in the admin."""
    client.force_login(admin_user)
    return client


def messages_of(response) -> list[str]:
    """The messages of a response that was followed to a page, as plain text."""
    return [unescape(str(message)).strip() for message in response.context["messages"]]
