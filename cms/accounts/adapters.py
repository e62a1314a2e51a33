"""The adapters through which allauth is configured."""

from __future__ import annotations

import base64
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet

from cms.accounts import addresses, single_sign_on
from cms.accounts.trail import actions
from cms.accounts.trail.recording import record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from allauth.socialaccount.models import SocialLogin

# The id of a way to show again who one is.
SINGLE_SIGN_ON = "single_sign_on"


class AccountAdapter(DefaultAccountAdapter):
    """Sessions are begun by allauth and look like Wagtail's."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes themselves an account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The IP address, as everywhere."""
        return addresses.client_ip(request)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Leave out that somebody has signed in or out: the page says so."""
        name = kwargs.get("message_template") or (args[0] if args else "")
        if name not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, *args, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to authenticate again.

        The second factor where there is one, else the password, else single sign-on: a password
        that somebody has found out can't remove the second factor.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_factor = [method for method in methods if method["id"].startswith("mfa_")]
        methods = by_factor or (methods if settings.PASSWORD_LOGIN else [])
        apps = single_sign_on.apps()
        if not methods and user.is_authenticated and apps:
            url = reverse("openid_connect_login", args=[apps[0]["provider_id"]])
            methods.append({"id": SINGLE_SIGN_ON, "description": apps[0]["name"], "url": url})
        return methods

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """True if users have to authenticate again before they change a factor.

        Users with single sign-on alone needn't if they have just signed in there.
        """
        request = context.request
        methods = self.get_reauthentication_methods(request.user)
        if [method["id"] for method in methods] != [SINGLE_SIGN_ON]:
            return bool(super().is_reauthentication_required(app=app))
        since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(request, request.user)
        return not any(
            record["method"] == "socialaccount" and record["at"] > since for record in records
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        """The text as it is kept."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was kept."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Signs in users ``single_sign_on`` knows, and gives others no reason."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """True if this person gets an account now."""
        return single_sign_on.may_be_new(sociallogin)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Without a form: there is nothing to choose."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the user of somebody who comes for the first time.

        Raises:
            ImmediateHttpResponse: there is none for them.
        """
        if not single_sign_on.admit(request, sociallogin):
            record(actions.REFUSED, request=request)
            raise ImmediateHttpResponse(refused(request))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """A new user: a name, an e-mail address and no right."""
        return single_sign_on.populated(super().populate_user(request, sociallogin, data))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """Say that it failed, as if there were no account.

        Raises:
            ImmediateHttpResponse: always.
        """
        record(actions.REFUSED, request=request)
        raise ImmediateHttpResponse(refused(request))


def refused(request: HttpRequest) -> Any:
    """The page for users whom single sign-on refuses, whatever the reason."""
    return render(request, "accounts/refused.html", status=403)


def _fernet() -> MultiFernet:
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(sha256(f"second factors {key}".encode()).digest()))
        for key in keys
    )
