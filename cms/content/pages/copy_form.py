"""Copies of pages and aliases, bounded where Wagtail checks no limits itself.

Imported once all models are there.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm

from cms.content.pages import limits
from cms.content.pages.models import LocalisedPage


class BoundedCopyForm(CopyForm):
    """Refuses a copy whose title or slug would be too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_title"].widget.attrs["maxlength"] = limits.LONGEST_TITLE

    def clean(self) -> dict[str, Any]:
        """The cleaned data, once it fits."""
        cleaned: dict[str, Any] = super().clean()
        if len(cleaned.get("new_title", "")) > limits.LONGEST_TITLE:
            message = _("Shorten the title: it may have {longest} characters.")
            self.add_error("new_title", message.format(longest=limits.LONGEST_TITLE))
        try:
            limits.check_slug(cleaned.get("new_slug", ""), self.page.specific_class.longest_slug)
        except ValidationError as error:
            self.add_error("new_slug", error.message_dict["slug"])
        return cleaned


def fit_in() -> None:
    """Put it in place of Wagtail's own."""
    LocalisedPage.copy_form_class = BoundedCopyForm
