"""The ways from a page that is being translated to its texts and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from wagtail_localize.models import Translation

from cms.translation.editor import listed_pages
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page


def of_page(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Buttons for the side-by-side view, the file, and bulk translation of all pages below."""
    if page.numchild and permissions.may_submit_from(user, page):
        yield _all_below(page)
    translation_id = _translation_id(page)
    if translation_id is None or not permissions.may_edit(user, page):
        return
    address = reverse("texts_side_by_side", args=[translation_id])
    yield Button(_("Texts side by side"), address, icon_name="list-ul", priority=55)
    address = reverse("download_xliff", args=[translation_id])
    yield Button(_("Download XLIFF"), address, icon_name="download", priority=56)
    old = f"{address}?version=1.2"
    yield Button(_("Download XLIFF 1.2"), old, icon_name="download", priority=56)
    address = reverse("files_of_subtree", args=[page.pk])
    yield Button(_("Files of translations"), address, icon_name="folder-open-inverse", priority=57)
    address = reverse("upload_translations")
    yield Button(_("Upload translations"), address, icon_name="upload", priority=58)
    if page.numchild:
        yield _all_below(page)


def _translation_id(page: Page) -> int | None:
    """The translation that is written in a page. No query where it was read with a list."""
    if listed_pages.TRANSLATION_ID in page.__dict__:
        known: int | None = page.__dict__[listed_pages.TRANSLATION_ID]
        return known
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.values_list("pk", flat=True).first()


def _all_below(page: Page) -> Button:
    address = reverse("jobs_below_page", args=[page.pk])
    return Button(_("Translate all below"), address, icon_name="sitemap", priority=59)
