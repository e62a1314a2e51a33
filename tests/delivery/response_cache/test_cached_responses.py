"""Answers that are kept around Django: what is served, to whom, and until when."""

from __future__ import annotations

import gzip
import secrets
import tracemalloc
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from cms.content.caching.cache_tags import FILES, TERMS, TREE, Dependencies
from cms.delivery.response_cache import headers, storable
from cms.delivery.response_cache.cached_response import Body
from cms.delivery.response_cache.store import Store, size_of
from cms.delivery.response_cache.version_source import Unavailable
from cms.delivery.response_cache.wsgi_middleware import MOST_READS, ResponseCache
from tests.delivery.calling import Caller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONG = "x" * 5000


@dataclass
class Content:
    """A database with versions, and an application that reads from it."""

    version: int = 5
    tags: dict[str, int] = field(default_factory=dict)
    identity: object = None
    text: str = "old"
    depends_on: tuple[str, ...] = ("page:a",)
    is_allowed: bool = True
    is_away: bool = False
    valid_until: datetime | None = None
    status: str = "200 OK"
    cookie: bool = False
    reads: int = 0
    asked: int = 0
    while_reading: Callable[[], object] = lambda: None
    told: list[int] = field(default_factory=list)

    def current(self) -> int:
        if self.is_away:
            raise Unavailable
        self.asked += 1
        return self.version

    def newest(self, tags: Iterable[str]) -> int:
        return max((self.tags.get(tag, 0) for tag in tags), default=0)

    def change(self, tag: str, text: str = "new") -> None:
        self.version += 1
        self.tags[tag] = self.version
        self.text = text

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.reads += 1
        text = self.text
        self.while_reading()
        known = environ.get(storable.CACHE_CONTEXT)
        if self.is_allowed and known is not None:
            known.dependencies = Dependencies()
            known.dependencies.add(*self.depends_on)
            known.valid_until = self.valid_until
        given = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
        if self.cookie:
            given.append(("Set-Cookie", "a=b"))
        start_response(self.status, given)
        return [text.encode()]


@pytest.fixture
def content() -> Content:
    """The content before anything happens."""
    return Content()


def around(content: Content, **options: Any) -> Caller:
    """Somebody who asks for the content through kept answers."""
    given: dict[str, Any] = {"path": "/graphql/", "source": content, "most_bytes": 10_000_000}
    return Caller(ResponseCache(content, **(given | options)))


def stored(caller: Caller) -> Store[Any, Any]:
    """What is kept of the answers."""
    application: Any = caller.application
    store: Store[Any, Any] = application.store
    return store


def _store(caller: Any) -> Any:
    """Where what it was answered is kept."""
    return caller.application.store


def test_reads_once_and_serves_the_same_from_then_on(content: Content):
    caller = around(content)
    first, second = caller.get(query="a"), caller.get(query="a")

    assert (first.content, second.content) == (b"old", b"old")
    assert (first.cache, second.cache) == ("fwd=miss; stored", "hit")
    assert content.reads == 1
    # Before and after it was read, and for the second time.
    assert content.asked == 3
    assert first.headers | {"cache-status": ""} == second.headers | {"cache-status": ""}
    assert second.headers == {
        "content-type": "application/json",
        "content-length": "3",
        "vary": "Accept, X-Preview",
        "cache-control": (
            "public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400"
        ),
        "cache-status": "newsroom; hit",
        "etag": f'"{headers.etag(b"old")}"',
        "x-content-version": "5",
        "cache-tag": f"{FILES},page:a,{TERMS},{TREE}",
        "xkey": f"{FILES} page:a {TERMS} {TREE}",
    }


def test_a_change_of_something_else_leaves_it_in_place(content: Content):
    caller = around(content)
    caller.get(query="a")
    content.change("page:b")
    after, again = caller.get(query="a"), caller.get(query="a")

    assert (after.content, after.cache) == (b"old", "hit; detail=revalidated")
    assert after.headers["x-content-version"] == "6"
    assert again.cache == "hit"
    assert content.reads == 1


