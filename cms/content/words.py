"""What a reader's search takes for a word.

Chinese, Japanese and Korean are written without spaces between words, and no database here knows
their words. Each character and each two neighbours are taken for one, so that a word inside a
sentence is found. Other words lose their case, their accents and their English endings. What the
databases get are these tokens, so that all of them find the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.content.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# Han with its extensions and compatibility forms, kana, and Hangul syllables.
_JOINED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_JOINED += "\U00020000-\U0003347f"
_WORD = rf"[^\W_{_JOINED}]+"
_RUN = re.compile(rf"(?P<joined>[{_JOINED}]+)|(?P<word>{_WORD})")
_WORDS = re.compile(_WORD)
_ACCENTS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
EXCERPT_LENGTH = 200
_LEAD = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is what was searched for."""

    text: str
    is_match: bool


def index_tokens(text: str) -> Iterator[str]:
    """All tokens of a text, as often as they occur, the way the index keeps them."""
    for run in _RUN.finditer(_plain(text)):
        joined = run["joined"]
        if joined:
            yield from joined
            yield from _pairs(joined)
        else:
            yield stem(run["word"])


def query_tokens(query: str) -> list[str]:
    """The tokens a text must hold to be found, each once; none where ``query`` has no word."""
    tokens: dict[str, None] = {}
    for run in _RUN.finditer(_plain(query)):
        joined = run["joined"]
        found = (_pairs(joined) or [joined]) if joined else [stem(run["word"])]
        tokens.update(dict.fromkeys(found))
    return list(tokens)


def counting(tokens: Collection[str]) -> Callable[[str], int]:
    """A function that says how many of some tokens a text holds.

    The tokens are a question's: what is written without spaces is held wherever it stands.
    """
    words = frozenset(token for token in tokens if _WORDS.match(token))
    joined = frozenset(tokens) - words
    # A word loses its ending, and never its first two letters unless no more than two are left.
    beginnings = {word[: 2 if len(word) > 2 else 1] for word in words}

    def count(text: str) -> int:
        plain = _plain(text)
        found = sum(token in plain for token in joined)
        if any(beginning in plain for beginning in beginnings):
            found += len(words.intersection(map(stem, _WORDS.findall(plain))))
        return found

    return count


def excerpt(texts: list[str], tokens: Collection[str]) -> list[Part]:
    """The place in some texts that shows best why they were found; the beginning where none does.

    Around 200 characters, with an ellipsis wherever something is left out.
    """
    spaced = [_SPACES.sub(" ", text).strip() for text in texts]
    wanted = frozenset(tokens)
    best = max(spaced, key=counting(wanted), default="")
    matches = _matches(best, wanted)
    start = _start(best, matches[0][0] if matches else 0)
    end = _end(best, start)
    parts = highlighted(best[start:end], wanted)
    if start > 0:
        parts.insert(0, Part("… ", is_match=False))
    if end < len(best):
        parts.append(Part(" …", is_match=False))
    return parts


def highlighted(text: str, tokens: Collection[str]) -> list[Part]:
    """A whole text in parts, which joined are the text again."""
    parts, position = [], 0
    for start, end in _matches(text, frozenset(tokens)):
        if start > position:
            parts.append(Part(text[position:start], is_match=False))
        parts.append(Part(text[start:end], is_match=True))
        position = end
    if position < len(text):
        parts.append(Part(text[position:], is_match=False))
    return parts


def _plain(text: str) -> str:
    """A text as it is compared: compatible forms as one, small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def _pairs(joined: str) -> list[str]:
    return [joined[place : place + 2] for place in range(len(joined) - 1)]


def _matches(text: str, tokens: frozenset[str]) -> list[tuple[int, int]]:
    """The places of the tokens in a text, touching ones as one."""
    places: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        for start, end in _matches_in(run, tokens):
            if places and start <= places[-1][1]:
                places[-1] = (places[-1][0], end)
            else:
                places.append((start, end))
    return places


def _matches_in(run: re.Match[str], tokens: frozenset[str]) -> Iterator[tuple[int, int]]:
    if run["joined"]:
        for place in range(run.start(), run.end()):
            for length in (1, 2):
                end = place + length
                if end <= run.end() and _plain(run.string[place:end]) in tokens:
                    yield place, end
    elif stem(_plain(run["word"])) in tokens:
        yield run.span()


def _start(text: str, match: int) -> int:
    """Where an excerpt begins: a little before the match, at the beginning of a word."""
    if match <= _LEAD:
        return 0
    start = match - _LEAD
    space = text.find(" ", start, match)
    return space + 1 if space >= 0 else start


def _end(text: str, start: int) -> int:
    end = start + EXCERPT_LENGTH
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + _LEAD * 2, end)
    return space if space >= 0 else end
