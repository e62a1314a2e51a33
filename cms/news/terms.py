"""Categories and tags as articles refer to them: by id, with their names in all languages."""

from __future__ import annotations

from typing import NamedTuple

from cms.content.caching import cache_tags
from cms.content.references import snippets


class TermName(NamedTuple):
    """The name of a term in ``language``, a BCP 47 tag."""

    name: str
    language: str


def _name(_pk: int, language: str, _slug: str, name: str) -> TermName:
    return TermName(name, language)


COLUMNS = ("slug", "name")
CATEGORIES = snippets.kind("news.NewsCategory", "category_ids", _name, COLUMNS, cache_tags.term)
TAGS = snippets.kind("news.NewsTag", "tag_ids", _name, COLUMNS, cache_tags.term)