def test_a_change_of_what_it_depends_on_is_seen_at_once(content: Content):
    caller = around(content)
    before = caller.get(query="a")
    content.change("page:a")
    after = caller.get(query="a")

    assert (after.content, after.cache) == (b"new", "fwd=stale; stored")
    assert after.headers["etag"] != before.headers["etag"]


def changing(content: Content, tag: str, times: int) -> None:
    """Have something changed while the answer is read, each of so many times."""
    changes = iter(range(times))

    def change() -> None:
        if next(changes, None) is not None:
            content.change(tag, f"new at {content.version + 1}")

    content.while_reading = change


def test_an_answer_is_read_again_where_something_in_it_was_changed_meanwhile(content: Content):
    caller = around(content)
    changing(content, "page:a", 2)
    first, again = caller.get(query="a"), caller.get(query="a")

    assert (first.content, first.cache, content.reads) == (b"new at 7", "fwd=miss; stored", 3)
    assert first.headers["x-content-version"] == "7"
    assert (again.content, again.cache) == (b"new at 7", "hit")


def test_an_answer_is_read_once_where_something_else_was_changed_meanwhile(content: Content):
    caller = around(content)
    changing(content, "page:b", 1)

    assert caller.get(query="a").content == b"old"
    assert caller.get(query="a").cache == "hit; detail=revalidated"
    assert content.reads == 1


def test_a_change_between_the_last_reading_and_keeping_is_seen(content: Content):
    caller = around(content)
    changing(content, "page:a", MOST_READS)
    assert caller.get(query="a").content == b"new at 7"
    assert content.reads == MOST_READS

    assert caller.get(query="a").content == b"new at 8"
    assert caller.get(query="a").cache == "hit"


def test_ends_when_its_time_is_over_though_nothing_was_changed(content: Content):
    content.valid_until = datetime.now(UTC) - timedelta(seconds=1)
    caller = around(content)
    first, second = caller.get(query="a"), caller.get(query="a")

    assert (first.cache, second.cache) == ("fwd=miss; stored", "fwd=stale; stored")
    assert first.headers["cache-control"] == (
        "public, max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=0"
    )


def test_caches_outside_keep_it_no_longer_than_it_holds(content: Content):
    content.valid_until = datetime.now(UTC) + timedelta(seconds=70)
    caller = around(content)
    replies = [caller.get(query="a"), caller.get(query="a")]
    pattern = "public, max-age=0, s-maxage=60, stale-while-revalidate=%d, stale-if-error=%d"

    assert [reply.cache for reply in replies] == ["fwd=miss; stored", "hit"]
    for reply in replies:
        assert reply.headers["cache-control"] in {pattern % (left, left) for left in (8, 9)}


def test_answers_of_a_newer_database_are_forgotten_when_an_older_one_is_restored(content: Content):
    caller = around(content)
    caller.get(query="a")
    content.version, content.text, content.tags = 3, "restored", {}
    caller.get(query="b")
    content.version = 9

    assert caller.get(query="a").content == b"restored"


def test_answers_of_another_database_are_forgotten(content: Content):
    content.identity = "one"
    caller = around(content)
    caller.get(query="a")
    assert caller.get(query="a").cache == "hit"
    content.identity, content.text = "other", "of another"

    assert caller.get(query="a").content == b"of another"


def test_what_was_read_before_a_restore_is_not_kept_after_it(content: Content):
    caller = around(content)

    def restore() -> None:
        if content.reads == MOST_READS:
            content.while_reading = lambda: None
            content.version, content.text = 3, "restored"
            caller.get(query="b")
        else:
            content.change("page:a")

    content.while_reading = restore
    assert caller.get(query="a").cache == "fwd=miss"
    content.version = 5

    assert caller.get(query="a").content == b"restored"


@pytest.mark.parametrize(
    "fault",
    [{"is_allowed": False}, {"status": "503 Service Unavailable"}, {"cookie": True}],
    ids=str,
)
def test_keeps_nothing_that_may_not_be_kept(content: Content, fault: dict[str, Any]):
    for name, value in fault.items():
        setattr(content, name, value)
    caller = around(content)
    first, second = caller.get(query="a"), caller.get(query="a")

    assert first == second
    assert content.reads == 2
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers
    assert "cache-tag" not in first.headers
    assert first.cache == "fwd=miss"


