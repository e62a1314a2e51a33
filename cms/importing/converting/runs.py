"""Pieces of text with bold, italics, raised characters and links, and paragraphs made of them.

HTML nests formatting in any way; runs are flat, so what is written of them is always well formed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.importing.converting.links import Link

BREAK = "\n"
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; a line break is a run of its own, with the text ``BREAK``."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_superscript: bool = False
    is_subscript: bool = False
    link: Link | None = None


PLAIN = Run("")


def run_of(text: str, style: Run) -> Run:
    """A text in the style of a run, its white space as HTML shows it."""
    return replace(style, text=_SPACES.sub(" ", text))


def break_of(style: Run) -> Run:
    """A line break in the style of a run."""
    return replace(style, text=BREAK)


def paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """The paragraphs of some runs: two line breaks in a row begin a new one. None is empty."""
    found: list[list[Run]] = [[]]
    break_count = 0
    for run in runs:
        if run.text == BREAK:
            break_count += 1
        elif run.text.strip():
            break_count = 0
        if break_count > 1:
            found.append([])
            break_count = 0
        else:
            found[-1].append(run)
    return [paragraph for paragraph in map(trimmed, found) if paragraph]


def trimmed(runs: Iterable[Run]) -> list[Run]:
    """Runs without white space at the ends of lines, and with one space between words.

    Characters that indent a paragraph, as in Chinese, are white space.
    """
    lines: list[list[Run]] = [[]]
    breaks = []
    for run in runs:
        if run.text == BREAK:
            breaks.append(run)
            lines.append([])
        else:
            lines[-1].append(run)
    kept: list[Run] = []
    for number, line in enumerate(map(_line, lines)):
        if line and kept:
            kept.append(breaks[number - 1])
        kept += line
    return _merged(_without_empty_links(kept))


def _line(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        is_after_space = not kept or kept[-1].text.endswith(" ")
        text = run.text.lstrip(" ") if is_after_space else run.text
        text = text if kept else text.lstrip()
        if text:
            kept.append(replace(run, text=text))
    while kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        if kept[-1].text:
            break
        del kept[-1]
    return kept


def _without_empty_links(runs: list[Run]) -> list[Run]:
    """Runs in which each link has words."""
    kept: list[Run] = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        part = list(linked)
        if link is not None and not plain(part):
            part = [replace(run, link=None) for run in part]
        kept += part
    return kept


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and BREAK not in {last.text, run.text} and replace(last, text=run.text) == run:
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return merged


def plain(runs: Iterable[Run]) -> str:
    """The words of some runs on one line."""
    text = "".join(" " if run.text == BREAK else _characters(run) for run in runs)
    return _SPACES.sub(" ", text).strip()


def _characters(run: Run) -> str:
    """The words of a run, raised or lowered by characters of their own where there are such."""
    raised = _RAISED if run.is_superscript else _LOWERED if run.is_subscript else {}
    is_whole = bool(run.text) and all(ord(character) in raised for character in run.text)
    return run.text.translate(raised) if is_whole else run.text


def only_link(runs: list[Run]) -> Link | None:
    """The link that all words of a paragraph belong to; ``None`` if there is none."""
    links = {run.link for run in runs if run.text.strip()}
    return links.pop() if len(links) == 1 else None


def markup(runs: Iterable[Run], attributes: Callable[[Link], str]) -> str:
    """The HTML of some runs; ``attributes`` are those of a link."""
    parts = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = "".join(map(_styled, linked))
        parts.append(f"<a {attributes(link)}>{inner}</a>" if link else inner)
    return "".join(parts)


def _styled(run: Run) -> str:
    if run.text == BREAK:
        return "<br/>"
    text = escape(run.text, quote=False)
    text = f"<sub>{text}</sub>" if run.is_subscript else text
    text = f"<sup>{text}</sup>" if run.is_superscript else text
    text = f"<i>{text}</i>" if run.is_italic else text
    return f"<b>{text}</b>" if run.is_bold else text
