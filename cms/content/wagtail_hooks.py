"""What is plugged into Wagtail: the operation that writes renditions."""

from typing import Any

from wagtail import hooks

from cms.content.images.encoding import EncodeOperation


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[Any]]]:
    """Have filters understand ``as-webp-78`` and its like."""
    return [("as", EncodeOperation)]
