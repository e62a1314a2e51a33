"""The interface of a machine translator, and its error."""

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
        """True if it supports this pair."""

    def translated(
        self, texts: Sequence[str], source: str, target: str, terms: Mapping[str, str]
    ) -> list[str]:
        """The texts in the target's language, in the same order, tags kept.

        ``terms`` map terms to required translations, as far as the machine supports a glossary.

        Raises:
            Unavailable: it couldn't.
        """
