"""Hooks into Wagtail: what is pasted into a body becomes blocks."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.importing.pasting import views


@hooks.register("register_admin_urls")
def pasting_urls() -> list[URLPattern]:
    """The URLs that the editor's browser sends a clipboard to."""
    return [
        path("paste/", views.convert, name="paste"),
        path("paste/image/", views.add_image, name="paste_image"),
    ]


@hooks.register("insert_editor_js")
def script_of_pasting() -> str:
    """The script that reads the clipboard, and its words."""
    return format_html(
        '<script src="{}" data-url="{}" data-image-url="{}" data-pasted="{}" data-images="{}"'
        ' data-upload="{}" data-skip="{}" data-close="{}" data-failed="{}" data-image="{}">'
        "</script>",
        static("importing/paste.js"),
        reverse("paste"),
        reverse("paste_image"),
        _("Not everything was pasted as it was:"),
        _("Images that were pasted aren't on this site yet:"),
        _("Upload and insert"),
        _("Leave out"),
        _("Close"),
        _("This couldn't be pasted. Try again, or paste it as plain text."),
        _("Image"),
    )
