"""A site where all is linked with all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Site

from cms.home.models import ChosenNews
from cms.news.models import NewsIndexPage, NewsPage
from tests import factories
from tests.factories import Newsroom, block

LATER = datetime(2090, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """What the events happen to."""

    english: Newsroom
    chinese: Newsroom
    pages: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def page(self, name: str) -> Any:
        """A page as it is stored now."""
        stored = self.pages[name]
        return type(stored).objects.get(pk=stored.pk)

    def thing(self, name: str) -> Any:
        """Anything else as it is stored now."""
        stored = self.things[name]
        return type(stored)._default_manager.get(pk=stored.pk)


def build() -> World:
    """The world before anything happens."""
    english = factories.newsroom()
    chinese = factories.in_chinese(english)
    world = World(english, chinese)
    _add_files(world)
    _add_terms(world)
    _add_articles(world)
    _add_notices(world)
    _fill_front(world)
    _add_redirects(world)
    other = factories.home("Another site")
    world.things["other site"] = factories.site(other, hostname="other.example")
    world.pages["elsewhere"] = factories.add(other, NewsIndexPage(title="Else", slug="news"))
    world.pages |= {
        "home": english.home, "news": english.news, "legal": english.legal,
        "zh home": chinese.home, "zh news": chinese.news, "zh legal": chinese.legal,
    }  # fmt: skip
    return world


def _add_files(world: World) -> None:
    press = factories.collection("Press")
    inner = factories.collection("Inner", parent=press)
    vault = factories.private_collection("Vault")
    world.things |= {"press": press, "inner": inner, "vault": vault}
    for name in ("lead", "shown", "unused"):
        world.things[f"image {name}"] = factories.image(name, width=90, height=60, collection=inner)
    world.things["image hidden"] = factories.image("hidden", collection=vault)
    world.things["privacy of files"] = CollectionViewRestriction.objects.get(collection=vault)
    world.things["document"] = factories.document("Paper", collection=inner)


def _add_terms(world: World) -> None:
    world.things["category"] = factories.category("Research")
    world.things["tag"] = factories.tag("Testing")
    draft = factories.category("Unseen", live=False)
    world.things["draft category"] = draft
    world.things["text"] = factories.reusable_text()
    world.things["person"] = factories.contact_person(photo=world.things["image shown"])


def _add_articles(world: World) -> None:
    news = world.english.news
    pages, things = world.pages, world.things
    pages["linked"] = factories.news_page(news, "Linked", slug="linked")
    body = factories.every_block(
        shown=things["image shown"], offered=things["document"], page=pages["linked"]
    )
    body += [factories.shows(things["text"]), factories.shows(things["person"])]
    pages["main"] = factories.news_page(
        news, "Main research", slug="main", body=body, category=things["category"],
        lead_image=things["image lead"], lead_image_alt="A picture",
    )  # fmt: skip
    factories.tag_news(pages["main"], things["tag"])
    factories.relate(pages["main"], pages["linked"])
    pages["zh main"] = factories.translation(pages["main"], title="主要研究")
    for number in range(6):
        pages[f"other {number}"] = factories.news_page(news, f"Other {number}")
    pages["zh other 0"] = factories.translation(pages["other 0"], title="其他")
    things["translation"] = factories.translated(pages["other 5"], {"Other 5": "其他五"})
    pages["zh other 5"] = NewsPage.objects.get(
        translation_key=pages["other 5"].translation_key, locale__language_code="zh-hans"
    )
    pages["illustrated"] = factories.news_page(
        news, "Illustrated", slug="illustrated", lead_image=things["image hidden"],
        lead_image_alt="Not for everybody",
    )  # fmt: skip
    pages["aliased"] = factories.news_page(news, "Aliased", slug="aliased")
    pages["alias"] = factories.alias(pages["aliased"])
    pages["secret"] = factories.news_page(news, "Secret", slug="secret")
    pages["zh secret"] = factories.translation(pages["secret"], title="秘密")
    things["privacy"] = factories.private(pages["secret"])
    pages["draft"] = factories.news_page(news, "Draft", slug="draft", live=False)
    pages["internal"] = factories.add(
        world.english.home, NewsIndexPage(title="Internal", slug="internal")
    )
    pages["inside"] = factories.news_page(pages["internal"], "Inside", slug="inside")
    factories.private(pages["internal"])
    pages["expiring"] = factories.news_page(news, "Expiring", slug="expiring", expire_at=LATER)
    _add_mirrors(world)


def _add_mirrors(world: World) -> None:
    """Aliases whose own rows say that they are live, for ever, whatever they mirror is."""
    news, chinese, pages = world.english.news, world.chinese.news, world.pages
    pages["copy"] = pages["aliased"].create_alias(parent=news, update_slug="copy")
    pages["copy of the alias"] = pages["alias"].create_alias(parent=chinese, update_slug="copy")
    pages["awaited"] = factories.news_page(news, "Awaited", slug="awaited", live=False)
    pages["desk"] = factories.add(world.english.home, NewsIndexPage(title="Desk", slug="desk"))
    pages["reported"] = factories.news_page(pages["desk"], "Reported", slug="reported")
    for name in ("awaited", "expiring", "inside", "reported"):
        page = pages[name]
        slug = f"{page.slug}-copy"
        pages[f"copy of {name}"] = page.create_alias(parent=news, update_slug=slug)
        pages[f"mirror of {name}"] = page.create_alias(
            parent=chinese, update_locale=chinese.locale, reset_translation_key=False
        )
        ids = [pages[f"{kind} of {name}"].pk for kind in ("copy", "mirror")]
        NewsPage.objects.filter(pk__in=ids).update(live=True, expire_at=None)
    pages["linking"] = factories.news_page(
        news, "Linking", slug="linking", body=[
            factories.call_to_action(page=pages[f"copy of {name}"])
            for name in ("awaited", "expiring", "inside", "reported")
        ],
    )  # fmt: skip


def _add_notices(world: World) -> None:
    for number in range(3):
        notice = factories.legal_notice(world.english.legal, f"Notice {number}", slug=f"n{number}")
        world.pages[f"notice {number}"] = notice
    world.pages["alias of notice"] = factories.alias(world.pages["notice 1"])


def _fill_front(world: World) -> None:
    pages = world.pages
    front = world.english.home
    front.hero_link, front.hero_image = pages["linked"], world.things["image shown"]
    front.save()
    ChosenNews.objects.create(page=front, news=pages["main"], sort_order=0)
    ChosenNews.objects.create(page=front, news=pages["draft"], sort_order=1)
    items = [block("page", {"label": "Linked", "page": pages["linked"].pk})]
    site = Site.objects.get(is_default_site=True)
    world.things["sitewide"] = factories.sitewide(
        site, logo=world.things["image lead"], header_navigation=items
    )
    world.things["site"] = site


def _add_redirects(world: World) -> None:
    Redirect.objects.create(old_path="/en/old", redirect_page=world.pages["linked"])
    Redirect.objects.create(old_path="/en/news/out", redirect_link="https://elsewhere.example/")
    Redirect.objects.create(old_path="/en/news/to-draft", redirect_page=world.pages["draft"])
    world.things["redirect"] = Redirect.objects.get(old_path="/en/old")
