"""The registration of a block kind: all that the CMS has to know of a block, said in one place.

``cms.content.body.block_kinds`` is the table of them. Nothing in a registration may be left out but
what most kinds don't have, so that no part of the CMS can be forgotten with a new kind. The GraphQL
type is registered in ``cms.api.content.blocks`` under the same name; without one the schema isn't
built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail import blocks

from cms.localisation.languages import direction

if TYPE_CHECKING:
    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode
    from cms.content.reading.loader import Reading
    from cms.content.reading.text_languages import TextLanguages


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """The fields of every block for readers: ``lang`` is the BCP 47 tag of its words."""

    id: str
    lang: str

    @property
    def dir(self) -> str:
        """The direction its words are written in."""
        return direction(self.lang)


# A block once what it refers to has been fetched; ``None``: the reader may not see it.
Pending = Callable[[], BlockRecord | None]


class BlockContext(NamedTuple):
    """The place of a block: ``owner`` is its page's, ``raw_id`` is as it is stored."""

    reading: Reading
    owner: object
    wording: TextLanguages
    raw_id: str

    @property
    def id(self) -> str:
        """The id readers get."""
        return f"{self.owner}-{self.raw_id}"

    def lang(self, *texts: str) -> str:
        """The language of a block with these texts, the one that matters most first."""
        return self.wording.language(self.raw_id, texts)

    def shared_lang(self, tags: Iterable[str]) -> str:
        """The one language of several parts; that of the page where they differ."""
        langs = set(tags)
        return langs.pop() if len(langs) == 1 else self.wording.tag


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKind:
    """A kind of block.

    * ``name``: the ``type`` of a stored block,
    * ``editor``: makes the editor's block,
    * ``record``: the class of what readers get, and ``read`` makes one of a stored value; what it
      raises leaves the block out, and is logged,
    * ``words``: what of a record readers search,
    * ``stored_words``: the same of a stored value; ``None`` for a kind that refers to files or
      pages, whose words are found only where those may be seen,
    * ``canonical``: what of a stored value a hash attests, as nodes of a rich text document. It
      raises ``UnattestedBlock`` at anything it can't say,
    * ``marking_languages``: the fields of a record, besides ``lang`` and ``dir``, that mark words
      in another language,
    * ``is_text``: whether legal notices may have it.
    """

    name: str
    editor: Callable[[], Any]
    record: type[BlockRecord]
    read: Callable[[BlockContext, Any], Pending]
    words: Callable[[Any], list[str]]
    stored_words: Callable[[Any], list[str]] | None
    canonical: Callable[[Any, CanonicalNames], Iterable[DocumentNode]]
    marking_languages: tuple[str, ...] = ()
    is_text: bool = False

    @property
    def type_name(self) -> str:
        """The name of its type in the contract: ``CallToActionBlock``."""
        return "".join(word.capitalize() for word in self.name.split("_")) + "Block"

    @property
    def is_link(self) -> bool:
        """True if editors choose a page in the block, so that its words depend on that page."""
        return any(isinstance(block, blocks.PageChooserBlock) for block in leaves(self.editor()))


def leaves(block: Any) -> Iterator[Any]:
    """The blocks inside an editor's block that hold one value each."""
    if isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block)
    elif isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock):
        for child in block.child_blocks.values():
            yield from leaves(child)
    else:
        yield block


def text_of(value: Any) -> str:
    """A text of a block.

    Raises:
        TypeError: it isn't a text.
        ValueError: it holds half a character, which nobody can be sent.
    """
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} in place of a text")
    if not value.isascii():
        value.encode()
    return value
