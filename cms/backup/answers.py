"""Everything the frontend contract can ask of the default site, and digests of the answers.

Each page is asked for by its path in each language, lists are followed to their end, and so on;
the schema is asked past HTTP, so the answers don't depend on hosts, proxies or kept responses. They
are the bytes that a frontend gets, but for what differs between two installations: see
``NORMALISED``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from graphql import ExecutionResult, OperationDefinitionNode, execute

from cms.api import documents
from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.http.document_cache import ParsedDocument, document
from cms.api.http.writing import as_json
from cms.api.schema import schema
from cms.content.media.file_urls import FOLDER, stable_base_url
from cms.content.tree import SiteTree
from cms.delivery.models import PendingChange
from cms.delivery.versions import content_version, lifetimes
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

NORMALISED = [
    "cursors and positions in answers of Changes, which begin anew after a restore",
    "URLs that settings name: of the CMS, of the frontend, and of the place of public files",
]
PAGE_SIZE = 100
WORDS_PER_LANGUAGE = 20
LONGEST_WORD = 40
_NO_TOKEN = "A" * 43
_NO_PATHS = ("/", "/no-such-page/")
_CURSORS = frozenset({"cursor", "endCursor", "startCursor"})
_LISTS = {"NewsList": "news", "Sitemap": "sitemap"}


@dataclass(frozen=True, slots=True)
class Question:
    """An operation and its variables; ``page`` counts pages of answers that have cursors anew."""

    operation: str
    variables: dict[str, Any]
    page: int = 0

    def __str__(self) -> str:
        variables = json.dumps(self.variables, ensure_ascii=False)
        return f"{self.operation} {variables}" + (f", page {self.page}" if self.page else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a question.

    Attributes:
        outcome: types of what was found, or codes of errors, for people.
        digest: SHA-256 of the normalised bytes.
        until: when the answer changes although nothing is edited.
        data: what was answered.
    """

    outcome: str
    digest: str
    until: datetime | None
    data: Any = None


