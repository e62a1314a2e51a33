"""The language for people who aren't signed in yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.users.models import UserProfile

if TYPE_CHECKING:
    from django.http import HttpRequest

_SIGN_IN = ("/admin/login/", "/admin/password_reset/", "/admin/second-factor/", "/admin/sso/")
# Browsers' tags for Chinese don't name the script.
_CHINESE = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-tw": "zh-hant",
            "zh-hk": "zh-hant", "zh-mo": "zh-hant"}  # fmt: skip


def of_sign_in(request: HttpRequest) -> str | None:
    """The language of the person where they sign in; elsewhere it stays as it is."""
    return of_person(request) if request.path_info.startswith(_SIGN_IN) else get_language()


def of_person(request: HttpRequest) -> str | None:
    """The user's language in the admin, or one that the browser accepts and the admin has."""
    user = getattr(request, "session_user", None)
    if user is not None and user.is_authenticated:
        chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True)
        if any(chosen):
            return str(chosen[0])
    spoken = {code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}
    for requested, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        tag = _CHINESE.get(requested, requested)
        for code in (tag, tag.rpartition("-")[0], tag.partition("-")[0]):
            if code in spoken:
                return code
    return get_language()