def test_leaves_it_to_the_application_where_the_database_is_away(content: Content):
    caller = around(content)
    caller.get(query="a")
    content.is_away = True
    away = caller.get(query="a")

    assert content.reads == 2
    assert away.headers == {"content-type": "application/json", "cache-control": "no-store"}


def test_says_that_the_caller_has_it_already(content: Content):
    caller = around(content)
    first = caller.get(query="a")
    known = caller.get({"If-None-Match": f'"zzz", W/{first.headers["etag"]}'}, query="a")
    content.change("page:a")
    changed = caller.get({"If-None-Match": first.headers["etag"]}, query="a")

    assert (known.status, known.content) == (304, b"")
    assert set(first.headers) - set(known.headers) == {"content-type", "content-length"}
    assert (changed.status, changed.content) == (200, b"new")


def test_compresses_once_for_those_who_take_it(content: Content):
    content.text = LONG
    caller = around(content)
    plain = caller.get(query="a")
    packed = caller.get({"Accept-Encoding": "gzip"}, query="a")
    brotlied = caller.get({"Accept-Encoding": "gzip, deflate, br, zstd"}, query="a")
    known = caller.get(
        {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}, query="a"
    )

    assert plain.content == gzip.decompress(packed.content) == LONG.encode()
    assert len(packed.content) < 100
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-length"] == str(len(packed.content))
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept, X-Preview, Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"].removesuffix('"') + '-gzip"'
    assert known.status == 304
    assert brotli.decompress(brotlied.content) == LONG.encode()
    assert brotlied.headers["content-encoding"] == "br"
    assert brotlied.headers["content-length"] == str(len(brotlied.content))
    assert brotlied.headers["etag"] == plain.headers["etag"].removesuffix('"') + '-br"'
    assert content.reads == 1


@pytest.mark.parametrize("first", ["", "br", "gzip"])
def test_every_encoding_is_had_from_any_other_and_then_kept(first: str):
    plain = secrets.token_bytes(5000)
    body = Body.of(plain, "tag")

    taken = {encoding: body.encoded(encoding) for encoding in (first, "gzip", "br", "")}

    decoded = [taken[""], brotli.decompress(taken["br"]), gzip.decompress(taken["gzip"])]
    assert decoded == [plain] * 3
    assert all(body.encoded(encoding) is kept for encoding, kept in taken.items())


def test_the_plain_bytes_are_not_kept_where_nobody_takes_them():
    tracemalloc.start()
    try:
        body = Body.of(secrets.token_hex(500_000).encode(), "tag")
        with_plain, _peak = tracemalloc.get_traced_memory()
        gzipped = body.encoded("gzip")
        without, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert with_plain >= body.length == 1_000_000
    assert len(gzipped) <= without < len(gzipped) + 50_000


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""), ("gzip", "gzip"), ("br", "br"), ("*", "br"), ("gzip;q=0", ""),
        ("GZIP;q=0.5", "gzip"), ("identity, gzip;q=0.5", ""), ("gzip;q=x", ""),
        ("gzip, deflate, br, zstd", "br"), ("br;q=0.5, gzip", "gzip"), ("br;q=0, *", "gzip"),
        ("identity;q=0.5, br;q=0.6", "br"), ("br," * 200, ""),
    ],
)  # fmt: skip
def test_reads_which_encoding_a_caller_prefers(accepted: str, expected: str):
    assert headers.encoding(accepted) == expected


def test_tags_are_told_however_somebody_asks(content: Content):
    caller = around(content)
    replies = [caller.get(query="a"), caller.head(query="a"), caller.post({"query": "a"})]
    replies += [caller.get(query="a"), caller.head(query="a"), caller.post({"query": "a"})]

    assert {reply.headers["cache-tag"] for reply in replies} == {"files,page:a,terms,tree"}
    assert {reply.headers["xkey"] for reply in replies} == {"files page:a terms tree"}
    assert replies[2].headers["cache-control"] == "private, no-cache"


