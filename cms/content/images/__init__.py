"""Images in named presets: made when an image is saved, looked up when it is read.

``presets`` says what there is, ``making`` makes it, ``encoding`` writes it without the camera's
notes. What stands here reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import F
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from cms.content import visibility
from cms.content.images.presets import ALL_SPECS, MIME_TYPES, PRESETS, Preset

__all__ = [
    "PRESETS", "FocalPoint", "Image", "Preset", "Rendition", "Source", "StoredImage",
    "public_images",
]  # fmt: skip
_KNOWN = frozenset(ALL_SPECS)


@dataclass(frozen=True, slots=True)
class Source:
    """The renditions of one format, as ``srcset`` of HTML wants them."""

    type: str
    src_set: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """An image in one preset: ``src`` for all browsers, ``sources`` in order of preference."""

    src: str
    width: int
    height: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """What must stay visible: fractions of width and height from the left and the top."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class StoredImage:
    """A public image and the renditions there are of it, by filter specification.

    ``placeholder`` is a data URI of the whole picture, ``None`` until it is made.
    """

    id: int
    url: str
    width: int
    height: int
    focal_point: FocalPoint | None
    renditions: Mapping[str, tuple[str, int, int]]
    placeholder: str | None = None

    def rendition(self, preset: Preset) -> Rendition:
        """The image in a preset; the original file until its renditions are made."""
        sources = []
        made: list[tuple[str, int, int]] = []
        for format_ in preset.formats:
            made = [
                self.renditions[spec] for spec in preset.specs(format_) if spec in self.renditions
            ]
            if made:
                # A small original gives the same width for several filters.
                widths = {width: url for url, width, _height in made}
                src_set = ", ".join(f"{url} {width}w" for width, url in widths.items())
                sources.append(Source(MIME_TYPES[format_], src_set))
        # The format made last in the loop is the one that every browser shows.
        src, width, height = made[-1] if made else (self.url, self.width, self.height)
        return Rendition(src, width, height, tuple(sources))


@dataclass(frozen=True, slots=True)
class Image:
    """An image where it is used, with the alternative text of that place and language."""

    stored: StoredImage
    alt: str

    @property
    def id(self) -> int:
        """The image's id, the same wherever it is used."""
        return self.stored.id

    @property
    def focal_point(self) -> FocalPoint | None:
        """What must stay visible when the image is cropped."""
        return self.stored.focal_point

    @property
    def placeholder(self) -> str | None:
        """The whole picture as a tiny data URI, ``None`` until it is made."""
        return self.stored.placeholder


def public_images(ids: Iterable[int]) -> dict[int, StoredImage]:
    """The images a reader may see, by id, each with its renditions. One query."""
    columns = (
        "id", "file", "width", "height",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
        "spec", "key", "made", "made_width", "made_height", "tiny_of", "tiny",
    )  # fmt: skip
    rows = (
        get_image_model()
        .objects.filter(visibility.public_files(), pk__in=set(ids))
        .annotate(
            spec=F("renditions__filter_spec"),
            key=F("renditions__focal_point_key"),
            made=F("renditions__file"),
            made_width=F("renditions__width"),
            made_height=F("renditions__height"),
            tiny_of=F("placeholder__file"),
            tiny=F("placeholder__data_uri"),
        )
        .order_by("pk")
        .values_list(*columns, named=True)
    )
    found: dict[int, StoredImage] = {}
    for row in rows:
        image = found.get(row.id)
        if image is None:
            url = default_storage.url(row.file)
            tiny = row.tiny if row.tiny_of == row.file else None
            image = StoredImage(row.id, url, row.width, row.height, _focal_point(row), {}, tiny)
            found[row.id] = image
        if row.spec in _KNOWN and row.key == Filter(spec=row.spec).get_cache_key(row):
            url = default_storage.url(row.made)
            image.renditions[row.spec] = (url, row.made_width, row.made_height)  # type: ignore[index]
    return found


def _focal_point(row: object) -> FocalPoint | None:
    x, y = row.focal_point_x, row.focal_point_y  # type: ignore[attr-defined]
    if x is None or y is None:
        return None
    return FocalPoint(round(x / row.width, 4), round(y / row.height, 4))  # type: ignore[attr-defined]
