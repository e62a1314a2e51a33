"""The questions that are measured: every operation of the contract, as frontends ask it.

Variables that hold what the site alone knows (translation keys, cursors, the token of a preview)
are made from the database, so that the same questions are asked at every size.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.models import Page

from cms.api.content import arguments
from cms.delivery.change_feed import feed
from cms.delivery.models import PublicPage
from cms.delivery.previews import tokens
from cms.news.models import NewsPage
from tests.performance import targets
from tests.performance.targets import CHANGE, START

if TYPE_CHECKING:
    from collections.abc import Callable

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"
ARTICLE = "/zh-hans/news/cqc-nast-automotive-innovation-centre/"

Variables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """An operation of the contract with variables.

    ``changed`` makes another document of it: pairs of a text and what stands in its place.
    ``is_kept`` says that workers keep the answer. ``after`` is what happens before each time it is
    asked: an article is published again, or the process forgets what it remembers of lists, links
    and the site, as if it had just been started.
    """

    name: str
    operation: str
    variables: Variables | Callable[[], Variables]
    changed: tuple[tuple[str, str], ...] = field(default=())
    is_kept: bool = True
    after: str = ""

    @property
    def text(self) -> str:
        """The document."""
        text = (OPERATIONS / f"{self.operation}.graphql").read_text()
        for old, new in self.changed:
            if old not in text:
                raise ValueError(f"{self.operation} doesn't hold “{old}”.")
            text = text.replace(old, new, 1)
        return text

    def asked(self) -> Asked:
        """The requests it is asked by, of the site in the database."""
        variables = self.variables() if callable(self.variables) else self.variables
        text = self.text
        body = json.dumps({"query": text, "variables": variables})
        if self.changed:
            named = {"query": text}
        else:
            named = {"documentId": f"sha256:{sha256(text.encode()).hexdigest()}"}
        address = "/graphql/?" + urlencode(named | {"variables": json.dumps(variables)})
        name = self.name + self.after
        return Asked(name, "/graphql/", body, address, self.is_kept, self.after)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready to be sent: by POST with a body, or by GET with an address alone."""

    name: str
    path: str
    body: str
    address: str
    is_kept: bool
    after: str = ""


def _keys() -> Variables:
    keys = NewsPage.objects.filter(live=True, locale__language_code="en").order_by(
        "-publication_date", "-pk"
    )
    found = [str(key) for key in keys.values_list("translation_key", flat=True)[:10]]
    return {"translationKeys": found, "language": "zh-Hans"}


def _behind_the_middle() -> Variables:
    """The half of the list that nobody reads."""
    news = NewsPage.objects.filter(live=True, locale__language_code="zh-hans")
    ordered = news.order_by("-publication_date", "-pk").values_list("publication_date", "pk")
    return {
        "language": "zh-Hans",
        "first": 20,
        "after": arguments.cursor(*ordered[ordered.count() // 2]),
    }


def _addresses_behind_the_middle() -> Variables:
    pages = Page.objects.filter(live=True, locale__language_code="zh-hans").order_by("pk")
    middle = pages.values_list("pk", flat=True)[pages.count() // 2]
    return {"language": "zh-Hans", "first": 100, "after": arguments.cursor(middle)}


def _lately() -> Variables:
    """What a frontend asks for that has missed the last few changes."""
    feed.settle()
    row = PublicPage.objects.order_by("-number")[:20][19]
    position = feed.position_of(row.site_id, row.number)
    assert position is not None
    return {"first": 100, "after": arguments.cursor("change", *position)}


def _preview() -> Variables:
    page = NewsPage.objects.get(slug=ARTICLE.split("/")[-2], locale__language_code="zh-hans")
    return {"token": tokens.create(page, user=get_user_model().objects.get(username="admin"))}


_WITH_ALTERNATES = ("...NewsCard", "...NewsCard alternates { hreflang path url }")
_UNCOUNTED = ("totalCount", "")
_NEWS: Variables = {"language": "zh-Hans", "first": 20}
_WORD: Variables = {"query": "battery", "language": "en", "first": 10}
_WORD_IN_CHINESE: Variables = {"query": "电池", "language": "zh-Hans", "first": 10}
_ALL: Variables = {"language": "zh-Hans", "first": 100}

QUESTIONS = (
    Question(targets.LIST, "NewsList", _NEWS, (_WITH_ALTERNATES,)),
    Question(targets.UNCOUNTED, "NewsList", _NEWS, (_WITH_ALTERNATES, _UNCOUNTED)),
    Question(targets.KEPT_LIST, "NewsList", _NEWS),
    Question("NewsList, behind the middle", "NewsList", _behind_the_middle),
    Question(targets.ARTICLE, "Route", {"path": ARTICLE}),
    Question("Route to the front page", "Route", {"path": "/zh-hans/"}),
    Question("Route to a legal notice", "Route", {"path": "/zh-hans/legal/exception-clause/"}),
    Question("Route to a redirect", "Route", {"path": "/en/news/joint-innovation-centre/"}),
    Question("Route to nothing", "Route", {"path": "/zh-hans/no/such/page/"}),
    Question(targets.SITEWIDE, "Sitewide", {"language": "zh-Hans"}),
    Question("Home", "Home", {"language": "zh-Hans"}),
    Question(
        "LegalNotice", "LegalNotice", {"slug": "exception-clause", "language": "zh-Hans"}
    ),
    Question(
        "LegalNoticeChain", "LegalNoticeChain", {"slug": "exception-clause", "language": "zh-Hans"}
    ),
    Question(
        "PrivatePage", "PrivatePage", {"path": "/en/news/", "token": "A" * 43}, is_kept=False
    ),
    Question("Favorites", "Favorites", _keys),
    Question("Search, English", "Search", _WORD),
    Question("Search, Chinese", "Search", _WORD_IN_CHINESE),
    Question("Sitemap", "Sitemap", _ALL),
    Question("Sitemap, behind the middle", "Sitemap", _addresses_behind_the_middle),
    *(
        Question(name, operation, variables, changed, after=after)
        for after in (CHANGE, START)
        for name, operation, variables, changed in (
            (targets.LIST, "NewsList", _NEWS, (_WITH_ALTERNATES,)),
            (targets.ARTICLE, "Route", {"path": ARTICLE}, ()),
            (targets.SITEWIDE, "Sitewide", {"language": "zh-Hans"}, ()),
            ("Search, Chinese", "Search", _WORD_IN_CHINESE, ()),
            ("Sitemap", "Sitemap", _ALL, ()),
        )
    ),
    Question("Changes, the last 19", "Changes", _lately),
    Question("Changes, from the beginning", "Changes", {"first": 100}),
    Question("Preview", "Preview", _preview, is_kept=False),
)  # fmt: skip
