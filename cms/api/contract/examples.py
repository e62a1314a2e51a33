"""Recorded requests and responses of every operation, one file a case.

They are recorded from the demo site and serve frontends as documentation, as test data and as a
mock. A freshly loaded demo answers the same to the byte, whatever machine and database it is on:
its ids, times, files and primary keys are made of its content alone.

``response`` holds the body as it was sent, spread over lines: without the white
space between its tokens it is that body again.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
EXAMPLES = CONTRACT / "examples"
ORIGIN = "http://127.0.0.1:8000"
_TOKEN_OR_SPACE = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')

ARTICLE = "cqc-nast-automotive-innovation-centre"
FORMERLY = "joint-innovation-centre"
UNTRANSLATED = "notes-from-the-noise-laboratory"
STALE = "processing-times-and-fees-2026"
PARTIAL = "a-newsroom-for-everyone"
PRIVATE = "partners-briefing"
FAVORITES = (f"/en/news/{ARTICLE}/", "/en/legal/exception-clause/", "/en/")
NOBODYS_KEY = "00000000-0000-4000-8000-000000000000"
# The looks at drafts that a load of the demo site leaves open.
ENGLISH_DRAFT = "example-of-a-draft-in-english".ljust(43, "-")
CHINESE_DRAFT = "example-of-a-draft-in-chinese".ljust(43, "-")
# Replaces the cursor of the latest change, which differs after every load.
LATEST_CHANGE = "Y2hhbmdlfDk5OTk5OTk5OQ=="


@dataclass(frozen=True, slots=True)
class ExampleRequest:
    """One request.

    ``after_page`` requests the entries after a first page of this length of the same list, and
    ``favorites`` the pages at these paths, both with values read from the site.
    """

    operation: str
    name: str
    variables: dict[str, Any]
    after_page: int = 0
    favorites: tuple[str, ...] = ()


class UnreproducibleBody(ValueError):
    """A body that its example wouldn't give back."""


def _route(name: str, path: str) -> Iterator[ExampleRequest]:
    """The same path in both languages."""
    yield ExampleRequest("Route", name, {"path": f"/en/{path}"})
    yield ExampleRequest("Route", f"{name}_chinese", {"path": f"/zh-hans/{path}"})


def _both(
    operation: str, suffix: str, variables: dict[str, Any], **more: Any
) -> Iterator[ExampleRequest]:
    """The same question in both languages."""
    for language, tag in (("english", "en"), ("chinese", "zh-Hans")):
        yield ExampleRequest(operation, language + suffix, variables | {"language": tag}, **more)


CASES = (
    ExampleRequest("Route", "english", {"path": f"/en/news/{ARTICLE}/"}),
    ExampleRequest("Route", "chinese", {"path": f"/zh-hans/news/{ARTICLE}/"}),
    *_route("homepage", ""),
    *_route("news_index", "news/"),
    *_route("legal_index", "legal/"),
    *_route("legal_notice", "legal/exception-clause/"),
    *_route("legal_introduction", "legal/introduction-of-website/"),
    ExampleRequest("Route", "without_slash", {"path": f"/en/news/{ARTICLE}"}),
    ExampleRequest("Route", "untranslated", {"path": f"/zh-hans/news/{UNTRANSLATED}/"}),
    ExampleRequest("Route", "only_english", {"path": f"/en/news/{UNTRANSLATED}/"}),
    ExampleRequest("Route", "stale", {"path": f"/zh-hans/news/{STALE}/"}),
    ExampleRequest("Route", "partial", {"path": f"/zh-hans/news/{PARTIAL}/"}),
    ExampleRequest("Route", "root", {"path": "/"}),
    *_route("redirect", f"news/{FORMERLY}/"),
    *_route("restricted", f"news/{PRIVATE}/"),
    *_route("not_found", "no-such-page/"),
    *_both("Home", "", {}),
    ExampleRequest("Home", "unknown_language", {"language": "xx"}),
    *_both("Sitewide", "", {}),
    ExampleRequest("Sitewide", "unknown_language", {"language": "xx"}),
    *_both("NewsList", "", {"first": 12}),
    *_both("NewsList", "_second_page", {"first": 12}, after_page=12),
    *_both("NewsList", "_last_page", {"first": 12}, after_page=24),
    *_both("NewsList", "_empty", {"first": 12}, after_page=100),
    ExampleRequest("NewsList", "bad_cursor", {"language": "en", "first": 12, "after": "nowhere"}),
    *_both("LegalNotice", "", {"slug": "exception-clause"}),
    *_both("LegalNotice", "_past_version", {"slug": "exception-clause", "asOf": "2020-06-01"}),
    *_both("LegalNotice", "_not_yet", {"slug": "exception-clause", "asOf": "2019-01-01"}),
    *_both("LegalNotice", "_not_found", {"slug": "no-such-notice"}),
    *_both("LegalNoticeChain", "", {"slug": "exception-clause"}),
    ExampleRequest("Preview", "english", {"token": ENGLISH_DRAFT}),
    ExampleRequest("Preview", "chinese", {"token": CHINESE_DRAFT}),
    ExampleRequest("Preview", "expired", {"token": "A" * 43}),
    ExampleRequest("PrivatePage", "english", {"path": f"/en/news/{PRIVATE}/", "token": "A" * 43}),
    ExampleRequest(
        "PrivatePage", "chinese", {"path": f"/zh-hans/news/{PRIVATE}/", "token": "A" * 43}
    ),
    ExampleRequest("Changes", "nothing_changed", {"first": 100, "after": LATEST_CHANGE}),
    ExampleRequest("Changes", "bad_cursor", {"first": 100, "after": "nowhere"}),
    *_both("Favorites", "", {}, favorites=FAVORITES),
    *_both("Favorites", "_mixed", {}, favorites=(f"/en/news/{UNTRANSLATED}/", "", *FAVORITES)),
    *_both("Favorites", "_empty", {"translationKeys": []}),
    *_both("Search", "", {"first": 10}),
    *_both("Search", "_last_page", {"first": 10}, after_page=10),
    *_both("Search", "_empty", {"first": 10, "query": "zeppelin"}),
    *_both("Sitemap", "", {"first": 20}),
    *_both("Sitemap", "_last_page", {"first": 20}, after_page=20),
    *_both("Sitemap", "_empty", {"first": 20}, after_page=100),
)
WORDS = {"en": "standard", "zh-Hans": "标准"}


