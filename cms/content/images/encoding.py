"""How a rendition is written: in which format and quality, and without what a camera wrote beside.

One short operation does all of it. Wagtail keeps 60 characters of a rendition's file name and puts
the whole filter in them; with its own operations nothing was left of the picture's name.
"""

from typing import Any

from django.conf import settings
from wagtail.images.image_operations import FilterOperation

# What says how the picture looks. All else tells of the camera, the place and the person.
_KEPT = frozenset({"icc_profile", "transparency", "background", "duration", "loop"})


class EncodeOperation(FilterOperation):
    """The operation ``as-webp-78`` of a filter: that format, at that quality where it has one.

    No EXIF, XMP, IPTC or comment is left. AVIF is encoded at the speed of ``AVIF_SPEED``, from 0,
    which makes the smallest files, to 10.
    """

    def construct(self, format_: str, quality: str = "") -> None:
        """Take the format's name as Pillow knows it, and the quality from 0 to 100."""
        self.format = format_
        self.quality = int(quality) if quality else None

    def run(self, willow: Any, _image: Any, env: dict[str, Any]) -> Any:
        """Forget a picture's metadata but what it needs to look right; say how to write it."""
        picture = willow.image
        picture.info = {name: value for name, value in picture.info.items() if name in _KEPT}
        picture.encoderinfo = {"speed": settings.AVIF_SPEED} if self.format == "avif" else {}
        env["output-format"] = self.format
        if self.quality is not None:
            env[f"{self.format}-quality"] = self.quality
        return willow
