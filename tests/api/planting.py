"""A site of public pages, and secrets planted around and inside them.

Every secret holds the word *sesame* or *芝麻*, which nothing public does. What is planted can be
taken away again, so that answers with and without it can be compared. What public content says of
it without a foreign key, such as the id in a link, stays: it leads nowhere then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.delivery.previews import tokens as previews
from cms.home.models import ChosenNews, HomePage
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsTag, RelatedNews
from cms.sitewide.models import Sitewide
from tests import factories
from tests.factories import block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from tests.factories import Newsroom

WORD, CHINESE_WORD = "Sesame", "芝麻"
# Those of what is hidden that aliases are made of: one for each way.
MIRRORED = {
    f"sesame-{name}" for name in ("draft", "expired", "scheduled", "inside", "login", "below")
}
KINDS_OF_PRIVACY = (
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
    PageViewRestriction.PASSWORD,
)


@dataclass(frozen=True)
class Public:
    """The public part, in English, Chinese, and French without a translation."""

    english: Newsroom
    chinese: Newsroom
    main: NewsPage
    main_in_chinese: NewsPage
    other: NewsPage
    untranslated: NewsPage
    notice: Any
    sitewide: Sitewide
    picture: Any
    paper: Any
    entries: list[Any]
    keys: list[str]
    tokens: list[str]


@dataclass
class Planted:
    """The hidden content; ``slugs`` are of terms, ``translations`` of pages that are public.

    ``entries`` are drafts of reusable content.
    """

    pages: list[Any] = field(default_factory=list)
    translations: list[Any] = field(default_factory=list)
    images: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)

    @property
    def restricted_paths(self) -> set[str]:
        """The own addresses of private pages, of which is told that they need a login."""
        private = PageViewRestriction.objects.values("page__translation_key")
        covered = Q(pk__in=[])
        for page in Page.objects.filter(translation_key__in=private):
            covered |= Q(path__startswith=page.path)
        keys = Page.objects.filter(covered).values("translation_key")
        mirrors = Q(alias_of__translation_key__in=keys) | Q(
            alias_of__alias_of__translation_key__in=keys
        )
        pages = Page.objects.filter(covered | Q(translation_key__in=keys) | mirrors, live=True)
        pages = pages.specific()
        return {parts[2] for page in pages if (parts := page.get_url_parts())}


def public_site() -> Public:
    """The public content: each kind of page, block, term and navigation item."""
    english = factories.newsroom()
    chinese = factories.in_chinese(english)
    factories.newsroom(hostname="other.example")
    picture = factories.image("A picture")
    category = factories.category("Research")
    tag = factories.tag("Testing")
    for term, name in ((category, "研究"), (tag, "测试")):
        translated = term.copy_for_translation(factories.locale("zh-hans"))
        translated.name = name
        translated.save()
    other = factories.news_page(english.news, "Other", slug="other")
    factories.alias(other, code="fr")
    main = factories.news_page(
        english.news,
        "Main",
        slug="main",
        summary="In short.",
        lead_image=picture,
        lead_image_alt="What it shows",
        category=category,
        publication_date=date(2024, 6, 1),
    )
    factories.tag_news(main, tag)
    factories.relate(main, other)
    in_chinese = factories.translation(main, title="主要", summary="简而言之。")
    untranslated = factories.news_page(english.news, "Untranslated", slug="untranslated")
    notice = factories.legal_notice(english.legal, "Terms", slug="terms")
    factories.translation(notice, title="条款", body=[factories.rich_text("<p>没有承诺。</p>")])
    Redirect.objects.create(old_path="/en/old", redirect_page=main)
    Redirect.objects.create(old_path="/moved", redirect_page=other)
    return Public(
        english=english,
        chinese=chinese,
        main=main,
        main_in_chinese=in_chinese,
        other=other,
        untranslated=untranslated,
        notice=notice,
        sitewide=factories.sitewide(Site.objects.get(is_default_site=True), logo=picture),
        picture=picture,
        paper=factories.document("A paper"),
        entries=[factories.reusable_text(), factories.contact_person(photo=picture)],
        keys=_keys(english.home),
        tokens=_tokens(english.home, main, notice),
    )


def _keys(home: Page) -> list[str]:
    pages = Page.objects.descendant_of(home, inclusive=True)
    return [str(key) for key in pages.values_list("translation_key", flat=True)]


def _tokens(*pages: Page) -> list[str]:
    """Previews of public pages: what a draft refers to is no less hidden."""
    somebody = factories.administrator()
    return [previews.create(Page.objects.get(pk=page.pk).specific, user=somebody) for page in pages]


def plant(public: Public) -> Planted:
    """Hide things in every way there is, and let every edge of the public part lead to them."""
    planted = Planted()
    planted.pages += _unpublished_pages(public)
    planted.pages += _private_pages(public)
    planted.pages += _mirrors(public, planted.pages)
    planted.pages += _pages_elsewhere()
    planted.translations += _hidden_translations(public)
    _plant_files(planted)
    _plant_drafts_of_public_pages(public)
    _plant_terms(public, planted)
    _plant_reusable_content(public, planted)
    _plant_sitewide(public)
    _plant_unsaved_strings(public)
    _plant_relations(public, planted)
    return planted


def mentions(public: Public, planted: Planted) -> list[tuple[QuerySet[Any], dict[str, Any]]]:
    """Public rows, and what to write into them that names what was planted by its id alone.

    What stands beside an id there is as secret as what it names; text around a link is not.
    """
    shown = factories.every_block(
        shown=public.picture, offered=public.paper, page=public.other, entries=public.entries
    )
    body = [*shown, *_blocks_about(planted)]
    pages = (public.english.home, public.chinese.home, public.main, public.main_in_chinese)
    written: list[tuple[QuerySet[Any], dict[str, Any]]] = [
        (type(page).objects.filter(pk=page.pk), {"body": body}) for page in pages
    ]
    navigation = [
        block("page", {"label": "Other", "page": public.other.pk}),
        block("favorites", {"label": "Favorites"}),
        block("language_switch", {"label": "中文版"}),
        *(block("page", {"label": f"{WORD} label", "page": page.pk}) for page in planted.pages),
    ]
    links = [
        block("link", {"text": text, "page": page.pk, "url": ""})
        for text, page in [("Main", public.main), *((WORD, page) for page in planted.pages)]
    ]
    header = Sitewide.objects.filter(pk=public.sitewide.pk)
    written.append((header, {"header_navigation": navigation, "footer_links": links}))
    return [(rows, _as_stored(rows.model, values)) for rows, values in written]


def _as_stored(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: model._meta.get_field(name).to_python(json.dumps(blocks))
        for name, blocks in values.items()
    }


def _blocks_about(planted: Planted) -> Iterator[dict[str, Any]]:
    for image in planted.images:
        yield factories.image_block(image, f"{WORD} alternative", f"{WORD} caption")
    yield factories.gallery(*planted.images)
    for document in planted.documents:
        yield factories.download(document, f"{WORD} download")
        yield factories.rich_text(
            f'<p>Take <a linktype="document" id="{document.pk}">a paper</a>.</p>'
        )
    yield factories.document_list(*planted.documents)
    for entry in planted.entries:
        yield factories.shows(entry)
    for page in planted.pages:
        link = f'<p>Read <a linktype="page" id="{page.pk}">more</a>.</p>'
        yield factories.notice(link)
        yield factories.titled_texts("accordion", ("Question", link))
        yield factories.titled_texts("steps", ("Step", link))
        yield factories.footnotes((1, link))
        yield factories.call_to_action(f"{WORD} invitation", page=page)
        yield factories.rich_text(f'<p>Read <a linktype="page" id="{page.pk}">more</a>.</p>')


def _secret(name: str) -> dict[str, Any]:
    """The texts of an article that is secret as a whole; its slug too."""
    return {
        "title": f"{WORD} {name}",
        "slug": f"sesame-{name}",
        "summary": f"{WORD} summary of {name}",
        "seo_title": f"{WORD} for engines",
        "search_description": f"{WORD} described",
        "body": [
            factories.heading(f"{WORD} heading"),
            factories.rich_text(f"<p>{WORD} text {CHINESE_WORD}</p>"),
            factories.quote(f"{WORD} quote"),
        ],
    }


def _unpublished_pages(public: Public) -> Iterator[Any]:
    news, legal = public.english.news, public.english.legal
    later, earlier = timezone.now() + timedelta(days=1), timezone.now() - timedelta(seconds=1)
    draft = factories.news_page(news, **_secret("draft"), live=False)
    yield draft
    yield factories.alias(draft)
    yield factories.news_page(news, "Shouted", slug="OTHER", live=False)
    yield factories.news_page(news, **_secret("expired"), expire_at=earlier)
    scheduled = factories.news_page(news, **_secret("scheduled"), live=False, go_live_at=later)
    scheduled.save_revision().publish()
    yield scheduled
    unpublished = factories.news_page(news, **_secret("unpublished"))
    yield factories.translation(unpublished, title=f"{CHINESE_WORD}撤下")
    yield factories.alias(unpublished, code="fr")
    unpublished.unpublish()
    yield unpublished
    section = factories.add(
        public.english.home, NewsIndexPage(title=f"{WORD} section", slug="sesame-section")
    )
    yield factories.news_page(section, **_secret("inside"))
    NewsIndexPage.objects.filter(pk=section.pk).update(live=False)
    yield section
    yield factories.legal_notice(legal, f"{WORD} notice", slug="sesame-notice", live=False)
    withdrawn = factories.legal_notice(legal, f"{WORD} withdrawn", slug="sesame-withdrawn")
    withdrawn.unpublish()
    yield withdrawn


def _private_pages(public: Public) -> Iterator[Any]:
    for kind in KINDS_OF_PRIVACY:
        page = factories.news_page(public.english.news, **_secret(kind))
        factories.private(page, kind)
        yield page
        yield factories.translation(page, title=f"{CHINESE_WORD} {kind}")
        yield factories.alias(page, code="fr")
    section = factories.add(
        public.english.home, NewsIndexPage(title=f"{WORD} press", slug="sesame-press")
    )
    factories.private(section)
    yield section
    yield factories.news_page(section, **_secret("below"))
    notice = factories.legal_notice(public.english.legal, f"{WORD} terms", slug="sesame-terms")
    factories.private(notice)
    yield notice


def _mirrors(public: Public, hidden: list[Any]) -> list[Any]:
    """Aliases in open lists of the hidden articles written in English, and aliases of those.

    Their rows say that they are live, whatever they mirror.
    """
    found = []
    for page in hidden:
        if page.slug not in MIRRORED or page.locale != public.english.home.locale:
            continue
        again = page.create_alias(parent=public.english.news, update_slug=f"{page.slug}-again")
        found += [again, again.create_alias(
            parent=public.chinese.news, update_slug=f"{page.slug}-twice",
            update_locale=public.chinese.home.locale, reset_translation_key=False,
        )]  # fmt: skip
        if not page.has_translation(public.chinese.home.locale):
            found.append(page.create_alias(
                parent=public.chinese.news, update_locale=public.chinese.home.locale,
                reset_translation_key=False,
            ))  # fmt: skip
    ids = [page.pk for page in found]
    NewsPage.objects.filter(pk__in=ids).update(live=True, expire_at=None)
    return found


def _pages_elsewhere() -> Iterator[Any]:
    """Of another site, and of none."""
    other = Site.objects.get(hostname="other.example").root_page
    news = NewsIndexPage.objects.descendant_of(other).get()
    yield factories.news_page(news, **_secret("elsewhere"))
    stray = factories.home(f"{WORD} stray")
    yield stray
    section = factories.add(stray, NewsIndexPage(title=f"{WORD} section", slug="news"))
    yield factories.news_page(section, **_secret("lost"))


def _hidden_translations(public: Public) -> Iterator[Any]:
    """A draft, and all of a language whose front page isn't public."""
    yield factories.translation(public.untranslated, title=f"{CHINESE_WORD}草稿", live=False)
    english = public.english
    yield factories.translation(english.home, code="de", title=f"{WORD} Startseite", live=False)
    yield factories.translation(english.news, code="de", title=f"{WORD} Nachrichten")
    yield factories.translation(public.main, code="de", title=f"{WORD} auf Deutsch")


