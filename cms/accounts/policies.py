"""The Content-Security-Policy of every response.

Whatever says nothing of its own gets the strictest: nothing may be loaded, run, sent or framed; a
page may be styled and send its form, and runs nothing. A view that knows what its page needs sets
its own header, and it stays. The admin's is built here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy

from cms.accounts import nonces

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ADMIN = "/admin/"
SET_UP = "/set-up/"
# Pages that are ours from top to bottom; elsewhere scripts of Wagtail write style sheets.
OWN = tuple(
    f"{ADMIN}{path}/"
    for path in (
        "login", "second-factor", "sso", "reports/audit", "reports/content-versions",
        "reports/deliveries", "translations", "localize/jobs",
    )
)  # fmt: skip
# Additions for a plain page, such as the password form of a file.
_PAGE = {"style-src": [SELF], "img-src": [SELF], "form-action": [SELF]}
# The touch screen test in a script of Wagtail's image view.
_TOUCH = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"
_FRAMES = {"SAMEORIGIN": SELF}


class PolicyMiddleware(CSPMiddleware):
    """The first to get a request, so that the last to see every response."""

    def _make_nonce(self, request: HttpRequest) -> str:
        """The nonce of the session, for pieces of a page that come later, too."""
        nonce = nonces.of(request)
        request._csp_nonce = nonce  # type: ignore[attr-defined] # noqa: SLF001 - where csp reads it
        return nonce

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The response with a policy, its own or that of its place.

        Nearly all are neither of the admin nor of an error in development, and share two policies:
        to build one anew takes as long as half of what else comes before a view.
        """
        if HEADER in response.headers:
            return response
        is_shared = not settings.DEBUG and not _is_of_admin(request, response)
        if is_shared and not hasattr(response, "_csp_exempt"):
            ancestors = _FRAMES.get(response.headers.get("X-Frame-Options", ""), NONE)
            response.headers[HEADER] = _shared(ancestors, is_page=_is_page(response))
            return response
        secured: HttpResponseBase = super().process_response(request, response)
        return secured

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """The policy of the place; nobody but the admin itself frames it, and only where it may."""
        if report_only:
            return PolicyParts()
        is_admin = _is_of_admin(request, response)
        config = _admin(request.path_info) if is_admin else _plain(is_page=_is_page(response))
        ancestors = _FRAMES.get(response.headers.get("X-Frame-Options", ""), NONE)
        nonce = self._make_nonce(request) if is_admin else None
        return PolicyParts(config=config, replace={"frame-ancestors": [ancestors]}, nonce=nonce)


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _is_of_admin(request: HttpRequest, response: HttpResponseBase) -> bool:
    return request.path_info.startswith((ADMIN, SET_UP)) and _is_page(response)


def _plain(*, is_page: bool) -> dict[str, Any]:
    directives: dict[str, Any] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return directives | _PAGE if is_page else directives


@cache
def _shared(ancestors: str, *, is_page: bool) -> str:
    policy: str = build_policy(
        config=_plain(is_page=is_page), replace={"frame-ancestors": [ancestors]}
    )
    return policy


def _admin(path: str) -> dict[str, Any]:
    """The policy of Wagtail's admin: its own files, pictures, and previews on the frontend.

    The few scripts that Wagtail writes into its pages get a nonce: see ``nonces``. Its editors
    write style sheets while they run, and the one of translations doesn't work without.
    """
    media = [*_origins(settings.MEDIA_URL), *_origins(settings.STORAGE_ORIGIN)]
    return {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "script-src-attr": [UNSAFE_HASHES, _TOUCH],
        "style-src": [SELF] if path.startswith((*OWN, SET_UP)) else [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *media],
        "media-src": [SELF, *media],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *_origins(settings.FRONTEND_URL)],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }


def _origins(url: str) -> list[str]:
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.scheme and parts.netloc else []
