"""Exports: the segments of a translation, or of all translations below a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.files import po
from cms.translation.files.entries import Export, ExportUnit
from cms.translation.files.xliff import version_1, version_2
from cms.translation.validity.words import is_blank, needs_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# The number of translations read at once.
CHUNK = 50


WRITERS: dict[str, Callable[[Export], str]] = {
    "po": po.serialised,
    "xliff": version_2.serialised,
    "xliff-1.2": version_1.serialised,
}
ENDINGS = {"po": "po", "xliff": "xlf", "xliff-1.2": "xlf"}
CONTENT_TYPES = {
    "po": "text/x-gettext-translation",
    "xliff": "application/xliff+xml",
    "xliff-1.2": "application/x-xliff+xml",
}


def exports(translations: Iterable[Translation]) -> list[Export]:
    """Translations with their texts, each place once, in the order of the page. Two queries."""
    by_translation = {
        translation.pk: Export(
            str(translation.uuid),
            translation.source.object_repr,
            translation.source.locale.language_code,
            translation.target_locale.language_code,
        )
        for translation in translations
    }
    stored = _stored(translations)
    rows = StringSegment.objects.filter(
        source__in={translation.source_id for translation in translations}
    )
    texts: dict[int, dict[tuple[int, int], tuple[str, str]]] = {}
    for source, string, context, text, path in rows.order_by("order", "pk").values_list(
        "source", "string", "context", "string__data", "context__path"
    ):
        texts.setdefault(source, {})[string, context] = text, path
    for translation in translations:
        for (string, context), (text, path) in texts.get(translation.source_id, {}).items():
            data, type_, has_error = stored.get(
                (translation.target_locale_id, string, context), ("", "", False)
            )
            is_confirmed = type_ == StringTranslation.TRANSLATION_TYPE_MANUAL and not has_error
            if is_blank(data):
                is_confirmed = not needs_translation(text)
                data = text if is_confirmed else ""
            by_translation[translation.pk].rows.append(ExportUnit(path, text, data, is_confirmed))
    return list(by_translation.values())


def _stored(translations: Iterable[Translation]) -> dict[tuple[int, int, int], tuple[Any, ...]]:
    rows = StringTranslation.objects.filter(
        context__object_id__in={translation.source.object_id for translation in translations},
        locale__in={translation.target_locale_id for translation in translations},
    ).values_list("locale", "translation_of", "context", "data", "translation_type", "has_error")
    return {(locale, string, context): tuple(rest) for locale, string, context, *rest in rows}


def files(pks: list[int], kind: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the files of translations, generated lazily.

    A translation without any text has no file. Four queries for each chunk.
    """
    names: set[str] = set()
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        translations = list(
            Translation.objects.filter(pk__in=chunk)
            .select_related("source__locale", "target_locale")
            .order_by("pk")
        )
        places = _places(translations)
        for translation, export in zip(translations, exports(translations), strict=True):
            if export.rows:
                place = places.get((translation.source.object_id, translation.target_locale_id), "")
                name = _free(place or export.identifier, names)
                yield f"{name}.{ENDINGS[kind]}", WRITERS[kind](export)


def _places(translations: list[Translation]) -> dict[tuple[Any, int], str]:
    pages = Page.objects.filter(
        translation_key__in={translation.source.object_id for translation in translations},
        locale__in={translation.target_locale_id for translation in translations},
    ).values_list("translation_key", "locale", "url_path")
    return {(key, locale): path.strip("/") for key, locale, path in pages}


def _free(name: str, names: set[str]) -> str:
    free, number = name, 1
    while free in names:
        number += 1
        free = f"{name}-{number}"
    names.add(free)
    return free
