"""Hooks into Wagtail: the operation that writes renditions, and a read-only API."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.content.images.encoding import EncodeOperation
from cms.content.pages import slug_view
from cms.content.pages.admin_api import PagesViewSet
from cms.content.pages.checks import views as checks
from cms.content.pages.named_revisions import views as named_versions
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


@hooks.register("register_admin_urls")
def named_version_urls() -> list[URLPattern]:
    """The URLs of named versions."""
    return named_versions.urls()


@hooks.register("register_page_header_buttons")
def named_versions_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The way from a page to its named versions."""
    del view_name, next_url
    if named_versions.may_name(page, user):
        url = reverse("named_versions", args=[page.pk])
        yield Button(_("Named versions"), url, icon_name="history", priority=66)


@hooks.register("register_log_actions")
def named_version_log_actions(actions: Any) -> None:
    """The names that versions were given and lost, in the history of their page."""

    class Named(LogFormatter):
        label = _lazy("Name a version")
        message = _lazy("Version named “{name}”")

        def format_message(self, log_entry: Any) -> str:
            return str(self.message).format(name=log_entry.data.get("name", ""))

    class Unnamed(Named):
        label = _lazy("Remove the name of a version")
        message = _lazy("Name “{name}” of a version removed")

    actions.register_action(named_versions.NAMED)(Named)
    actions.register_action(named_versions.UNNAMED)(Unnamed)


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
