"""The encoding of renditions: format and quality, without the metadata of the camera.

One short operation does all of it. Wagtail keeps 60 characters of a rendition's file name and puts
the whole filter in them; with its own operations nothing was left of the picture's name.
"""

from typing import Any

from django.conf import settings
from wagtail.images.image_operations import FilterOperation

from cms.content.images.rendering import DecodedPicture

_STILL = "still"
# The formats that browsers show moving.
_MOVING = frozenset({"avif", "webp"})


class EncodeOperation(FilterOperation):
    """The operation ``as-webp-78`` of a filter: that format, at that quality where it has one.

    No EXIF, XMP, IPTC or comment is left, nor a colour profile, since colours are in sRGB. An
    animation moves in the formats that can, unless it is ``as-webp-40-still``. AVIF is encoded at
    the speed of ``AVIF_SPEED``, from 0, which makes the smallest files, to 10.
    """

    def construct(self, format_: str, quality: str = "", motion: str = "") -> None:
        """Take the format's name as Pillow knows it, and the quality from 0 to 100."""
        self.format = format_
        self.quality = int(quality) if quality else None
        self.is_still = motion == _STILL or format_ not in _MOVING

    def run(self, willow: Any, _image: Any, env: dict[str, Any]) -> Any:
        """Forget what a camera wrote, and say how to write the picture."""
        picture = willow.image
        picture.info = {}
        picture.encoderinfo = {"speed": settings.AVIF_SPEED} if self.format == "avif" else {}
        env["output-format"] = self.format
        if self.quality is not None:
            env[f"{self.format}-quality"] = self.quality
        if isinstance(willow, DecodedPicture) and not self.is_still:
            return willow.moving()
        return willow
