"""What is plugged into Wagtail: the operation that writes renditions, and an API that reads."""

from typing import Any

from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from cms.content.admin_api import PagesViewSet
from cms.content.images.encoding import EncodeOperation


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[Any]]]:
    """Have filters understand ``as-webp-78`` and its like."""
    return [("as", EncodeOperation)]


@hooks.register("construct_admin_api")
def construct_admin_api(router: WagtailAPIRouter) -> None:
    """Leave the admin's API what the admin uses of it."""
    router.register_endpoint("pages", PagesViewSet)
