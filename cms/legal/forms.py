"""Messages to editors who publish a legal notice in the admin."""

from typing import Any

from django.utils.translation import gettext as _

from cms.content.pages.forms import LocalisedPageForm


class LegalNoticePageForm(LocalisedPageForm):
    """Asks for a new date when a changed text is published; drafts are saved as they are."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a changed text as if it had been in force all the time."""
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" in self.data and {"title", "body", "effective_on"} <= cleaned.keys():
            self.instance.title = cleaned["title"]
            self.instance.body = cleaned["body"]
            self.instance.effective_on = cleaned["effective_on"]
            self.instance.go_live_at = cleaned.get("go_live_at")
            if self.instance.is_backdated():
                self.add_error(
                    "effective_on",
                    _(
                        "The text has changed. Enter the day, today or later, from which it is in "
                        "force."
                    ),
                )
        return cleaned
