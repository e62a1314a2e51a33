"""Paths stay parallel: a page moves within its language, and its translations move with it.

Editor, bulk action and admin API all end in Wagtail's ``MovePageAction``, which is extended here.
Code that acts for nobody moves what it names, and nothing else.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from cms.delivery.publishing import withdrawal

_INSIDE = ("first-child", "last-child", "sorted-child")


class InvalidDestination(ValueError):
    """A page can't be moved there, whoever asks; the message says why."""


def obstacle(page: Page, destination: Page) -> str | None:
    """The reason why a page can't be moved below another one; ``None``: it can.

    Among its siblings a page can always be moved.
    """
    if page.is_child_of(destination):
        return None
    if not is_within_language(page, destination):
        return _("A page can only be moved within its language.")
    if not withdrawal.is_source(page):
        return _("Move the page in its source language: its translations move with it.")
    return None


def clash(page: Page, destination: Page) -> str | None:
    """The reason why a translation can't follow a page there: its path is in use."""
    for translation in withdrawal.translations(page):
        parent = destination.get_translation_or_none(translation.locale)
        if parent and not Page._slug_is_available(translation.slug, parent, page=translation):  # noqa: SLF001
            text = _("“{title}” can't be moved: its slug is in use in {language}.")
            language = translation.locale.get_display_name()
            return text.format(title=page.get_admin_display_title(), language=language)
    return None


def is_within_language(page: Page, destination: Page) -> bool:
    """True if a place is in the language of a page; below the root are all home pages."""
    return destination.depth == 1 or destination.locale_id == page.locale_id


def install() -> None:
    """Have translations moved with a source that somebody moves. Idempotent."""
    original = MovePageAction.execute
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def execute(self: Any, skip_permission_checks: bool = False) -> None:
        parent = self.target if self.pos in _INSIDE else self.target.get_parent()
        if parent is None:
            raise InvalidDestination(_("A page can't be moved next to the root of all pages."))
        stored = Page.objects.get(pk=self.page.pk)
        if stored.path != self.page.path:
            if stored.is_child_of(parent):
                # It has been moved already, with its source.
                return
            # Another page may be where this one was.
            self.page.path, self.page.depth = stored.path, stored.depth
        before = stored.get_parent()
        with transaction.atomic():
            original(self, skip_permission_checks=skip_permission_checks)
            if self.user and before is not None and before.pk != parent.pk:
                _move_translations(stored, before, parent, self.user)

    MovePageAction.execute = execute  # type: ignore[method-assign]


def _move_translations(page: Page, before: Page, after: Page, user: Any) -> None:
    """Move those that are parallel to the page below the translation of its new parent.

    One whose language doesn't have that page stays where it is.
    """
    for translation in withdrawal.translations(page):
        parent = translation.get_parent()
        destination = after.get_translation_or_none(translation.locale)
        if destination and parent.translation_key == before.translation_key:
            action = MovePageAction(translation, destination, pos="last-child", user=user)
            action.execute(skip_permission_checks=True)
