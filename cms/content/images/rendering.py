"""Decoding for renditions: upright, in sRGB of eight bits, transparent where a picture is.

Wagtail resizes pixels as the file has them. A grey picture of sixteen bits came out white, one
with a colour that counts as transparent showed it, and colours of another profile, or of print,
relied on what each browser makes of them. Animations keep moving in the formats that can.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

import willow
from PIL import Image as Picture
from PIL import ImageCms
from willow.image import (
    AvifImageFile,
    GIFImageFile,
    ImageFile,
    JPEGImageFile,
    PNGImageFile,
    WebPImageFile,
)
from willow.plugins.pillow import PillowImage

from cms.content.media import formats, raster_images, stored_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger("cms.content.images")
_DECODED = {
    "image/avif": AvifImageFile,
    "image/gif": GIFImageFile,
    "image/jpeg": JPEGImageFile,
    "image/png": PNGImageFile,
    "image/webp": WebPImageFile,
}
# The modes of Pillow for what colour profiles are for.
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_STEPS_OF_SIXTEEN_BITS = 257
# Browsers show shorter frames for this long.
_SHORTEST_MILLISECONDS, _USUAL_MILLISECONDS = 11, 100
Box = tuple[int, int, int, int]


class DecodedPicture(PillowImage):
    """A picture for Wagtail's filters. Its ``source`` has the frames where it is an animation."""

    def __init__(
        self,
        image: Picture.Image,
        format_name: str,
        source: Picture.Image | None = None,
        box: Box | None = None,
    ) -> None:
        super().__init__(image)
        self.format_name = format_name
        self.source = source
        self.box = box

    @classmethod
    def of(cls, file: ImageFile) -> DecodedPicture:
        """A file, decoded."""
        file.f.seek(0)
        picture = Picture.open(file.f, formats=raster_images.FORMATS)
        picture.load()
        source = picture if raster_images.moves(picture) else None
        return cls(raster_images.upright(picture), file.format_name, source)

    def auto_orient(self) -> DecodedPicture:
        """The picture: it is upright."""
        return self

    def crop(self, rect: Any) -> DecodedPicture:
        """A part of the picture."""
        left, top, right, bottom = (int(side) for side in rect)
        width, height = self.image.size
        box = (max(0, left), max(0, top), min(right, width), min(bottom, height))
        return type(self)(super().crop(rect).image, self.format_name, self.source, box)

    def resize(self, size: tuple[int, int]) -> DecodedPicture:
        """The picture in another size, its colours and depth made right."""
        image = resized(self.image, size)
        return type(self)(image, self.format_name, self.source, self.box)

    def moving(self) -> PillowImage:
        """The picture with all its frames; itself where it has one."""
        if self.source is None:
            return self
        return MovingPicture(self.image, self.source, self.box)


class MovingPicture(PillowImage):
    """An animation that was cropped and resized, and is written with all its frames."""

    def __init__(self, image: Picture.Image, source: Picture.Image, box: Box | None) -> None:
        super().__init__(image)
        self.source, self.box = source, box

    def save_as_webp(self, f: Any, quality: int = 80, **_options: Any) -> WebPImageFile:
        """Write an animated WebP file."""
        self._save(f, "WEBP", quality=quality)
        return WebPImageFile(f)

    def save_as_avif(self, f: Any, quality: int = 80, **_options: Any) -> AvifImageFile:
        """Write an animated AVIF file."""
        options = {name: value for name, value in self.image.encoderinfo.items() if name == "speed"}
        self._save(f, "AVIF", quality=quality, **options)
        return AvifImageFile(f)

    def _save(self, f: Any, format_: str, **options: Any) -> None:
        frames, durations = [], []
        for number in range(getattr(self.source, "n_frames", 1)):
            self.source.seek(number)
            self.source.load()
            frames.append(self._frame())
            durations.append(_milliseconds(self.source.info.get("duration")))
        # Without a word of it, a GIF plays once; the other formats always say.
        loop = self.source.info.get("loop", 1 if self.source.format == "GIF" else 0)
        frames[0].save(
            f,
            format_,
            save_all=True,
            append_images=frames[1:],
            duration=durations,
            loop=loop,
            **options,
        )

    def _frame(self) -> Picture.Image:
        frame = raster_images.upright(self.source.copy())
        if self.box is not None:
            frame = frame.crop(self.box)
        return resized(frame, self.image.size).convert("RGBA")


