"""Codes of second factors: attempts counted, each code accepted once, across workers.

allauth keeps both in the cache, which workers needn't share.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal import auth as totp

from cms.accounts.second_factor import LAST_COUNTER
from cms.accounts.throttling import limits, tries


class _CodeForm(forms.BaseAuthenticateForm):
    def clean_code(self) -> str:
        """The code, once it is found right and can't be used again."""
        attempt = begin(self.user)
        code: str = self.cleaned_data["code"]
        self.authenticator = accepted(self.user, code)
        if self.authenticator is None:
            attempt.fail()
            main = Authenticator.objects.filter(user=self.user).order_by("-type").first()
            if main is not None:
                self._emit_authentication_failed(main)
            raise get_adapter().validation_error("incorrect_code")
        attempt.succeed()
        return code


class AuthenticateForm(_CodeForm, forms.AuthenticateForm):
    """Asked for between the password and the session."""


class ReauthenticateForm(_CodeForm, forms.ReauthenticateForm):
    """Asked for in a session that hasn't shown the factor, or not lately."""


class ActivateForm(totp_forms.ActivateTOTPForm):
    """The first code of an authenticator app."""

    def clean_code(self) -> str:
        """The code, if it is one of the secret shown."""
        attempt = begin(self.user)
        try:
            code: str = super().clean_code()
        except ValidationError:
            attempt.fail()
            raise
        attempt.succeed()
        return code


def begin(user: Any) -> tries.Attempt:
    """Count a try.

    Raises:
        ValidationError: there were too many.
    """
    try:
        return tries.begin(context.request, limits.CODE, str(user.pk))
    except tries.LockedOut as locked:
        raise get_adapter().validation_error("incorrect_code") from locked


def accepted(user: Any, code: str) -> Authenticator | None:
    """The factor a code is of; used up with this."""
    with transaction.atomic():
        factors = Authenticator.objects.select_for_update().filter(user=user)
        by_type = {factor.type: factor for factor in factors}
        app = by_type.get(Authenticator.Type.TOTP)
        if app is not None and _use_counter(app, code):
            return app
        recovery = by_type.get(Authenticator.Type.RECOVERY_CODES)
        if recovery is not None and recovery.wrap().validate_code(code):
            return recovery
    return None


def _use_counter(app: Authenticator, code: str) -> bool:
    """True if a code of an app is right and later than any used before: RFC 6238, 5.2."""
    secret = get_adapter().decrypt(app.data["secret"])
    last = app.data.get(LAST_COUNTER, -1)
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > last and totp.compare_user_code(actual=code, expected=expected):
            app.data[LAST_COUNTER] = counter
            app.save(update_fields=["data"])
            return True
    return False
