"""Passwords that are changed or forgotten."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from wagtail.admin.forms import auth as forms
from wagtail.admin.views.account import ChangePasswordPanel, PasswordResetView

from django_tasks import task

from cms.accounts import current
from cms.accounts.throttling import limits, tries
from cms.accounts.trail import actions
from cms.accounts.trail.recording import record
from cms.accounts.trail.signing_in import user_of_email
from cms.operation.background.retries import Retry, retried


class PasswordChangeForm(forms.PasswordChangeForm):
    """Asks for the old password, and counts the tries: a session may be somebody else's find."""

    def clean_old_password(self) -> str:
        """The old password.

        Raises:
            ValidationError: it is wrong, or there were too many tries.
        """
        request = current.request()
        if request is None:
            return str(super().clean_old_password())
        try:
            attempt = tries.begin(request, limits.PASSWORD, self.user.get_username())
        except tries.LockedOut as locked:
            raise ValidationError(str(locked)) from locked
        try:
            old: str = super().clean_old_password()
        except ValidationError:
            attempt.fail()
            raise
        attempt.succeed()
        return old


# The link is asked for by somebody who waits for it.
MAIL = Retry(most_attempts=5, first_seconds=10.0, longest_seconds=120.0)


class PasswordResetForm(forms.PasswordResetForm):
    """Takes an e-mail address, and does the same for one that nobody has."""

    def clean_email(self) -> str:
        """The e-mail address.

        Raises:
            ValidationError: there were too many requests for it, or from one place.
        """
        email: str = self.cleaned_data["email"]
        request = current.request()
        if request is not None:
            try:
                tries.begin(request, limits.RESET, email).fail()
            except tries.LockedOut as locked:
                raise ValidationError(str(locked)) from locked
        return email

    def save(  # type: ignore[override]
        self, *, request: Any = None, use_https: bool = False, **_options: Any
    ) -> None:
        """Have a task look for the user, so that the duration reveals nothing."""
        email: str = self.cleaned_data["email"]
        user = user_of_email(email)
        details = {"user": "known" if user else "unknown"}
        record(actions.RESET_ASKED, about=user, request=request, details=details)
        host = request.get_host() if request else "localhost"
        send_reset.enqueue(email, host, use_https, get_language() or "en")


@retried(MAIL)
@task()
def send_reset(email: str, host: str, use_https: bool, language: str) -> None:
    """Send the mail with the link to the user of this e-mail address."""
    form = forms.PasswordResetForm({"email": email})
    if form.is_valid():
        with override(language):
            form.save(
                domain_override=host,
                use_https=use_https,
                email_template_name=PasswordResetView.email_template_name,
                subject_template_name=PasswordResetView.subject_template_name,
            )


def connect() -> None:
    """Have Wagtail's account page ask with the form that counts."""
    ChangePasswordPanel.form_class = PasswordChangeForm
