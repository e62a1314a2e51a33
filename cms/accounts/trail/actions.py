"""The actions of entries. Wagtail's own actions keep the names it gives them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

SIGNED_IN = "signing_in.succeeded"
FAILED = "signing_in.failed"
LOCKED = "signing_in.locked"
SIGNED_OUT = "signing_in.signed_out"
REFUSED = "signing_in.refused"
RESET_ASKED = "password.reset_asked"
PASSWORD_CHANGED = "password.changed"  # noqa: S105 - a name
FACTOR_ADDED = "second_factor.added"
FACTOR_REMOVED = "second_factor.removed"
FACTOR_USED = "second_factor.used"
FACTOR_FAILED = "second_factor.failed"
CODES_MADE = "second_factor.codes_made"
CREATED = "rights.created"
CHANGED = "rights.changed"
DELETED = "rights.deleted"
GIVEN = "rights.given"
TAKEN = "rights.taken"
EXPORTED = "export.downloaded"

LABELS: dict[str, Any] = {
    SIGNED_IN: _("Signed in"),
    FAILED: _("Sign-in failed"),
    LOCKED: _("Locked after too many attempts"),
    SIGNED_OUT: _("Signed out"),
    REFUSED: _("Single sign-on refused"),
    RESET_ASKED: _("Password reset requested"),
    PASSWORD_CHANGED: _("Password changed"),
    FACTOR_ADDED: _("Second factor added"),
    FACTOR_REMOVED: _("Second factor removed"),
    FACTOR_USED: _("Second factor used"),
    FACTOR_FAILED: _("Wrong second factor"),
    CODES_MADE: _("Recovery codes generated"),
    CREATED: _("Rights: created"),
    CHANGED: _("Rights: changed"),
    DELETED: _("Rights: deleted"),
    GIVEN: _("Rights: added"),
    TAKEN: _("Rights: removed"),
    EXPORTED: _("Exported"),
}

# By what people ask for: the beginning of an action's name.
CATEGORIES: dict[str, Any] = {
    "signing_in.": _("Sign-ins"),
    "password.": _("Passwords"),
    "second_factor.": _("Second factors"),
    "rights.": _("Users, groups and permissions"),
    "wagtail.": _("Content and publishing"),
    "wagtail_localize.": _("Translation"),
    "cms.share.": _("Shared links"),
    "export.": _("Exports"),
}


def label(action: str) -> str:
    """The label of an action in the admin."""
    if action in LABELS:
        return str(LABELS[action])
    return str(registry.get_action_label(action)) if registry.action_exists(action) else action