def install() -> None:
    """Have Wagtail's filters work on such pictures, and say it where one fails. Idempotent."""
    filters: Any = Filter
    if not hasattr(filters.get_willow_image, "decodes"):
        filters.get_willow_image = _decoding(filters.get_willow_image)
    if not hasattr(willow.Image.open, "knows_animations"):
        willow.Image.open = _knowing_animations(willow.Image.open)
    image = get_image_model()
    for name in ("create_rendition", "create_renditions"):
        original = getattr(image, name)
        if not hasattr(original, "fails_clearly"):
            setattr(image, name, _failing_clearly(original))


def _knowing_animations(original: Callable[..., Any]) -> Any:
    """Let Willow open animated PNG and AVIF files, whose format it would not recognise."""

    @wraps(original)
    def open_(file: Any) -> Any:
        file.seek(0)
        opener = _DECODED.get(formats.raster_type(file.read(formats.HEAD_BYTES)) or "")
        file.seek(0)
        return opener(file) if opener else original(file)

    open_.knows_animations = True  # type: ignore[attr-defined]
    return staticmethod(open_)


def _decoding(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    @contextmanager
    def get_willow_image(*args: Any, **kwargs: Any) -> Iterator[Any]:
        with original(*args, **kwargs) as opened:
            yield (
                DecodedPicture.of(opened)
                if isinstance(opened, tuple(_DECODED.values()))
                else opened
            )

    get_willow_image.decodes = True  # type: ignore[attr-defined]
    return get_willow_image


def _failing_clearly(original: Callable[..., Any]) -> Callable[..., Any]:
    """Have it fail as Wagtail expects of a file that can't be read: the admin shows all others.

    No file is left, whichever rendition of several failed.
    """

    @wraps(original)
    def create(image: Any, *args: Any) -> Any:
        with stored_files.removed_on_failure(), stored_files.savepoint():
            try:
                return original(image, *args)
            except (SourceImageIOError, InvalidFilterSpecError, DatabaseError):
                raise
            except Exception as error:
                logger.warning("Image %s (%s) can't be rendered: %r", image.pk, image.title, error)
                raise SourceImageIOError(str(error)) from error

    create.fails_clearly = True  # type: ignore[attr-defined]
    return create


def resized(picture: Picture.Image, size: tuple[int, int]) -> Picture.Image:
    """A picture in another size, in sRGB of eight bits, without what a camera wrote."""
    even = _of_eight_bits(picture)
    resized = even.resize(size, Picture.Resampling.LANCZOS)
    in_srgb = _in_srgb(resized, picture.info.get("icc_profile"))
    in_srgb.info = {}
    return in_srgb


def _of_eight_bits(picture: Picture.Image) -> Picture.Image:
    """A picture in a mode that can be resized well, with a channel for what is transparent."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / _STEPS_OF_SIXTEEN_BITS).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in {"L", "RGB", "CMYK"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_srgb(picture: Picture.Image, profile: bytes | None) -> Picture.Image:
    """A picture in the colours that browsers expect where a file has no profile."""
    if not profile:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    translated = _translated(colours, profile)
    if alpha:
        translated.putalpha(alpha)
    return translated


def _translated(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """Colours of a profile in sRGB; as they are where the profile is damaged or isn't theirs."""
    plain = picture.convert("RGB") if picture.mode == "CMYK" else picture
    try:
        source_profile = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _MODES.get(source_profile.profile.xcolor_space.strip())
        if mode is None or (mode == "CMYK") != (picture.mode == "CMYK"):
            return plain
        if "sRGB" in ImageCms.getProfileDescription(source_profile):
            return plain
        translated = ImageCms.profileToProfile(
            picture.convert(mode), source_profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain
    return translated or plain


def _milliseconds(duration: Any) -> int:
    milliseconds = int(duration or 0)
    return milliseconds if milliseconds >= _SHORTEST_MILLISECONDS else _USUAL_MILLISECONDS
