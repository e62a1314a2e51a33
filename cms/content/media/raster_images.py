"""Pictures made of pixels: read whole, or refused with the reason.

Decoders accept the beginning of a damaged file and raise something else for each format, and only
when the pixels are asked for. So everything is decoded once, before anything is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings

from PIL import Image as Picture
from PIL import ImageOps
from PIL.ExifTags import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

# No other decoder is tried, whatever a file begins with. A camera's MPO files count as JPEG.
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MOST_FRAMES = 1_000
# Pixels a picture may have, those of all frames together.
_MOST_PIXELS = 128_000_000
# The orientations in EXIF that turn a picture by a quarter.
_LYING = frozenset({5, 6, 7, 8})


class UnreadableError(ValueError):
    """A file that isn't a whole picture."""


class TooLargeError(ValueError):
    """A picture of more pixels than may be decoded."""


class TooLongError(ValueError):
    """An animation of too many frames."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, as the picture is shown."""

    width: int
    height: int


def most_pixels() -> int:
    """The most pixels a picture may have, those of all its frames together."""
    return int(getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", None) or _MOST_PIXELS)


def check(file: IO[bytes]) -> None:
    """Decode a picture, all frames of it.

    Raises:
        UnreadableError: it is damaged or incomplete.
        TooLargeError: it has too many pixels; no more than its header was read.
        TooLongError: it has too many frames.
    """
    with _opened(file) as picture:
        _decode(picture)


def size(file: IO[bytes]) -> Size | None:
    """The size of a picture from its header; ``None`` where there is none to be read."""
    try:
        with _opened(file) as picture:
            width, height = picture.size
            return Size(height, width) if _is_lying(picture) else Size(width, height)
    except (UnreadableError, TooLargeError):
        return None


def is_animated(file: IO[bytes]) -> bool:
    """True if a picture is animated; false if it can't be read."""
    try:
        with _opened(file) as picture:
            return moves(picture)
    except (UnreadableError, TooLargeError):
        return False


def moves(picture: Picture.Image) -> bool:
    """True if an opened picture is an animation; a camera's further views of a scene are not."""
    return picture.format in {"AVIF", "GIF", "PNG", "WEBP"} and bool(
        getattr(picture, "is_animated", False)
    )


def upright(picture: Picture.Image) -> Picture.Image:
    """A picture turned as its camera was held; as it is where what a camera wrote is damaged."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - metadata are no reason to refuse a picture
        return picture


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[Picture.Image]:
    """A picture whose header was read; errors are raised as exceptions of this module."""
    file.seek(0)
    try:
        picture = Picture.open(file, formats=FORMATS)
        _check_pixels(picture, frame_count=1)
        yield picture
    except (Picture.DecompressionBombError, Picture.DecompressionBombWarning) as error:
        raise TooLargeError from error
    except (UnreadableError, TooLargeError, TooLongError):
        raise
    # Each decoder raises errors of its own kind, down to IndexError and struct.error.
    except Exception as error:
        raise UnreadableError from error
    finally:
        file.seek(0)


def _is_lying(picture: Picture.Image) -> bool:
    try:
        return picture.getexif().get(Base.Orientation) in _LYING
    except Exception:  # noqa: BLE001 - metadata are no reason to refuse a picture
        return False


def _decode(picture: Picture.Image) -> None:
    picture.load()
    if not moves(picture):
        return
    count = 1
    while _next_frame(picture, count):
        count += 1
        if count > MOST_FRAMES:
            raise TooLongError
        _check_pixels(picture, frame_count=count)
        picture.load()


def _next_frame(picture: Any, number: int) -> bool:
    try:
        picture.seek(number)
    except EOFError:
        return False
    return True


def _check_pixels(picture: Picture.Image, *, frame_count: int) -> None:
    if picture.width * picture.height * frame_count > most_pixels():
        raise TooLargeError
