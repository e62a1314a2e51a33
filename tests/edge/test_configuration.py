"""What Varnish keeps, what it purges, and what it serves while the CMS is down."""

import time

import pytest

from tests.edge.conftest import KEPT

POSTED = {"method": "POST", "body": b"{}", "Content_Type": "application/json"}


def test_keeps_an_answer_and_tells_what_it_did(origin):
    first, second = origin.ask(), origin.ask()
    assert (first.how, second.how) == ("miss", "hit")
    assert first.body == second.body == '{"answer": 1}'
    assert second.headers["cache-control"] == KEPT["Cache-Control"]
    assert {"xkey", "x-fresh-until", "x-while-revalidate"} & second.headers.keys() == set()


def test_an_answer_belongs_to_its_address_whatever_else_is_sent(origin):
    origin.ask("/graphql/?documentId=a&variables=1", Cookie="session=1", Accept="*/*")
    again = origin.ask(
        "/graphql/?variables=1&documentId=a",
        Cookie="session=2",
        Accept_Language="zh",
        Host="b.example",
    )
    other = origin.ask("/graphql/?documentId=a&variables=2")
    assert (again.how, other.how) == ("hit", "miss")
    asked = [one for one in origin.receiver.received if one.path.startswith("/graphql/")]
    assert ["cookie" in one.headers for one in asked] == [False, False]


def test_the_two_media_types_are_kept_apart(origin):
    newer = "application/graphql-response+json"
    hows = [
        origin.ask(Accept=accept).how for accept in (newer, "*/*", f"{newer}, */*;q=0.1", "a/b")
    ]
    assert hows == ["miss", "miss", "hit", "hit"]


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/graphql/", POSTED),
        ("/graphql/?documentId=a", {"Authorization": "Bearer token"}),
        ("/graphql/", {"Accept": "text/html"}),
        ("/admin/", {}),
        ("/en/news/", {}),
        ("/health/ready2", {}),
        ("/feeds/legal/en.atom", {"Authorization": "Bearer token"}),
        ("/feeds/legal/en.atom?a=b", {}),
        ("/feeds/legal/", {}),
    ],
    ids=[
        "post",
        "authorization",
        "explorer",
        "admin",
        "page",
        "health",
        "authorized feed",
        "feed with parameters",
        "no feed",
    ],
)
def test_passes_what_is_not_an_answer_to_anybody(origin, path, options):
    hows = [origin.ask(path, **options).how for _ in range(2)]
    assert (hows, origin.count) == (["pass", "pass"], 2)


def test_a_feed_is_kept_for_everybody_until_it_is_purged(origin):
    path = "/feeds/legal/zh-Hans.atom"
    ways = [{}, {"Cookie": "sessionid=2"}, {"Accept": "application/atom+xml"}, {"Accept": "*/*"}]
    hows = [origin.ask(path, **options).how for options in ways]
    assert (hows, origin.count) == (["miss", "hit", "hit", "hit"], 1)
    origin.headers["X-Content-Version"] = "8"
    origin.purge("page:a", X_Content_Version="8")
    assert origin.ask(path).body != origin.ask("/graphql/?documentId=a").body
    assert origin.count == 3


def test_the_cookies_of_the_admin_get_through(origin):
    origin.headers["Set-Cookie"] = "sessionid=1"
    answer = origin.ask("/admin/", Cookie="sessionid=2")
    asked = next(one for one in origin.receiver.received if one.path == "/admin/")
    assert (asked.headers["cookie"], answer.headers["set-cookie"]) == ("sessionid=2", "sessionid=1")


@pytest.mark.parametrize(
    "cache_control",
    [None, "no-store", "private, max-age=60", "no-cache", "public", "public, s-maxage=0"],
)
def test_keeps_nothing_that_is_not_said_to_be_kept(origin, cache_control):
    del origin.headers["Cache-Control"]
    if cache_control:
        origin.headers["Cache-Control"] = cache_control
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 1}', '{"answer": 2}']


@pytest.mark.parametrize("status", [301, 400, 404])
def test_keeps_no_refusals(origin, status):
    origin.status = status
    assert [origin.ask().status for _ in range(2)] == [status, status]
    assert origin.count == 2


def test_keeps_nothing_with_a_cookie(origin):
    origin.headers["Set-Cookie"] = "a=1"
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 1}', '{"answer": 2}']


def test_a_purge_reaches_what_carries_the_tag_and_nothing_else(origin):
    origin.ask("/graphql/?documentId=a")
    origin.headers["xkey"] = "tree page:b page:aa"
    origin.ask("/graphql/?documentId=b")

    purged = origin.purge("page:a page:unknown", X_Content_Version="8")
    assert (purged.status, purged.body) == (200, "Purged 1\n")
    origin.headers["X-Content-Version"] = "8"
    hows = [origin.ask(f"/graphql/?documentId={one}").how for one in "aabb"]
    assert hows == ["miss", "hit", "hit", "hit"]


def test_the_first_reader_after_a_purge_gets_the_new_answer(origin):
    origin.headers["Cache-Control"] += ", stale-while-revalidate=600"
    assert origin.ask().body == '{"answer": 1}'
    origin.purge("page:a", X_Content_Version="8")
    origin.headers["X-Content-Version"] = "8"
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 2}', '{"answer": 2}']


