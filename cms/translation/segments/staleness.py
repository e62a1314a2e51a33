"""The status of a translation against its source: one rule for all.

The API and the dashboard report what readers get, translators and reviewers see what is being
written. Both are computed here, by hashes of the source's texts and never by times.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cms.translation.models import PageTextState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

State = PageTextState.State


@dataclass(frozen=True, slots=True)
class TranslationStatus:
    """The state of a translation, and how many of the source's texts are translated in it.

    ``machine_count`` of the ``done`` are a machine's, and nobody has confirmed them.
    """

    state: PageTextState.State
    done: int
    total: int
    machine_count: int


def translation_status(
    now: list[str], made_from: str, translated: Mapping[str, bool]
) -> TranslationStatus:
    """Judge a translation.

    Args:
        now: the digests of the source's texts as they are.
        made_from: the fingerprint of those it was made from, or synchronised with; empty where
            something in it is known to be outdated.
        translated: the digests of those that are translated, each with whether it is a machine's.
    """
    done = sum(text in translated for text in now)
    machine_count = sum(bool(translated.get(text)) for text in now)
    state = State.COMPLETE if done == len(now) else State.PARTIAL
    if fingerprint(now) != made_from:
        state = State.STALE
    return TranslationStatus(state, done, len(now), machine_count)


def digest(path: str, text: str) -> str:
    """A hash of a text at its place."""
    return sha256(f"{path}\0{text}".encode()).hexdigest()[:24]


def fingerprint(texts: Iterable[str]) -> str:
    """A hash over the digests of all texts, in whatever order they are."""
    return sha256("\n".join(sorted(texts)).encode()).hexdigest()
