"""The users who need a second factor, and the sessions that have shown it.

The rule is asked where a request gets its user: a session of somebody who has a second factor and
hasn't shown it, or who needs one and has none, is nobody's anywhere except where that is put right.
It doesn't matter how the session began.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import BooleanField, Exists, OuterRef, Q, Value
from django.db.models.signals import post_save, pre_save

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator

from cms.accounts import current
from cms.accounts.models import SecondFactorSettings

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

# Recovery codes are a way back to a factor, not one of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# The key in an app's data for the time of the last accepted code, in periods.
LAST_COUNTER = "last_counter"


class Missing(Enum):
    """The factor a session lacks."""

    PROOF = "the second factor that the user has"
    FACTOR = "a second factor, which the user needs"


def users_with_facts() -> QuerySet[Any]:
    """Users with ``has_factor`` and ``needs_factor``, in the same query."""
    needed: Any = Value(value=True, output_field=BooleanField())
    if not settings.REQUIRE_SECOND_FACTOR:
        needed = Exists(
            SecondFactorSettings.objects.filter(groups__user=OuterRef("pk")).values("pk")
        ) | Q(is_superuser=True) & Exists(SecondFactorSettings.objects.filter(administrators=True))
    return get_user_model()._default_manager.annotate(
        has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)),
        needs_factor=needed,
    )


def missing(request: HttpRequest, user: Any) -> Missing | None:
    """The factor the session of a user lacks; ``None``: none. No query for users of a session."""
    if not user.is_authenticated:
        return None
    if not hasattr(user, "has_factor"):
        user = users_with_facts().get(pk=user.pk)
    if user.has_factor:
        return None if is_shown(request, user) else Missing.PROOF
    return Missing.FACTOR if user.needs_factor else None


def is_shown(request: HttpRequest, user: Any) -> bool:
    """True if the second factor was shown in this session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def connect() -> None:
    """Count a factor as shown in the session it is set up in: its first code was required."""
    pre_save.connect(_adding, Authenticator, dispatch_uid="second-factor-adding")
    post_save.connect(_added, Authenticator, dispatch_uid="second-factor-added")


def _adding(instance: Authenticator, **_: Any) -> None:
    """Have the code that set up an app be used up with it."""
    if instance.pk is None and instance.type == Authenticator.Type.TOTP:
        instance.data.setdefault(LAST_COUNTER, int(time.time()) // mfa_settings.TOTP_PERIOD)


def _added(instance: Authenticator, *, created: bool, raw: bool, **_: Any) -> None:
    request = current.request()
    user = getattr(request, "session_user", None)
    if raw or not created or instance.type not in FACTORS or user is None:
        return
    if user.pk == instance.user_id:
        record_authentication(request, user, "mfa", id=instance.pk, type=instance.type)
