"""What must not be logged, and what has to stay readable."""

import time

import pytest

from cms.operation.redaction import Redactor, passwords_in

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("GET /en/?preview=abc.def-1&page=2 HTTP/1.1",
         "GET /en/?preview=[redacted]&page=2 HTTP/1.1"),
        ("/callback?code=abc&state=def#x", "/callback?code=[redacted]&state=[redacted]#x"),
        ("redis://:pa55@cache:6379/0 refused", "redis://[redacted]@cache:6379/0 refused"),
        ("postgres://news:pa%2F55@db/news", "postgres://[redacted]@db/news"),
        ("Authorization: Bearer abc.def", "Authorization: [redacted]"),
        ("{'Authorization': 'Bearer abc.def', 'Accept': '*/*'}",
         "{'Authorization': [redacted], 'Accept': '*/*'}"),
        ("Cookie: sessionid=abc; csrftoken=def", "Cookie: [redacted]"),
        ("('Set-Cookie', 'sessionid=abc; Path=/')", "('Set-Cookie', [redacted])"),
        ("sent Bearer abcdefghij.k", "sent Bearer [redacted]"),
        ('{"client_secret": "a b\\"c", "name": "x"}', '{"client_secret": [redacted], "name": "x"}'),
        ("<QueryDict: {'password': ['geheim'], 'next': ['/']}>",
         "<QueryDict: {'password': [redacted], 'next': ['/']}>"),
        ("DETAIL: Key (session_key)=(abc def) exists",
         "DETAIL: Key (session_key)=[redacted] exists"),
        ("password=b'geheim' user=3", "password=[redacted] user=3"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/admin/password_reset/confirm/[redacted]"),
        ("mail to a.reader+x@mail.example.org failed", "mail to [e-mail] failed"),
        ("?email=reader%40example.org", "?email=[redacted]"),
        ("to reader%40example.org", "to [e-mail]"),
        ("the key is own-secret-of-this-cms", "the key is [redacted]"),
        ("the key is own%2Fsecret", "the key is [redacted]"),
    ],
)  # fmt: skip
def test_masks(text, redacted):
    assert Redactor(["own-secret-of-this-cms", "own/secret"])(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /en/news/secretary-of-state/",
        "Published 3, unpublished 1",
        'File "/app/cms/api/view.py", line 12, in graphql',
        "KeyError: 'title'",
        "Forbidden (CSRF token missing.): /admin/login/",
        "https://cms.example.org/en/?page=2&q=新闻",
        "标题：新闻 @ 10:00",
        "Task id=0b1c path=cms.x state=FAILED",
    ],
)
def test_leaves(text):
    assert Redactor(["short"])(text) == text


@pytest.mark.parametrize(
    "piece",
    ["token", "a-", "a.", "@", "?token", "a:", "x=", "password:'", "://", "%40", "(", "Cookie"],
)
def test_takes_time_in_proportion_to_the_length_of_the_text(piece):
    start = time.process_time()
    Redactor()(piece * (30_000 // len(piece)))
    assert time.process_time() - start < 1


def test_finds_the_passwords_of_services():
    assert passwords_in(
        ["redis://:p%2Fw@host", "smtp://user@host", "postgres:///x", "http://[bad", ""]
    ) == ["p/w"]
