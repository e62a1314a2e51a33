"""Categories and tags of imported pages: those that are here, else new ones, with translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from cms.content.pages.slugs import slug_of
from cms.importing.records import Label, digest_of
from cms.importing.writing.translations import translate_texts
from cms.news.models import NewsCategory, NewsTag

if TYPE_CHECKING:
    from cms.importing.records import Record

LONGEST_NAME = LONGEST_SLUG = 60


def category_of(records: list[Record]) -> NewsCategory | None:
    """The category of a page and its translations, in the language of the first record."""
    if records[0].category is None:
        return None
    names = {record.language: record.category for record in records if record.category}
    return _term(NewsCategory, names, records[0].language)


def tags_of(records: list[Record]) -> list[NewsTag]:
    """The tags of a page; those of its translations are paired by their order, if as many."""
    source, *others = records
    alike = [record for record in others if len(record.tags) == len(source.tags)]
    found = []
    for number, label in enumerate(source.tags):
        names = {source.language: label}
        names |= {record.language: record.tags[number] for record in alike}
        found.append(_term(NewsTag, names, source.language))
    return list(dict.fromkeys(found))


def _term(model: Any, names: dict[str, Label], language: str) -> Any:
    source = names[language]
    locale = Locale.objects.get(language_code=language)
    name = source.name.strip()[:LONGEST_NAME]
    rows = model.objects.filter(locale=locale)
    term = rows.filter(name__iexact=name).order_by("pk").first()
    if term is None:
        term = model(locale=locale, name=name, slug=_free_slug(rows, source, name, language))
        term.full_clean(exclude=["live_revision", "latest_revision"])
        term.save()
        term.save_revision().publish()
        term.refresh_from_db()
    for code, label in names.items():
        target = Locale.objects.get(language_code=code)
        if code != language and term.get_translation_or_none(target) is None:
            translate_texts(term, target, {name: label.name.strip()[:LONGEST_NAME]})
    return term


def _free_slug(rows: Any, label: Label, name: str, language: str) -> str:
    texts = (label.slug, name)
    slugs = [slug_of(text, language, allow_unicode=False) for text in texts]
    candidates = (*slugs, digest_of(name)[:12])
    slug = next(slug for slug in candidates if slug)[: LONGEST_SLUG - 13]
    return f"{slug}-{digest_of(name)[:12]}" if rows.filter(slug=slug).exists() else slug
