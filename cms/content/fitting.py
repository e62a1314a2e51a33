"""Where Wagtail itself makes something of a value without asking whether it fits.

Imported once all models are there.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.contrib.redirects import signal_handlers

from cms.content import bounds
from cms.content.models import LocalisedPage


class BoundedCopyForm(CopyForm):
    """Refuses a copy whose title or slug would be too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_title"].widget.attrs["maxlength"] = bounds.LONGEST_TITLE

    def clean(self) -> dict[str, Any]:
        """What was entered, once it fits."""
        cleaned: dict[str, Any] = super().clean()
        if len(cleaned.get("new_title", "")) > bounds.LONGEST_TITLE:
            message = _("Shorten the title: it may have {longest} characters.")
            self.add_error("new_title", message.format(longest=bounds.LONGEST_TITLE))
        try:
            bounds.check_slug(cleaned.get("new_slug", ""), self.page.specific_class.longest_slug)
        except ValidationError as error:
            self.add_error("new_slug", error.message_dict["slug"])
        return cleaned


class _FittingRedirects(signal_handlers.BatchRedirectCreator):
    """Makes the redirects that can be kept; a page with a longer path can't have been found."""

    def add(self, *, instance: Any = None, **values: Any) -> None:  # type: ignore[override]
        """Have a redirect made with the next batch, if it fits."""
        old_path = instance.old_path if instance is not None else values["old_path"]
        if len(old_path) <= bounds.LONGEST_PATH:
            super().add(instance=instance, **values)


def fit_in() -> None:
    """Put the two in place of Wagtail's own."""
    handlers: Any = signal_handlers
    handlers.BatchRedirectCreator = _FittingRedirects
    LocalisedPage.copy_form_class = BoundedCopyForm
