"""Additions to the admin: the audit trail, and everybody's second factor."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.accounts import resetting
from cms.accounts.trail.views import AuditView


@hooks.register("register_admin_urls")
def sign_in_urls() -> list[URLPattern]:
    """The trail, and what an administrator does for somebody who has lost their factor."""
    view = AuditView
    return [
        path("reports/audit/", view.as_view(), name="audit_trail"),
        path("reports/audit/results/", view.as_view(results_only=True), name="audit_trail_results"),
        path("users/<str:user_pk>/second-factor/", resetting.reset, name="reset_second_factor"),
    ]


class _AuditMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.view_auditentry")


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """The way to the trail."""
    return _AuditMenuItem(
        _lazy("Audit trail"), reverse("audit_trail"), name="audit", icon_name="history", order=1320
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The permissions administrators may grant."""
    return Permission.objects.filter(
        content_type__app_label="accounts",
        codename__in=["view_auditentry", "change_secondfactorsettings"],
    )


@hooks.register("register_account_menu_item")
def second_factor_of_account(_request: HttpRequest) -> dict[str, Any]:
    """The way from the account to its second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factors"),
        "help_text": _("Authenticator app, security keys and recovery codes."),
    }


@hooks.register("register_user_listing_buttons")
def reset_button(user: Any, request_user: Any) -> Iterator[Button]:
    """For those who may, the way to help somebody who has lost their factor."""
    if resetting.may_reset(request_user, user):
        yield Button(
            _("Reset second factor"),
            url=reverse("reset_second_factor", args=[user.pk]),
            icon_name="lock-open",
            priority=30,
        )
