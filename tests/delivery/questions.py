"""What is asked of the world, and what an answer depends on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from graphql import ExecutionResult, execute
from graphql_relay import to_global_id

from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.http.document_cache import document
from cms.api.schema import schema
from cms.delivery.versions import content_version, lifetimes

if TYPE_CHECKING:
    from tests.delivery.world import World

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"
# When everybody asks, so that lifetimes can be compared.
NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Question:
    """A document and its variables; ``name`` says what it is about."""

    name: str
    document: str
    variables: dict[str, Any]


NEWS = """query(
  $language: String!, $category: String, $tag: String, $search: String, $fallback: LanguageFallback
) {
  news(
    language: $language, category: $category, tag: $tag, search: $search, fallback: $fallback
  ) {
    totalCount edges { node { title path category { name } tags { name } translation { state } } }
  }
}"""
REST = """query {
  redirects { totalCount edges { node { path target } } }
  languages { tag name homePath }
}"""
CHANGES = """query { changes { pageInfo { endCursor } edges { node { path kind } } } }"""
CATEGORIES = """query($language: String!) { newsCategories(language: $language) { slug name } }"""
NOTICES = """query { legalNotices(language: "zh-Hans") { title isFallback version { number } } }"""
NODE = """query($id: ID!) { node(id: $id) { id ... on NewsPage { title } } }"""
SITE = """query($site: String!) {
  route(path: "/en/news/", site: $site) { __typename ... on PageRoute { page { url } } }
}"""


def of(world: World) -> dict[str, Question]:
    """Every operation, in the cases that differ, by name."""
    addresses = [
        "/", "/en/", "/zh-hans/", "/en/news/", "/zh-hans/news/", "/en/legal/", "/zh-hans/legal/",
        "/en/news/copy/", "/zh-hans/news/copy/", "/en/news/linking/",
        "/en/news/awaited/", "/en/news/awaited-copy/", "/zh-hans/news/awaited/",
        "/en/news/expiring-copy/", "/zh-hans/news/expiring/",
        "/en/news/inside-copy/", "/zh-hans/news/inside/",
        "/en/news/reported-copy/", "/zh-hans/news/reported/",
        "/en/news/main/", "/zh-hans/news/main/", "/en/news/linked/", "/zh-hans/news/linked/",
        "/en/news/aliased/", "/zh-hans/news/aliased/", "/en/news/secret/", "/zh-hans/news/secret/",
        "/en/news/draft/", "/en/news/expiring/", "/en/legal/n0/", "/zh-hans/legal/n1/", "/en/old/",
        "/en/news/out/", "/en/news/to-draft/", "/en/news/new/", "/en/news/main-2/", "/en/press/",
        "/en/press/main/", "/en/news/legal/n0/", "/en/moved/", "/zh-hant/", "/zh-hant/news/main/",
        "/fr/news/main/", "/en/internal/", "/en/internal/inside/", "/en/internal/main/",
        "/en/news/inside/", "/zh-hans/news/both/",
 "/en/news/illustrated/",
    ]  # fmt: skip
    addresses += [
        world.pages[f"other {number}"].url.split("localhost", 1)[1] for number in (0, 1, 5)
    ]
    found = [_operation("Route", path, path=path) for path in addresses]
    for language in ("en", "zh-Hans"):
        found += [
            _operation("Home", language, language=language),
            _operation("Sitewide", language, language=language),
            _operation("NewsList", language, language=language, first=3),
            _operation("Search", language, language=language, query="research", first=5),
            _operation("Search", f"研究 {language}", language=language, query="研究", first=5),
            _operation("Sitemap", language, language=language, first=50),
            _operation("LegalNotice", language, language=language, slug="n1"),
            _operation("LegalNotice", f"new {language}", language=language, slug="new"),
            _operation("Favorites", language, language=language, translationKeys=_keys(world)),
            Question(f"news {language}", NEWS, {"language": language, "fallback": "SOURCE"}),
            Question(f"tagged {language}", NEWS, {"language": language, "tag": "testing"}),
            Question(f"sorted {language}", NEWS, {"language": language, "category": "research"}),
            Question(f"searched {language}", NEWS, {"language": language, "search": "research"}),
            Question(f"unseen {language}", NEWS, {"language": language, "category": "unseen"}),
            Question(f"categories {language}", CATEGORIES, {"language": language}),
        ]
    for name in ("main", "draft", "secret", "alias"):
        id_ = to_global_id("NewsPage", world.pages[name].pk)
        found.append(Question(f"node {name}", NODE, {"id": id_}))
    found += [
        Question("changes", CHANGES, {}),
        Question("rest", REST, {}),
        Question("notices", NOTICES, {}),
    ]
    for site in ("localhost", "other.example", "new.example"):
        found.append(Question(f"site {site}", SITE, {"site": site}))
    return {question.name: question for question in found}


def _operation(name: str, about: str, **variables: Any) -> Question:
    text = (OPERATIONS / f"{name}.graphql").read_text()
    return Question(f"{name} {about}", text, variables)


def _keys(world: World) -> list[str]:
    names = ("main", "linked", "draft", "secret", "home", "notice 0")
    pages = world.pages | {"home": world.english.home}
    return [str(pages[name].translation_key) for name in names]


@dataclass(frozen=True)
class ChangedPages:
    """An answer, until when it is right, and what it depends on.

    ``public_tags`` are those that caches in front are told.
    """

    body: str
    until: datetime | None
    tags: frozenset[str]
    public_tags: frozenset[str]

    def differs(self, other: ChangedPages) -> bool:
        """Whether whoever kept this answer would be wrong where the other is right."""
        return (self.body, self.until) != (other.body, other.until)


def ask(question: Question) -> ChangedPages:
    """The answer to a question, read as a cache would."""
    version = content_version.current()
    context = Context()
    ast = document(question.document, hide_suggestions=True).ast
    assert ast is not None
    result = execute(
        schema.graphql_schema,
        ast,
        variable_values=question.variables,
        context_value=context,
        execution_context_class=CompiledContext,
    )
    assert isinstance(result, ExecutionResult)
    errors = [str(error) for error in result.errors or ()]
    body = json.dumps([result.data, errors], default=str, sort_keys=True)
    depends_on = context.dependencies
    until = lifetimes.valid_until(depends_on.tags, version=version, at=NOW)
    return ChangedPages(body, until, depends_on.tags, depends_on.public_tags)
