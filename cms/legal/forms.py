"""Messages to editors who publish a legal notice in the admin."""

from typing import Any

from django.utils.translation import gettext as _

from cms.content.pages.forms import LocalisedPageForm

_DESCRIPTION = ("change_kind", "change_note")
_TEXT = ("title", "body", "effective_on")
_END = ("withdrawn_on", "withdrawal_reason", "replaced_by")


class LegalNoticePageForm(LocalisedPageForm):
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

        Also a description of a change where there is none, and an end without a day or reason.
        """
        cleaned: dict[str, Any] = super().clean()
        kind, note = (cleaned.get(name, "") for name in _DESCRIPTION)
        if cleaned.keys() >= set(_DESCRIPTION):
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
        if "action-publish" in self.data:
            self._check_end(*(cleaned.get(name) for name in _END))
        return cleaned

    def _check_end(self, day: Any, reason: str | None, replacement: Any) -> None:
        notice = self.instance
        notice.withdrawn_on = day
        if day is None and (reason or replacement):
            self.add_error("withdrawn_on", _("Enter the day from which the notice is withdrawn."))
        elif day is not None and not reason:
            self.add_error("withdrawal_reason", _("Tell readers why the notice is withdrawn."))
        elif notice.is_withdrawn_backwards():
            self.add_error("withdrawn_on", _("Enter today, or a later day."))
        if replacement is not None and replacement.translation_key == notice.translation_key:
            self.add_error("replaced_by", _("A notice can't replace itself."))
