"""The site that is kept of each release: something of everything readers and editors have.

Nothing in it changes by the clock within a lifetime: what is scheduled is due in 2099.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page, Site

from cms.content.images.making import make_all
from cms.delivery.change_feed import feed
from cms.delivery.webhooks.models import Webhook
from cms.home.models import ChosenNews
from cms.translation.jobs import lifecycle
from cms.translation.models import GlossaryTerm, TextComment
from tests import factories

if TYPE_CHECKING:
    from cms.news.models import NewsPage
    from tests.factories import Newsroom

LATER = datetime(2099, 1, 1, tzinfo=UTC)
CHINESE = "zh-hans"


def build() -> None:
    """Make the site in a migrated database without content."""
    english = factories.newsroom()
    factories.in_chinese(english)
    administrator = factories.administrator()
    articles = _news(english, administrator)
    _drafts(english, administrator)
    _front_page(english, articles)
    _legal(english)
    _sitewide(english)
    _redirects(english, articles)
    _translators(english, administrator)
    Webhook.objects.create(name="Frontend", url="https://www.example.org/hook", is_active=False)
    feed.settle()


def _news(english: Newsroom, user: Any) -> list[NewsPage]:
    """Public articles in every state of translation, with terms."""
    shown, offered = factories.image("Oven", width=64, height=36), factories.document("Manual")
    make_all(shown)
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    whole = factories.news_page(
        english.news, "Über ovens", slug="ovens", body=body, lead_image=shown,
        lead_image_alt="An oven", publication_date=date(2024, 5, 17),
    )  # fmt: skip
    factories.translated(whole, _texts_of(whole))
    partial = factories.news_page(english.news, "Half translated", slug="half")
    factories.translated(partial, {"Half translated": "译了一半"})
    stale = factories.news_page(english.news, "Changed since", slug="changed")
    factories.translated(stale, {"Changed since": "此后有变", "In short.": "简而言之。"})
    stale.summary = "At length."
    stale.save_revision(user=user).publish(user=user)
    factories.alias(factories.news_page(english.news, "An alias", slug="alias"))
    categories = [factories.category("Research"), factories.category("Events")]
    factories.translated(categories[0], {"Research": "研究"})
    for page, category in ((whole, categories[0]), (stale, categories[1])):
        page.refresh_from_db()
        page.category = category
        page.save_revision(user=user).publish(user=user)
    factories.tag_news(whole, factories.tag("Testing"), factories.tag("Heat"))
    factories.relate(whole, partial, stale)
    return [whole, partial, stale]


def _drafts(english: Newsroom, user: Any) -> None:
    """Articles that readers can't see, not now, or not as they are written."""
    factories.news_page(english.news, "A draft", slug="draft", live=False).save_revision(user=user)
    changed = factories.news_page(english.news, "Published", slug="published")
    changed.title = "Not published yet"
    changed.save_revision(user=user)
    factories.news_page(english.news, "Expiring", slug="expiring", expire_at=LATER)
    due = factories.news_page(english.news, "Due in 2099", slug="due", live=False, go_live_at=LATER)
    due.save_revision(user=user).publish(user=user)
    factories.private(factories.news_page(english.news, "For staff", slug="staff"))
    secret = factories.news_page(english.news, "With a password", slug="password")
    factories.private(secret, "password")


def _texts_of(page: NewsPage) -> dict[str, str]:
    """A translation of each text of the article with every block."""
    found = factories.translated(page, {})
    texts = found.source.stringsegment_set.values_list("string__data", flat=True)
    return {text: f"译文：{text}" for text in texts}


def _front_page(english: Newsroom, articles: list[NewsPage]) -> None:
    front = english.home
    front.hero_title, front.hero_text = "Safe products", "Tested and certified."
    front.hero_link, front.hero_link_text = articles[0], "Read on"
    front.body = [factories.heading("Welcome"), factories.quote(), factories.table()]
    front.save_revision().publish()
    for order, article in enumerate(articles[:2]):
        ChosenNews.objects.create(page=front, news=article, sort_order=order)


def _legal(english: Newsroom) -> None:
    """A notice with three versions, the last one not in force yet, and one with a translation."""
    notice = factories.legal_notice(english.legal, "Exception clause", slug="exception-clause")
    notice.save_revision().publish()
    for text, day in (("Something is promised.", date(2025, 1, 1)), ("All is.", LATER.date())):
        notice.body, notice.effective_on = [factories.rich_text(f"<p>{text}</p>")], day
        notice.save_revision().publish()
    about = factories.legal_notice(english.legal, "About this website", slug="about")
    about.save_revision().publish()
    factories.translated(
        about, {"About this website": "关于本网站", "Nothing is promised.": "不作任何承诺。"}
    )


def _sitewide(english: Newsroom) -> None:
    site = Site.objects.get(is_default_site=True)
    shown = factories.sitewide(
        site,
        tagline="Since 1985",
        email="info@example.org",
        header_navigation=[_item("Homepage", english.home), _item("News", english.news)],
        footer_links=[
            factories.block("link", {"text": "Terms", "page": english.legal.pk, "url": ""})
        ],
    )
    factories.translated(shown, {"Example Institute": "示例研究院", "Since 1985": "始于1985年"})


def _item(label: str, page: Page) -> dict[str, Any]:
    return factories.block("page", {"label": label, "page": page.pk})


def _redirects(english: Newsroom, articles: list[NewsPage]) -> None:
    site = Site.objects.get(is_default_site=True)
    Redirect.add_redirect("/en/stoves", redirect_to=articles[0], is_permanent=True, site=site)
    Redirect.add_redirect("/promo", redirect_to="https://example.org/promo", is_permanent=False)
    Redirect.add_redirect("/en/旧闻", redirect_to=english.news, is_permanent=True, site=site)
    renamed = articles[1]
    renamed.slug = "partly"
    renamed.save_revision().publish()


def _translators(english: Newsroom, administrator: Any) -> None:
    """A translator, and what translators leave behind: terms, comments, a job."""
    translator = factories.user("translator", "Translators")
    front = Page.objects.get(
        translation_key=english.home.translation_key, locale__language_code=CHINESE
    )
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Translators"),
        page=front,
        permission=Permission.objects.get(
            codename="change_page", content_type__app_label="wagtailcore"
        ),
    )
    source, target = factories.locale("en"), factories.locale(CHINESE)
    GlossaryTerm.objects.create(
        source_locale=source, target_locale=target, term="oven", required="烤箱"
    )
    notice = factories.news_page(english.news, "Discussed", slug="discussed")
    translation = factories.translated(notice, {"Discussed": "讨论过"})
    TextComment.objects.create(
        translation=translation, path="title", source="Discussed", user=translator, text="Why?"
    )
    lifecycle.started(english.legal, "submit", [target], user=administrator)
