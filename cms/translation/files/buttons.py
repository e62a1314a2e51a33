"""The addresses of the files, and the ways to them from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from wagtail_localize.models import Translation

from cms.translation.files import views
from cms.translation.rights import asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wagtail.models import Page

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


def of_page(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """The files of a translation, and of all translations below it."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None or not asking.may_edit(user, page):
        return
    address = reverse("download_xliff", args=[translation.pk])
    yield Button(_("Download XLIFF"), address, icon_name="download", priority=56)
    address = reverse("files_of_subtree", args=[page.pk])
    yield Button(_("Files of translations"), address, icon_name="folder-open-inverse", priority=57)
    address = reverse("upload_translations")
    yield Button(_("Upload translations"), address, icon_name="upload", priority=58)
