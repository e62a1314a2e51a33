"""The words of a search: how texts and queries are cut into tokens.

Chinese, Japanese and Korean are written without spaces between words, and no database here knows
their words. Each character and each two neighbours count as one, so that a word inside a
sentence is found. Thai and its neighbours are kept in sequences for the same reason. Other words
lose their English endings. All of it is cut from folded text. What the databases get are tokens of
letters and digits alone, so that all of them find the same.

ICU cuts Chinese into words, but not always into the same: of the 2,443 times a word of the demo's
Chinese occurs in one of its 361 texts, 46 were not found by ICU's words, and 2,339 not by runs of
characters as the databases cut them; all were found by pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from itertools import takewhile
from typing import TYPE_CHECKING
from unicodedata import unidata_version

from cms.content.search import han_table, segmentation
from cms.content.search.folding import FoldedText, boundary, fold, kept_marks
from cms.content.search.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator


def _letters(but: str) -> str:
    """Letters and digits for a character class, but for some: far quicker than one without them."""
    others = re.compile(f"[{but}]")
    letters = (
        character
        for character in map(chr, range(0x10000))
        if character.isalnum() and not others.match(character)
    )
    return "".join(letters) + _BEYOND


# Han with its extensions and compatibility forms, kana, and Hangul syllables.
_JOINED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_JOINED += "\U00020000-\U0003347f"
# Where the other planes have letters.
_BEYOND = "\U00010000-\U00016fff\U0001b000-\U0001bc9f\U0001e000-\U0001eeff"
_APART = _JOINED + segmentation.LETTERS
_MARKS = kept_marks()
_LETTER = _letters(_APART)
_WORD = f"[{_LETTER}][{_LETTER}{_MARKS}]*"
_RUN = re.compile(
    rf"(?P<joined>[{_JOINED}]+)|(?P<unspaced>[{segmentation.LETTERS}]+)|(?P<word>{_WORD})"
)
_WORDS = re.compile(_WORD)
_UNSPACED = re.compile(f"[{segmentation.LETTERS}]+")
_MARK = re.compile(f"[{_MARKS}]")
_SPACES = re.compile(r"\s+")
# Databases cut words at marks, each at others. In a token a mark is two letters of Yi, which no
# word has between those of another script.
_HIGH, _LOW, _LOW_BITS = 0xA000, 0xA400, 6
# Raised with whatever changes what is cut from a text.
_VERSION = 1
# Of fewer letters too many words are made.
_SHORTEST_BEGINNING = 3
EXCERPT_LENGTH = 200
_LEAD = 60


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text, and whether it is what was searched for."""

    text: str
    is_match: bool


def version() -> str:
    """The version of the tokens: it differs whenever texts may be cut differently."""
    parts = [
        str(_VERSION),
        f"Unicode {unidata_version}",
        f"Han {han_table.digest()}",
        f"icu4py {metadata.version('icu4py')}",
    ]
    return ", ".join(parts)


def index_tokens(text: str, *, is_typed_for: bool = False) -> Iterator[str]:
    """All tokens of a text, as often as they occur, the way the index keeps them.

    ``is_typed_for``: for questions that aren't finished; words with their endings come first.
    """
    without_endings = []
    for run in _RUN.finditer(fold(text)):
        if run["joined"]:
            yield from run["joined"]
            yield from _pairs(run["joined"])
        elif run["unspaced"]:
            yield from map(_in_letters, segmentation.indexed(run["unspaced"]))
        elif is_typed_for:
            yield _in_letters(run["word"])
            if stem(run["word"]) != run["word"]:
                without_endings.append(stem(run["word"]))
        else:
            yield _in_letters(stem(run["word"]))
    yield from without_endings


def query_tokens(query: str) -> list[str]:
    """The tokens a text must hold to be found, each once; none where ``query`` has no word."""
    tokens: dict[str, None] = {}
    for run in _RUN.finditer(fold(query)):
        if run["joined"]:
            run_tokens = _pairs(run["joined"]) or [run["joined"]]
        elif run["unspaced"]:
            run_tokens = segmentation.query_words(run["unspaced"])
        else:
            run_tokens = [stem(run["word"])]
        tokens.update(dict.fromkeys(run_tokens))
    return list(tokens)


def typed_tokens(query: str) -> list[str]:
    """The tokens of a question that isn't finished, as the index keeps them.

    More letters may follow the last one. Of a word whose ending may yet change that is what it has
    in common with the word without it.
    """
    tokens = query_tokens(query)
    runs = list(_RUN.finditer(fold(query)))
    word = runs[-1]["word"] if runs else None
    if word:
        beginning = _common_beginning(word, stem(word))
        tokens.remove(stem(word))
        tokens.append(beginning if len(beginning) >= _SHORTEST_BEGINNING else word)
    return kept_tokens(tokens)


