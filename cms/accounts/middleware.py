"""Middleware for requests of users: the current request, and the second factor.

Questions of readers aren't looked at: nothing of them depends on who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from allauth.mfa.models import Authenticator

from cms.accounts import current, languages, second_factor
from cms.accounts.second_factor import Missing
from cms.accounts.throttling import limits, page, tries
from cms.accounts.trail import exports

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

READERS = {"/graphql/", "/graphql"}
ADMIN = "/admin/"
# Where an unfinished session is that of its user: where what is missing is put right.
PROOF = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "wagtailadmin_logout"}
SETTING_UP = PROOF | {
    "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
}  # fmt: skip
OPEN_WITHOUT = {Missing.PROOF: PROOF, Missing.FACTOR: SETTING_UP}
# What nobody has to be signed in for, and so is open without anything.
FOR_ALL = {
    "account_login", "account_logout", "account_inactive", "mfa_authenticate",
    "openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled",
    "wagtailadmin_login", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
    "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
}  # fmt: skip
# Wagtail's views that ask for the password of a page or of a collection's files.
_PAGE_PASSWORD = "authenticate_with_password"  # noqa: S105 - the name of a view


class AccountsMiddleware:
    """Knows the request for signals, hides users of unfinished sessions, records exports."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if request.path_info in READERS:
            return self.get_response(request)
        _hide_unfinished(request)
        with current.answering(request):
            if not request.path_info.startswith(ADMIN):
                return self._with_page_password(request)
            with translation.override(languages.of_sign_in(request)):
                response = self.get_response(request)
            exports.notice(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Lead to what is missing; count tries of passwords of pages."""
        if request.path_info.startswith(ADMIN):
            return _led(request)
        if getattr(view, "__name__", "") == _PAGE_PASSWORD and request.method == "POST":
            name = f"{view.__module__} {sorted(kwargs.items())}"
            try:
                request.page_try = tries.begin(request, limits.PAGE, name)  # type: ignore[attr-defined]
            except tries.LockedOut:
                return page.locked_out(request)
        return None

    def _with_page_password(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        attempt: tries.Attempt | None = getattr(request, "page_try", None)
        if attempt is not None:
            # Only the right one leads on.
            attempt.succeed() if response.status_code == 302 else attempt.fail()
        return response


def _hide_unfinished(request: HttpRequest) -> None:
    """Have a session that lacks something be nobody's, except where that is put right."""
    session_user = request.session_user = request.user  # type: ignore[attr-defined]

    def user() -> Any:
        lacking = second_factor.missing(request, session_user)
        match = request.resolver_match
        if lacking and not (match and match.url_name in OPEN_WITHOUT[lacking]):
            return AnonymousUser()
        return session_user

    request.user = SimpleLazyObject(user)  # type: ignore[assignment]


def _led(request: HttpRequest) -> HttpResponseBase | None:
    """The way to what a session lacks, ``None`` if it lacks nothing for this path."""
    match = request.resolver_match
    name = match.url_name if match else None
    if name in FOR_ALL:
        return None
    session_user = request.session_user  # type: ignore[attr-defined]
    lacking = second_factor.missing(request, session_user)
    if lacking is None or name in OPEN_WITHOUT[lacking]:
        return None
    is_page = request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("Accept", "")
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not is_page or is_script or request.path_info.startswith(f"{ADMIN}api/"):
        text = _("A second factor is needed. Open the admin in your browser.")
        return JsonResponse({"error": text, "code": "SECOND_FACTOR_NEEDED"}, status=403)
    return redirect_to_login(request.get_full_path(), _where(lacking, session_user))


def _where(lacking: Missing, user: Any) -> str:
    if lacking is Missing.FACTOR:
        return reverse("mfa_index")
    types = {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    has_codes = Authenticator.objects.filter(user=user, type__in=types).exists()
    return reverse("mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn")
