"""All that can be wrong with a translated text, and which rows of the database are usable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.translation.validity import limits, markup
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from cms.translation.validity.limits import Leaf

LONGEST_TEXT = 100_000
# Characters XML 1.0 doesn't allow, not even as a reference.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fault(source: str, text: str, leaf: Leaf | None) -> str:
    """The fault of a translation, in words for the translator; empty if it has none.

    Args:
        source: the text it translates.
        text: the translation, which isn't blank.
        leaf: the field or block it belongs to, as far as it is known.
    """
    if len(text) > LONGEST_TEXT:
        return _("The text is longer than {count} characters.").format(count=LONGEST_TEXT)
    if NOT_IN_XML.search(text):
        return _("The text has a character that can't be shown.")
    return markup.fault(source, text) or limits.fault(leaf, text)


def emptiness() -> str:
    """The message for a blank translation."""
    return _("Nothing is translated here: readers see the source text.")


def with_leaf_data(rows: QuerySet[StringTranslation]) -> QuerySet[Any]:
    """Translations with all that is needed to judge them, in the same query."""
    return with_kinds(rows).select_related("translation_of", "context")


def with_kinds(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with their places, and the kind of page or snippet these are on, in the same query."""
    sources = TranslationSource.objects.filter(object=OuterRef("context__object"))
    kind = Subquery(sources.order_by("pk").values("specific_content_type")[:1])
    return rows.select_related("context").annotate(kind_id=kind)


def fault_of(row: Any) -> str:
    """The present fault of a stored translation, whatever it was when it was stored."""
    leaf = leaf_of(row)
    return fault(row.translation_of.data, row.data, leaf) or _whole_fault(row, leaf)


def _whole_fault(row: Any, leaf: Leaf | None) -> str:
    """The message for a part that makes its rich text too long for the field.

    Two queries, where there is such a limit.
    """
    most = limits.most_characters(leaf)
    if most is None or not limits.is_rich_text(leaf):
        return ""
    stored = dict(
        StringTranslation.objects.filter(context=row.context_id, locale=row.locale_id).values_list(
            "translation_of", "data"
        )
    )
    stored[row.translation_of_id] = row.data
    parts = StringSegment.objects.filter(context=row.context_id)
    words = (
        limits.words_of(stored.get(string, source))
        for string, source in parts.values_list("string", "string__data")
    )
    return limits.length_fault("".join(words), most)


def leaf_of(row: Any) -> Leaf | None:
    """The field or block of a translation or a value of its own."""
    if row.context is None:
        return None
    if not hasattr(row, "kind_id"):
        sources = TranslationSource.objects.filter(object=row.context.object_id).order_by("pk")
        row.kind_id = sources.values_list("specific_content_type", flat=True).first()
    return leaf_at(row.kind_id, row.context)


def leaf_at(kind_id: int | None, context: Any) -> Leaf | None:
    """The field or block at a place of a kind of page or snippet."""
    if kind_id is None:
        return None
    model = ContentType.objects.get_for_id(kind_id).model_class()
    return limits.leaf(model, context.field_path or context.path)


def usable(rows: QuerySet[StringTranslation]) -> Iterator[Any]:
    """Those of some translations that readers get. One query."""
    for row in with_leaf_data(rows.filter(has_error=False)):
        if not is_blank(row.data) and not fault_of(row):
            yield row