def test_head_is_get_without_the_body(content: Content):
    content.text = LONG
    caller = around(content)
    first, got, again = caller.head(query="a"), caller.get(query="a"), caller.head(query="a")
    known = caller.head({"If-None-Match": got.headers["etag"]}, query="a")

    assert (first.content, got.content, again.content) == (b"", LONG.encode(), b"")
    assert (first.cache, got.cache, again.cache) == ("fwd=miss; stored", "hit", "hit")
    assert again.headers == got.headers
    assert (known.status, known.content) == (304, b"")
    assert content.reads == 1


def test_the_address_without_its_last_slash_is_the_same(content: Content):
    caller = around(content)
    with_slash = caller.post({"query": "a"})
    without = replace(caller, path="/graphql").post({"query": "a"})

    assert (with_slash.cache, without.cache) == ("fwd=miss; stored", "hit")
    assert with_slash.content == without.content


def test_other_questions_are_other_answers(content: Content):
    caller = around(content)
    caller.get(query="a")
    others = [
        caller.get(query="b"),
        caller.get({"Accept": "application/graphql-response+json"}, query="a"),
        caller.get({"Accept": "text/html, */*;q=0.8"}, query="a"),
        caller.post({"query": "a"}),
        caller.post({"query": "b"}),
    ]

    assert [other.cache for other in others] == ["fwd=miss; stored"] * 5
    assert caller.post({"query": "b"}).cache == "hit"
    assert content.reads == 6


def test_headers_that_come_to_the_same_make_no_other_answer(content: Content, settings: Any):
    settings.ALLOWED_HOSTS = [".example.org"]
    caller = around(content)
    accepts = ["application/json", "*/*", "application/json;q=0.5", "text/plain, application/json"]
    for number in range(50):
        for accept in accepts:
            given = {
                "Host": f"h{number}.example.org", "Accept": f"{accept}, x/y{number}",
                "Accept-Encoding": f"x{number}", "If-None-Match": f'"{number}"',
                "User-Agent": f"{number}" * 100, "Cookie": f"{number}" * 100,
            }  # fmt: skip
            caller.get(given, query="a")
    store = stored(caller)

    assert content.reads == len(store) == 1
    (entry,) = store._entries.values()
    assert len(entry.cached._hits) == 1


def test_a_host_that_django_refuses_is_asked_of_django(content: Content, settings: Any):
    settings.ALLOWED_HOSTS = ["example.org"]
    caller = around(content)
    for host in ("evil.example", "example.org.evil", "example.org:80:80", "[::1", "a b"):
        assert "cache-status" not in caller.get({"Host": host}, query="a").headers
    assert len(stored(caller)) == 0
    assert caller.get({"Host": "example.org:8000"}, query="a").cache == "fwd=miss; stored"


@pytest.mark.parametrize(
    ("told", "is_secure"),
    [("https", True), ("https, http", True), ("http", False), ("x" * 9000, False)],
)
def test_a_proxy_tells_of_two_ways_alone(content: Content, told: str, is_secure: bool):
    caller = around(content, scheme_header=("HTTP_X_FORWARDED_PROTO", "https"))
    caller.get({"X-Forwarded-Proto": "https"}, query="a")
    reply = caller.get({"X-Forwarded-Proto": told}, query="a")

    assert reply.cache == ("hit" if is_secure else "fwd=miss; stored")
    assert sum(size_of(one) for one in stored(caller)._entries) < 2_000


def test_what_callers_send_is_counted(content: Content):
    """Addresses as long as may be, with small answers."""
    caller = around(content, most_bytes=2_000_000)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(300):
        given = {"If-None-Match": f'"{number}"' * 1_000, "Accept-Encoding": f"x{number}" * 1_000}
        caller.get(given, query=f"{number}" + "a" * 30_000)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()

    assert 30 < len(stored(caller)) < 70
    assert stored(caller).size <= 2_000_000
    assert taken < 2_500_000


