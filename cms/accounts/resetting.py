"""Takes the second factor from somebody who has lost it, so that they can set up another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from allauth.mfa.models import Authenticator

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, user_pk: str) -> HttpResponse:
    """Ask, and take it away.

    Raises:
        PermissionDenied: it is somebody's own, or of somebody with more rights.
    """
    user: Any = get_object_or_404(get_user_model(), pk=user_pk)
    if not may_reset(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        reset_for(user)
        text = _("The second factor of {user} was removed.").format(user=user.get_username())
        messages.success(request, text)
        return redirect("wagtailusers_users:edit", user.pk)
    return TemplateResponse(request, "accounts/reset_second_factor.html", {"of": user})


def may_reset(who: Any, user: Any) -> bool:
    """True if a user may do this for another: not for themselves, which requires the factor."""
    if who.pk == user.pk or not who.has_perm("auth.change_user"):
        return False
    return bool(who.is_superuser or not user.is_superuser)


def reset_for(user: Any) -> int:
    """Remove everything a user has set up, recovery codes too. Returns how many."""
    with transaction.atomic():
        factors = list(Authenticator.objects.filter(user=user))
        for factor in factors:
            factor.delete()
    return len(factors)
