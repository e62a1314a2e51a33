"""The search for links that lead nowhere."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any

from django.utils import timezone

import pytest

from cms.delivery.models import BrokenLink, CheckedUrl
from cms.delivery.publishing.link_check import job, outside
from cms.operation import http_client
from cms.operation.http_client import Response
from cms.operation.models import Job
from tests import factories

pytestmark = pytest.mark.django_db

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"


@pytest.fixture
def web(monkeypatch):
    """Other sites: the statuses by method and URL, the requests made, and how long was waited."""

    class Web:
        def __init__(self) -> None:
            self.statuses: dict[tuple[str, str], Any] = {}
            self.requests: list[tuple[str, str]] = []
            self.waited: list[float] = []

    web = Web()

    def looked_up(host, port, **_options):
        if host == "nowhere.example":
            raise socket.gaierror("unknown")
        ip = PRIVATE if host.startswith("intranet") else PUBLIC
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def send(request, limits):
        assert request.ips == (PUBLIC,)
        assert limits.seconds <= 10
        web.requests.append((request.method, request.url))
        answer = web.statuses.get((request.method, request.url), 200)
        if isinstance(answer, Exception):
            raise answer
        return Response(answer, b"")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(http_client, "send", send)
    monkeypatch.setattr("time.sleep", web.waited.append)
    outside._asked_at.clear()
    return web


@pytest.mark.parametrize(
    ("url", "statuses", "reason", "methods"),
    [
        ("https://a.example/b#c", [200], "", ["HEAD"]),
        ("https://a.example/b", [404, 404], "HTTP 404", ["HEAD", "GET"]),
        ("https://a.example/b", [405, 200], "", ["HEAD", "GET"]),
        ("https://a.example/b", [301], "", ["HEAD"]),
        ("https://a.example/b", [403], "", ["HEAD"]),
        ("https://a.example/b", [500, 500], "HTTP 500", ["HEAD", "GET"]),
        ("https://nowhere.example/", [], "no such host", []),
        ("http://intranet.example/", [], "a private address", []),
        ("ftp://a.example/", [], "no valid URL", []),
    ],
)
def test_one_question(web, settings, url, statuses, reason, methods):
    # Whatever webhooks may do.
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    bare = url.partition("#")[0]
    web.statuses = dict(zip([("HEAD", bare), ("GET", bare)], statuses, strict=False))
    assert outside.broken_because(url) == reason
    assert web.requests == [(method, bare) for method in methods]


def test_a_site_that_is_silent(web):
    web.statuses["HEAD", "https://a.example/"] = http_client.TimedOut("No answer in time.")
    assert outside.broken_because("https://a.example/") == "no answer in time"


def test_a_host_is_asked_once_a_second(web):
    for path in ("1", "2", "3"):
        outside.broken_because(f"https://a.example/{path}")
    outside.broken_because("https://b.example/")
    assert [round(waited, 1) for waited in web.waited] == [0.0, 1.0, 2.0, 0.0]


@pytest.fixture
def pages(english):
    """Two published pages with links, and a draft."""
    hidden = factories.news_page(english.news, "Hidden", live=False)
    html = (
        '<p><a href="https://a.example/gone">A report</a> <a href="https://a.example/">fine</a> '
        f'<a linktype="page" id="{hidden.pk}">a draft</a> <a href="/en/news/nowhere/">old</a></p>'
    )
    body = [factories.rich_text(html)]
    return [
        factories.news_page(english.news, "One", body=body),
        factories.news_page(english.news, "Two", body=body),
        factories.news_page(english.news, "Draft", body=body, live=False),
    ]


def test_the_job_notes_what_is_broken_on_published_pages(
    pages, web, django_capture_on_commit_callbacks
):
    web.statuses = dict.fromkeys(
        [("HEAD", "https://a.example/gone"), ("GET", "https://a.example/gone")], 404
    )
    with django_capture_on_commit_callbacks(execute=True):
        made = job.start(factories.administrator())
    made.refresh_from_db()
    assert made.finished_at
    one = BrokenLink.objects.filter(page=pages[0]).order_by("pk")
    assert list(one.values_list("text", "url", "reason", "is_outside")) == [
        ("A report", "https://a.example/gone", "HTTP 404", True),
        ("a draft", "", "not public", False),
        ("old", "/en/news/nowhere/", "gone", False),
    ]
    assert set(one.values_list("block_id", flat=True)) == {pages[0].body.raw_data[0]["id"]}
    assert set(BrokenLink.objects.values_list("page", flat=True)) == {pages[0].pk, pages[1].pk}
    # What two pages link to is asked about once.
    assert len(web.requests) == len(set(web.requests)) == 3
    pages[0].unpublish()
    job.check(pages[0].pk, made)
    assert not BrokenLink.objects.filter(page=pages[0]).exists()


def test_a_url_is_asked_about_again_after_a_while_and_so_many_in_a_job(pages, web, monkeypatch):
    made = Job.objects.create(kind=job.CHECK, title="", user=factories.administrator())
    job.check(pages[0].pk, made)
    count = len(web.requests)
    CheckedUrl.objects.update(checked_at=timezone.now() - job.ANEW_AFTER - timedelta(hours=1))
    job.check(pages[0].pk, made)
    assert len(web.requests) == 2 * count
    CheckedUrl.objects.all().delete()
    monkeypatch.setattr(job, "MOST_OUTSIDE", 1)
    job.check(pages[0].pk, made)
    assert len(web.requests) == 2 * count + 1
    CheckedUrl.objects.update(checked_at=timezone.now() - timedelta(days=31))
    assert job.prune() == 1


def test_editors_see_their_pages_and_the_number_of_others(admin_client, pages, web):
    made = Job.objects.create(kind=job.CHECK, title="", user=factories.administrator("other"))
    job.check(pages[0].pk, made)
    shown = admin_client.get("/admin/reports/broken-links/").content.decode()
    assert "/en/news/nowhere/" in shown
    assert "The page or document is gone" in shown
    assert "Check all links now" in shown
    assert "that you may not edit" not in shown


def test_whoever_may_not_edit_the_pages_gets_their_number(client, pages, web):
    from django.contrib.auth.models import Permission  # noqa: PLC0415

    made = Job.objects.create(kind=job.CHECK, title="", user=factories.administrator("other"))
    job.check(pages[0].pk, made)
    looker = factories.user("looker")
    looker.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_brokenlink"])
    )
    client.force_login(looker)
    shown = client.get("/admin/reports/broken-links/").content.decode()
    assert "2 more are on pages that you may not edit." in shown
    assert "/en/news/nowhere/" not in shown
    assert client.post("/admin/reports/broken-links/check/").status_code == 302
    looker.user_permissions.clear()
    client.force_login(looker)
    assert client.post("/admin/reports/broken-links/check/").status_code in {302, 403}
    assert Job.objects.filter(user=looker).count() == 1
