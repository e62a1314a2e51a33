"""The versions of legal notices in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path
from wagtail import hooks

from cms.legal import history

if TYPE_CHECKING:
    from django.urls import URLPattern


@hooks.register("register_admin_urls")
def version_urls() -> list[URLPattern]:
    """The URLs of the versions of a notice, and of two of them compared."""
    return [
        path(
            "legal/<int:page_id>/versions/", history.versions_of_notice, name="versions_of_notice"
        ),
        path(
            "legal/<int:page_id>/versions/<int:old>/<int:new>/",
            history.compare_versions,
            name="compare_versions_of_notice",
        ),
    ]


@hooks.register("register_log_actions")
def log_of_versions(actions: Any) -> None:
    """The entry in a page's history for each of its versions."""
    actions.register_action(history.ACTION)(history.VersionFormatter)
    actions.register_action(history.END_ACTION)(history.WithdrawalFormatter)


hooks.register("register_page_header_buttons", history.buttons)
