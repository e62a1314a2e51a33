"""The file that an image on a page shows."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cms.content.media import validation
from cms.importing.converting.links import absolute
from cms.importing.records import OriginFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

    from cms.importing.records import Files

# Where pages that load images late keep what they will load.
_LATE = ("data-orig-file", "data-lazy-src", "data-src", "data-original")
_SETS = ("data-lazy-srcset", "data-srcset", "srcset")
_DATA = re.compile(r"data:image/(?P<type>[a-z]+)(?P<code>;base64)?,(?P<content>.*)", re.DOTALL)
# Smaller data are place-holders of images loaded late.
_LEAST_BYTES = 200
# Images that count readers.
_LEAST_PIXELS = 2


class Unusable(ValueError):
    """An image can't be imported; the message says why."""


def sources(image: Tag) -> list[str]:
    """The URLs of an image, the best first."""
    found = [str(image.get(name) or "") for name in _LATE]
    sets = [str(image.get(name) or "") for name in _SETS]
    picture = image.find_parent("picture")
    if picture is not None:
        sets += [str(one.get("srcset") or "") for one in picture.find_all("source")]
    for text in sets:
        found += [url for _width, url in sorted(_candidates(text), reverse=True)]
    found.append(str(image.get("src") or ""))
    return list(dict.fromkeys(url.strip() for url in found if url.strip()))


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    for candidate in re.split(r",\s+|,$", srcset):
        url, _space, size = candidate.strip().partition(" ")
        number = re.match(r"[0-9.]+", size.strip())
        try:
            yield float(number[0]) if number else 1.0, url
        except ValueError:
            yield 1.0, url


def is_counter(image: Tag) -> bool:
    """True if an image is too small to be seen."""
    sizes = [str(image.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:5]) <= _LEAST_PIXELS for size in sizes)


def file_of(urls: list[str], base: str, files: Files) -> OriginFile:
    """The first of some files that is there and can be shown.

    Raises:
        Unusable: none is.
    """
    reason = "it has no source" if not urls else "its file isn't there"
    for url in urls:
        if url.lower().startswith("data:"):
            file = _inline(url)
        else:
            target = absolute(url, base)
            file = files.find(target) if target else None
        if file is not None:
            reason = fault_of(file)
            if not reason:
                return file
    raise Unusable(reason)


def fault_of(file: OriginFile) -> str:
    """The reason why a file can't be an image here; empty if it can."""
    try:
        validation.check_picture(ContentFile(file.content, name=file.name))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _inline(url: str) -> OriginFile | None:
    match = _DATA.match(url)
    if match is None:
        return None
    try:
        raw = unquote_to_bytes(match["content"])
        content = base64.b64decode(raw) if match["code"] else raw
    except (binascii.Error, ValueError):
        return None
    if len(content) < _LEAST_BYTES:
        return None
    return OriginFile.of(f"inline.{match['type']}", content)
