"""Scripts that Wagtail writes into its pages, marked so that the policy lets them run.

A session has one nonce, since windows of the admin bring scripts into a page that is there already;
whoever could read it could run scripts anyway. Nobody else has it, and a new session has another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.crypto import get_random_string, salted_hmac
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

from cms.accounts import current

if TYPE_CHECKING:
    from django.http import HttpRequest

_INLINE = re.compile(r"<script(?=\s*>|\s+type=\"text/javascript\"\s*>)")


def of(request: HttpRequest) -> str:
    """The nonce for a request's session; without a session, a new one."""
    session = getattr(request, "session", None)
    key = session.session_key if session is not None else None
    if not key:
        return get_random_string(32)
    return salted_hmac("cms.accounts.nonces", key, algorithm="sha256").hexdigest()[:32]


def nonced(html: str) -> SafeString:
    """The output of a template or widget of Wagtail, whose scripts may run.

    Only for output that Wagtail has escaped, never for a whole page.
    """
    request: Any = current.request()
    if request is None or not hasattr(request, "csp_nonce"):
        return mark_safe(html)  # noqa: S308 - as it was
    return mark_safe(_INLINE.sub(f'<script nonce="{request.csp_nonce}"', html))  # noqa: S308


def connect() -> None:
    """Mark the script that each chooser brings with it: it has no template that could."""
    plain = BaseChooser.render

    def render(self: Any, *args: Any, **kwargs: Any) -> SafeString:
        return nonced(plain(self, *args, **kwargs))

    BaseChooser.render = render  # type: ignore[method-assign]