def _plant_files(planted: Planted) -> None:
    outer = factories.private_collection(f"{WORD} collection")
    inner = factories.collection(f"{WORD} inner", parent=outer)
    for collection in (outer, inner):
        name = collection.name.lower().replace(" ", "-")
        content = f"%PDF-1.4 {WORD}".encode()
        picture, paper = factories.picture(), ContentFile(content, name=f"{name}.pdf")
        picture.name = f"{name}.png"
        files = {"title": f"{WORD} file", "collection": collection}
        planted.images.append(get_image_model().objects.create(file=picture, **files))
        planted.documents.append(
            get_document_model().objects.create(file=paper, file_size=8, **files)
        )


def _plant_drafts_of_public_pages(public: Public) -> None:
    for room in (public.english, public.chinese):
        for page in (room.home, room.news, room.legal):
            _save_draft(page, title=f"{WORD} retitled", introduction=f"{WORD} introduction")
        _save_draft(room.home, hero_title=f"{WORD} hero", hero_text=f"{WORD} hero text")
    for article in (public.main, public.main_in_chinese, public.other):
        _save_draft(article, **_secret(f"revision-{article.pk}"))
    text = [factories.rich_text(f"<p>{WORD} clause</p>")]
    _save_draft(public.notice, title=f"{WORD} amended", body=text)


