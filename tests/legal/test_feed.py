"""Atom feeds of changes of legal notices."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from django.utils import timezone
from wagtail.models import PageViewRestriction

import pytest

from cms.legal.models import LegalNoticePage
from tests.translation.fixtures import publish

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def _change(notice, **fields):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    for name, value in fields.items():
        setattr(notice, name, value)
    return publish(notice)


@pytest.fixture
def entries(client):
    """The entries of a feed: language, title, text, the paths it leads to, and its id."""

    def read(tag):
        response = client.get(f"/feeds/legal/{tag}.atom")
        root = ET.fromstring(response.content)  # noqa: S314 - of our own making
        assert root.get(f"{XML}lang") == tag
        return [
            (
                entry.get(f"{XML}lang"),
                entry.findtext(f"{ATOM}title"),
                entry.findtext(f"{ATOM}summary"),
                [link.get("href") for link in entry.findall(f"{ATOM}link")],
            )
            for entry in root.findall(f"{ATOM}entry")
        ]

    return read


def test_versions_and_withdrawals_are_entries_in_the_language(newsroom, translate, entries):
    notice = newsroom.notice("One.")
    successor = newsroom.notice("Two.", title="New terms", slug="new-terms")
    translate(notice, newsroom.zh)
    notice = _change(notice, effective_on=date(2999, 12, 9), change_kind="substantive",
                     change_note="<Everything>", described_after=1)  # fmt: skip
    tomorrow = timezone.localdate() + timedelta(days=1)
    fields = {"withdrawn_on": tomorrow, "withdrawal_reason": "Outdated.", "replaced_by": successor}
    _change(notice, **fields)

    home = "http://localhost:8000"
    own, new = f"{home}/en/legal/terms/", f"{home}/en/legal/new-terms/"
    english = entries("en")
    assert [(one[0], one[1]) for one in english] == [
        ("en", "Terms, withdrawal"),
        ("en", "Terms, version 2"),
        ("en", "New terms, version 1"),
        ("en", "Terms, version 1"),
    ]
    assert english[0][3] == [own, new]
    assert english[0][2].endswith("\nOutdated.")
    assert english[1][2] == (
        "In force from Dec. 9, 2999\nSubstantive: rights or duties change\n<Everything>"
    )
    chinese = entries("zh-Hans")
    assert [(one[0], one[1]) for one in chinese] == [
        ("en", "译Terms，撤回"),
        ("zh-Hans", "译Terms，第 2 版"),
        ("zh-Hans", "译Terms，第 1 版"),
        ("en", "New terms，第 1 版"),
    ]
    assert chinese[0][3] == [f"{home}/zh-hans/legal/terms/", new]


def test_the_feed_holds_what_readers_may_see(newsroom, entries, client):
    notice = newsroom.notice("One.")
    hidden = newsroom.notice("Two.", title="Sesame", slug="sesame")
    newsroom.notice("Three.", title="Later sesame", slug="later", effective_on=date(2999, 1, 1))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    _change(notice, withdrawn_on=timezone.localdate(), withdrawal_reason="Old.", replaced_by=hidden)
    body = client.get("/feeds/legal/en.atom").content.decode()
    assert "esame" not in body
    assert [title for _lang, title, _text, _links in entries("en")] == [
        "Terms, withdrawal",
        "Terms, version 1",
    ]
    LegalNoticePage.objects.get(pk=notice.pk).unpublish()
    assert entries("en") == []


def test_the_feed_is_cached_like_answers(newsroom, client, settings):
    notice = newsroom.notice("One.")
    settings.SHARED_CACHE_SECONDS = 60
    first = client.get("/feeds/legal/en.atom")
    key = notice.translation_key.hex[:16]
    assert any(tag.endswith(key) for tag in first["xkey"].split())
    assert first["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    again = client.get("/feeds/legal/en.atom", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/feeds/legal/xx.atom").status_code == 404
    assert client.post("/feeds/legal/en.atom").status_code == 405
