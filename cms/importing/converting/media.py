"""Images, players and files of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from bs4 import Tag

from cms.content.media import formats, validation
from cms.importing.converting import elements, pictures
from cms.importing.converting.inline import words_in
from cms.importing.converting.links import absolute, file_path
from cms.importing.report import quoted

if TYPE_CHECKING:
    from cms.importing.converting.inline import Surroundings
    from cms.importing.records import OriginFile

LONGEST_ALT = 255
_PLAYER_SOURCES = ("data-src", "data-lazy-src", "src", "data")


def image_value(image: Tag, around: Surroundings) -> dict[str, Any] | None:
    """The value of an image block, without caption; ``None``, with a finding, for none."""
    if pictures.is_counter(image):
        return None
    alt = " ".join(str(image.get("alt") or "").split())
    urls = _larger(image, around) + pictures.sources(image)
    shown = quoted(urls[-1][:200] if urls else "")
    if around.is_text_only:
        around.note("img", f"a legal notice has no images: {quoted(alt) if alt else shown}")
        return None
    try:
        file = pictures.file_of(urls, around.base, around.files)
    except pictures.Unusable as error:
        around.note("img", f"left out, {error}: {shown}")
        return None
    if not alt:
        around.note("img", f"without an alternative text: {shown}")
    if len(alt) > LONGEST_ALT:
        around.note("img", f"its alternative text was shortened: {quoted(alt)}")
    return {"image": file, "alt_text": alt[:LONGEST_ALT], "is_decorative": not alt, "caption": ""}


def _larger(image: Tag, around: Surroundings) -> list[str]:
    """The image that a click on one opens."""
    link = image.find_parent("a")
    href = str(link.get("href") or "") if link else ""
    if not href:
        return []
    if formats.extension(file_path(href)) in settings.WAGTAILIMAGES_EXTENSIONS:
        return [href]
    around.note("a", f"the link of an image was lost: {quoted(href)}")
    return []


def player_url(tag: Tag, base: str) -> str:
    """The absolute URL of what a player plays; empty where it has none."""
    inner = tag.find("source")
    for source in [tag, inner] if isinstance(inner, Tag) else [tag]:
        for name in _PLAYER_SOURCES:
            url = absolute(str(source.get(name) or ""), base)
            if source.get(name) and urlsplit(url).scheme in {"http", "https"}:
                return url
    return ""


def document(url: str, around: Surroundings) -> OriginFile | None:
    """The file that a link leads to; ``None`` where it isn't there, or can't be kept."""
    if formats.extension(file_path(url)) not in settings.DOCUMENT_EXTENSIONS:
        return None
    file = around.files.find(url)
    if file is None:
        return None
    try:
        validation.check_document(ContentFile(file.content, name=file.name))
    except ValidationError as error:
        around.note("a", f"{file.name}: {' '.join(error.messages)}")
        return None
    return file


def has_text_besides(tag: Tag) -> bool:
    """True if an element holds more than images and their captions."""
    texts = (
        text
        for text in tag.find_all(string=True)
        if words_in(text) is not None and text.strip() and not text.find_parent("figcaption")
    )
    others = tag.find([*elements.PLAYERS, "table", "blockquote"])
    return others is not None or next(texts, None) is not None
