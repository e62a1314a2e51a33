"""The texts of a published translation that a machine wrote and no person has confirmed.

They are found by their words: a text that readers get is a machine's if a machine's proposal at its
path has the same words, and no text that a person has written or confirmed there. So a label lasts
through whatever leaves the words as they are: other edits, synchronising, files, a translation that
is stopped and written by hand. It ends with a publication of words that a person has confirmed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail_localize.models import StringTranslation

from cms.content.reading.machine_translation import (
    MachineTranslatedPart,
    MachineTranslation,
    parts_of,
)
from cms.database import dates
from cms.translation.validity import tools
from cms.translation.validity.spelling import as_stored
from cms.translation.validity.words import needs_translation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

Stored = dict[str, Any]
Place = tuple[str, str]
# Marked as unconfirmed, and written by a person: for another page, or for an earlier source.
_OF_PEOPLE = frozenset({tools.MEMORY, tools.EARLIER})
# Files don't say what wrote the unconfirmed texts in them.
_UNKNOWN = frozenset({tools.PO_FILE, tools.XLIFF_FILE})


class _MachineText(NamedTuple):
    """A text of a machine as it is stored: a list in JSON."""

    path: str
    words: str
    engine: str
    written_at: str


def machine_texts(
    published: Iterable[Place], key: UUID, locale_id: int, former: Stored | None
) -> Stored | None:
    """The machine's texts among those of a page that is published, to be stored; ``None``: none.

    Args:
        published: the paths and texts that readers get.
        key: the translation key of the page.
        locale_id: the language of the texts.
        former: the result for the publication before.
    """
    texts = [(path, _hashed(text)) for path, text in published if text and needs_translation(text)]
    rows = StringTranslation.objects.filter(context__object_id=key, locale_id=locale_id)
    confirmed: set[Place] = set()
    known = {text[:2]: text for text in _stored(former)}
    columns = "context__path", "data", "translation_type", "tool_name", "updated_at"
    for path, data, type_, tool, updated_at in rows.order_by("updated_at").values_list(*columns):
        place = path, _hashed(data)
        if type_ != StringTranslation.TRANSLATION_TYPE_MACHINE:
            confirmed.add(place)
        elif tool not in _OF_PEOPLE:
            engine = "" if tool in _UNKNOWN else tool
            known.setdefault(place, _MachineText(*place, engine, updated_at.isoformat()))
    found = [known[place] for place in texts if place in known and place not in confirmed]
    if not found:
        return None
    return {"is_partial": len(found) < len(texts), "texts": found}


def machine_translation(stored: Stored | None) -> MachineTranslation | None:
    """The record readers get of what is stored."""
    texts = _stored(stored)
    if not stored or not texts:
        return None
    return MachineTranslation(stored["is_partial"], parts_of(map(_part, texts)))


def _stored(stored: Stored | None) -> list[_MachineText]:
    return [_MachineText(*text) for text in stored["texts"]] if stored else []


def _part(text: _MachineText) -> MachineTranslatedPart:
    field, _, below = text.path.partition(".")
    block_id = below.partition(".")[0]
    written_at = dates.moment(text.written_at) if text.written_at else None
    return MachineTranslatedPart(_camel_case(field), block_id, text.engine, written_at)


def _camel_case(name: str) -> str:
    """The name of a field as the API writes it."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _hashed(text: str) -> str:
    return sha256(as_stored(text).encode()).hexdigest()[:24]
