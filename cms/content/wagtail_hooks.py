"""What is plugged into Wagtail: the operation that strips images of their metadata."""

from typing import Any

from wagtail import hooks

from cms.content.images.metadata import StripMetadata


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[Any]]]:
    """Have filters understand ``strip-metadata``."""
    return [("strip", StripMetadata)]
