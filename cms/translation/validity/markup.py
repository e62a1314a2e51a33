"""Markup of a translation that its source doesn't have, or that isn't whole.

The source says which tags, links and nestings there may be. A language without italics may do
without them, but no link is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.entities import html5

from django.utils.translation import gettext as _

from cms.localisation import writing
from cms.translation.validity.words import is_blank

# Deeper markup would exhaust recursive readers.
DEEPEST = 30
# A tag, an entity, or a character that should have been written as one.
_TOKEN = re.compile(
    r"<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:[\s/][^<>]*)?)>"
    r"|&(?P<entity>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});"
    r"|(?P<bare>[<&])"
)
_CUT_OFF = re.compile(r"</?[a-zA-Z][^<>]*")
_ID = re.compile(r"id\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_VOID = {"br"}
_SAME = {"strong": "b", "em": "i"}


class _FaultyMarkup(Exception):
    """A fault, in words for the translator."""


@dataclass(slots=True)
class _Markup:
    """The tags of a text, the ids of its links, and which tags are inside which others."""

    tags: set[str] = field(default_factory=set)
    links: Counter[str] = field(default_factory=Counter)
    nestings: set[frozenset[str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    kind: str
    id: str | None
    has_more: bool
    is_closed: bool

    @classmethod
    def of(cls, token: re.Match[str]) -> _Tag:
        name = token["name"].lower()
        rest = token["rest"].strip()
        is_closed = rest.endswith("/")
        attributes = rest.removesuffix("/").strip()
        match = _ID.fullmatch(attributes) if attributes else None
        id_ = next(part for part in match.groups() if part is not None) if match else None
        has_more = bool(attributes) and match is None
        return cls(name, _SAME.get(name, name), id_, has_more, is_closed or name in _VOID)


def fault(source: str, text: str) -> str:
    """The fault in the markup of a translation; empty if it has none."""
    if "<" not in text and "&" not in text and "<a" not in source:
        return ""
    try:
        _check(_markup(source), text)
    except _FaultyMarkup as faulty:
        return str(faulty)
    return ""


def _markup(source: str) -> _Markup:
    """The markup of a source text, which is never a fault."""
    markup = _Markup()
    opened: list[_Tag] = []
    for token in _TOKEN.finditer(source) if "<" in source else ():
        if token["name"] is None:
            continue
        tag = _Tag.of(token)
        if token["slash"]:
            if any(open_tag.kind == tag.kind for open_tag in opened):
                while opened.pop().kind != tag.kind:
                    pass
            continue
        markup.tags.add(tag.kind)
        markup.nestings |= {frozenset((outer.kind, tag.kind)) for outer in opened}
        if tag.id is not None:
            markup.links[tag.id] += 1
        if not tag.is_closed:
            opened.append(tag)
    return markup


def _check(allowed: _Markup, text: str) -> None:
    opened: list[tuple[_Tag, int]] = []
    links: Counter[str] = Counter()
    for token in _TOKEN.finditer(text):
        if token["name"] is None:
            _check_character(token, text)
            continue
        tag = _Tag.of(token)
        if token["slash"]:
            _check_end(tag, text, token.start(), opened)
            continue
        _check_start(tag, allowed, [open_tag for open_tag, _start in opened])
        if tag.kind == "a":
            links[tag.id or ""] += 1
        if tag.is_closed:
            _check_link(tag, "")
        else:
            opened.append((tag, token.end()))
    if opened:
        raise _FaultyMarkup(_("<{tag}> is not closed.").format(tag=opened[-1][0].name))
    _check_links(allowed.links, links)


def _check_character(token: re.Match[str], text: str) -> None:
    entity = token["entity"]
    if token["bare"] == "<":
        cut_off = _CUT_OFF.match(text, token.start())
        if cut_off:
            shown = cut_off.group()[:20]
            raise _FaultyMarkup(_("The tag “{tag}” is cut off.").format(tag=shown))
        raise _FaultyMarkup(_("Write “&lt;” for the character “<”."))
    # Alone the character is unambiguous: “R&D”.
    is_written = token["bare"] or entity.startswith("#") or f"{entity};" in html5
    if not is_written:
        raise _FaultyMarkup(_("Write “&amp;” for the character “&”."))


def _check_start(tag: _Tag, allowed: _Markup, opened: list[_Tag]) -> None:
    if tag.kind not in allowed.tags:
        raise _FaultyMarkup(_("The source has no <{tag}>.").format(tag=tag.name))
    if tag.has_more or (tag.id is not None and tag.kind != "a"):
        raise _FaultyMarkup(
            _("<{tag}> has attributes that the source doesn't have.").format(tag=tag.name)
        )
    if len(opened) >= DEEPEST:
        raise _FaultyMarkup(_("The markup of the text is nested too deeply."))
    for outer in opened:
        if frozenset((outer.kind, tag.kind)) not in allowed.nestings:
            text = _("<{inner}> is inside <{outer}>, unlike in the source.")
            raise _FaultyMarkup(text.format(inner=tag.name, outer=outer.name))


def _check_end(tag: _Tag, text: str, end: int, opened: list[tuple[_Tag, int]]) -> None:
    if tag.kind in _VOID:
        raise _FaultyMarkup(_("Write “<br/>” for a line break."))
    if not any(open_tag.kind == tag.kind for open_tag, _start in opened):
        raise _FaultyMarkup(_("</{tag}> closes nothing.").format(tag=tag.name))
    start, position = opened.pop()
    if start.name != tag.name:
        reason = _("<{tag}> is not closed before </{other}>.")
        raise _FaultyMarkup(reason.format(tag=start.name, other=tag.name))
    _check_link(start, text[position:end])


def _check_link(tag: _Tag, words: str) -> None:
    if tag.kind == "a" and is_blank(words):
        raise _FaultyMarkup(_("The link “{link}” has no text.").format(link=tag.id or ""))


def _check_links(wanted: Counter[str], present: Counter[str]) -> None:
    if wanted == present:
        return
    if present[""]:
        raise _FaultyMarkup(_("A link has no id: write it as in the source."))
    ids = writing.listed(sorted(set(present) - set(wanted)))
    if ids:
        raise _FaultyMarkup(_("The source has no link “{link}”.").format(link=ids))
    ids = writing.listed(sorted((present - wanted).keys()))
    if ids:
        raise _FaultyMarkup(_("The link “{link}” occurs more than once.").format(link=ids))
    ids = writing.listed(sorted((wanted - present).keys()))
    raise _FaultyMarkup(_("The link “{link}” is missing.").format(link=ids))
