"""Checks when a translation is saved, in whichever way.

A blank one isn't stored, and removes the stored one. One with an error is stored with
a mark, so that the translator keeps it and readers never get it.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from wagtail_localize import models
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.translation.validity import faults, matching, values
from cms.translation.validity.spelling import as_stored
from cms.translation.validity.words import is_blank

_TITLE = "title"


def install() -> None:
    """Replace the functions of wagtail-localize that write. Idempotent."""
    if hasattr(StringTranslation.save, "__wrapped__"):
        return
    replaced: Any = StringTranslation
    replaced.save = _saving_text(StringTranslation.save)
    replaced.get_error = _error_of_text
    replaced.get_comment = _naming_tool(StringTranslation.get_comment)
    # It would put what is too long or has markup into the titles of drafts.
    post_save.disconnect(models.post_save_string_translation, sender=StringTranslation)
    replaced = SegmentOverride
    replaced.save = _saving_value(SegmentOverride.save)
    replaced.get_error = _error_of_value
    replaced = Translation
    replaced.import_po = _importing(Translation.import_po)


def _saving_text(original: Any) -> Any:
    @wraps(original)
    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if fields is not None and "data" not in fields:
            original(self, *args, **kwargs)
            return
        # No database but SQLite stores this character, and it has no meaning.
        typed = self.data.replace("\0", "")
        self.data = as_stored(typed)
        # A browser reads “&nbsp” as a space even without its semicolon.
        if is_blank(typed) or is_blank(self.data):
            self.updated_at = timezone.now()
            _forget(self)
            return
        if faults.fault_of(self):
            self.has_error = True
        original(self, *args, **_with_marks(kwargs))
        if not self.has_error:
            _show_title(self)

    return save


def _forget(row: Any) -> None:
    """Delete the row of a text that is blank now."""
    if row.pk is not None:
        row.delete()


def _with_marks(kwargs: dict[str, Any]) -> dict[str, Any]:
    fields = kwargs.get("update_fields")
    return kwargs if fields is None else kwargs | {"update_fields": {*fields, "has_error"}}


def _show_title(row: Any) -> None:
    """Name the draft by its new title, in the words that readers will see."""
    if row.context is not None and row.context.path == _TITLE:
        pages = Page.objects.filter(translation_key=row.context.object_id, locale_id=row.locale_id)
        pages.update(draft_title=StringValue(row.data).render_text())


def _error_of_text(self: Any) -> str | None:
    """The message about this text for the translator; ``None``: nothing is wrong."""
    if is_blank(self.data):
        return faults.emptiness()
    stored = self.field_error if self.has_error else ""
    outdated = matching.advice() if matching.is_outdated(self) else ""
    return faults.fault_of(self) or stored or outdated or None


def _naming_tool(original: Any) -> Any:
    @wraps(original)
    def get_comment(self: Any) -> str:
        """The tool that has translated a text, and the time, in the user's language."""
        comment = str(original(self) or "")
        return comment.replace(self.tool_name, _(self.tool_name)) if self.tool_name else comment

    return get_comment


def _saving_value(original: Any) -> Any:
    @wraps(original)
    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if fields is not None and "data_json" not in fields:
            original(self, *args, **kwargs)
            return
        if values.is_empty(self.data_json):
            _forget(self)
            return
        self.has_error, self.field_error = bool(values.fault_of(self)), ""
        if fields is not None:
            kwargs["update_fields"] = {*fields, "has_error", "field_error"}
        original(self, *args, **kwargs)

    return save


def _error_of_value(self: Any) -> str | None:
    """The message about this value for the translator; ``None``: nothing is wrong."""
    if values.is_empty(self.data_json):
        return values.emptiness()
    stored = self.field_error if self.has_error else ""
    return values.fault_of(self) or stored or None


def _importing(original: Any) -> Any:
    @wraps(original)
    def import_po(self: Any, po: Any, *args: Any, **kwargs: Any) -> Any:
        """Import a file; its blank texts are ignored, and remove nothing."""
        for entry in po:
            if is_blank(entry.msgstr):
                entry.msgstr = ""
        return original(self, po, *args, **kwargs)

    return import_po
