"""The mapping of a folder of pages: which files are pages, and what is where on them.

It is a file in TOML or JSON; ``README.md`` shows one.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cms.importing.reading.selectors import Selector, UnusableSelector

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("news", "legal", "skip")
LONGEST_ORIGIN = 100
_TOP = {"origin", "url", "hosts", "pages"}
_SELECTORS = (
    "title", "body", "date", "partner", "summary", "category", "tags", "image", "image_alt",
    "author",
)  # fmt: skip


class UnusableMapping(ValueError):
    """A mapping can't be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """The places on the pages whose path fits ``files``.

    ``language`` is a tag, or ``language_at`` the place where a page says it. ``partner`` is the
    place of the link to the page in the other language, or ``partner_path`` the beginning of its
    path and of that of the other.
    """

    files: str
    kind: str
    language: str
    language_at: Selector | None
    title: Selector | None
    body: Selector | None
    date: Selector | None
    date_format: str
    partner: Selector | None
    partner_path: tuple[str, str] | None
    summary: Selector | None
    category: Selector | None
    tags: Selector | None
    image: Selector | None
    image_alt: Selector | None
    author: Selector | None
    ignore: tuple[str, ...]
    is_draft: bool

    def fits(self, path: str) -> bool:
        """True if the rule is for a file; ``*`` in its pattern stands for folders too."""
        return fnmatchcase(path, self.files)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping: the name of the origin, the URL of the folder's root, hosts, rules."""

    origin: str
    url: str
    hosts: frozenset[str]
    rules: tuple[PageRule, ...]

    def rule(self, path: str) -> PageRule | None:
        """The first rule for a file; ``None`` where there is none."""
        return next((rule for rule in self.rules if rule.fits(path)), None)


def read(path: Path) -> Mapping:
    """The mapping in a file.

    Raises:
        UnusableMapping: it can't be read, or says something that isn't understood.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise UnusableMapping(f"{path}: {error}") from error
    return _mapping(content, path.name)


def _mapping(content: Any, name: str) -> Mapping:
    if not isinstance(content, dict) or not isinstance(content.get("pages"), list):
        raise UnusableMapping(f"{name}: there are no pages in it")
    _refuse_others(content, _TOP, name)
    url = _text(content, "url", name)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UnusableMapping(f"{name}: url must be where the folder was: https://www.example.org/")
    hosts = content.get("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        raise UnusableMapping(f"{name}: hosts must be a list of names")
    rules = tuple(
        _rule(rule, f"{name}, page rule {number}")
        for number, rule in enumerate(content["pages"], start=1)
    )
    origin = _text(content, "origin", name) or parts.hostname
    if len(origin) > LONGEST_ORIGIN:
        raise UnusableMapping(f"{name}: origin has more than {LONGEST_ORIGIN} characters")
    own = {parts.hostname.lower(), *(host.lower() for host in hosts)}
    return Mapping(origin, url.rstrip("/") + "/", frozenset(own), rules)


def _rule(content: Any, where: str) -> PageRule:
    if not isinstance(content, dict):
        raise UnusableMapping(f"{where}: it isn't a table")
    names = {field.name for field in fields(PageRule)} - {"language_at", "is_draft"}
    _refuse_others(content, names | {"draft"}, where)
    places = {name: _selector(content, name, where) for name in _SELECTORS}
    kind = _text(content, "kind", where) or "news"
    files = _text(content, "files", where)
    if kind not in KINDS or not files:
        raise UnusableMapping(f"{where}: it needs files, and kind is one of {', '.join(KINDS)}")
    language = _text(content, "language", where)
    if kind != "skip" and not (language and places["title"] and places["body"]):
        raise UnusableMapping(f"{where}: it needs language, title and body")
    language_at = _selector(content, "language", where) if "@" in language else None
    return PageRule(
        files=files,
        kind=kind,
        language="" if language_at else language,
        language_at=language_at,
        date_format=_text(content, "date_format", where),
        partner_path=_pair(content, where),
        ignore=tuple(_ignored(content, where)),
        is_draft=content.get("draft", False) is True,
        **places,
    )


def _refuse_others(content: dict[str, Any], known: set[str], where: str) -> None:
    others = sorted(map(str, content.keys() - known))
    if others:
        raise UnusableMapping(f"{where}: {', '.join(others)} isn't known")


def _text(content: dict[str, Any], name: str, where: str) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        raise UnusableMapping(f"{where}: {name} must be a text")
    return value.strip()


def _selector(content: dict[str, Any], name: str, where: str) -> Selector | None:
    text = _text(content, name, where)
    try:
        return Selector.of(text) if text else None
    except UnusableSelector as error:
        raise UnusableMapping(f"{where}: {name} isn't a CSS selector: {error}") from error


def _pair(content: dict[str, Any], where: str) -> tuple[str, str] | None:
    value = content.get("partner_path")
    if value is None:
        return None
    if not isinstance(value, list) or [type(part) for part in value] != [str, str]:
        raise UnusableMapping(f'{where}: partner_path must be two texts: ["en/", "zh/"]')
    return value[0], value[1]


def _ignored(content: dict[str, Any], where: str) -> list[str]:
    value = content.get("ignore", [])
    if not isinstance(value, list):
        raise UnusableMapping(f"{where}: ignore must be a list of CSS selectors")
    for number, one in enumerate(value):
        _selector({f"ignore[{number}]": one}, f"ignore[{number}]", where)
    return value