class Contract:
    """Asks the operations of the contract, of extensions too.

    ``texts`` are the documents by name of their operation.
    """

    def __init__(self, texts: dict[str, str] | None = None) -> None:
        self.texts = documents.complete() if texts is None else texts
        self._origins = _origins()
        self.not_asked: dict[str, str] = {}

    def ask(self, question: Question) -> Answer:
        """The answer to a question; the same question may be asked of another database.

        It is an error where the schema lacks what the operation asks for.
        """
        at, version = timezone.now(), content_version.current()
        context = Context()
        result = self._executed(question, context)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [error.formatted for error in result.errors]
        until = lifetimes.valid_until(frozenset(context.dependencies.tags), version=version, at=at)
        content = self._normalised(body, question.operation)
        return Answer(_outcome(body), sha256(content).hexdigest(), until, result.data)

    def all(self) -> Iterator[tuple[Question, Answer]]:
        """Every question of the contract, with its answer.

        Operations that couldn't be asked are in ``not_asked`` afterwards.
        """
        for name in sorted(self.texts):
            asked = _ASKED.get(name)
            if asked is not None:
                yield from asked(self)
            elif self._needs_variables(name):
                self.not_asked[name] = "it needs variables that only its frontend knows"
            else:
                yield self._answered(Question(name, {}))

    def changes(self) -> Iterator[tuple[Question, Answer]]:
        """All pages of the change feed from its beginning."""
        if PendingChange.objects.exists():
            self.not_asked["Changes"] = "changes are still being settled"
            return
        cursor, page = None, 1
        while True:
            asked = Question("Changes", {"first": PAGE_SIZE, "after": cursor})
            answer = self.ask(asked)
            yield Question("Changes", {"first": PAGE_SIZE}, page), answer
            info = answer.data["changes"]["pageInfo"]
            if not info["hasNextPage"]:
                return
            cursor, page = info["endCursor"], page + 1

    def list_pages(self, operation: str) -> Iterator[tuple[Question, Answer]]:
        """All pages of a list in each language."""
        for language in languages():
            cursor = None
            while True:
                variables = {"language": language, "first": PAGE_SIZE, "after": cursor}
                question, answer = self._answered(Question(operation, variables))
                yield question, answer
                found = (answer.data or {}).get(_LISTS[operation])
                if not found or not found["pageInfo"]["hasNextPage"]:
                    break
                cursor = found["pageInfo"]["endCursor"]

    def in_languages(
        self, operation: str, more: Iterable[dict[str, Any]] = ({},)
    ) -> Iterator[tuple[Question, Answer]]:
        """A question in each language, with each of some other variables."""
        for variables in more:
            for language in languages():
                yield self._answered(Question(operation, variables | {"language": language}))

    def each(
        self, operation: str, all_variables: Iterable[dict[str, Any]]
    ) -> Iterator[tuple[Question, Answer]]:
        """A question with each of some variables."""
        for variables in all_variables:
            yield self._answered(Question(operation, variables))

    def _answered(self, question: Question) -> tuple[Question, Answer]:
        return question, self.ask(question)

    def _document(self, name: str) -> ParsedDocument:
        return document(self.texts[name], hide_suggestions=True)

    def _executed(self, question: Question, context: Context) -> ExecutionResult:
        parsed = self._document(question.operation)
        if parsed.ast is None:
            return ExecutionResult(None, list(parsed.errors))
        result = execute(
            schema.graphql_schema,
            parsed.ast,
            variable_values=question.variables,
            operation_name=question.operation,
            context_value=context,
            execution_context_class=CompiledContext,
        )
        assert isinstance(result, ExecutionResult)  # noqa: S101 - all resolvers are synchronous
        return result

    def _needs_variables(self, name: str) -> bool:
        ast = self._document(name).ast
        return any(
            variable.type.kind == "non_null_type" and variable.default_value is None
            for definition in (ast.definitions if ast else ())
            if isinstance(definition, OperationDefinitionNode)
            for variable in definition.variable_definitions
        )

    def _normalised(self, body: dict[str, Any], operation: str) -> bytes:
        if operation == "Changes":
            body = _without_cursors(body)
        content = as_json(body)
        for origin, word in self._origins:
            content = content.replace(origin, word)
        return content


def languages() -> list[str]:
    """The tags of all languages there are, in the order of their codes."""
    codes = Locale.objects.order_by("language_code").values_list("language_code", flat=True)
    return [tags.canonical(code) for code in codes]


def _origins() -> list[tuple[bytes, bytes]]:
    """The prefixes that settings put before paths, the longest first, and their placeholders.

    Public files are at the CMS in one installation, and at a store or a CDN in another.
    """
    named = {
        f"{{cms}}{FOLDER}": stable_base_url(),
        "{frontend}": settings.FRONTEND_URL.rstrip("/"),
        "{cms}": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
    }
    found = [(url.encode(), word.encode()) for word, url in named.items() if url]
    return sorted(found, key=lambda one: -len(one[0]))


def _outcome(body: dict[str, Any]) -> str:
    """The types that the first level of an answer has, or the codes of its errors."""
    errors = body.get("errors")
    if errors:
        codes = (str(error.get("extensions", {}).get("code", "ERROR")) for error in errors)
        return "error " + ", ".join(sorted(set(codes)))
    return ", ".join(_type(value) for value in (body["data"] or {}).values())


