"""Persons that readers may turn to, maintained once for several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.content.body import reusable
from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending
from cms.content.body.canonical import UnattestedBlock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.images.image_records import Image


@dataclass(frozen=True, slots=True)
class ContactPersonRecord(BlockRecord):
    """A contact person; all but the name may be empty. ``entry_id`` is where it is written."""

    name: str
    role: str
    email: str
    telephone: str
    photo: Image | None
    entry_id: int


def _editor() -> Any:
    return reusable.ReusableBlock(
        reusable.PERSON_MODEL, icon="user", label=_("Contact person"), label_format=""
    )


def _read(context: BlockContext, value: Any) -> Pending:
    reading = context.reading
    reading.request(reusable.PERSONS, value)

    def read() -> ContactPersonRecord | None:
        entry: reusable.Person | None = reusable.found(reading, reusable.PERSONS, value)
        if entry is None:
            return None
        return ContactPersonRecord(
            context.id,
            entry.language,
            entry.name,
            entry.role,
            entry.email,
            entry.telephone,
            reading.image(entry.photo_id, entry.photo_alt),
            entry.pk,
        )

    return read


def _canonical(_value: Any, _targets: CanonicalNames) -> Iterable[DocumentNode]:
    raise UnattestedBlock("A contact person, who may change without the page")


CONTACT_PERSON = BlockKind(
    name="contact_person",
    editor=_editor,
    record=ContactPersonRecord,
    read=_read,
    words=lambda record: [record.name, record.role],
    stored_words=None,
    canonical=_canonical,
)