def _save_draft(page: Any, **values: Any) -> None:
    draft = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()


def _plant_terms(public: Public, planted: Planted) -> None:
    """Drafts, drafts in another language, unpublished changes, and words of a hidden language."""
    for make, model in ((factories.category, NewsCategory), (factories.tag, NewsTag)):
        name = model.__name__.lower()
        hidden = make(f"{WORD} {name}", slug=f"sesame-{name}", live=False)
        german = factories.locale("de")
        make(f"{WORD} deutsch", slug=f"sesame-german-{name}", locale=german)
        shown = model.objects.filter(live=True, locale__language_code="en").get()
        draft = shown.copy_for_translation(factories.locale("fr"))
        draft.name, draft.live = f"{WORD} français", False
        draft.save()
        _save_draft(shown, name=f"{WORD} renamed", slug=f"sesame-renamed-{name}")
        planted.slugs += [f"sesame-{name}", f"sesame-german-{name}", f"sesame-renamed-{name}"]
        if isinstance(hidden, NewsTag):
            factories.tag_news(public.other, hidden)
        else:
            NewsPage.objects.filter(pk=public.other.pk).update(category=hidden)


def _plant_reusable_content(public: Public, planted: Planted) -> None:
    """Drafts, drafts in another language, unpublished changes, and words of a hidden language."""
    chinese, german = factories.locale("zh-hans"), factories.locale("de")
    text, person = public.entries
    for shown, hidden, name, secret in (
        (text, factories.reusable_text(live=False), "text", f"<p>{WORD} text</p>"),
        (person, factories.contact_person(live=False), "name", f"{WORD} person"),
    ):
        _save_draft(shown, **{name: secret})
        for source, locale, is_live in ((shown, chinese, False), (hidden, german, True)):
            translation = source.copy_for_translation(locale)
            setattr(translation, name, secret)
            translation.live = is_live
            translation.save()
        setattr(hidden, name, secret)
        hidden.save()
        planted.entries.append(hidden)


