"""The right to change a page or snippet other than by translating it, in every way.

Wagtail's actions for changing, reverting and converting check only whether a user may open the
editor. That of a translation opens for translators, and its texts are changed there alone.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.edit import EditAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.revert_to_revision import RevertToRevisionAction

from cms.translation.rights import permissions
from cms.translation.segments import copied_text

if TYPE_CHECKING:
    from collections.abc import Callable


def install() -> None:
    """Extend the actions' checks. Idempotent."""
    for action in (EditAction, RevertToRevisionAction, RevertToPageRevisionAction):
        _extend(action, _check_change)
    _extend(ConvertAliasPageAction, _check_conversion, is_always=True)


def _extend(action: Any, extra_check: Callable[[Any], None], *, is_always: bool = False) -> None:
    original = action.check
    # A check inherited from an extended class is extended already.
    if hasattr(vars(action).get("check"), "__wrapped__"):
        return

    @wraps(original)
    def check(self: Any, skip_permission_checks: bool = False) -> None:
        original(self, skip_permission_checks=skip_permission_checks)
        if self.user and (is_always or not skip_permission_checks):
            extra_check(self)

    action.check = check


def _check_right(action: Any) -> None:
    """Check that the user does more than translate."""
    if permissions.is_confined(action.user, action.instance):
        raise action.permission_error_class(
            _("You can translate “{title}”, not change it.").format(title=action.instance)
        )


def _check_conversion(action: Any) -> None:
    """Check the right also for the view, which skips the check since the user may open the editor.

    Whoever approves a translation converts the mirror that it replaces.
    """
    if not copied_text.is_published_next():
        _check_right(action)


def _check_change(action: Any) -> None:
    """Check that this isn't a translation, which would lose what its translators write."""
    _check_right(action)
    if permissions.translation_of(action.instance) is not None:
        text = _("“{title}” is being translated: change it in its translation editor.")
        raise action.permission_error_class(text.format(title=action.instance))
