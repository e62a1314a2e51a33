"""The source map as it is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cms.api.source_map import places
from cms.api.source_map.editors import Editors

if TYPE_CHECKING:
    from cms.api.execution import AnsweredObject
    from cms.api.source_map.editors import Editor
    from cms.delivery.previews.rehearsal import Rehearsed


def source_map(objects: list[AnsweredObject], rehearsed: Rehearsed) -> dict[str, Any]:
    """The sources of an answer, and where in them its objects and values are edited.

    Must be made while the content to come is there. Four to nine queries, and those for the
    user's rights.
    """
    found = dict(places.places(objects))
    editors = Editors.of(
        [(place.origin, place.path) for place in found.values()], rehearsed=rehearsed
    )
    numbers: dict[str, int] = {}
    sources: list[dict[str, Any]] = []

    def number(editor: Editor) -> int:
        told = editor.as_json()
        key = json.dumps(told)
        if key not in numbers:
            numbers[key] = len(sources)
            sources.append(told)
        return numbers[key]

    mappings: dict[str, list[Any]] = {}
    for pointer, place in found.items():
        editor, fallback = editors.at(place.origin, place.path)
        mapping: list[Any] = [number(editor), place.path]
        if fallback is not None:
            mapping.append(number(fallback))
        if _around(pointer, mappings) != mapping:
            mappings[_text(pointer)] = mapping
    return {"sources": sources, "mappings": mappings}


def _text(pointer: places.Pointer) -> str:
    """The pointer as RFC 6901 writes it. Names of fields hold nothing to be escaped."""
    return "".join(f"/{key}" for key in pointer)


def _around(pointer: places.Pointer, mappings: dict[str, list[Any]]) -> list[Any] | None:
    """The mapping that holds where there is none."""
    for length in range(len(pointer) - 1, 0, -1):
        mapping = mappings.get(_text(pointer[:length]))
        if mapping is not None:
            return mapping
    return None