def recorded() -> Iterator[tuple[Path, str]]:
    """The file of each case and what it should hold, asked of the site in the database.

    Raises:
        Unfaithful: a body can't be kept in this form.
    """
    for case in CASES:
        variables = _variables(case)
        request = {"operationName": case.operation, "variables": variables}
        content = _answer(case.operation, variables)
        example = {"request": request, "response": json.loads(content)}
        text = json.dumps(example, indent=2, ensure_ascii=False) + "\n"
        if body(text).encode() != content:
            raise UnreproducibleBody(f"{case.operation}/{case.name}")
        yield EXAMPLES / case.operation / f"{case.name}.json", text


def body(example: str) -> str:
    """The response of an example as it was sent."""
    return _TOKEN_OR_SPACE.sub(r"\1", example).partition(',"response":')[2].removesuffix("}")


def _variables(case: ExampleRequest) -> dict[str, Any]:
    variables = dict(case.variables)
    if case.operation == "Search":
        variables = {"query": WORDS[variables["language"]]} | variables
    if case.favorites:
        variables = {"translationKeys": [_key(path) for path in case.favorites]} | variables
    if case.after_page:
        answer = json.loads(_ask(case.operation, variables | {"first": case.after_page}))
        (connection,) = answer["data"].values()
        variables["after"] = connection["pageInfo"]["endCursor"]
    return variables


def _answer(operation: str, variables: dict[str, Any]) -> bytes:
    """The site's answer; for the latest change, with a placeholder in its place."""
    if variables.get("after") != LATEST_CHANGE:
        return _ask(operation, variables)
    start = json.loads(_ask(operation, {"first": 0}))
    latest = start["data"]["changes"]["pageInfo"]["endCursor"]
    content = _ask(operation, variables | {"after": latest})
    return content.replace(latest.encode(), LATEST_CHANGE.encode())


def _key(path: str) -> str:
    """The translation key of the page at a path; for no path one that no page has."""
    if not path:
        return NOBODYS_KEY
    return str(json.loads(_ask("Route", {"path": path}))["data"]["route"]["page"]["translationKey"])


def _ask(operation: str, variables: dict[str, Any]) -> bytes:
    question = {
        "query": (CONTRACT / "operations" / f"{operation}.graphql").read_text(),
        "operationName": operation,
        "variables": variables,
    }
    return _posted("/graphql/", json.dumps(question).encode())


def _posted(path: str, body: bytes) -> bytes:
    """The response of this process to a POST of JSON, through all middleware."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
        }
    )
    response = _handler().get_response(request)
    if not isinstance(response, HttpResponse):
        raise TypeError(f"{path} answers with a stream")
    return response.content


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler
