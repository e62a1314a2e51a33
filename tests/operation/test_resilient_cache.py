"""A cache that may be away: a real Redis that is killed, hangs, is full, or wants a password."""

import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from redis import Redis as Client

from cms.operation import cache_availability
from cms.operation.cache_availability import PATIENCE_SECONDS
from cms.operation.resilient_cache import ResilientRedisCache
from tests.operation import processes
from tests.services.redis import Redis, redis

pytestmark = pytest.mark.one_database

# An attempt that fails, and what a busy machine adds.
A_MOMENT = PATIENCE_SECONDS * 2 + 1


@pytest.fixture
def server() -> Iterator[Redis]:
    with redis() as one:
        yield one


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where connections are answered by nobody, because the queue of a server is full."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _waiting in range(4):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again soon, and forget the servers of other tests."""
    monkeypatch.setattr(cache_availability, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(cache_availability, "LONGEST_PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(cache_availability, "_known", {})


def cache_at(url: str, **options: Any) -> ResilientRedisCache:
    return ResilientRedisCache(url, {"OPTIONS": options})


def wait_until_back(cache: ResilientRedisCache) -> None:
    give_up_at = time.monotonic() + 10
    while cache.availability.is_away:
        assert time.monotonic() < give_up_at
        cache.get("anything")
        time.sleep(0.02)


def use(cache: ResilientRedisCache) -> None:
    """Everything a cache can do, with the answers it has to give, here or there."""
    cache.clear()
    assert cache.get("a") is None
    assert cache.get("a", "default") == "default"
    cache.set("a", {"deep": [1]}, 60)
    assert cache.get("a") == {"deep": [1]}
    assert (cache.add("a", 2), cache.add("lock", 1)) == (False, True)
    assert cache.add("lock", 1) is False
    assert (cache.delete("lock"), cache.delete("lock")) == (True, False)
    cache.set("n", 1)
    assert (cache.incr("n"), cache.incr("n", 5), cache.decr("n", 2)) == (2, 7, 5)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")
    assert cache.set_many({"x": 1, "y": 2}) == []
    assert cache.get_many(["x", "y", "z"]) == {"x": 1, "y": 2}
    cache.delete_many(["x", "z"])
    assert (cache.has_key("x"), "y" in cache) == (False, True)
    assert (cache.touch("y", 60), cache.touch("z", 60)) == (True, False)
    assert cache.get_or_set("made", lambda: 3) == 3
    cache.set("a", "second", version=2)
    assert (cache.get("a", version=2), cache.get("a")) == ("second", {"deep": [1]})
    cache.clear()
    assert cache.get("y") is None


def test_answers_alike_with_redis_and_without(server):
    use(cache_at(server.url))
    server.kill()
    cache = cache_at(server.url)
    use(cache)
    assert cache.availability.is_away


def test_nothing_waits_for_a_redis_that_hangs(server):
    cache = cache_at(server.url)
    cache.set("a", 1)
    server.pause()

    start = time.monotonic()
    assert cache.get("a") is None
    assert time.monotonic() - start < A_MOMENT
    cache_availability.LONGEST_PAUSE_SECONDS = cache_availability.PAUSE_SECONDS = 30
    cache.get("a")
    start = time.monotonic()
    for _ in range(1000):
        cache.get("a")
    assert time.monotonic() - start < 1

    server.resume()
    cache.availability._ask_again_at = 0
    assert cache.get("a") == 1


def test_what_changed_while_it_was_away_is_gone_when_it_is_back(server):
    mine, others = cache_at(server.url), Client(port=server.port)
    for key in ("deleted", "set", "kept"):
        mine.set(key, "of before")
    server.pause()
    mine.delete("deleted")
    mine.set("set", "of meanwhile")
    assert mine.get("set") == "of meanwhile"
    server.resume()

    wait_until_back(mine)

    assert [mine.get(key) for key in ("deleted", "set", "kept")] == [None, None, "of before"]
    assert sorted(others.keys()) == [b":1:kept"]


def test_everything_is_deleted_where_too_much_changed_to_be_named(server, monkeypatch):
    monkeypatch.setattr(cache_availability, "MOST_CHANGED_KEYS", 2)
    cache = cache_at(server.url)
    cache.set("kept", 1)
    server.pause()
    cache.set_many({"a": 1, "b": 2, "c": 3})
    server.resume()

    wait_until_back(cache)

    assert cache.get("kept") is None


def test_a_redis_that_comes_back_is_used_again(server, caplog):
    cache = cache_at(server.url)
    cache.set("a", 1)
    server.kill()
    assert [cache.get("a"), cache.get("a")] == [None, None]
    assert cache_availability.is_unreachable()
    server.start()

    wait_until_back(cache)
    cache.set("a", 2)

    assert Client(port=server.port).get(":1:a") == b"2"
    assert not cache_availability.is_unreachable()
    assert [record.getMessage().partition(" (")[0] for record in caplog.records] == [
        "The cache is away",
        "The cache is back",
    ]


def test_a_redis_that_was_restarted_meanwhile_is_not_away(server):
    cache = cache_at(server.url)
    cache.set("a", 1)
    server.kill()
    server.start()

    cache.set("a", 2)

    assert (cache.get("a"), cache.availability.is_away) == (2, False)


def test_a_full_redis_forgets_and_tells_nothing_old(server):
    cache, admin = cache_at(server.url), Client(port=server.port)
    cache.set("a", "of before")
    admin.config_set("maxmemory", 1)
    cache.set("a", "of now")
    assert cache.get("a") == "of now"

    wait_until_back(cache)

    assert cache.get("a") is None


@pytest.mark.parametrize("url", ["redis://127.0.0.1:{}/0", "redis://:wrong@127.0.0.1:{}/0"])
def test_a_wrong_password_costs_speed_only(url, caplog):
    with redis("--requirepass", "right-password") as one:
        use(cache_at(url.format(one.port)))
        use(cache_at(f"redis://:right-password@127.0.0.1:{one.port}/0"))
    assert "wrong@" not in caplog.text


def test_a_redis_that_is_loading_or_read_only_costs_speed_only(server):
    Client(port=server.port).execute_command("REPLICAOF", "127.0.0.1", "1")
    cache = cache_at(server.url)
    cache.set("a", 1)
    assert cache.get("a") == 1


def test_a_value_nobody_can_read_is_as_if_it_were_not_there(server):
    cache = cache_at(server.url)
    Client(port=server.port).set(":1:a", b"\x80\x05\x95garbage")

    assert (cache.get("a", "default"), cache.get_many(["a"])) == ("default", {})
    assert cache.availability.is_away is False


def test_a_host_that_is_nowhere_costs_speed_only(silent_port):
    start = time.monotonic()
    assert cache_at(f"redis://127.0.0.1:{silent_port}/0").get("a") is None
    assert PATIENCE_SECONDS <= time.monotonic() - start < A_MOMENT * 2


HASH = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b"


def asked(origin: str, **query: str) -> Any:
    """The answer to a document by its hash, which is looked up and kept in the cache."""
    body = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}} | query
    headers = {"Content-Type": "application/json", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"{origin}/graphql/", json.dumps(body).encode(), headers)
    start = time.monotonic()
    with urllib.request.urlopen(request, timeout=30) as answer:
        answered = json.load(answer)
    assert time.monotonic() - start < A_MOMENT * 2
    return answered


