"""Hooks into Wagtail: the operation that writes renditions, and a read-only API."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from cms.content.images.encoding import EncodeOperation
from cms.content.pages.admin_api import PagesViewSet
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


@hooks.register("construct_admin_api")
def construct_admin_api(router: WagtailAPIRouter) -> None:
    """Leave the admin's API what the admin uses of it."""
    router.register_endpoint("pages", PagesViewSet)
