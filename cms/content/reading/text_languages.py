"""In which language each text of a page is written.

A translation holds texts that nobody has translated yet as the source has them. Whoever publishes
it keeps a mark of each, by which a text is recognised when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from cms.content.reading.loader import Reading

# The name under which a layer above has registered what it knows of a page's text.
KNOWN = "translation"
MOST_MARKS = 20_000


@lru_cache(maxsize=MOST_MARKS)
def mark(block_id: str, words: str) -> str:
    """The mark of the words of a text or paragraph, in a block of a body or in a field."""
    spaced = " ".join(words.split())
    return sha256(f"{block_id}\0{spaced}".encode()).hexdigest()[:16]


@dataclass(slots=True)
class TextLanguages:
    """The language of the texts of one page in an answer, once its reading is fetched."""

    reading: Reading
    translation_key: UUID
    tag: str
    _untranslated: frozenset[str] | None = field(default=None, init=False)

    @classmethod
    def of(
        cls, reading: Reading, translation_key: UUID, tag: str, *, is_requested: bool = True
    ) -> TextLanguages:
        """That of a page whose content is in the language ``tag``.

        Notes about it are requested if ``is_requested``; else all is taken to be in that one.
        """
        source = reading.tree.source
        if is_requested and source is not None and source.language.tag != tag:
            reading.request_note(KNOWN, translation_key)
        return cls(reading, translation_key, tag)

    @property
    def untranslated(self) -> frozenset[str]:
        """The marks of the texts that are the source's."""
        if self._untranslated is None:
            note = self.reading.note(KNOWN, self.translation_key, self.tag)
            self._untranslated = note["untranslated"] if note else frozenset()
        return self._untranslated

    def foreign(self, block_id: str, text: str) -> str | None:
        """The language of a text in a block; ``None``: that of the page."""
        untranslated = self.untranslated
        source = self.reading.tree.source
        if not untranslated or source is None or mark(block_id, text) not in untranslated:
            return None
        return source.language.tag

    def language(self, block_id: str, texts: Iterable[str]) -> str:
        """The language of a block: of the first of its texts that says something."""
        if not self.untranslated:
            return self.tag
        first = next((text for text in texts if text), "")
        return self.foreign(block_id, first) or self.tag
