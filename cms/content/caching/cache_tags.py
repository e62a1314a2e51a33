"""Cache tags: the names of the things an answer depends on, raised when those change.

Whoever reads something says so here, whether it was found or not; ``cms.delivery`` raises the same
names in the transaction of a change. A name is short and has neither spaces nor commas, so that it
fits into the headers of a cache.

What a change of a page raises, and what of it an answer depends on, differ by how much of the page
is shown:

* ``page:<key>``: its content, in any of its languages,
* ``link:<key>``: what others show of it: title, path, language, whether it may be read,
* ``slug:<slug>``: the content at paths that end so, pages and redirects alike,
* ``<model>:<language>`` and ``pages:<language>``: lists of pages of a kind, and of all,
* ``snippet:<key>``: reusable content, in any of its languages, to what remembers it; a change of it
  raises the tags of the pages that show it as well,
* ``search:<language>``: what searches find; where a page's words are indexed, ``entry:<key>`` says
  with it which page's, to this application alone,
* ``addresses``: which pages may be read, and where, in all languages.

``tree`` is carried by every answer: the site, its languages, and what is closed in them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

TREE = "tree"
# Never raised: it represents facts known only to callers who request a restricted page's path.
RESTRICTED = "restricted"
ADDRESSES = "addresses"
REDIRECTS = "redirects"
FILES = "files"
TERMS = "terms"
SITEWIDE = "sitewide"
CHANGES = "changes"
ENTRY = "entry"
LONGEST = 64
# The hexadecimal digits of a translation key that are enough to tell pages and terms apart.
DIGITS = 16
# Names that were made from keys: what answers speak of again and again.
MOST_KEPT = 20_000
_PLAIN = re.compile(r"[a-z0-9_-]{1,40}")


@lru_cache(maxsize=MOST_KEPT)
def page(translation_key: UUID) -> str:
    """The content of a page, in any of its languages."""
    return f"page:{translation_key.hex[:DIGITS]}"


@lru_cache(maxsize=MOST_KEPT)
def link(translation_key: UUID) -> str:
    """The tag of the parts of a page that others show: title, path, languages, or nothing."""
    return f"link:{translation_key.hex[:DIGITS]}"


def slug(path: str) -> str:
    """The tag of pages at paths with the same last slug, in upper or lower case."""
    last = unquote(path.partition("?")[0]).rstrip("/").rpartition("/")[2]
    plain = unicodedata.normalize("NFC", last).lower()
    if not _PLAIN.fullmatch(plain):
        plain = f"~{sha256(plain.encode()).hexdigest()[:16]}"
    return f"slug:{plain}"


def list_of(model: str, code: str) -> str:
    """The pages of a kind in a language: the model's name in small letters, the locale's code."""
    return f"{model}:{code}"


def pages(code: str) -> str:
    """All pages of a language."""
    return f"pages:{code}"


def search(code: str) -> str:
    """The tag of the search results in a language."""
    return f"search:{code}"


def entry(translation_key: UUID) -> str:
    """The tag of search by the words of a page, regardless of who may see it."""
    return f"{ENTRY}:{translation_key.hex[:DIGITS]}"


def is_public(tag: str) -> bool:
    """True if caches and webhooks receive a tag: answers never carry the others."""
    return tag.partition(":")[0] != ENTRY


@lru_cache(maxsize=MOST_KEPT)
def term(translation_key: UUID) -> str:
    """A category or tag, in any of its languages."""
    return f"term:{translation_key.hex[:DIGITS]}"


@lru_cache(maxsize=MOST_KEPT)
def snippet(translation_key: UUID) -> str:
    """A reusable text or contact person, in any of its languages."""
    return f"snippet:{translation_key.hex[:DIGITS]}"


def image(id_: int) -> str:
    """An image and its renditions."""
    return f"image:{id_}"


def document(id_: int) -> str:
    """A document."""
    return f"document:{id_}"


class Dependencies:
    """The tags of what has been read so far for one answer.

    Some of it may not be shown: the answer leaves it out and still depends on it. Such tags are
    kept apart, so that nobody outside learns from them that something hidden is there.

    ``version`` is that of the content as it was known before anything was read; ``None`` where
    nobody has asked for it. ``lists`` are those of the tags that a page raises together with its
    own.
    """

    __slots__ = ("_hidden", "_shown", "lists", "version")

    def __init__(self, version: int | None = None) -> None:
        self.version = version
        self._shown = {TREE}
        self._hidden: set[str] = set()
        self.lists: set[str] = set()

    @property
    def tags(self) -> frozenset[str]:
        """All tags, ``tree`` among them."""
        return frozenset(self._shown | self._hidden)

    @property
    def public_tags(self) -> frozenset[str]:
        """The tags that everybody may know.

        They are the same whether or not something hidden is there, and yet one of them is raised
        when it appears: for a page, the tags of the pages that refer to it, as
        ``cms.delivery.versions.referrers`` says; for a file or a term the tag of all of them,
        which is therefore among these of every answer.
        """
        return frozenset(self._shown | {FILES, TERMS})

    def add(self, *tags: str) -> None:
        """The answer depends on these."""
        self._shown.update(tags)

    def add_list(self, tag: str) -> None:
        """The answer depends on which pages there are of a kind, or are found, in a language."""
        self.lists.add(tag)
        self._shown.add(tag)

    def add_hidden(self, *tags: str) -> None:
        """The answer depends on these, and it may be that it leaves out what they name."""
        self._hidden.update(tags)

    def add_pages(self, translation_keys: Iterable[UUID]) -> None:
        """The answer shows these pages, or that nothing is found under a key somebody asked for."""
        self._shown.update(map(page, translation_keys))

    def add_links(self, translation_keys: Iterable[UUID]) -> None:
        """The answer leads to these pages, or to nothing where somebody asked for a key."""
        self._shown.update(map(link, translation_keys))

    def add_images(self, ids: Iterable[int], *, shown: Iterable[int]) -> None:
        """The answer shows some of these images, and leaves out the others."""
        self._hidden.update(map(image, ids), [FILES])
        self._shown.update(map(image, shown))

    def add_documents(self, ids: Iterable[int], *, shown: Iterable[int]) -> None:
        """The answer offers some of these documents, and leaves out the others."""
        self._hidden.update(map(document, ids), [FILES])
        self._shown.update(map(document, shown))
