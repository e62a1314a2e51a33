"""The parts of a page that are checked, whatever blocks they are in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from cms.content.body.block_kinds.heading import HeadingBlock
from cms.content.body.block_kinds.image import ImageBlock
from cms.content.body.link_blocks import LinkBlock
from cms.content.body.rich_text import plain_text
from cms.content.body.rich_text.parsing import HtmlElement, parse
from cms.content.reading import page_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.content.body.rich_text.parsing import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a page: the field it is in, and the block, if it is in one."""

    field: str
    block_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Part):
    """A text, of lines."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Part):
    """A heading; the title of the page has level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Part):
    """An image and its alternative text."""

    alt: str
    is_decorative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Part):
    """A link to a page, a document, or a URL; ``text`` is ``None`` where it has none of its own."""

    text: str | None
    page_id: int | None = None
    document_id: int | None = None
    url: str = ""


def parts_of(page: Any) -> list[Part]:
    """The parts of a page in their order. No query."""
    printed = page_types.printed_by(page._meta.label_lower)
    found: list[Part] = [Words(field="title", text=page.title)]
    found += [Words(field=name, text=getattr(page, name) or "") for name in printed.texts]
    for name in printed.images:
        if getattr(page, f"{name}_id"):
            found.append(Image(field=f"{name}_alt", alt=getattr(page, f"{name}_alt") or ""))
    for name in printed.links:
        if page_id := getattr(page, f"{name}_id"):
            text = getattr(page, f"{name}_text")
            found.append(Link(field=f"{name}_text", text=text, page_id=page_id))
    for name in printed.streams:
        stream = getattr(page, name)
        found += _of_blocks(stream.stream_block, stream.raw_data, name, "")
    return found


def _of_blocks(stream: Any, raw: Iterable[Any], field: str, above: str) -> Iterator[Part]:
    for child in raw:
        block = stream.child_blocks.get(child["type"])
        if block is not None:
            yield from _of_value(block, child["value"], field, above or child.get("id") or "")


def _of_value(block: Any, value: Any, field: str, block_id: str) -> Iterator[Part]:
    """The parts of a stored value. A block inside others is found by the outermost one."""
    if isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from _of_value(block.child_block, item["value"], field, block_id)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from _of_blocks(block, value or (), field, block_id)
    elif isinstance(block, blocks.BaseStructBlock):
        yield from _of_struct(block, value or {}, field, block_id)
    elif value:
        yield from _of_leaf(block, value, field, block_id)


def _of_leaf(block: Any, value: Any, field: str, block_id: str) -> Iterator[Part]:
    if isinstance(block, blocks.RichTextBlock):
        yield Words(field=field, block_id=block_id, text=plain_text(value))
        yield from _of_nodes(parse(value), field, block_id)
    elif isinstance(block, blocks.URLBlock):
        yield Link(field=field, block_id=block_id, text=None, url=value)
    elif isinstance(block, blocks.PageChooserBlock):
        yield Link(field=field, block_id=block_id, text=None, page_id=value)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Words(field=field, block_id=block_id, text=value)


def _of_struct(block: Any, value: Any, field: str, block_id: str) -> Iterator[Part]:
    own: set[str] = set()
    if isinstance(block, HeadingBlock):
        text, level = value.get("text") or "", int(value.get("level") or 2)
        yield Heading(field=field, block_id=block_id, text=text, level=level)
    elif isinstance(block, ImageBlock):
        own = {"image"}
        if value.get("image"):
            yield Image(
                field=field,
                block_id=block_id,
                alt=value.get("alt_text") or "",
                is_decorative=bool(value.get("is_decorative")),
            )
    elif isinstance(block, LinkBlock):
        own = {"page", "url"}
        yield Link(
            field=field,
            block_id=block_id,
            text=value.get("text") or "",
            page_id=value.get("page"),
            url=value.get("url") or "",
        )
    for name, child in block.child_blocks.items():
        if name not in own:
            yield from _of_value(child, value.get(name), field, block_id)


def _of_nodes(nodes: Iterable[Node], field: str, block_id: str) -> Iterator[Part]:
    for node in nodes:
        if not isinstance(node, HtmlElement):
            continue
        if node.tag == "a":
            yield _link(node, field, block_id)
        elif node.tag in {"h2", "h3", "h4"}:
            level = int(node.tag[1])
            yield Heading(field=field, block_id=block_id, text=_text(node), level=level)
        yield from _of_nodes(node.children, field, block_id)


def _link(element: HtmlElement, field: str, block_id: str) -> Link:
    kind = element.attributes.get("linktype")
    return Link(
        field=field,
        block_id=block_id,
        text=_text(element),
        page_id=element.target_id if kind == "page" else None,
        document_id=element.target_id if kind == "document" else None,
        url="" if kind else element.attributes.get("href") or "",
    )


def _text(node: Node) -> str:
    if isinstance(node, str):
        return node
    return "".join(_text(child) for child in node.children).strip()
