"""What a machine offers, and how it says that it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Unavailable(Exception):
    """A machine didn't translate. The message is for the translator and holds no secrets."""


class Machine(Protocol):
    """Translates texts with inline tags, as wagtail-localize stores them, between two languages.

    Languages are codes of locales, such as ``zh-hans``.
    """

    name: ClassVar[str]

    def translates(self, source: str, target: str) -> bool:
        """Whether it knows this pair."""

    def translated(
        self, texts: Sequence[str], source: str, target: str, terms: Mapping[str, str]
    ) -> list[str]:
        """The texts in the target's language, in the same order, tags kept.

        ``terms`` have to be called what they are mapped to, as far as a machine can be told.

        Raises:
            Unavailable: it couldn't.
        """
