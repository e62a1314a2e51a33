"""Writes a changeset, exactly, in a number of queries that doesn't grow with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

if TYPE_CHECKING:
    from cms.translation.files.changeset import Change, Changeset

CHUNK = 500
_TITLE = "title"
_REPLACED = [
    "data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error",
    "field_error",
]  # fmt: skip
_KEY = ["locale", "translation_of", "context"]


def apply(changeset: Changeset, *, user: Any) -> None:
    """Write the changes of a changeset computed within the same transaction.

    Raises:
        IntegrityError: somebody has translated one of the new texts meanwhile.
    """
    new = [
        _row(change, user)
        for change in changeset.changes
        if change.key not in change.translation.stored
    ]
    StringTranslation.objects.bulk_create(new, batch_size=CHUNK)
    others = [
        _row(change, user)
        for change in changeset.changes
        if change.key in change.translation.stored
    ]
    StringTranslation.objects.bulk_create(
        others,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=_REPLACED,
    )
    _show_titles(changeset)


def _row(change: Change, user: Any) -> StringTranslation:
    string, context = change.key
    manual, machine = (
        StringTranslation.TRANSLATION_TYPE_MANUAL,
        StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return StringTranslation(
        translation_of_id=string,
        context_id=context,
        locale_id=change.translation.locale,
        data=change.unit.target,
        translation_type=manual if change.unit.is_confirmed else machine,
        tool_name=change.tool,
        last_translated_by=user,
        updated_at=timezone.now(),
        has_error=False,
        field_error="",
    )


def _show_titles(changeset: Changeset) -> None:
    """Name drafts by their new titles, as wagtail-localize does when a title is saved."""
    titles = {
        (change.translation.key, change.translation.locale): StringValue(
            change.unit.target
        ).render_text()
        for change in changeset.changes
        if change.unit.path == _TITLE
    }
    if not titles:
        return
    pages = [
        page
        for page in Page.objects.filter(translation_key__in={key for key, _locale in titles})
        if (page.translation_key, page.locale_id) in titles
    ]
    for page in pages:
        page.draft_title = titles[page.translation_key, page.locale_id]
    Page.objects.bulk_update(pages, ["draft_title"], batch_size=CHUNK)
