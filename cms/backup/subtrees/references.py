"""Ids in the values of rows: found, and replaced by those of another installation.

They are in columns, in blocks, in rich text, and in objects that revisions and sources of
translations keep as JSON.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import ForeignKey
from wagtail.blocks import (
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.fields import RichTextField, StreamField

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Field, Model
    from wagtail.blocks import Block

    Replace = Callable[[str, Any], Any]

_TAG = re.compile(r"<(a|embed)\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(linktype|embedtype|id)="([^"]*)"')
_LABELS = {
    "page": "wagtailcore.Page",
    "document": "wagtaildocs.Document",
    "image": "wagtailimages.Image",
}


class References:
    """Replaces ids by what ``replace`` gives for the label of a model and an id.

    ``None`` is given for what isn't there; a link to it loses its target and keeps its text.
    """

    def __init__(self, replace: Replace, model_of: Callable[[int], type[Model]]) -> None:
        self._replace = replace
        # The model of a content type, by the id that the rows have.
        self._model_of = model_of

    def in_row(self, model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
        """A row by column, in the form of a file, with other ids."""
        fields = {field.column: field for field in model._meta.local_concrete_fields}
        return {
            column: self._in_column(fields[column], value, values)
            for column, value in values.items()
        }

    def _in_column(self, field: Field[Any, Any], value: Any, row: dict[str, Any]) -> Any:
        if value is None or value == "":
            return value
        special = self._special.get(f"{field.model._meta.label}.{field.name}")
        return special(value, row) if special is not None else self._in_field(field, value)

    @property
    def _special(self) -> dict[str, Callable[[Any, dict[str, Any]], Any]]:
        """Readers of columns that hold more than their type says."""
        return {
            "wagtailcore.Revision.object_id": self._in_object_id,
            "wagtailcore.Revision.content": self._in_revision,
            "wagtail_localize.TranslationSource.content_json": self._in_source,
            "wagtail_localize.StringSegment.attrs": self._in_attributes,
            "wagtail_localize.Template.template": lambda value, _row: self.in_html(value),
            "legal.LegalNoticeVersion.body": self._in_notice,
        }

    def _in_object_id(self, value: str, row: dict[str, Any]) -> str:
        model = self._model_of(row["base_content_type_id"])
        return str(self._replace(label_of_rows(model), _number(value)))

    def _in_revision(self, value: str, row: dict[str, Any]) -> str:
        return self._in_object(value, row["content_type_id"])

    def _in_source(self, value: str, row: dict[str, Any]) -> str:
        return self._in_object(value, row["specific_content_type_id"])

    def _in_object(self, value: str, content_type_id: int) -> str:
        found = self.in_serialised(self._model_of(content_type_id), json.loads(value))
        return json.dumps(found, ensure_ascii=False)

    def _in_notice(self, value: str, _row: dict[str, Any]) -> str:
        field: Any = apps.get_model("legal.LegalNoticePage")._meta.get_field("body")
        return json.dumps(self._in_block(field.stream_block, json.loads(value)), ensure_ascii=False)

    def _in_field(self, field: Field[Any, Any], value: Any) -> Any:
        if isinstance(field, ForeignKey):
            return self._replace(label_of_rows(field.related_model), value)
        if isinstance(field, StreamField):
            found = self._in_block(field.stream_block, json.loads(value) or [])
            return json.dumps(found, ensure_ascii=False)
        if isinstance(field, RichTextField):
            return self.in_html(value)
        return value

    def in_serialised(self, model: type[Model], data: dict[str, Any]) -> dict[str, Any]:
        """An object as modelcluster serialises it, with its children."""
        fields = {field.name: field for field in model._meta.concrete_fields}
        children = {
            relation.get_accessor_name(): relation.related_model
            for relation in getattr(model._meta, "child_relations", ())
        }
        found = {}
        for name, value in data.items():
            if name == "pk" and value is not None:
                found[name] = self._replace(label_of_rows(model), value)
            elif name in fields and value is not None and value != "":
                found[name] = self._in_field(fields[name], value)
            elif name in children and isinstance(value, list):
                # New rows are made of children when a revision is published.
                found[name] = [
                    self.in_serialised(children[name], one | {"pk": None}) for one in value
                ]
            else:
                found[name] = value
        return found

    def _in_block(self, block: Block, value: Any) -> Any:
        if value is None:
            return None
        for kind, read in self._blocks:
            if isinstance(block, kind):
                return read(block, value)
        return value

    @property
    def _blocks(self) -> tuple[tuple[type[Block], Callable[[Any, Any], Any]], ...]:
        """Readers of the kinds of blocks that hold references, or other blocks."""
        return (
            (ChooserBlock, self._in_chooser),
            (RichTextBlock, lambda _block, value: self.in_html(value)),
            (StreamBlock, lambda block, value: [self._in_child(block, one) for one in value]),
            (ListBlock, lambda block, value: [self._in_item(block, one) for one in value]),
            (StructBlock, self._in_struct),
        )

    def _in_chooser(self, block: Any, value: Any) -> Any:
        return self._replace(label_of_rows(block.model_class), value)

    def _in_struct(self, block: StructBlock, value: dict[str, Any]) -> dict[str, Any]:
        kinds = block.child_blocks
        return {
            name: self._in_block(kinds[name], one) if name in kinds else one
            for name, one in value.items()
        }

    def _in_child(self, block: StreamBlock, child: Any) -> Any:
        kind = block.child_blocks.get(child.get("type"))
        if kind is None:
            return child
        return child | {"value": self._in_block(kind, child["value"])}

    def _in_item(self, block: ListBlock, item: Any) -> Any:
        if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
            return item | {"value": self._in_block(block.child_block, item["value"])}
        return self._in_block(block.child_block, item)

    def in_html(self, html: str) -> str:
        """Rich text as it is stored."""
        return _TAG.sub(lambda tag: self._in_tag(tag[0], tag[1]), html)

    def _in_tag(self, tag: str, name: str) -> str:
        attributes = dict(_ATTRIBUTE.findall(tag))
        kind = attributes.get("linktype") or attributes.get("embedtype")
        if kind not in _LABELS or "id" not in attributes:
            return tag
        found = self._replace(_LABELS[kind], _number(attributes["id"]))
        if found is None:
            return f"<{name}>" if name == "a" else ""
        return re.sub(r'\bid="[^"]*"', f'id="{found}"', tag, count=1)

    def _in_attributes(self, value: str, _row: dict[str, Any]) -> str:
        """The attributes of links in a segment, by the name that stands for each."""
        found = {}
        for name, values in (json.loads(value) or {}).items():
            kind = values.get("linktype")
            if kind in _LABELS and "id" in values:
                target = self._replace(_LABELS[kind], _number(values["id"]))
                found[name] = {} if target is None else values | {"id": str(target)}
            else:
                found[name] = values
        return json.dumps(found, ensure_ascii=False)


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() else text


def label_of_rows(model: type[Model]) -> str:
    """The label of the model whose ids a model has: of all pages, that of the page."""
    page = apps.get_model(_LABELS["page"])
    if issubclass(model, page):
        return _LABELS["page"]
    return str((model._meta.concrete_model or model)._meta.label)
