"""The URLs of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.translation.files import views

if TYPE_CHECKING:
    from collections.abc import Callable

# Below those of wagtail-localize: routes and views by name.
ADDED: dict[str, tuple[str, Callable[..., Any]]] = {
    "download_xliff": ("translate/<int:translation_id>/xliff/download/", views.download_xliff),
    "upload_translations": ("files/", views.upload),
    "review_upload": ("files/<int:upload_id>/", views.review),
    "report_of_upload": ("files/<int:upload_id>/report/", views.report),
    "files_of_subtree": ("files/pages/<int:page_id>/", views.subtree),
    "archive_of_subtree": (
        "files/pages/<int:page_id>/<int:locale_id>/<str:kind>/",
        views.archive,
    ),
}
