"""Permissions for a page: translators translate it, and nothing else.

Wagtail's views, bulk actions, admin API and actions all use this.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wagtail.models import PagePermissionTester

from cms.delivery.publishing import page_moves
from cms.translation.rights import permissions


class PagePermissions(PagePermissionTester):
    """Wagtail's permissions, less those denied to translators and by a page's language.

    A translator may open the editor, which is that of translations, and publish where that was
    granted. ``can_write`` says who may change the page itself.
    """

    @cached_property
    def is_confined(self) -> bool:
        """True if the user only translates this page."""
        return permissions.is_confined(self.user, self.page)

    def can_write(self) -> bool:
        """True if the user may change the page other than by translating it."""
        return bool(self.can_edit()) and not self.is_confined

    def can_add_subpage(self) -> bool:
        """True if the user may create pages below it."""
        return bool(super().can_add_subpage()) and not self.is_confined

    def can_publish_subpage(self) -> bool:
        """True if the user may create and publish pages below it at once."""
        return bool(super().can_publish_subpage()) and not self.is_confined

    def can_reorder_children(self) -> bool:
        """True if the user may order the pages below it."""
        return bool(super().can_reorder_children()) and not self.is_confined

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """True if the user may delete it, or move it, which takes the same right."""
        return bool(super().can_delete(ignore_bulk=ignore_bulk)) and not self.is_confined

    def can_copy(self) -> bool:
        """True if the user may copy it."""
        return self.can_write()

    def can_lock(self) -> bool:
        """True if the user may keep others from changing it; translators while they review it."""
        return bool(super().can_lock()) and self._holds_lock()

    def can_unlock(self) -> bool:
        """True if the user may let others change it again."""
        return bool(super().can_unlock()) and (bool(self.user_has_lock()) or self._holds_lock())

    def _holds_lock(self) -> bool:
        return not self.is_confined or permissions.reviews(self.user, self.page)

    def can_set_view_restrictions(self) -> bool:
        """True if the user may set the page's privacy, which is that of all its languages."""
        return bool(super().can_set_view_restrictions()) and not self.is_confined

    def can_move_to(self, destination: Any) -> bool:
        """True if the user may move it there: within its language, and never a translation."""
        if not super().can_move_to(destination):
            return False
        return page_moves.obstacle(self.page, destination) is None

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        """True if the user may copy it there: within its language."""
        if not super().can_copy_to(destination, recursive):
            return False
        return page_moves.is_within_language(self.page, destination)
