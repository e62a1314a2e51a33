"""Translations of an earlier source text, offered for correction.

wagtail-localize keeps a translation by the text it translates, so after synchronising there is none
for a sentence in which one word has changed. Here it is carried over to the new text, marked as
outdated: the editor, files and readers have it, and every state says *stale* until a person has
corrected or confirmed it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import wraps
from typing import Any

from django.db import transaction

from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationSource

from cms.translation.validity import faults
from cms.translation.validity.matching import TOOL, matched
from cms.translation.validity.words import is_blank, needs_translation


def install() -> None:
    """Carry translations over whenever a source is synchronised. Idempotent."""
    original: Any = TranslationSource.refresh_segments
    if hasattr(original, "carries_over"):
        return

    @wraps(original)
    @transaction.atomic
    def refresh_segments(self: TranslationSource) -> None:
        original(self)
        carry_over(self)

    replacing: Any = refresh_segments
    replacing.carries_over = True
    replaced: Any = TranslationSource
    replaced.refresh_segments = replacing


def carry_over(source: TranslationSource) -> int:
    """Give texts without a translation that of what the source said before; how many got one.

    Two queries, and one more where something has changed.
    """
    segments = StringSegment.objects.filter(source_id=source.pk).order_by("order", "pk")
    strings = {
        (path, text): string
        for path, text, string in segments.values_list("context__path", "string__data", "string")
    }
    stored: dict[int, list[StringTranslation]] = defaultdict(list)
    rows = StringTranslation.objects.filter(context__object_id=source.object_id)
    for one in faults.with_leaf_data(rows).order_by("-updated_at", "-pk"):
        if not is_blank(one.data):
            stored[one.locale_id].append(one)
    carried = [
        _carried(match.earlier, locale, match.source, strings[match.path, match.source])
        for locale, those in stored.items()
        for match in matched(strings, those)
        if match.earlier is not None
        and match.earlier is match.stored
        and strings[match.path, match.source] != match.earlier.translation_of_id
        and needs_translation(match.source)
    ]
    StringTranslation.objects.bulk_create(carried, ignore_conflicts=True)
    return len(carried)


def _carried(earlier: Any, locale: int, text: str, string: int) -> StringTranslation:
    made: Any = StringTranslation(
        translation_of=String(pk=string, data=text),
        context=earlier.context,
        locale_id=locale,
        data=earlier.data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        tool_name=TOOL,
        last_translated_by_id=earlier.last_translated_by_id,
    )
    made.kind_id = earlier.kind_id
    made.has_error = bool(faults.fault_of(made))
    return made
