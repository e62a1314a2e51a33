"""The rights of users on a page, where they are fewer than Wagtail would grant.

Views, bulk actions, the admin API and Wagtail's actions all ask the permission tester of a page. A
layer above puts its own rules there with ``use``.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

_tester: type[PagePermissionTester] = PagePermissionTester


def use(tester: type[PagePermissionTester]) -> None:
    """Have a class answer for all pages; called once, when an application is ready."""
    global _tester  # noqa: PLW0603 - one class for the process, set while it starts
    _tester = tester


def of_page(user: Any, page: Any) -> PagePermissionTester:
    """The rights of a user on a page."""
    return _tester(user, page)
