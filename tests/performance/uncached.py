"""What an uncached answer costs: ``python -m tests.performance.uncached [ROUNDS]``.

Each operation of the contract is asked through the whole of Django in this process, middleware
included, and compared with a view that gives 10 kB and does nothing else. The database is the one
of ``DATABASE_URL`` or ``STATE_DIR``, with the demo site in it. Rounds are interleaved, so that a
busy moment falls on all alike; what is printed is the median of the rounds, and how far the middle
half of them lies apart.
"""

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.performance.settings")

import django

django.setup()

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.news.models import NewsPage

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"
ARTICLE = "/zh-hans/news/cqc-nast-automotive-innovation-centre/"
ROUNDS = 30
SECONDS_A_SAMPLE = 0.03


@dataclass
class Case:
    """One question, and the CPU seconds a request took in each round."""

    name: str
    environ: dict[str, Any]
    body: bytes = b""
    samples: list[float] = field(default_factory=list)
    query_count: int = 0
    size: int = 0
    repeats: int = 1

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(self.samples)

    @property
    def spread(self) -> float:
        """The middle half of the samples, as a share of the median."""
        low, _middle, high = statistics.quantiles(self.samples, n=4)
        return (high - low) / self.seconds


def limit() -> Case:
    """The least Django can do."""
    return Case("limit: a fixed 10 kB", _environ("GET", "/limit/"))


def question(name: str, text: str, **variables: Any) -> Case:
    """A document, sent as a frontend sends it."""
    body = json.dumps({"query": text, "variables": variables}).encode()
    return Case(name, _environ("POST", "/graphql/", len(body)), body)


def cases() -> list[Case]:
    """What is measured."""
    after = {"language": "zh-Hans", "first": 20}
    listed = operation("NewsList")
    with_alternates = listed.replace(
        "...NewsCard", "...NewsCard alternates { hreflang path url }", 1
    )
    uncounted = with_alternates.replace("totalCount", "", 1)
    return [
        limit(),
        question("NewsList", listed, **after),
        question("NewsList and alternates", with_alternates, **after),
        question("NewsList and alternates, uncounted", uncounted, **after),
        question("Route to an article", operation("Route"), path=ARTICLE),
        question("Route to the front page", operation("Route"), path="/zh-hans/"),
        question("Route to a redirect", operation("Route"), path=ARTICLE.rstrip("/")),
        question("Route to nothing", operation("Route"), path="/zh-hans/no/such/page/"),
        question("Sitewide", operation("Sitewide"), language="zh-Hans"),
        question("Home", operation("Home"), language="zh-Hans"),
        question(
            "LegalNotice", operation("LegalNotice"), slug="exception-clause", language="zh-Hans"
        ),
        question("Favorites", operation("Favorites"), translationKeys=_keys(), language="zh-Hans"),
        question("Search", operation("Search"), query="battery", language="en", first=10),
        question("Sitemap", operation("Sitemap"), language="zh-Hans", first=100),
    ]


def operation(name: str) -> str:
    """The document of the contract."""
    return (OPERATIONS / f"{name}.graphql").read_text()


def _keys() -> list[str]:
    keys = NewsPage.objects.filter(live=True, locale__language_code="en").order_by(
        "-publication_date", "-pk"
    )
    return [str(key) for key in keys.values_list("translation_key", flat=True)[:10]]


def _environ(method: str, path: str, length: int = 0) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(length),
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT": "application/json",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
    }


def ask(application: Callable[..., Any], case: Case) -> bytes:
    """One request, from the environment of WSGI to the last byte."""
    environ = case.environ | {"wsgi.input": io.BytesIO(case.body)}
    response = application(environ, lambda _status, _headers: None)
    content = b"".join(response)
    response.close()
    return content


def prepare(application: Callable[..., Any], case: Case) -> None:
    """Warm up, count the queries, and find how often to ask in one sample."""
    for _ in range(3):
        content = ask(application, case)
    assert b'"errors"' not in content, content[:500]
    with CaptureQueriesContext(connection) as queries:
        ask(application, case)
    case.query_count, case.size = len(queries), len(content)
    start = time.process_time()
    for _ in range(5):
        ask(application, case)
    case.repeats = max(2, round(SECONDS_A_SAMPLE * 5 / (time.process_time() - start)))


def measure(application: Callable[..., Any], measured: list[Case], rounds: int) -> None:
    """Sample every case once a round."""
    for _ in range(rounds):
        for case in measured:
            start = time.process_time()
            for _ in range(case.repeats):
                ask(application, case)
            case.samples.append((time.process_time() - start) / case.repeats)


def report(measured: list[Case]) -> None:
    """A line for each case."""
    unit = measured[0].seconds
    pages = NewsPage.objects.filter(locale__language_code="en").count()
    print(f"{connection.vendor}, {pages} news in English, {len(measured[0].samples)} rounds")
    print(f"{'':36}{'CPU ms':>8}{'ratio':>8}{'±':>6}{'SQL':>5}{'bytes':>8}")
    for case in measured:
        print(
            f"{case.name:36}{case.seconds * 1000:8.3f}{case.seconds / unit:8.1f}"
            f"{case.spread / 2:6.0%}{case.query_count:5}{case.size:8}"
        )


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    application = get_wsgi_application()
    measured = cases()
    for case in measured:
        prepare(application, case)
    measure(application, measured, rounds)
    report(measured)


if __name__ == "__main__":
    main()
