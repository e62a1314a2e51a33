"""Writes entries of the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.log_actions import get_active_log_context

import structlog

from cms.accounts import addresses, current
from cms.accounts.models import AuditEntry

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def record(
    action: str,
    *,
    user: Any = None,
    user_name: str = "",
    about: Model | None = None,
    about_name: str = "",
    about_type: str = "",
    about_pk: str = "",
    request: HttpRequest | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry.

    Args:
        action: a name that ``actions`` knows, or one of Wagtail's.
        user: the user who did it; without it, the one signed in.
        user_name: a name where there is no user, one that was tried for example.
        about: the object it was done to.
        about_name: the name of the object, where it isn't its text.
        about_type: its kind, and ``about_pk`` its id, where it isn't at hand.
        about_pk: see there.
        request: the request; without it, the current one.
        details: further facts, in JSON; nothing secret.
    """
    request = request or current.request()
    user = user or _acting(request)
    address = addresses.client_ip(request) if request else None
    return AuditEntry.objects.create(
        action=action,
        user_pk=str(user.pk) if user else "",
        user_name=(user.get_username() if user else user_name)[:254],
        object_type=about._meta.label_lower if about else about_type,
        object_pk=str(about.pk or "")[:64] if about else about_pk[:64],
        object_name=shortened(about_name or (str(about) if about else "")),
        address=address,
        place=addresses.network(address) if address else None,
        request_id=_request_id(request),
        details=details or {},
    )


def shortened(text: str) -> str:
    """A text that fits, on one line and without what no column can hold."""
    return " ".join(text.replace("\0", "").split())[:255]


def _acting(request: HttpRequest | None) -> Any:
    user = getattr(request, "user", None) or get_active_log_context().user
    return user if user is not None and user.is_authenticated else None


def _request_id(request: HttpRequest | None) -> str:
    """The id under which the logs have this request."""
    bound = structlog.contextvars.get_contextvars().get("request_id")
    return str(bound or getattr(request, "request_id", "") or "")[:64]
