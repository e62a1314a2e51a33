"""Private pages, for readers with a token."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

import pytest

from cms.delivery.publishing.private_pages import tokens
from tests import factories

pytestmark = pytest.mark.django_db

QUERY = "query($p: String!, $t: String!) { privatePage(path: $p, token: $t) { title path } }"


@pytest.fixture
def private_news(english):
    """A section with a password, and an article in it."""
    page = factories.news_page(english.news, "Secret plans")
    restriction = factories.private(english.news, "password")
    restriction.password = "sesame"
    restriction.save()
    cache.clear()
    return page


def path_of(page):
    return page.get_url_parts()[2]


def ask(page, token):
    """The title the API tells, and the privacy of its answer."""
    body = {"query": QUERY, "variables": {"p": path_of(page), "t": token}}
    response = Client().post("/graphql/", json.dumps(body), content_type="application/json")
    assert response["Cache-Control"] == "private, no-store"
    found = response.json()["data"]["privatePage"]
    return found and found["title"]


def give(path, password, **extra):
    body = json.dumps({"path": path, "password": password})
    return Client(enforce_csrf_checks=True).post(
        "/private/token", body, content_type="application/json", **extra
    )


def test_the_password_opens_the_section_and_nothing_else(english, private_news):
    other = factories.news_page(english.home, "Elsewhere")
    restriction = factories.private(other, "password")
    restriction.password = "other"
    restriction.save()
    given = give(path_of(private_news), "sesame")
    assert (given.status_code, given.json()["expiresInSeconds"]) == (200, 900)
    assert "no-store" in given["Cache-Control"]
    assert not given.cookies
    token = given.json()["token"]
    assert ask(private_news, token) == "Secret plans"
    assert ask(english.news, token) == english.news.title
    assert ask(other, token) is None
    # A public page isn't a private one, and no draft is.
    assert ask(english.home, token) is None
    private_news.unpublish()
    assert ask(private_news, token) is None


@pytest.mark.parametrize("change", ["password", "setting", "time", "altered"])
def test_a_token_ends(english, private_news, settings, change):
    restriction = english.news.get_view_restrictions().get()
    token = give(path_of(private_news), "sesame").json()["token"]
    assert ask(private_news, token) == "Secret plans"
    if change == "password":
        restriction.password = "new"
        restriction.save()
    elif change == "setting":
        restriction.delete()
    elif change == "time":
        settings.PRIVATE_PAGE_SECONDS = -1
    else:
        token = token[:-2] + ("aa" if token[-2:] != "aa" else "bb")
    assert ask(private_news, token) is None


def test_whoever_is_wrong_learns_nothing_and_has_to_wait(private_news):
    wrong = give(path_of(private_news), "wrong")
    nowhere = give("/en/nowhere/", "sesame")
    assert wrong.status_code == nowhere.status_code == 403
    assert wrong.content == nowhere.content
    for _try in range(9):
        # However the path is spelled, it is one page.
        assert give(path_of(private_news).rstrip("/"), "wrong").status_code == 403
    locked = give(path_of(private_news), "sesame")
    assert (locked.status_code, locked.json()) == (429, {"error": "LOCKED"})
    assert int(locked["Retry-After"]) > 0
    assert locked["Access-Control-Allow-Origin"] == "*"
    assert give(path_of(private_news), "sesame", REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.parametrize("body", ["", "[]", '{"path": 1, "password": "a"}', '{"path": "/en/"}'])
def test_other_requests_are_refused(body):
    response = Client().post("/private/token", body, content_type="application/json")
    assert response.status_code == 400


def test_two_passwords_are_not_one(private_news):
    inner = factories.private(private_news, "password")
    inner.password = "inner"
    inner.save()
    assert give(path_of(private_news), "sesame").status_code == 403
    inner.password = "sesame"
    inner.save()
    assert give(path_of(private_news), "sesame").status_code == 200


def test_a_translation_is_as_private(english, private_news):
    factories.in_chinese(english)
    page = factories.translation(private_news, title="密")
    token = give(path_of(private_news), "sesame").json()["token"]
    assert ask(page, token) == "密"


def test_users_get_a_token_on_the_origin_of_the_cms(english, settings):
    settings.FRONTEND_URL = "https://www.example.org"
    page = factories.news_page(english.news, "For members")
    restriction = factories.private(page, "groups")
    members = Group.objects.create(name="Members")
    restriction.groups.add(members)
    url = f"/private/login?path={path_of(page)}"
    reader, client = factories.user("member", "Members"), Client()
    assert urlsplit(client.get(url)["Location"]).path == "/admin/login/"
    client.force_login(factories.user("stranger"))
    assert client.get(url).status_code == 403
    client.force_login(reader)
    assert client.get("/private/login?path=//evil.example/").status_code == 403
    response = client.get(url)
    target = urlsplit(response["Location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == (
        f"https://www.example.org{path_of(page)}"
    )
    assert response["Referrer-Policy"] == "no-referrer"
    [token] = parse_qs(target.query)["access"]
    assert ask(page, token) == "For members"
    reader.groups.clear()
    assert ask(page, token) is None
    reader.groups.add(members)
    reader.is_active = False
    reader.save()
    assert not tokens.is_opened(page, token)