def phrase_tokens(query: str, *, is_typed: bool) -> list[str] | None:
    """The tokens that follow one another in the index; ``None`` if they don't."""
    runs = list(_RUN.finditer(fold(query)))
    if not runs or any(run["word"] is None for run in runs):
        return None
    words = [run["word"] if is_typed else stem(run["word"]) for run in runs]
    return list(map(_in_letters, words))


def kept_tokens(tokens: Iterable[str]) -> list[str]:
    """The tokens of a question as the index keeps them, each once."""
    kept: dict[str, None] = {}
    for token in tokens:
        parts = segmentation.sequences(token) if _UNSPACED.match(token) else [token]
        kept.update(dict.fromkeys(map(_in_letters, parts)))
    return list(kept)


def counting(tokens: Collection[str]) -> Callable[[str], int]:
    """A function that says how many of some tokens a text holds.

    The tokens are a query's: text without spaces matches wherever it occurs.
    """
    words = frozenset(token for token in tokens if _WORDS.match(token))
    apart = frozenset(token for token in tokens if _UNSPACED.match(token))
    joined = frozenset(tokens) - words - apart
    # A word loses its ending, and never its first two letters unless no more than two are left.
    beginnings = {word[: 2 if len(word) > 2 else 1] for word in words}

    def count(text: str) -> int:
        plain = fold(text)
        match_count = sum(token in plain for token in joined)
        if any(beginning in plain for beginning in beginnings):
            match_count += len(words.intersection(map(stem, _WORDS.findall(plain))))
        if apart:
            match_count += sum(any(_unspaced_places(plain, token)) for token in apart)
        return match_count

    return count


def excerpt(texts: list[str], tokens: Collection[str]) -> list[TextPart]:
    """The place in some texts that shows best why they were found; the beginning where none does.

    Around 200 characters, with an ellipsis wherever something is left out.
    """
    spaced = [_SPACES.sub(" ", text).strip() for text in texts]
    token_set = frozenset(tokens)
    best = max(spaced, key=counting(token_set), default="")
    matches = _matches(best, token_set)
    start = boundary(best, _start(best, matches[0][0] if matches else 0))
    end = boundary(best, _end(best, start))
    parts = highlighted(best[start:end], token_set)
    if start > 0:
        parts.insert(0, TextPart("… ", is_match=False))
    if end < len(best):
        parts.append(TextPart(" …", is_match=False))
    return parts


def highlighted(text: str, tokens: Collection[str]) -> list[TextPart]:
    """A whole text in parts, which joined are the text again."""
    parts, position = [], 0
    for start, end in _matches(text, frozenset(tokens)):
        if start > position:
            parts.append(TextPart(text[position:start], is_match=False))
        parts.append(TextPart(text[start:end], is_match=True))
        position = end
    if position < len(text):
        parts.append(TextPart(text[position:], is_match=False))
    return parts


def _common_beginning(word: str, other: str) -> str:
    equal_pairs = takewhile(
        lambda letters: letters[0] == letters[1], zip(word, other, strict=False)
    )
    return "".join(letter for letter, _other in equal_pairs)


def _pairs(joined: str) -> list[str]:
    return [joined[index : index + 2] for index in range(len(joined) - 1)]


def _in_letters(token: str) -> str:
    """A token without marks."""
    return token if token.isascii() else _MARK.sub(_as_letters, token)


def _as_letters(mark: re.Match[str]) -> str:
    high, low = divmod(ord(mark[0]), 1 << _LOW_BITS)
    return chr(_HIGH + high) + chr(_LOW + low)


def _matches(text: str, tokens: frozenset[str]) -> list[tuple[int, int]]:
    """The places of the tokens in a text, touching ones as one."""
    folded = FoldedText(text)
    touching = _merged(sorted(_places(folded.text, tokens)))
    return _merged(folded.written(start, end) for start, end in touching)


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _places(plain: str, tokens: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The positions of the tokens in a folded text."""
    for run in _RUN.finditer(plain):
        if run["joined"]:
            for index in range(run.start(), run.end()):
                for end in (index + 1, index + 2):
                    if end <= run.end() and plain[index:end] in tokens:
                        yield index, end
        elif run["word"] and stem(run["word"]) in tokens:
            yield run.span()
    for token in filter(_UNSPACED.match, tokens):
        yield from _unspaced_places(plain, token)


def _unspaced_places(plain: str, token: str) -> Iterator[tuple[int, int]]:
    for run in _UNSPACED.finditer(plain):
        for start, end in segmentation.positions(run[0], token):
            yield run.start() + start, run.start() + end


def _start(text: str, match: int) -> int:
    """The beginning of an excerpt: shortly before the match, at the start of a word."""
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