def _type(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"{len(value)} entries"
    if "totalCount" in value:
        return f"{value['totalCount']} entries"
    return str(value.get("__typename", "an answer"))


def _without_cursors(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: "" if name in _CURSORS else _without_cursors(one) for name, one in value.items()
        }
    return [_without_cursors(one) for one in value] if isinstance(value, list) else value


def _paths() -> Iterator[str]:
    """The paths of all pages, hidden ones too, and those that redirects are from."""
    found = {*_NO_PATHS}
    tree = SiteTree.load()
    rows = Page.objects.filter(depth__gt=1).order_by("pk").values_list("url_path", "locale_id")
    for url_path, locale_id in rows.iterator():
        try:
            found.add(tree.frontend_path(url_path=url_path, locale_id=locale_id))
        except KeyError:
            continue
    found |= set(Redirect.objects.values_list("old_path", flat=True).iterator())
    yield from sorted(found)


def _routes(contract: Contract) -> Iterator[tuple[Question, Answer]]:
    """Each path; an untranslated page has one in each language, which the sitemap knows."""
    paths = set(_paths())
    for _question, answer in contract.list_pages("Sitemap"):
        edges = ((answer.data or {}).get("sitemap") or {}).get("edges", ())
        paths |= {edge["node"]["path"] for edge in edges}
    yield from contract.each("Route", ({"path": path} for path in sorted(paths)))


def _notices() -> Iterator[dict[str, Any]]:
    """Each legal notice as it is now, and on the first day of each of its versions."""
    slugs: dict[Any, str] = {}
    for key, slug in LegalNoticePage.objects.order_by("pk").values_list("translation_key", "slug"):
        slugs.setdefault(key, slug)
    yield from ({"slug": slug, "asOf": None} for slug in sorted(set(slugs.values())))
    versions = LegalNoticeVersion.objects.order_by("translation_key", "effective_on")
    for key, day in versions.values_list("translation_key", "effective_on").distinct():
        if key in slugs:
            yield {"slug": slugs[key], "asOf": day.isoformat()}


def _chains() -> Iterator[dict[str, Any]]:
    """The history of each legal notice."""
    slugs = LegalNoticePage.objects.order_by("slug").values_list("slug", flat=True)
    yield from ({"slug": slug} for slug in slugs.distinct())


def _favorites() -> Iterator[dict[str, Any]]:
    """The keys of all pages, in batches."""
    keys = Page.objects.filter(depth__gt=1).order_by("translation_key")
    batch: list[str] = []
    for key in keys.values_list("translation_key", flat=True).distinct().iterator():
        batch.append(str(key))
        if len(batch) == PAGE_SIZE:
            yield {"translationKeys": batch}
            batch = []
    if batch:
        yield {"translationKeys": batch}


def _searches(contract: Contract) -> Iterator[tuple[Question, Answer]]:
    """The beginnings of some titles of each language, spread over its pages."""
    for locale in Locale.objects.order_by("language_code"):
        titles = Page.objects.filter(locale=locale, live=True, depth__gt=2).order_by("pk")
        count = titles.count()
        step = max(1, count // WORDS_PER_LANGUAGE)
        tag = tags.canonical(locale.language_code)
        found = titles.values_list("title", flat=True)[::step] if count else []
        for word in sorted({title.split(" ")[0][:LONGEST_WORD] for title in found} - {""}):
            variables = {"query": word, "language": tag, "first": PAGE_SIZE}
            question = Question("Search", variables)
            yield question, contract.ask(question)


_ASKED: dict[str, Callable[[Contract], Iterator[tuple[Question, Answer]]]] = {
    "Changes": Contract.changes,
    "Favorites": lambda contract: contract.in_languages("Favorites", _favorites()),
    "Home": lambda contract: contract.in_languages("Home"),
    "LegalNotice": lambda contract: contract.in_languages("LegalNotice", _notices()),
    "LegalNoticeChain": lambda contract: contract.in_languages("LegalNoticeChain", _chains()),
    "NewsList": lambda contract: contract.list_pages("NewsList"),
    "Preview": lambda contract: contract.each("Preview", [{"token": _NO_TOKEN}]),
    "Route": _routes,
    "Search": _searches,
    "Sitemap": lambda contract: contract.list_pages("Sitemap"),
    "Sitewide": lambda contract: contract.in_languages("Sitewide"),
}
