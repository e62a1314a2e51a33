"""One database, asked in one process: what ``tests.performance.uncached`` lets run side by side.

Speaks JSON, a line each way: first what there is to ask, then a sample for each number of a
question that comes in. Requests go through the whole of Django, middleware included, as they come
from a server. No answer is kept between them; what a worker remembers of lists, links and the site
is, unless a question says what happens before it.

It stays on one core, and the process that PostgreSQL has for it on the same one: on a virtual
machine, to wake up another core costs more than a short query, and differently each minute.
"""

from __future__ import annotations

import io
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.performance.settings")

import django

django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test.utils import CaptureQueriesContext

from cms.content.caching import cache_tags
from cms.delivery.response_cache import memo_store
from cms.delivery.versions import content_version
from cms.delivery.versions.page_snapshots import PageSnapshot
from cms.news.models import NewsPage
from tests.performance.cases import QUESTIONS, Asked
from tests.performance.targets import CHANGE, LIMIT, START

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_A_SAMPLE = 0.03
CORE = {max(os.sched_getaffinity(0))}


@dataclass(slots=True)
class Prepared:
    """A question, how often it is asked in one sample, and what never changes of its answer."""

    asked: Asked
    environ: dict[str, Any]
    repeats: int = 1
    query_count: int = 0
    size: int = 0


def prepared(application: Callable[..., Any], asked: Asked, method: str) -> Prepared:
    """Warm up, count the queries, and find how often to ask in one sample."""
    one = Prepared(asked, _environ(method, asked))
    for _ in range(3):
        let_happen(asked.after)
        content = ask(application, one)
    let_happen(asked.after)
    assert b'"errors"' not in content, content[:500]
    with CaptureQueriesContext(connection) as queries:
        ask(application, one)
    one.query_count, one.size = len(queries), len(content)
    start = time.perf_counter()
    for _ in range(5):
        let_happen(asked.after)
        ask(application, one)
    one.repeats = max(2, round(SECONDS_A_SAMPLE * 5 / (time.perf_counter() - start)))
    return one


def _environ(method: str, asked: Asked) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": asked.path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(asked.body.encode())),
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT": "application/json",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
    }


def ask(application: Callable[..., Any], one: Prepared) -> bytes:
    """One request, from the environment of WSGI to the last byte."""
    environ = one.environ | {"wsgi.input": io.BytesIO(one.asked.body.encode())}
    response = application(environ, lambda _status, _headers: None)
    content = b"".join(response)
    response.close()
    return content


def let_happen(after: str) -> None:
    """What comes before a question: nothing, a change of an article and its words, or a start."""
    if after == CHANGE:
        page = NewsPage.objects.filter(live=True, locale__language_code="zh-hans").earliest("pk")
        face = PageSnapshot.of(page)
        content_version.invalidate_tags(face.content_tags | face.link_tags, cause="benchmark")
        entry = cache_tags.entry(page.translation_key)
        content_version.invalidate_tags([cache_tags.search("zh-hans"), entry], cause="benchmark")
    elif after == START:
        memo_store.forget()


def asked_once(application: Callable[..., Any], asked: Asked) -> bytes:
    """The answer to a question that is sent by POST."""
    return ask(application, Prepared(asked, _environ("POST", asked)))


def sample(application: Callable[..., Any], one: Prepared) -> dict[str, Any]:
    """CPU seconds of a request, here and in the database's own process, and all latencies.

    Two requests come before: another question may have had the process forget what it remembers.
    """
    for _ in range(2):
        let_happen(one.asked.after)
        ask(application, one)
    latencies = []
    seconds = in_database = 0.0
    # Reading the meters costs as well, so they are read between requests only where they must be.
    stretches = [1] * one.repeats if one.asked.after else [one.repeats]
    for count in stretches:
        let_happen(one.asked.after)
        database_began_at, began_at = database_seconds(), time.process_time()
        for _ in range(count):
            sent_at = time.perf_counter()
            ask(application, one)
            latencies.append(time.perf_counter() - sent_at)
        seconds += time.process_time() - began_at
        in_database += database_seconds() - database_began_at
    return {
        "cpu": seconds / one.repeats,
        "database": in_database / one.repeats,
        "latencies": latencies,
    }


def database_seconds() -> float:
    """The CPU seconds of the process that PostgreSQL has for this one; SQLite has none."""
    pid = _database_pid()
    if pid is None:
        return 0.0
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _database_pid() -> int | None:
    if connection.vendor != "postgresql" or connection.connection is None:
        return None
    pid: int = connection.connection.info.backend_pid
    return pid


@receiver(connection_created)
def _stay_on_one_core(**_: Any) -> None:
    for pid in (os.getpid(), _database_pid()):
        if pid is not None:
            os.sched_setaffinity(pid, CORE)


def database() -> str:
    """The database and its version."""
    version = ".".join(map(str, connection.get_database_version()))
    return f"{connection.display_name} {version}"


def main() -> None:
    """Say what there is, then take a sample of whatever is asked for, until nothing more comes."""
    application = get_wsgi_application()
    found = [prepared(application, Asked(LIMIT, "/limit/", "", "/limit/", is_kept=True), "GET")]
    found += [prepared(application, one.asked(), "POST") for one in QUESTIONS]
    _say(
        {
            "database": database(),
            "python": platform.python_version(),
            "news": NewsPage.objects.filter(locale__language_code="en").count(),
            "questions": [
                asdict(one.asked) | {"query_count": one.query_count, "size": one.size}
                for one in found
            ],
        }
    )
    for line in sys.stdin:
        _say(sample(application, found[int(line)]))


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
