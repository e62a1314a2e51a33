"""Messages to editors who publish a legal notice in the admin."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

_DESCRIPTION = ("change_kind", "change_note")
_TEXT = ("title", "body", "effective_on")


class LegalNoticePageForm(WagtailAdminPageForm):
    """Asks for a new date when a changed text is published; drafts are saved as they are.

    What a version that is published says of its change isn't offered for the next one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = self.instance.newest_version() if self.instance.pk else None
        if newest is not None and self.instance.described_after != newest.number:
            self.initial.update(dict.fromkeys(_DESCRIPTION, ""))

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a changed text as if it had been in force all the time.

        Also a description of a change where there is none.
        """
        cleaned: dict[str, Any] = super().clean()
        kind, note = (cleaned.get(name, "") for name in _DESCRIPTION)
        self.instance.describe_change(kind=kind, note=note)
        if "action-publish" in self.data and cleaned.keys() >= set(_TEXT):
            for name in _TEXT:
                setattr(self.instance, name, cleaned[name])
            self.instance.go_live_at = cleaned.get("go_live_at")
            newest = self.instance.newest_version()
            if (kind or note) and newest is not None and not self.instance.is_changed(newest):
                self.add_error(
                    "change_note" if note else "change_kind",
                    _(
                        "The notice hasn't changed since version {number}: there is nothing to "
                        "describe."
                    ).format(number=newest.number),
                )
            if self.instance.is_backdated():
                self.add_error(
                    "effective_on",
                    _(
                        "The text has changed. Enter the day, today or later, from which it is in "
                        "force."
                    ),
                )
        return cleaned
