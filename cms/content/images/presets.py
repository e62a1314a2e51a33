"""The named uses of images, and the renditions each of them is made of."""

from dataclasses import dataclass

# Best first, as browsers choose. The last one is for browsers that know no other.
PHOTOGRAPH = ("avif", "webp", "jpeg")
DRAWING = ("avif", "webp", "png")
MIME_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
# It takes some seconds for each image, so it is made after everything else.
SLOW_FORMAT = "avif"
_WRITTEN = {
    "avif": "as-avif-58",
    "webp": "as-webp-78",
    "jpeg": "as-jpeg-80",
    "png": "as-png",
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A named use of images: the filters that make its widths, in each format, widest last.

    No filter enlarges: of an image smaller than the filter says, it makes one of its own size.
    """

    name: str
    filters: tuple[str, ...]
    formats: tuple[str, ...] = PHOTOGRAPH

    def spec(self, filter_: str, format_: str) -> str:
        """The filter specification Wagtail keeps a rendition under."""
        return f"{filter_}|{_WRITTEN[format_]}"

    def specs(self, format_: str) -> list[str]:
        """The renditions of one format, none where the preset hasn't got it."""
        if format_ not in self.formats:
            return []
        return [self.spec(filter_, format_) for filter_ in self.filters]


PRESETS = {
    preset.name: preset
    for preset in (
        Preset("lead", ("fill-800x450", "fill-1600x900")),
        Preset("card", ("fill-400x267", "fill-800x533")),
        Preset("inline", ("width-640", "width-1280")),
        Preset("logo", ("max-320x160",), DRAWING),
    )
}


def specs_of(*formats: str) -> tuple[str, ...]:
    """All renditions of these formats, each once."""
    specs = (spec for name in formats for preset in PRESETS.values() for spec in preset.specs(name))
    return tuple(dict.fromkeys(specs))


SLOW_SPECS = specs_of(SLOW_FORMAT)
QUICK_SPECS = specs_of("jpeg", "png", "webp")
ALL_SPECS = QUICK_SPECS + SLOW_SPECS