@pytest.fixture
def cms(
    server: Redis, tmp_path: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """The CMS in production with that Redis."""
    with django_db_blocker.unblock():
        processes.make_tables(tmp_path)
    variables = {"DJANGO_SETTINGS_MODULE": "cms.settings.production", "CACHE_URL": server.url}
    with processes.web(tmp_path, **variables) as origin:
        yield origin


def test_the_cms_answers_while_its_redis_is_killed_and_hangs(cms, server, tmp_path):
    right, text = {"data": {"__typename": "Query"}}, "{ __typename }"
    assert asked(cms, query=text) == asked(cms) == right
    for take_away in (server.pause, server.kill):
        take_away()
        for _ in range(3):
            assert asked(cms, query=text) == right
            ready = processes.asked(f"{cms}/health/ready")
            expected = (200, "ready, without the shared cache\n")
            assert (ready[0], ready[2]) == expected, processes.output(tmp_path)
            # By its hash alone, too: the process remembers for itself.
            assert asked(cms) == right
        if server.process is not None:
            server.resume()
    server.start()
    give_up_at = time.monotonic() + 20
    while processes.asked(f"{cms}/health/ready")[2] != "ready\n":
        assert asked(cms, query=text) == right
        assert time.monotonic() < give_up_at, processes.output(tmp_path)
        time.sleep(0.2)
    lines = processes.lines(processes.output(tmp_path))
    said = [one["event"] for one in lines if one["logger"] == "cms.operation.cache"]
    assert 1 <= len(said) <= 4