def test_an_answer_that_was_made_before_the_purge_is_served_once_and_not_kept(origin):
    origin.purge("page:other", X_Content_Version="8")
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 1}', '{"answer": 2}']
    origin.headers["X-Content-Version"] = "8"
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 3}', '{"answer": 3}']


def test_a_purge_that_comes_late_does_not_lower_the_version(origin):
    origin.purge("page:a", X_Content_Version="10")
    origin.purge("page:a", X_Content_Version="9")
    origin.headers["X-Content-Version"] = "9"
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 1}', '{"answer": 2}']


def test_a_purge_without_tags_is_refused(origin):
    answer = origin.ask("/", method="PURGE")
    assert (answer.status, answer.body) == (400, "The header xkey is missing\n")


def test_a_purge_that_was_handed_on_for_somebody_else_is_refused(origin):
    origin.ask()
    answer = origin.purge("tree", X_Forwarded_For="203.0.113.9")
    assert (answer.status, answer.body) == (403, "Forbidden\n")
    assert origin.ask().how == "hit"


def test_a_reader_can_not_ask_for_old_answers(origin):
    origin.ask()
    origin.purge("page:a", X_Content_Version="7")
    assert origin.ask(X_Serve_Old="1", X_Ask_Again="").body == '{"answer": 2}'


def test_an_answer_that_has_grown_old_is_served_while_it_is_renewed(origin):
    origin.headers["Cache-Control"] = "public, s-maxage=1, stale-while-revalidate=600"
    origin.ask()
    time.sleep(1.1)
    old = origin.ask()
    assert (old.how, old.body) == ("stale", '{"answer": 1}')
    give_up_at = time.monotonic() + 10
    while (new := origin.ask()).body == '{"answer": 1}':
        assert time.monotonic() < give_up_at
    assert new.body == '{"answer": 2}'


def test_an_answer_that_may_not_grow_old_is_not(origin):
    origin.headers["Cache-Control"] = "public, s-maxage=1, stale-if-error=600"
    origin.ask()
    time.sleep(1.1)
    assert (origin.ask().body, origin.count) == ('{"answer": 2}', 2)


def test_old_answers_are_served_at_once_when_the_cms_fails(origin):
    origin.ask()
    origin.purge("page:a", X_Content_Version="8")
    origin.status = 500
    old = origin.ask()
    assert (old.status, old.how, old.body) == (200, "stale", '{"answer": 1}')


def test_old_answers_are_served_while_the_cms_says_it_is_not_ready(origin):
    origin.ask()
    origin.purge("page:a", X_Content_Version="8")
    origin.wait_until_known_as(ready=False)
    before = origin.count
    assert [origin.ask().body for _ in range(3)] == ['{"answer": 1}'] * 3
    assert origin.count == before

    origin.headers["X-Content-Version"] = "8"
    origin.wait_until_known_as(ready=True)
    assert origin.ask().body == f'{{"answer": {origin.count}}}'
    assert origin.count == before + 1


def test_old_answers_end_with_what_the_cms_allows(origin):
    origin.headers["Cache-Control"] = "public, s-maxage=3600, stale-if-error=1"
    origin.ask()
    origin.purge("page:a", X_Content_Version="8")
    time.sleep(1.2)
    origin.status = 500
    assert origin.ask().status == 500


def test_what_was_never_answered_gets_the_failure_itself(origin):
    origin.status = 500
    answer = origin.ask()
    assert (answer.status, answer.how) == (500, "miss")
    assert answer.body.startswith('{"answer":')
    origin.status = 200
    assert origin.ask().status == 200


def test_asks_by_the_etag_whether_what_was_purged_has_changed(origin):
    origin.headers["ETag"] = '"one"'
    origin.ask()
    origin.purge("page:a", X_Content_Version="7")
    origin.status = 304
    assert (origin.ask().body, origin.ask().how) == ('{"answer": 1}', "hit")
    asked = [one for one in origin.receiver.received if one.path.startswith("/graphql/")]
    assert [one.headers.get("if-none-match") for one in asked] == [None, '"one"']


def test_every_reader_gets_the_old_answer_for_as_long_as_the_cms_fails(origin):
    origin.ask()
    for version in ("8", "9"):
        origin.purge("page:a", X_Content_Version=version)
    origin.status = 503
    for is_ready in (True, False, True):
        origin.wait_until_known_as(ready=is_ready)
        answers = [origin.ask() for _ in range(4)]
        assert [(one.status, one.how, one.body) for one in answers] == [
            (200, "stale", '{"answer": 1}')
        ] * 4
    origin.status, origin.headers["X-Content-Version"] = 200, "9"
    new = [origin.ask() for _ in range(2)]
    # The last attempt to renew the old answer may still have been under way, and have succeeded.
    assert new[0].how in {"miss", "hit"}
    assert new[1].how == "hit"
    assert [one.body for one in new].count('{"answer": 1}') == 0


def test_an_answer_that_was_made_before_the_purge_is_served_when_the_cms_fails(origin):
    origin.ask()
    origin.purge("page:a", X_Content_Version="8")
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 2}', '{"answer": 3}']
    origin.status = 503
    assert [origin.ask().body for _ in range(2)] == ['{"answer": 3}'] * 2


def test_a_failure_hides_no_answer_that_is_kept_later(origin):
    origin.status = 500
    assert origin.ask().status == 500
    origin.status = 200
    origin.ask()
    origin.purge("page:a", X_Content_Version="8")
    origin.status = 500
    assert [origin.ask().status for _ in range(2)] == [200, 200]
