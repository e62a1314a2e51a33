"""Reasons against publishing many drafts at once, where nobody can confirm each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.content.pages import publishing
from cms.localisation import writing
from cms.translation.synchronisation import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Page


def reasons_against(
    pages: Iterable[Page], user: Any, *, include_descendants: bool = False
) -> list[str]:
    """The reasons against publishing the drafts of some pages, each page named."""
    reasons: list[str] = []
    for page in pages:
        below = page.get_descendants().not_live().specific() if include_descendants else []
        publishable = (
            descendant
            for descendant in below
            if descendant.permissions_for_user(user).can_publish()
        )
        reasons.extend(
            filter(None, (_reason(candidate, user) for candidate in (page.specific, *publishable)))
        )
    return reasons


def _reason(page: Page, user: Any) -> str | None:
    title = page.get_admin_display_title()
    if page.alias_of_id:
        return _("“{title}” mirrors another page and is published with it.").format(title=title)
    revision = page.get_latest_revision()
    draft = revision.as_object() if revision else page
    lock = draft.get_lock()
    if lock and lock.for_user(user):
        return _("“{title}” is locked.").format(title=title)
    reason = publishing.obstacle(revision, user=user, instance=draft)
    if reason:
        return reason
    try:
        draft.full_clean()
    except ValidationError as error:
        named = _("“{title}” can't be published: {reasons}")
        return named.format(title=title, reasons=writing.sentences(drafts.reasons(error)))
    return None
