"""Translations as wagtail-localize reads them: only those that readers may get.

Rows written past ``saving``, in bulk, by SQL or by an older version, are checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, When
from django.db.models.functions import Coalesce

from wagtail_localize.models import (
    OverridableSegmentQuerySet,
    SegmentOverride,
    StringSegment,
    StringSegmentQuerySet,
    StringTranslation,
    Translation,
)

from cms.translation.validity import faults, matching, values
from cms.translation.validity.words import BLANK, WORDLESS, is_blank, needs_translation

if TYPE_CHECKING:
    from django.db.models import QuerySet


def install() -> None:
    """Replace the functions of wagtail-localize that read. Idempotent."""
    strings: Any = StringSegmentQuerySet
    strings.annotate_translation = _annotate_translation
    strings.get_translations = _translations
    values: Any = OverridableSegmentQuerySet
    values.annotate_override_json = _annotate_value
    values.get_overrides = _values
    progress: Any = Translation
    progress.get_progress = _progress


def _pk(locale: Any) -> Any:
    return getattr(locale, "pk", locale)


def _of(segments: QuerySet[Any], locale: Any) -> QuerySet[StringTranslation]:
    return StringTranslation.objects.filter(
        locale_id=_pk(locale), context__in=segments.order_by().values("context")
    )


def _annotate_translation(self: Any, locale: Any, include_errors: bool = False) -> Any:
    """Segments with their translations; those with errors only on request, blank ones never.

    A text without words is its own translation, unless there is another.
    """
    left_out = [
        row.pk
        for row in faults.with_leaf_data(_of(self, locale))
        if is_blank(row.data) or (not include_errors and _is_wrong(row))
    ]
    usable = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        locale_id=_pk(locale),
        context_id=OuterRef("context_id"),
    ).exclude(pk__in=left_out)
    strings = self.order_by().values_list("string", "string__data")
    same = [string for string, source in strings if not needs_translation(source)]
    itself = Case(When(string__in=same, then=F("string__data")), output_field=TextField())
    return self.annotate(translation=Coalesce(Subquery(usable.values("data")[:1]), itself))


def _is_wrong(row: Any) -> bool:
    return row.has_error or bool(faults.fault_of(row))


def _translations(self: Any, locale: Any) -> Any:
    """The translations of some segments, those with errors too, blank ones not."""
    stored = list(faults.with_leaf_data(_of(self, locale)))
    places = set(self.order_by().values_list("string", "context"))
    wanted = [
        row.pk
        for row in stored
        if (row.translation_of_id, row.context_id) in places and not is_blank(row.data)
    ]
    return faults.with_leaf_data(StringTranslation.objects.filter(pk__in=wanted))


def _values_of(segments: QuerySet[Any], locale: Any) -> QuerySet[SegmentOverride]:
    return SegmentOverride.objects.filter(
        locale_id=_pk(locale), context__in=segments.order_by().values("context")
    )


def _annotate_value(self: Any, locale: Any, include_errors: bool = False) -> Any:
    """Segments with the values the translation has of its own, as the texts above."""
    left_out = [
        row.pk
        for row, _reason in values.unusable(_values_of(self, locale))
        if values.is_empty(row.data_json) or not include_errors
    ]
    usable = SegmentOverride.objects.filter(
        locale_id=_pk(locale), context_id=OuterRef("context_id")
    ).exclude(pk__in=left_out)
    return self.annotate(override_json=Subquery(usable.order_by("-pk").values("data_json")[:1]))


def _values(self: Any, locale: Any) -> Any:
    """The values of some segments, those with errors too, empty ones not."""
    stored = _values_of(self, locale)
    wanted = [row.pk for row in stored if not values.is_empty(row.data_json)]
    return faults.with_kinds(SegmentOverride.objects.filter(pk__in=wanted))


def progress(translation: Translation) -> tuple[int, int, int]:
    """The numbers of texts, of those readers get translated, and of those that are written.

    A source text without words is the same in every language. Three queries.
    """
    segments: Any = StringSegment.objects.filter(source_id=translation.source_id)
    known = segments.annotate_translation(translation.target_locale_id)
    rows = list(known.values_list("string__data", "translation"))
    done = sum(text is not None for _source, text in rows)
    same = sum(text == source and not needs_translation(source) for source, text in rows)
    return len(rows), done, done - same


def _progress(self: Any) -> tuple[int, int]:
    """The numbers of texts, and of those that need no work. Four queries."""
    total, done, _written = progress(self)
    segments = StringSegment.objects.filter(source_id=self.source_id)
    places = set(segments.values_list("string", "context"))
    outdated = _of(segments, self.target_locale_id).filter(matching.OUTDATED, has_error=False)
    looked_at = places & set(outdated.values_list("translation_of", "context"))
    return total, done - len(looked_at)


def is_waiting() -> Any:
    """The condition for translations that need work, as far as SQL can tell."""
    stored = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("into"),
        has_error=False,
    ).exclude(Q(data__regex=BLANK) | matching.OUTDATED)
    segments = StringSegment.objects.filter(source_id=OuterRef("source_id"))
    segments = segments.annotate(into=OuterRef("target_locale_id"))
    return Exists(segments.exclude(string__data__regex=WORDLESS).filter(~Exists(stored)))
