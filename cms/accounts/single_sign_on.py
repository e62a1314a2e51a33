"""The users who may sign in from the OpenID provider, and their accounts.

Somebody is the user they were before, by the provider's own id for them; the first time, the one
active user who has their e-mail address, if the provider has verified it. Where ``OIDC_DOMAINS``
names the domain of the e-mail address, others get an account without password, group or rights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from allauth.socialaccount.models import SocialLogin


class Adapter(OpenIDConnectOAuth2Adapter):
    """Checks the signature of every ID token, though it came from the provider itself."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Any:
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


def apps() -> list[dict[str, Any]]:
    """The providers that are set: none or one."""
    providers: Any = settings.SOCIALACCOUNT_PROVIDERS
    configured: list[dict[str, Any]] = providers["openid_connect"]["APPS"]
    return configured


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider."""
    return _asked(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider sends back."""
    return _asked(OAuth2CallbackView, request, provider_id)


def _asked(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response


def admit(request: HttpRequest, sociallogin: SocialLogin) -> bool:
    """True if there is a user for this person, or may be a new one."""
    if not _is_consistent(sociallogin):
        return False
    if sociallogin.is_existing:
        return bool(sociallogin.user.is_active)
    email = _verified_email(sociallogin)
    users = list(get_user_model()._default_manager.filter(email__iexact=email)[:2]) if email else []
    if len(users) == 1 and users[0].is_active:
        sociallogin.connect(request, users[0])
        return True
    return not users and may_be_new(sociallogin)


def may_be_new(sociallogin: SocialLogin) -> bool:
    """True if this person gets an account."""
    email = _verified_email(sociallogin) or ""
    return email.rpartition("@")[2].lower() in settings.OIDC_DOMAINS


def populated(user: Any) -> Any:
    """A new user without any right, whatever the provider says of them."""
    user.is_superuser = user.is_staff = False
    user.set_unusable_password()
    return user


def _verified_email(sociallogin: SocialLogin) -> str | None:
    """The e-mail address, if the provider says it has verified it."""
    claims = _claims(sociallogin)
    if claims.get("email_verified") not in (True, "true"):
        return None
    email = claims.get("email")
    return email if isinstance(email, str) and email.isascii() and "@" in email else None


def _is_consistent(sociallogin: SocialLogin) -> bool:
    """True if userinfo has the subject of the ID token: OpenID Connect Core, 5.3.2."""
    data = sociallogin.account.extra_data
    userinfo, id_token = data.get("userinfo"), data.get("id_token")
    return bool(id_token) and (not userinfo or userinfo.get("sub") == id_token.get("sub"))


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    data = sociallogin.account.extra_data
    claims: dict[str, Any] = data.get("userinfo") or data.get("id_token") or {}
    return claims
