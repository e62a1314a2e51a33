"""The headers that keep pages apart: on every response, whatever it is."""

import re

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

import pytest

from cms.accounts.policies import PolicyMiddleware
from tests import factories

pytestmark = pytest.mark.one_database

NOTHING = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
           "frame-ancestors": "'none'"}  # fmt: skip
PLAIN_PAGE = NOTHING | {"style-src": "'self'", "img-src": "'self'", "form-action": "'self'"}


def policy(response):
    """The directives of a response and what each allows."""
    header = response.headers["Content-Security-Policy"]
    return {item.partition(" ")[0]: item.partition(" ")[2] for item in header.split("; ")}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing-there", 404),
        ("/admin", 301),
        ("/health/live", 200),
        ("/health/ready", 200),
        ("/metrics", 404),
        ("/static/wagtailadmin/css/core.css", 200),
        ("/static/wagtailadmin/images/favicon.ico", 200),
        ("/reference_frontend/main.js", 200),
        ("/media/nothing.png", 404),
        ("/", 302),
        ("/admin/jsi18n/", 200),
        ("/admin/sprite/", 200),
    ],
)
def test_what_needs_nothing_may_do_nothing(client, english, path, status):
    assert finders.find("wagtailadmin/css/core.css")
    response = client.get(path)
    assert response.status_code == status
    is_page = response["Content-Type"].startswith("text/html")
    assert policy(response) == (PLAIN_PAGE if is_page else NOTHING)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_so_has_an_answer_and_what_went_wrong(client, english, monkeypatch):
    answer = client.get("/graphql/", {"query": "{ languages { tag } }"})
    assert policy(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert (answer.cookies, answer["Vary"]) == ({}, "Accept, X-Preview")

    monkeypatch.setattr("cms.delivery.health.SiteTree", None)
    broken = Client(raise_request_exception=False).get("/health/ready")
    assert (broken.status_code, policy(broken)) == (500, PLAIN_PAGE)


def test_pages_of_the_admin_may_do_what_wagtail_does(client, english, admin_user, settings):
    settings.FRONTEND_URL = "https://www.example.org"
    settings.MEDIA_URL = "https://media.example.org/files/"
    client.force_login(admin_user)
    edit = policy(client.get(reverse("wagtailadmin_pages:edit", args=[english.news.pk])))
    assert re.fullmatch(r"'self' 'nonce-\w{32}'", edit.pop("script-src"))
    assert edit == {
        "default-src": "'none'",
        "script-src-attr": "'unsafe-hashes' 'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob: https://media.example.org",
        "media-src": "'self' https://media.example.org",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self' https://www.example.org",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize(
    "path", ["/admin/reports/audit/", "/admin/second-factor/", "/admin/translations/"]
)
def test_our_own_pages_are_stricter(client, english, admin_user, path):
    client.force_login(admin_user)
    own = policy(client.get(path))
    assert (own["style-src"], "unsafe-inline" in str(own)) == ("'self'", False)
    assert policy(Client().get("/admin/login/"))["style-src"] == "'self'"


def test_every_script_of_a_page_is_a_file_or_has_the_nonce(client, english, admin_user):
    client.force_login(admin_user)
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)([^>]*)>")
    article = factories.news_page(english.news)
    for path in (
        reverse("wagtailadmin_pages:edit", args=[article.pk]), reverse("wagtailusers_users:index"),
        reverse("wagtailadmin_workflows:add"),
    ):  # fmt: skip
        response = client.get(path)
        nonce = re.search(r"'nonce-(\w+)'", response.headers["Content-Security-Policy"])[1]
        result = inline.findall(response.content.decode())
        assert result, path
        assert set(result) == {f' nonce="{nonce}"'}


def test_the_nonce_is_that_of_one_session(client, admin_user):
    def nonce(browser):
        return policy(browser.get("/admin/users/"))["script-src"]

    client.force_login(admin_user)
    other = Client()
    other.force_login(admin_user)
    assert nonce(client) == nonce(client) != nonce(other)
    before = policy(Client().get("/admin/login/"))["script-src"]
    assert before != policy(Client().get("/admin/login/"))["script-src"]


def test_a_policy_of_a_view_stays_and_frames_follow_the_older_header():
    request = RequestFactory().get("/admin/x/")

    def seen(**headers):
        response = HttpResponse(
            headers={name.replace("_", "-"): one for name, one in headers.items()}
        )
        return policy(PolicyMiddleware(lambda _request: response)(request))

    assert seen(Content_Security_Policy="sandbox") == {"sandbox": ""}
    assert seen(X_Frame_Options="SAMEORIGIN")["frame-ancestors"] == "'self'"
    assert seen(X_Frame_Options="DENY")["frame-ancestors"] == "'none'"
    assert seen()["frame-ancestors"] == "'none'"


def test_explorer_and_frontend_run_nothing_that_is_not_a_file(client, english):
    explorer = policy(client.get("/graphql/", headers={"Accept": "text/html"}))
    frontend = policy(client.get("/en/"))
    for found in (explorer, frontend):
        assert (found["default-src"], found["script-src"]) == ("'none'", "'self'")
        assert (found["base-uri"], "unsafe" in str(found)) == ("'none'", False)
    assert explorer["frame-ancestors"] == "'none'"
    assert frontend["frame-ancestors"] == "'self'"
