"""Recorded requests and responses of every operation, one file a case.

They are recorded from the demo site and serve frontends as documentation, as test data and as a
mock. Some values differ from one load of the demo to the next: ids and cursors made of primary
keys, times, file names of renditions, numbers of documents. Each is replaced by one derived from
what stays, always the same way, so that a recording on any freshly loaded demo is the same to the
byte. Sources in AVIF, which are made last and take minutes, are left out.
"""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from wagtail.images import get_image_model

from cms.content.images.making import make_placeholder
from cms.content.images.presets import QUICK_SPECS

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
EXAMPLES = CONTRACT / "examples"
TIME = "2026-01-01T00:00:00+00:00"
ORIGIN = "https://newsroom.example"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")
_RENDITION = re.compile(r"/media/images/[^\s\",]+?\.(?=(?:fill|max|min|width|height|scale)-)")
_DOCUMENT = re.compile(r"(?<=/documents/)\d+(?=/)")
_ORIGIN = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(?=/)")

ARTICLE = "cqc-nast-automotive-innovation-centre"
UNTRANSLATED = "notes-from-the-noise-laboratory"
PRIVATE = "partners-briefing"
STALE = "processing-times-and-fees-2026"
PARTIAL = "a-newsroom-for-everyone"


@dataclass(frozen=True, slots=True)
class Case:
    """One request. ``after_page`` asks for what follows the first so many entries."""

    operation: str
    name: str
    variables: dict[str, Any]
    after_page: int = 0


@dataclass
class _Stable:
    """Values that differ between loads, and what stands for them."""

    values: dict[str, str] = field(default_factory=dict)


CASES = (
    Case("Route", "english", {"path": f"/en/news/{ARTICLE}/"}),
    Case("Route", "chinese", {"path": f"/zh-hans/news/{ARTICLE}/"}),
    Case("Route", "stale", {"path": f"/zh-hans/news/{STALE}/"}),
    Case("Route", "partial", {"path": f"/zh-hans/news/{PARTIAL}/"}),
    Case("Route", "homepage", {"path": "/en/"}),
    Case("Route", "homepage_chinese", {"path": "/zh-hans/"}),
    Case("Route", "news_index", {"path": "/en/news/"}),
    Case("Route", "news_index_chinese", {"path": "/zh-hans/news/"}),
    Case("Route", "legal_notice", {"path": "/en/legal/exception-clause/"}),
    Case("Route", "legal_notice_chinese", {"path": "/zh-hans/legal/exception-clause/"}),
    Case("Route", "untranslated", {"path": f"/zh-hans/news/{UNTRANSLATED}/"}),
    Case("Route", "redirect", {"path": f"/en/news/{ARTICLE}"}),
    Case("Route", "restricted", {"path": f"/en/news/{PRIVATE}/"}),
    Case("Route", "not_found", {"path": "/en/no-such-page/"}),
    Case("Home", "english", {"language": "en"}),
    Case("Home", "chinese", {"language": "zh-Hans"}),
    Case("Home", "unknown_language", {"language": "xx"}),
    Case("Sitewide", "english", {"language": "en"}),
    Case("Sitewide", "chinese", {"language": "zh-Hans"}),
    Case("NewsList", "english", {"language": "en", "first": 12}),
    Case("NewsList", "chinese", {"language": "zh-Hans", "first": 12}),
    Case("NewsList", "last_page", {"language": "en", "first": 12}, after_page=24),
    Case("NewsList", "bad_cursor", {"language": "en", "first": 12, "after": "nowhere"}),
    Case("LegalNotice", "english", {"slug": "exception-clause", "language": "en"}),
    Case("LegalNotice", "chinese", {"slug": "exception-clause", "language": "zh-Hans"}),
    Case("LegalNotice", "not_found", {"slug": "no-such-notice", "language": "en"}),
    Case("Favorites", "empty", {"translationKeys": [], "language": "en"}),
    Case("Search", "english", {"query": "battery", "language": "en", "first": 5}),
    Case("Search", "chinese", {"query": "认证", "language": "zh-Hans", "first": 5}),
    Case("Search", "empty", {"query": "zeppelin", "language": "en", "first": 5}),
    Case("Sitemap", "english", {"language": "en", "first": 5}),
    Case("Sitemap", "chinese", {"language": "zh-Hans", "first": 5}),
)


def recorded() -> Iterator[tuple[Path, str]]:
    """The file of each case and what it should hold, asked of the site in the database."""
    for image in get_image_model().objects.all():
        make_placeholder(image)
        image.get_renditions(*QUICK_SPECS)
    client = Client(SERVER_NAME="localhost")
    for case in CASES:
        document = CONTRACT / "operations" / f"{case.operation}.graphql"
        variables = dict(case.variables)
        stable = _Stable()
        if case.after_page:
            first = variables | {"first": case.after_page}
            connection = next(iter(_ask(client, document, first)["data"].values()))
            variables["after"] = connection["pageInfo"]["endCursor"]
            _learn(connection, stable)
        response = _ask(client, document, variables)
        _learn(response, stable)
        example = {
            "request": {"operationName": case.operation, "variables": variables},
            "response": response,
        }
        text = json.dumps(_stabilised(example, stable), indent=2, ensure_ascii=False) + "\n"
        yield EXAMPLES / case.operation / f"{case.name}.json", text


def _ask(client: Client, document: Path, variables: dict[str, Any]) -> Any:
    question = {"query": document.read_text(), "variables": variables}
    return client.post("/graphql/", question, content_type="application/json").json()


def _learn(node: Any, stable: _Stable) -> None:
    """Find the ids and cursors below a node, and derive what stands for them."""
    if isinstance(node, list):
        for one in node:
            _learn(one, stable)
    elif isinstance(node, dict):
        if "translationKey" in node and "id" in node:
            name = f"{node['__typename']}:{node['translationKey']}:{node['language']}"
            stable.values[node["id"]] = _opaque(name)
        if "cursor" in node:
            inner = node["node"].get("page", node["node"])
            stable.values[node["cursor"]] = _opaque(f"after:{inner['translationKey']}")
        for value in node.values():
            _learn(value, stable)


def _stabilised(node: Any, stable: _Stable) -> Any:
    if isinstance(node, list):
        return [_stabilised(one, stable) for one in node if not _is_avif(one)]
    if isinstance(node, dict):
        return {key: _stabilised(value, stable) for key, value in node.items()}
    if isinstance(node, str):
        text = _RENDITION.sub("/media/images/picture.", stable.values.get(node, node))
        text = _DOCUMENT.sub("1", text)
        return _ORIGIN.sub(ORIGIN, _TIME.sub(TIME, text))
    return node


def _is_avif(node: Any) -> bool:
    return isinstance(node, dict) and node.get("type") == "image/avif"


def _opaque(name: str) -> str:
    return base64.b64encode(name.encode()).decode()
