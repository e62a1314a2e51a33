"""What somebody may do with a page, where that is less than Wagtail would allow.

A layer above registers whom it keeps from setting privacy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import PagePermissionTester

# Whether somebody is kept from saying who may read a page.
Keeping = Callable[[Any, Any], bool]

_keeping: list[Keeping] = []


def keep_from_privacy(keeping: Keeping) -> None:
    """Have a function asked, of a user and a page; called once, when an application is ready."""
    _keeping.append(keeping)


class PagePermissions(PagePermissionTester):
    """Wagtail's answers, but that to publish a page isn't enough to say who may read it."""

    def can_set_view_restrictions(self) -> bool:
        """Whether the user may set the page's privacy, which is that of all its languages."""
        if not super().can_set_view_restrictions():
            return False
        return not any(is_kept(self.user, self.page) for is_kept in _keeping)
