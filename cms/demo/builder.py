"""Loads the demo site in steps, each of which is complete or not done at all.

The accounts come last, so their presence says that everything else is there. A load that was
interrupted continues where it stopped; a complete one is never touched again, whatever editors
have changed since.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content.models import ContactPerson, ReusableText
from cms.delivery.invalidation import search_index
from cms.demo import accounts, catalogue, clock, editing, files, previews, tree
from cms.demo.content import glossary, home, labels, legal, news, reusable, sitewide
from cms.demo.content.parts import News
from cms.demo.references import References, stable_id
from cms.news.models import NewsCategory, NewsTag
from cms.sitewide.models import Sitewide, SitewideSettings
from cms.translation.models import GlossaryTerm

Report = Callable[[str], None]
TARGET_LANGUAGES = ["zh-hans"]


def is_loaded() -> bool:
    """True if the demo site was loaded completely at some time."""
    return accounts.exist()


def load(report: Report, drawn: Path | None = None) -> list[accounts.Login]:
    """Load what is missing and return the logins with their new passwords.

    ``report`` is called with each step; ``drawn`` is a folder of images drawn before. Raises
    ``MissingTranslationsError`` where the catalogue of a language doesn't cover the content.
    """
    # One rebuild of each index at the end instead of a task for every row saved on the way.
    with disable_reference_index_auto_update(), search_index.paused():
        _load_content(report, drawn)
    report("Search and reference index")
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    report("Users and groups")
    with transaction.atomic():
        logins = accounts.create()
        previews.open_examples()
    return logins


def _load_content(report: Report, drawn: Path | None) -> None:
    Locale.objects.get_or_create(language_code="en")
    targets = [Locale.objects.get_or_create(language_code=code)[0] for code in TARGET_LANGUAGES]
    report("Drawing images, writing documents")
    images, documents = files.store_images(drawn), files.store_documents()
    references = References(images=images, documents=documents)
    report("Categories and tags")
    _load_terms(targets)
    _load_glossary()
    references.entries = _load_reusable_content(targets)
    report("Page tree")
    page_tree = tree.create()
    references.pages = page_tree.keys
    report("Front page and lists")
    _load_fixed_pages(page_tree, references, targets)
    report("Legal notices in all their versions")
    _load_legal_notices(page_tree, references, targets)
    _load_news(page_tree, references, targets, report)
    report("Header and footer")
    _load_sitewide(references, targets)


def _load_glossary() -> None:
    source, target = (Locale.objects.get(language_code=code) for code in ("en", "zh-hans"))
    for entry in glossary.SIMPLIFIED_CHINESE:
        fields = {"required": entry.required, "forbidden": entry.forbidden, "note": entry.note}
        GlossaryTerm.objects.get_or_create(
            source_locale=source, target_locale=target, term=entry.term, defaults=fields
        )


def _load_terms(targets: list[Locale]) -> None:
    for model, content in [(NewsCategory, labels.CATEGORIES), (NewsTag, labels.TAGS)]:
        for label in content:
            with clock.at(labels.PUBLISHED_ON):
                term = _term(model, label.slug, label.name)
            _translate_where_missing(term, targets, labels.PUBLISHED_ON)


@transaction.atomic
def _term(model: type[Any], slug: str, name: str) -> Any:
    source = Locale.objects.get(language_code="en")
    term = model.objects.filter(locale=source, slug=slug).first()
    if term is None:
        term = model.objects.create(locale=source, slug=slug, name=name)
        term.save_revision().publish()
    return term


def _load_reusable_content(targets: list[Locale]) -> dict[str, int]:
    """The ids of the English entries by their keys."""
    entries = {}
    for key, content in (reusable.TEXTS | reusable.PERSONS).items():
        with clock.at(reusable.PUBLISHED_ON):
            entry = _reusable(content)
        _translate_where_missing(entry, targets, reusable.PUBLISHED_ON)
        entries[key] = entry.pk
    return entries


@transaction.atomic
def _reusable(content: reusable.ReusableText | reusable.ContactPerson) -> Any:
    model: Any = ReusableText if isinstance(content, reusable.ReusableText) else ContactPerson
    fields = asdict(content)
    name = next(iter(fields))
    source = Locale.objects.get(language_code="en")
    entry = model.objects.filter(locale=source, **{name: fields[name]}).first()
    if entry is None:
        entry = model.objects.create(locale=source, **fields)
        entry.save_revision().publish()
    return entry


def _translate_where_missing(source: Any, targets: list[Locale], day: date) -> None:
    for locale in targets:
        translated = source.get_translation_or_none(locale)
        if translated is None or not translated.live:
            _translate(source, locale, day)


def _translate(source: Any, locale: Locale, day: date, **options: Any) -> None:
    with clock.at(day, clock.TRANSLATED):
        catalogue.translate(source, locale, **options)


def _load_fixed_pages(
    page_tree: tree.PageTree, references: References, targets: list[Locale]
) -> None:
    front = page_tree.home
    pages: dict[str, Any] = page_tree.pages
    with clock.at(home.HOME.published_on):
        editing.fill_home(front, home.HOME, references)
    _translate_where_missing(_as_stored(front), targets, home.HOME.published_on)
    for index in (home.NEWS_INDEX, legal.LEGAL_INDEX):
        page = pages[index.slug]
        with clock.at(index.published_on):
            editing.fill_index(page, index)
        _translate_where_missing(_as_stored(page), targets, index.published_on)


def _load_legal_notices(
    page_tree: tree.PageTree, references: References, targets: list[Locale]
) -> None:
    for notice in legal.NOTICES:
        for version in notice.versions:
            page = _as_stored(page_tree.pages[notice.slug])
            with clock.at(version.effective_on):
                editing.fill_legal_notice(page, notice, version, references)
            _translate_version(_as_stored(page), version, targets)


def _translate_version(page: Any, version: Any, targets: list[Locale]) -> None:
    for locale in targets:
        translated = page.get_translation_or_none(locale)
        if translated is None or not editing.is_recorded(translated, version):
            _translate(page, locale, version.effective_on)


def _load_news(
    page_tree: tree.PageTree, references: References, targets: list[Locale], report: Report
) -> None:
    for number, article in enumerate(news.ALL, start=1):
        if number % 6 == 1:
            report(f"News {number} to {min(number + 5, len(news.ALL))} of {len(news.ALL)}")
        page: Any = page_tree.pages[article.slug]
        _fill_news(page, article, references)
        if article.slug not in {news.UNTRANSLATED, news.DRAFT, news.SCHEDULED}:
            _translate_news(_as_stored(page), targets)
    with clock.at(news.STALE_SINCE):
        editing.change_stale_source(_as_stored(page_tree.pages[news.STALE]), references)
    with clock.at(news.WITHDRAWN_ON):
        _withdraw(page_tree.pages[news.WITHDRAWN])
    _load_redirects(page_tree)


def _fill_news(page: Any, article: News, references: References) -> None:
    """Fill an article on its day; what is to appear in the future is written now."""
    if article.slug == news.SCHEDULED:
        editing.fill_news(page, article, references)
        return
    with clock.at(tree.day(article.publication_date)):
        editing.fill_news(page, article, references)


def _translate_news(page: Any, targets: list[Locale]) -> None:
    left_out = {news.LEFT_OUT_OF_PARTIAL} if page.slug == news.PARTIAL else set()
    for locale in targets:
        translated = page.get_translation_or_none(locale)
        if translated is None or not (translated.live or page.slug == news.WITHDRAWN):
            _translate(page, locale, page.publication_date, left_out=left_out)


@transaction.atomic
def _withdraw(page: Page) -> None:
    """Take an article back; its translations go with it."""
    stored = _as_stored(page)
    if stored.live:
        stored.unpublish()


@transaction.atomic
def _load_redirects(page_tree: tree.PageTree) -> None:
    """Lead from the former paths of articles to where they are now, in every language."""
    for old, new in news.FORMER_SLUGS.items():
        page = page_tree.pages[new]
        for code in ("en", *TARGET_LANGUAGES):
            path = f"/{code}/{home.NEWS_INDEX.slug}/{old}"
            Redirect.objects.get_or_create(old_path=path, defaults={"redirect_page": page})


def _load_sitewide(references: References, targets: list[Locale]) -> None:
    with clock.at(sitewide.PUBLISHED_ON):
        source = _sitewide(references)
    _translate_where_missing(source, targets, sitewide.PUBLISHED_ON)


@transaction.atomic
def _sitewide(references: References) -> Sitewide:
    """The header and footer in English, chosen for the default site."""
    site = Site.objects.get(is_default_site=True)
    chosen = SitewideSettings.for_site(site)
    if chosen.sitewide is not None:
        return chosen.sitewide
    organisation = sitewide.ORGANISATION
    snippet = Sitewide.objects.create(
        locale=Locale.objects.get(language_code="en"),
        organisation_name=organisation.name,
        short_name=organisation.short_name,
        tagline=organisation.tagline,
        description=organisation.description,
        logo_id=references.images[files.LOGO],
        logo_alt=organisation.logo_alt,
        address=organisation.address,
        email=organisation.email,
        telephone=organisation.telephone,
        header_navigation=[_header_item(kind, label, references) for kind, label in
                           sitewide.HEADER_NAVIGATION],
        footer_links=[
            {"type": "link", "value": references.link(*link), "id": stable_id("footer", link[1])}
            for link in sitewide.FOOTER_LINKS
        ],
        footer_text=sitewide.FOOTER_TEXT,
    )  # fmt: skip
    snippet.save_revision().publish()
    chosen.sitewide = snippet
    chosen.save()
    return snippet


def _header_item(kind: str, label: str, references: References) -> dict[str, Any]:
    value: dict[str, Any] = {"label": label}
    if kind == "page":
        value["page"] = references.pages[tree.HOME_SLUG]
    return {"type": kind, "value": value, "id": stable_id("header", kind)}


def _as_stored(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)