def _plant_sitewide(public: Public) -> None:
    _save_draft(public.sitewide, organisation_name=f"{WORD} institute", footer_text=WORD)
    draft = public.sitewide.copy_for_translation(factories.locale("zh-hans"))
    draft.organisation_name, draft.live = f"{CHINESE_WORD}机构", False
    draft.save()
    factories.sitewide(
        Site.objects.get(hostname="other.example"), organisation_name=f"{WORD} neighbours"
    )


def _plant_unsaved_strings(public: Public) -> None:
    """The texts that translators have typed and nobody has published."""
    for source in (public.main, public.untranslated, public.notice, public.sitewide):
        record, _ = TranslationSource.update_or_create_from_instance(source)
        chinese = factories.locale("zh-hans")
        Translation.objects.get_or_create(source=record, target_locale=chinese)
        for segment in StringSegment.objects.filter(source=record):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=chinese,
                defaults={"data": f"{CHINESE_WORD}{segment.pk}"},
            )


def _plant_relations(public: Public, planted: Planted) -> None:
    """Let every foreign key of the public part that can lead to something hidden do so."""
    articles = [page for page in planted.pages if isinstance(page, NewsPage)]
    for order, article in enumerate(articles):
        RelatedNews.objects.create(page=public.main, related=article, sort_order=-order)
        ChosenNews.objects.create(page=public.english.home, news=article, sort_order=order)
    image = planted.images[0]
    HomePage.objects.filter(pk=public.english.home.pk).update(hero_link=articles[0])
    HomePage.objects.filter(pk=public.chinese.home.pk).update(hero_image=image)
    untranslated = NewsPage.objects.filter(pk=public.untranslated.pk)
    untranslated.update(lead_image=image, lead_image_alt=f"{WORD} alternative")
    own = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/moved", redirect_page=articles[0], site=own)
    for number, page in enumerate(planted.pages):
        for code in ("en", "zh-hans", "fr"):
            Redirect.objects.create(old_path=f"/{code}/was-{number}", redirect_page=page)
    Redirect.objects.create(
        old_path="/en/theirs",
        redirect_link="https://sesame.example/",
        site=Site.objects.get(hostname="other.example"),
    )
