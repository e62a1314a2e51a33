"""Records sign-ins, sign-outs, failures, and changes of second factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out

from cms.accounts.trail import actions
from cms.accounts.trail.recording import record

if TYPE_CHECKING:
    from django.http import HttpRequest


def connect() -> None:
    """Listen from now on."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked),
        (mfa.authenticator_used, _factor_used),
        (mfa.authentication_failed, _factor_failed),
        (mfa.authenticator_reset, _codes_made),
    ):
        signal.connect(receiver, dispatch_uid=f"trail-{receiver.__name__}")
    post_save.connect(_factor_saved, Authenticator, dispatch_uid="trail-factor-saved")
    post_delete.connect(_factor_deleted, Authenticator, dispatch_uid="trail-factor-deleted")


def known_user(name: str | None) -> Any:
    """The user of a name that was typed; ``None`` for a name nobody has, which may be a secret."""
    if not name or "\0" in name:
        return None
    return get_user_model()._default_manager.filter(username=name).first()


def user_of_email(email: str) -> Any:
    """The user of an e-mail address, if there is exactly one."""
    users = get_user_model()._default_manager.filter(email__iexact=email)[:2]
    return users[0] if len(users) == 1 else None


def _signed_in(request: HttpRequest | None, user: Any, **_: Any) -> None:
    records = get_authentication_records(request, user) if hasattr(request, "session") else []
    ways = sorted({record["method"] for record in records})
    record(actions.SIGNED_IN, user=user, request=request, details={"ways": ways})


def _signed_out(request: HttpRequest | None, user: Any, **_: Any) -> None:
    if user is not None:
        record(actions.SIGNED_OUT, user=user, request=request)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is None or getattr(request, "axes_locked_out", False):
        return
    _about(actions.FAILED, credentials.get("username"), request, "password")


def _locked(request: HttpRequest, username: str, kind: str, **_: Any) -> None:
    name = username if kind == "password" else None
    _about(actions.LOCKED, name, request, kind)


def _about(action: str, name: str | None, request: HttpRequest, kind: str) -> None:
    """Record what was tried with a name: about its user, by nobody who is known."""
    user = known_user(name)
    details = {"kind": kind, "user": "known" if user else "unknown"}
    record(action, about=user, request=request, details=details)


def _factor_used(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    record(actions.FACTOR_USED, user=user, request=request, details={"type": authenticator.type})


def _factor_failed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    record(actions.FACTOR_FAILED, user=user, request=request, details={"type": authenticator.type})


def _codes_made(request: HttpRequest, user: Any, **_: Any) -> None:
    record(actions.CODES_MADE, user=user, request=request)


def _factor_saved(instance: Authenticator, *, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        record(actions.FACTOR_ADDED, about=instance.user, details={"type": instance.type})


def _factor_deleted(instance: Authenticator, **_: Any) -> None:
    record(actions.FACTOR_REMOVED, about=instance.user, details={"type": instance.type})
