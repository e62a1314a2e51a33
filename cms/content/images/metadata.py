"""A picture without what the camera wrote beside it."""

from typing import Any

from wagtail.images.image_operations import FilterOperation

# What says how the picture looks. All else tells of the camera, the place and the person.
_KEPT = frozenset({"icc_profile", "transparency", "background", "duration", "loop"})


class StripMetadata(FilterOperation):
    """The operation ``strip-metadata`` of a filter: no EXIF, XMP, IPTC or comment is left."""

    def construct(self, what: str) -> None:
        """Take the one argument there is."""
        if what != "metadata":
            raise ValueError(what)

    def run(self, willow: Any, _image: Any, _env: Any) -> Any:
        """Forget all of a picture's metadata but what it needs to look right."""
        picture = willow.image
        picture.info = {name: value for name, value in picture.info.items() if name in _KEPT}
        return willow
