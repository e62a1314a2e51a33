"""The translations of the demo site, brought in as a translator brings in a PO file."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from django.db import transaction
from wagtail.models import Locale, TranslatableMixin

import polib
from wagtail_localize.models import Translation, TranslationSource

from cms.localisation import tags

FOLDER = Path(__file__).parent / "translations"


class MissingTranslationsError(LookupError):
    """Segments of the demo site that the catalogue of a language lacks."""

    def __init__(self, where: str, missing: list[str]) -> None:
        super().__init__(
            f"{where}: no translation of\n" + "\n".join(f"  {text}" for text in missing)
        )
        self.missing = missing


@cache
def catalogue(language_code: str) -> dict[str, str]:
    """All translations into a language, by the English segment."""
    file = polib.pofile(FOLDER / f"{tags.canonical(language_code)}.po")
    return {entry.msgid: entry.msgstr for entry in file}


def translate(source: TranslatableMixin, locale: Locale, *, left_out: Collection[str] = ()) -> None:
    """Submit an object as it is live, import its translation, publish it.

    Publishing takes place when the surrounding transaction commits. Can be done again: an
    interrupted translation is completed.

    Raises:
        MissingTranslationsError: the catalogue lacks a segment that isn't among ``left_out``.
    """
    with transaction.atomic():
        translation_source, _ = TranslationSource.update_or_create_from_instance(source)
        translation, _ = Translation.objects.get_or_create(
            source=translation_source, target_locale=locale
        )
        translation.import_po(_filled(translation, left_out))
        translation.save_target(publish=True)


def _filled(translation: Translation, left_out: Collection[str]) -> polib.POFile:
    translations = catalogue(translation.target_locale.language_code)
    file = translation.export_po()
    missing = []
    for entry in list(file):
        if entry.msgid in left_out or entry.obsolete:
            file.remove(entry)
        elif translations.get(entry.msgid):
            entry.msgstr = translations[entry.msgid]
        else:
            missing.append(entry.msgid)
    if missing:
        raise MissingTranslationsError(translation.source.object_repr, missing)
    return file
