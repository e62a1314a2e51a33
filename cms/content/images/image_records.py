"""Images in named presets: made when an image is saved, looked up when it is read.

``presets`` says what there is, ``making`` makes it, ``encoding`` writes it without the camera's
notes. This module reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db.models import BigAutoField, OuterRef, Subquery
from wagtail.images import get_image_model
from wagtail.images.models import Filter

import orjson

from cms.content import visibility
from cms.content.caching import cache_tags
from cms.content.caching.lasting import ImmutableRecord
from cms.content.images.presets import ALL_SPECS, MIME_TYPES, PRESETS, Preset
from cms.content.media.file_urls import original_url, rendition_url, stable_base_url
from cms.content.references.kinds import ReferenceKind, by_value
from cms.database.aggregates import JsonRows
from cms.database.statements import in_list

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "KIND",
    "PRESETS",
    "FocalPoint",
    "Image",
    "ImageSource",
    "Preset",
    "Rendition",
    "StoredImage",
    "stored",
]  # fmt: skip
# File, width and height.
StoredRendition = tuple[str, int, int]
MOST_IMAGES = 2_000
# Alternative texts of one image that are kept apart.
MOST_USES = 20
MOST_KEYS = 10_000
_KNOWN = frozenset(ALL_SPECS)


@dataclass(frozen=True, slots=True)
class ImageSource:
    """The renditions of one format, as ``srcset`` of HTML wants them."""

    type: str
    src_set: str


@dataclass(frozen=True, slots=True)
class Rendition(ImmutableRecord):
    """An image in one preset: ``src`` for all browsers, ``sources`` in order of preference."""

    src: str
    width: int
    height: int
    sources: tuple[ImageSource, ...]


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """The focal point: fractions of width and height from the left and the top."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class StoredImage:
    """A public image and the renditions there are of it, by filter specification.

    ``placeholder`` is a data URI of the whole picture, ``None`` until it is made.
    """

    id: int
    file: str
    width: int
    height: int
    focal_point: FocalPoint | None
    renditions: Mapping[str, StoredRendition]
    placeholder: str | None = None
    _made: dict[tuple[str, str], Rendition] = field(default_factory=dict, repr=False, compare=False)
    _used: dict[tuple[str, str], Image] = field(default_factory=dict, repr=False, compare=False)

    @property
    def url(self) -> str:
        """The URL of the original file."""
        return original_url(self.file)

    def rendition(self, preset: Preset) -> Rendition:
        """The image in a preset; the original file until its renditions are made."""
        base_url = stable_base_url()
        if base_url is None:
            return self._rendition(preset)
        rendition = self._made.get((base_url, preset.name))
        if rendition is None:
            rendition = self._made[base_url, preset.name] = self._rendition(preset)
        return rendition

    def used(self, alt: str, base_url: str | None) -> Image:
        """The image where it is used with this alternative text.

        ``base_url`` is ``stable_base_url()``: whoever shows many images asks for it once.
        """
        if base_url is None:
            return Image(self, alt)
        used = self._used.get((base_url, alt))
        if used is None:
            if len(self._used) >= MOST_USES:
                self._used.clear()
            used = self._used[base_url, alt] = Image(self, alt)
        return used

    def _rendition(self, preset: Preset) -> Rendition:
        sources = []
        made: list[StoredRendition] = []
        for format_ in preset.formats:
            made = [
                self.renditions[spec] for spec in preset.specs(format_) if spec in self.renditions
            ]
            if made:
                # A small original gives the same width for several filters.
                widths = {width: rendition_url(file) for file, width, _height in made}
                src_set = ", ".join(f"{url} {width}w" for width, url in widths.items())
                sources.append(ImageSource(MIME_TYPES[format_], src_set))
        # The format made last in the loop is the one that every browser shows.
        if not made:
            return Rendition(self.url, self.width, self.height, tuple(sources))
        file, width, height = made[-1]
        return Rendition(rendition_url(file), width, height, tuple(sources))


@dataclass(frozen=True, slots=True)
class Image(ImmutableRecord):
    """An image where it is used, with the alternative text of that place and language."""

    stored: StoredImage
    alt: str

    @property
    def id(self) -> int:
        """The image's id, the same wherever it is used."""
        return self.stored.id

    @property
    def focal_point(self) -> FocalPoint | None:
        """The area that must stay visible when the image is cropped."""
        return self.stored.focal_point

    @property
    def placeholder(self) -> str | None:
        """The whole picture as a tiny data URI, ``None`` until it is made."""
        return self.stored.placeholder


@lru_cache(maxsize=MOST_IMAGES)
def stored(in_json: str) -> StoredImage:
    """An image of ``KIND``, worked out once for as long as the database says the same of it."""
    id_, file, width, height, x, y, *size, made, tiny_of, tiny = orjson.loads(in_json)
    focus = (x, y, *size)
    # SQLite may put JSON into JSON; PostgreSQL writes it as a text.
    rows = made if isinstance(made, list) else orjson.loads(made or "[]")
    renditions = {
        spec: (made_file, made_width, made_height)
        for spec, key, made_file, made_width, made_height in rows
        if spec in _KNOWN and key == _key(spec, focus)
    }
    return StoredImage(
        id=id_,
        file=file,
        width=width,
        height=height,
        focal_point=_focal_point(x, y, width=width, height=height),
        renditions=renditions,
        placeholder=tiny if tiny_of == file else None,
    )


FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def _rows(_tree: Any) -> Any:
    renditions = (
        get_image_model()
        .get_rendition_model()
        .objects.filter(image=OuterRef("pk"))
        .order_by()
        .values("image")
    )
    in_json = renditions.annotate(
        rows=JsonRows("filter_spec", "focal_point_key", "file", "width", "height")
    )
    in_batch = in_list("pk", "image_ids", BigAutoField())
    images = get_image_model().objects.filter(visibility.public_files(), in_batch)
    return images.annotate(made=Subquery(in_json.values("rows")))


# The images a reader may see, of those whose ids are given, each with its renditions.
KIND = ReferenceKind(
    "images",
    "image_ids",
    _rows,
    ("pk", "file", "width", "height", *FOCUS, "made", "placeholder__file", "placeholder__data_uri"),
    stored,
    by_value(lambda image: image.id),
    lambda id_, _images: frozenset([cache_tags.image(id_), cache_tags.FILES]),
)


@lru_cache(maxsize=MOST_KEYS)
def _key(spec: str, focus: tuple[int | None, ...]) -> str:
    """The part of Wagtail's key of a rendition that depends on the focal point."""
    image = SimpleNamespace(**dict(zip(FOCUS, focus, strict=True)))
    return str(Filter(spec=spec).get_cache_key(image))


def _focal_point(x: int | None, y: int | None, *, width: int, height: int) -> FocalPoint | None:
    if x is None or y is None or not width or not height:
        return None
    return FocalPoint(round(x / width, 4), round(y / height, 4))
