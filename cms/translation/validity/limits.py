"""The limits of the field or block of a text: its length, and its validators.

A form checks more than a model does, so both check a text: Django has the length of a
``TextField`` checked by forms alone, and Wagtail that of blocks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from wagtail_localize.strings import StringValue

from cms.localisation import writing

# A field of a model, or a block that holds one value: mypy knows no blocks.
Leaf = Any


@lru_cache(maxsize=2_000)
def leaf(model: Any, path: str) -> Leaf | None:
    """The field or block at a place; ``None`` where nothing is known of it.

    ``path`` names fields and kinds of blocks, as in ``TranslationContext.field_path``.
    """
    name, _dot, rest = path.partition(".")
    try:
        field = model._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):
        return None
    if isinstance(field, models.ManyToOneRel):
        return leaf(field.related_model, rest)
    if isinstance(field, StreamField):
        return _block(field.stream_block, rest.split("."))
    return field if isinstance(field, models.Field) else None


def _block(block: Any, names: list[str]) -> Leaf | None:
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        elif isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock):
            block = block.child_blocks.get(name)
    return block if isinstance(block, blocks.FieldBlock) else None


def most_characters(leaf: Leaf | None) -> int | None:
    """The most characters a field or block holds; ``None``: any number."""
    inner = getattr(leaf, "field", None) if isinstance(leaf, blocks.Block) else None
    length: int | None = getattr(leaf, "max_length", None) or getattr(inner, "max_length", None)
    return length


def fault(leaf: Leaf | None, text: str) -> str:
    """The reason against a text with inline tags in a field or block; empty for none."""
    if leaf is None:
        return ""
    words = words_of(text)
    too_long = length_fault(words, most_characters(leaf))
    # Of rich text only a part is known here, which is not a value of its field.
    if too_long or is_rich_text(leaf):
        return too_long
    try:
        if isinstance(leaf, blocks.Block):
            leaf.clean(words)
        else:
            leaf.clean(words, None)
            form_field(leaf).clean(words)
    except ValidationError as error:
        return writing.sentences(error.messages)
    return ""


def is_rich_text(leaf: Leaf | None) -> bool:
    """True if the texts of a field or block are parts of one rich text."""
    return isinstance(leaf, RichTextField | blocks.RichTextBlock)


def words_of(text: str) -> str:
    """The plain text of a text with inline tags."""
    return str(StringValue(text).render_text()) if "<" in text or "&" in text else text


def length_fault(words: str, most: int | None) -> str:
    """The message for words too long for their field; empty if they aren't."""
    if most is None or len(words) <= most:
        return ""
    return ngettext(
        "The text has {count} character; the field holds at most {most}.",
        "The text has {count} characters; the field holds at most {most}.",
        len(words),
    ).format(count=len(words), most=most)


def form_field(leaf: Leaf) -> Any:
    """The form field for a field or block."""
    return leaf.field if isinstance(leaf, blocks.Block) else _form_field(leaf)


@lru_cache(maxsize=1_000)
def _form_field(field: Any) -> Any:
    return field.formfield()
