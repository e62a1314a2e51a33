"""Records: the pages of another site as ``reading`` found them, whichever kind of export it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

LONGEST_KEY = 400


class Kind(StrEnum):
    """The kind of page that a record becomes."""

    NEWS = "news"
    LEGAL = "legal"


class State(StrEnum):
    """The state of a page at its origin. A private page is public to those who log in."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    PRIVATE = "private"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Label:
    """A category or tag: its name in the language of its page, and its slug at the origin."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page of another site.

    * ``key``: its lasting id there; ``name``: its name in reports,
    * ``language``: the code of a language of this site,
    * ``html``: the body; ``url``: the absolute URL its relative links start from,
    * ``addresses``: the URLs it had, with or without an origin, which are redirected from,
    * ``day``: the day readers saw; ``None``: unknown, so it is imported as a draft,
    * ``published_at``: the moment of its publication or, of a scheduled page, its moment to come,
    * ``ignored``: CSS selectors of what in ``html`` isn't part of the text,
    * ``password``: asked of readers, empty for none.
    """

    key: str
    name: str
    language: str
    title: str
    html: str
    url: str
    addresses: tuple[str, ...]
    day: date | None
    published_at: datetime | None = None
    kind: Kind = Kind.NEWS
    state: State = State.PUBLISHED
    slug: str = ""
    summary: str = ""
    ignored: tuple[str, ...] = ()
    category: Label | None = None
    tags: tuple[Label, ...] = ()
    lead_image: str = ""
    lead_image_alt: str = ""
    author: str = ""
    password: str = ""

    @property
    def is_draft(self) -> bool:
        """True if it is imported as a draft: also a legal notice, and news without a date."""
        return self.state is State.DRAFT or self.kind is Kind.LEGAL or self.day is None

    @property
    def is_restricted(self) -> bool:
        """True if not everybody may read it."""
        return self.state is State.PRIVATE or bool(self.password)

    def may_follow(self, source: Record) -> bool:
        """True if it may be public as soon as its source is.

        A restriction of one page covers all its translations, so one that only the translation has
        can't be kept; nor can a moment of its own.
        """
        if self.is_draft or self.state is State.SCHEDULED:
            return False
        return not self.is_restricted or (
            source.state is self.state and source.password == self.password
        )

    def fingerprint(self, files: Iterable[str]) -> str:
        """A digest of the record and of its files, whose digests are given."""
        return digest_of([asdict(self), sorted(files)])


def digest_of(value: Any) -> str:
    """The SHA-256 of a value of JSON, dates included, in hexadecimal digits."""
    written = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(written.encode(errors="surrogatepass")).hexdigest()


def key_of(text: str) -> str:
    """A text as a key: shortened by a digest where it is too long."""
    if len(text) <= LONGEST_KEY:
        return text
    return text[: LONGEST_KEY - 65] + "#" + sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OriginFile:
    """A file of the other site; ``digest`` is its SHA-256."""

    name: str
    content: bytes
    digest: str

    @classmethod
    def of(cls, name: str, content: bytes) -> OriginFile:
        """A file with its digest."""
        return cls(name, content, sha256(content).hexdigest())


class Files(Protocol):
    """The files of an origin."""

    def find(self, url: str) -> OriginFile | None:
        """The file at an absolute URL; ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Everything that was read of another site.

    ``groups`` hold a page with its translations, the source language first where it is there.
    ``hosts`` are those whose URLs are the other site's own.
    """

    name: str
    groups: list[list[Record]]
    files: Files
    hosts: frozenset[str]
