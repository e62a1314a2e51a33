"""Images in named presets: made when an image is saved, looked up when it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import F
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from django_tasks import task

from cms.content import visibility


@dataclass(frozen=True, slots=True)
class Preset:
    """A named use of images: the filters that make its widths, in each format, widest last."""

    name: str
    filters: tuple[str, ...]
    formats: tuple[str, ...] = ("webp", "jpeg")

    def spec(self, filter_: str, format_: str) -> str:
        """The filter specification Wagtail keeps a rendition under."""
        quality = {"webp": "|webpquality-78", "jpeg": "|jpegquality-80"}.get(format_, "")
        return f"{filter_}|format-{format_}{quality}"

    @property
    def specs(self) -> tuple[str, ...]:
        """All renditions of the preset."""
        return tuple(self.spec(one, format_) for format_ in self.formats for one in self.filters)


PRESETS = {
    preset.name: preset
    for preset in (
        Preset("lead", ("fill-800x450", "fill-1600x900")),
        Preset("card", ("fill-400x267", "fill-800x533")),
        Preset("inline", ("width-640", "width-1280")),
        Preset("logo", ("max-320x160",), ("webp", "png")),
    )
}
ALL_SPECS = tuple(dict.fromkeys(spec for preset in PRESETS.values() for spec in preset.specs))
MIME_TYPES = {"webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


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
    """A public image and the renditions there are of it, by filter specification."""

    id: int
    url: str
    width: int
    height: int
    focal_point: FocalPoint | None
    renditions: Mapping[str, tuple[str, int, int]]

    def rendition(self, preset: Preset) -> Rendition:
        """The image in a preset; the original file until its renditions are made."""
        sources = []
        best = None
        for format_ in preset.formats:
            made = [
                self.renditions[spec]
                for spec in (preset.spec(one, format_) for one in preset.filters)
                if spec in self.renditions
            ]
            if made:
                best = made[-1]
                # A small original gives the same width for several filters.
                widths = {width: url for url, width, _height in made}
                src_set = ", ".join(f"{url} {width}w" for width, url in widths.items())
                sources.append(Source(MIME_TYPES[format_], src_set))
        src, width, height = best or (self.url, self.width, self.height)
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


def public_images(ids: Iterable[int]) -> dict[int, StoredImage]:
    """The images a reader may see, by id, each with its renditions. One query."""
    columns = (
        "id", "file", "width", "height",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
        "spec", "key", "made", "made_width", "made_height",
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
        )
        .order_by("pk")
        .values_list(*columns, named=True)
    )
    found: dict[int, StoredImage] = {}
    for row in rows:
        image = found.get(row.id)
        if image is None:
            url = default_storage.url(row.file)
            image = StoredImage(row.id, url, row.width, row.height, _focal_point(row), {})
            found[row.id] = image
        if row.spec in ALL_SPECS and row.key == Filter(spec=row.spec).get_cache_key(row):
            url = default_storage.url(row.made)
            image.renditions[row.spec] = (url, row.made_width, row.made_height)  # type: ignore[index]
    return found


def _focal_point(row: object) -> FocalPoint | None:
    x, y = row.focal_point_x, row.focal_point_y  # type: ignore[attr-defined]
    if x is None or y is None:
        return None
    return FocalPoint(round(x / row.width, 4), round(y / row.height, 4))  # type: ignore[attr-defined]


@task()
def make_renditions(image_id: int) -> None:
    """Make all renditions of an image that are missing; nothing if the image is gone."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        image.get_renditions(*ALL_SPECS)
