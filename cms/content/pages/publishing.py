"""The checks before anything is published, at the point where all ways of publishing meet.

The editor, bulk actions, the admin API, workflows, the schedule and plain code all end in the two
actions of Wagtail whose ``check`` is extended here. Types of pages and other domains have rules.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import (
    PublishPagePermissionError,
    PublishPageRevisionAction,
)
from wagtail.actions.publish_revision import PublishPermissionError, PublishRevisionAction
from wagtail.models import Page

from cms.content.reading import page_types

# The reason why a revision must not be published, in words for whoever tried, or ``None``. Asked
# with the object as it would be published, the revision, and the user, ``None`` for code.
Rule = Callable[[Any, Any, Any], str | None]

_rules: list[Rule] = []


class PublishingRefused(PublishPagePermissionError):
    """Something prevents this from being published; the message says what."""


def register(rule: Rule) -> None:
    """Register a rule that is checked before anything is published."""
    if rule not in _rules:
        _rules.append(rule)


def obstacle(revision: Any, *, user: Any = None, instance: Any = None) -> str | None:
    """The first reason against publishing a revision; ``None`` where there is none."""
    instance = instance or revision.as_object()
    reasons = (rule(instance, revision, user) for rule in (_of_its_type, *_rules))
    return next((reason for reason in reasons if reason), None)


def _of_its_type(instance: Any, _revision: Any, user: Any) -> str | None:
    page_type = page_types.labelled(instance._meta.label_lower)
    return page_type.refusal(instance, user) if page_type and page_type.refusal else None


def unreachable(page: Any) -> str | None:
    """The reason why readers can't reach a published or scheduled page; ``None``: they can."""
    if not isinstance(page, Page):
        return None
    above = page.get_ancestors().filter(depth__gt=1, live=False).select_related("locale")
    hidden = above.order_by("-depth").first()
    if hidden is None:
        return None
    text = _("Readers cannot reach “{title}” until “{parent}” above it is published in {language}.")
    return text.format(
        parent=hidden.get_admin_display_title(),
        language=hidden.locale.get_display_name(),
        title=page.get_admin_display_title(),
    )


def install() -> None:
    """Have both actions ask the rules. Idempotent."""
    for action in (PublishRevisionAction, PublishPageRevisionAction):
        if not hasattr(action.check, "__wrapped__"):
            action.check = _asking(action.check)  # type: ignore[method-assign]


def _asking(check: Callable[..., None]) -> Callable[..., None]:
    @wraps(check)
    def asking(self: Any, skip_permission_checks: bool = False) -> None:
        check(self, skip_permission_checks=skip_permission_checks)
        if self.user and not skip_permission_checks:
            _check_right(self)
            _check_lock(self.object, self.user)
        reason = obstacle(self.revision, user=self.user, instance=self.object)
        if reason:
            raise PublishingRefused(reason)

    return asking


def _check_right(action: Any) -> None:
    """Check the right to publish this very snippet: Wagtail asks whether there is any to publish.

    Raises:
        PublishPermissionError: it is another's language.
    """
    policy = action.permission_policy
    if isinstance(action.object, Page) or policy.user_has_permission_for_instance(
        action.user, "publish", action.object
    ):
        return
    raise PublishPermissionError(
        _("You don't have permission to publish “{title}”.").format(title=action.object)
    )


def _check_lock(instance: Any, user: Any) -> None:
    """Check that nobody else has locked what a user publishes: views ask before they publish.

    Raises:
        Refused: somebody has, or a review or a schedule does.
    """
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    if lock and lock.for_user(user):
        raise PublishingRefused(_("“{title}” is locked.").format(title=instance))
