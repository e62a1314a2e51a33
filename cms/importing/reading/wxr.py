"""WordPress exports (WXR, an extension of RSS): the items and terms in a file, as they are.

A document type is refused, so nothing is expanded or fetched. What programs write wrongly again
and again is mended: control characters, entities of HTML, blank lines before the declaration.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.importing.reading.decoding import decoded
from cms.translation.files.entries import UnusableFile
from cms.translation.files.xliff import safe_xml
from cms.translation.validity.faults import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.xliff.safe_xml import Element

LARGEST_BYTES = 512 * 1024 * 1024
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


class UnusableExport(ValueError):
    """A file can't be read as an export; the message says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an item: ``domain`` is its taxonomy, ``slug`` its name in URLs."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class Item:
    """A post, page, attachment or anything else; ``fields`` are texts by local name."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comment_count: int = 0

    @property
    def id(self) -> str:
        """Its number."""
        return self.fields.get("post_id", "").strip()

    @property
    def type(self) -> str:
        """Its type: ``post``, ``page``, ``attachment``."""
        return self.fields.get("post_type", "").strip() or "post"


@dataclass(slots=True)
class Export:
    """All items of a file, the channel's texts, and descriptions of terms by taxonomy and slug."""

    channel: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read(content: bytes) -> Export:
    """The items of a file.

    Raises:
        UnusableExport: it isn't an export, or can't be read.
    """
    if len(content) > LARGEST_BYTES:
        raise UnusableExport(f"The file is larger than {LARGEST_BYTES // 1024**2} MB.")
    found = decoded(content)
    export = Export(faults=[found.fault] if found.fault else [])
    text, count = NOT_IN_XML.subn("", _DECLARATION.sub("", found.text))
    if count:
        export.faults.append(f"{count} control characters were taken away")
    try:
        root = safe_xml.parsed(_readable(text).strip().encode())
    except UnusableFile as error:
        raise UnusableExport(str(error)) from error
    channel = next(root.elements("channel"), None)
    if root.name != "rss" or channel is None:
        raise UnusableExport("The file isn't a WordPress export: there is no channel in it.")
    _read_channel(channel, export)
    return export


def _readable(text: str) -> str:
    """XML without entities of HTML, and without references to characters that XML doesn't have."""
    text = _ENTITY.sub(lambda match: _character(html.unescape(match[0]), match[0]), text)
    return _REFERENCE.sub(_checked, text)


def _character(character: str, written: str) -> str:
    return character if character != written else "&amp;" + written[1:]


def _checked(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    is_character = number < 0x110000 and not NOT_IN_XML.search(chr(number))
    return match[0] if is_character else ""


def _read_channel(channel: Element, export: Export) -> None:
    for element in channel.elements():
        name = _local(element)
        if name == "item":
            export.items.append(_item(element))
        elif name in {"term", "category", "tag"} and element.name != "category":
            texts = {_local(one): _text(one) for one in element.elements()}
            taxonomy = texts.get("term_taxonomy") or {"tag": "post_tag"}.get(name, name)
            slug = texts.get("term_slug") or texts.get("category_nicename") or ""
            export.descriptions[taxonomy, slug] = texts.get("term_description", "")
        elif not list(element.elements()):
            export.channel.setdefault(name, _text(element))


def _item(element: Element) -> Item:
    item = Item()
    for child in element.elements():
        name = _local(child)
        if name == "category":
            attributes = child.attributes
            item.terms.append(
                Term(attributes.get("domain", ""), attributes.get("nicename", ""), _text(child))
            )
        elif name == "postmeta":
            texts = {_local(one): _text(one) for one in child.elements()}
            item.meta[texts.get("meta_key", "")] = texts.get("meta_value", "")
        elif name == "comment":
            item.comment_count += 1
        else:
            key = "excerpt" if name == "encoded" and "excerpt" in child.name else name
            item.fields[key] = _text(child)
    return item


def _local(element: Element) -> str:
    return element.name.rpartition(" ")[2]


def _text(element: Element) -> str:
    return "".join(_strings(element)).strip()


def _strings(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _strings(child)