def test_the_size_of_a_key_is_that_of_all_in_it():
    assert size_of("a" * 1_000) > 1_000
    assert size_of(("GET", "漢" * 1_000)) > 2_000
    assert size_of(("a", (frozenset(["b" * 1_000]), "c" * 1_000))) > 2_000


def test_no_cache_outside_may_keep_the_answer_to_a_post(content: Content):
    caller = around(content)
    caller.post({"query": "a"})
    reply = caller.post({"query": "a"}, {"If-None-Match": "*"})

    assert (reply.status, reply.cache) == (200, "hit")
    assert reply.headers["cache-control"] == "private, no-cache"


def test_the_application_can_read_a_body_that_was_read_for_its_key(content: Content):
    bodies = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        bodies.append(environ["wsgi.input"].read())
        return content(environ, start_response)

    changing(content, "page:a", 1)
    Caller(ResponseCache(application, path="/graphql/", source=content, most_bytes=10_000)).post(
        {"query": "a"}
    )

    assert bodies == [b'{"query": "a"}'] * 2


def test_stays_within_its_bounds_and_drops_what_nobody_asks_for(content: Content):
    content.text = LONG
    caller = around(content, most_bytes=130_000)
    store = stored(caller)
    for number in range(50):
        caller.get(query=str(number))
        caller.get(query="0")

    assert store.size <= 130_000
    assert len(store) == 130_000 // (store.size // len(store))
    assert caller.get(query="0").cache == "hit"
    assert caller.get(query="49").cache == "hit"
    assert caller.get(query="1").cache == "fwd=miss; stored"


def test_keeps_what_is_new_though_all_that_is_there_was_asked_for(content: Content):
    content.text = LONG
    caller = around(content, most_bytes=130_000)
    for number in range(20):
        for _ in range(2):
            caller.get(query=str(number))

    assert [caller.get(query="new").cache for _ in range(2)] == ["fwd=miss; stored", "hit"]
    assert caller.get(query="19").cache == "hit"


def test_callers_who_take_other_bytes_or_have_them_are_told_apart(content: Content):
    content.text = LONG
    caller = around(content)
    caller.get(query="a")
    for _ in range(2):
        plain = caller.get(query="a")
        packed = caller.get({"Accept-Encoding": "gzip"}, query="a")
        known = caller.get({"If-None-Match": plain.headers["etag"]}, query="a")
        assert [plain.cache, packed.cache, known.cache] == ["hit"] * 3
        assert [plain.status, packed.status, known.status] == [200, 200, 304]
        assert packed.headers["etag"] != plain.headers["etag"]


def test_does_not_keep_an_answer_that_would_push_out_most_others(content: Content):
    content.text = "x" * 100_000
    caller = around(content, most_bytes=500_000)

    assert [caller.get(query="a").cache for _ in range(2)] == ["fwd=miss"] * 2


def test_without_room_nothing_is_kept_and_caches_outside_are_told_all_the_same(content: Content):
    caller = around(content, most_bytes=0)
    first, second = caller.get(query="a"), caller.get(query="a")

    assert first == second
    assert first.cache == "fwd=miss"
    assert first.headers["etag"]
    assert first.headers["cache-tag"]


def test_does_not_ask_for_the_version_again_within_the_window(content: Content):
    caller = around(content, fresh_seconds=60)
    for _ in range(5):
        caller.get(query="a")
    # Before and after it was read.
    assert content.asked == 2

    content.change("page:a")
    newer = caller.get({"X-Content-Version-At-Least": "6"}, query="a")

    assert newer.content == b"new"


def test_tags_that_do_not_fit_are_told_as_families():
    tags = {TREE, "pages:en", *(f"page:{number:04}" for number in range(3000)), "link:a"}

    assert headers.header_tags(tags, most_bytes=40_000) == sorted(tags)
    assert headers.header_tags(tags, most_bytes=4000) == ["link:a", "page", "pages:en", TREE]
    assert headers.header_tags(tags, most_bytes=10) == ["link", "page", "pages", TREE]
