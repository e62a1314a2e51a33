"""Hooks into Wagtail: the operation that writes renditions, and a read-only API."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from cms.content.images.encoding import EncodeOperation
from cms.content.pages import slug_view
from cms.content.pages.admin_api import PagesViewSet
from cms.content.pages.checks import views as checks
from cms.content.redirects import views

FIRST = -100


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[Any]]]:
    """Have filters understand ``as-webp-78`` and its like."""
    return [("as", EncodeOperation)]


@hooks.register("register_admin_urls", order=FIRST)
def import_urls() -> list[URLPattern]:
    """The URLs of the import of redirects, matched before Wagtail's own URLs."""
    own = "redirects/import/<int:import_id>/"
    return [
        path("redirects/import/", views.start, name="start_redirect_import"),
        path("redirects/import/process/", views.process, name="process_redirect_import"),
        path(own, views.show, name="redirect_import"),
        path(f"{own}progress/", views.progress, name="progress_of_redirect_import"),
    ]


@hooks.register("register_admin_urls")
def slug_urls() -> list[URLPattern]:
    """The URL at which the editor asks for the slug of a title."""
    return [path("slug/", slug_view.slug_of_title, name="slug_of_title")]


@hooks.register("insert_editor_js")
def script_of_slugs() -> str:
    """The script that spells Chinese titles while they are typed, where a setting says so."""
    if settings.CHINESE_SLUGS != "pinyin":
        return ""
    script, url = static("content/slugs.js"), reverse("slug_of_title")
    return format_html('<script src="{}" data-url="{}"></script>', script, url)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The URL at which the panel of the editor asks for the checks of a page."""
    return [path("pages/<int:page_id>/checks/", checks.report, name="content_report")]


@hooks.register("insert_editor_js")
def script_of_report() -> str:
    """The script of that panel, and its style."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}"></script>',
        static("content/report.css"),
        static("content/report.js"),
    )


@hooks.register("construct_admin_api")
def construct_admin_api(router: WagtailAPIRouter) -> None:
    """Leave the admin's API what the admin uses of it."""
    router.register_endpoint("pages", PagesViewSet)
