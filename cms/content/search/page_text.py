"""The printed text of a page: the text that search finds and excerpts are taken from.

Captions, alternative texts and titles of downloads count where the file they belong to is public,
and invitations to follow a link where it may be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.content.body.block_kinds import KINDS
from cms.content.body.block_records import BlockRecords
from cms.content.reading import page_types
from cms.content.reading.loader import Reading
from cms.content.reading.text_languages import TextLanguages
from cms.content.search import batches
from cms.content.tree import SiteTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.reading.page_types import TextFields

# The kinds of blocks that refer to something a reader may not be allowed to see.
_REFERRING = frozenset(kind.name for kind in KINDS.values() if kind.stored_words is None)
_KIND_OF = {kind.record: kind for kind in KINDS.values()}


def texts(record: Any, printed: TextFields) -> list[str]:
    """The text of a page as a reader gets it, without the title, in pieces."""
    texts = [getattr(record, name) for name in printed.texts]
    texts += [image.alt for name in printed.images if (image := getattr(record, name))]
    texts += [link.text for name in printed.links if (link := getattr(record, name))]
    for name in printed.streams:
        for block in getattr(record, name):
            texts += _KIND_OF[type(block)].words(block)
    return [text for text in texts if text]


def referring_texts(page: Any) -> list[str]:
    """The texts that depend on something a page refers to, for the search index.

    Two queries, none for a page that refers to nothing; one of them once for a batch.
    """
    printed = page_types.printed_by(page._meta.label_lower)
    blocks = [
        block
        for name in printed.streams
        for block in getattr(page, name).raw_data
        if block["type"] in _REFERRING
    ]
    if not blocks and not _refers_in_fields(page, printed):
        return []
    tree: SiteTree = batches.once(SiteTree, SiteTree.load)
    root = tree.root_of_locale(page.locale_id)
    if root is None:
        return []
    reading = Reading(tree, root)
    wording = TextLanguages(reading, page.translation_key, root.language.tag)
    read = BlockRecords.read(blocks, owner=page.pk, wording=wording)
    for name in printed.images:
        reading.request_image(getattr(page, f"{name}_id"))
    for name in printed.links:
        reading.request_page(getattr(page, f"{name}_id"))
    reading.fetch()
    texts = list(_texts_of_fields(page, printed, reading))
    for block in read.blocks:
        texts += _KIND_OF[type(block)].words(block)
    return [text for text in texts if text]


def _refers_in_fields(page: Any, printed: TextFields) -> bool:
    """True if an image has a text of its own, or a link has a target."""
    return any(getattr(page, f"{name}_alt") for name in printed.images) or any(
        getattr(page, f"{name}_id") for name in printed.links
    )


def _texts_of_fields(page: Any, printed: TextFields, reading: Reading) -> Iterator[str]:
    for name in printed.images:
        image = reading.image(getattr(page, f"{name}_id"), getattr(page, f"{name}_alt"))
        if image is not None:
            yield image.alt
    for name in printed.links:
        id_ = getattr(page, f"{name}_id")
        link = reading.link(text=getattr(page, f"{name}_text"), page_id=id_, url="")
        if link is not None:
            yield link.text
