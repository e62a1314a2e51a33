from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

import pytest

from tests import factories
from tests.factories import Newsroom

pytestmark = pytest.mark.one_database

FRONTEND = Path(settings.BASE_DIR) / "frontend_contract" / "reference_frontend"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: http://localhost:8000; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/", 200),
        ("/zh-hans/news/an-article/", 200),
        ("/en/favorites/", 200),
        ("/zh-hans/search/?q=word", 200),
        ("/en/news/a-secret/", 403),
        ("/zh-hans/news/english-only/", 404),
        ("/en/news/nothing/", 404),
        ("/en/a/%E4%B8%AD", 404),
        ("/en/%FF", 404),
        ("/zh-hant/", 404),
    ],
)
def test_every_address_is_the_frontend_under_the_status_of_what_is_there(
    client: Client, english: Newsroom, chinese: Newsroom, address: str, status: int
) -> None:
    factories.translation(factories.news_page(english.news, slug="an-article"), title="文章")
    factories.news_page(english.news, slug="english-only")
    factories.private(factories.news_page(english.news, slug="a-secret"))

    response = client.get(address)

    assert response.status_code == status
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert b"".join(response) == (FRONTEND / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("address", "status", "target"),
    [
        ("/en", 308, "/en/"),
        ("/EN/News/An-Article?a=1", 308, "/en/news/an-article/?a=1"),
        ("/en/old", 308, "/en/news/an-article/"),
        ("/en/elsewhere?a=1", 307, "https://example.org/?b=2"),
        ("/en/news/%E4%B8%AD%E6%96%87", 308, "/en/news/%E4%B8%AD%E6%96%87/"),
    ],
)
def test_another_spelling_or_a_redirect_leads_on(
    client: Client, english: Newsroom, address: str, status: int, target: str
) -> None:
    page = factories.news_page(english.news, slug="an-article")
    factories.news_page(english.news, slug="中文")
    site = Site.objects.get()
    Redirect.objects.create(site=site, old_path="/en/old", redirect_page=page)
    Redirect.objects.create(
        site=site,
        old_path="/en/elsewhere",
        redirect_link="https://example.org/?b=2",
        is_permanent=False,
    )

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (status, target)
    assert response.content == b""


def test_the_status_takes_a_fixed_number_of_queries(
    client: Client, english: Newsroom, django_assert_num_queries: Any
) -> None:
    factories.news_page(english.news, slug="an-article")

    for address, count in [("/en/news/an-article/", 3), ("/en/nothing/", 3), ("/en/search/", 0)]:
        with django_assert_num_queries(count):
            client.get(address)


@pytest.mark.usefixtures("english")
def test_only_the_cms_itself_may_show_the_frontend_in_a_frame(client: Client) -> None:
    response = client.get("/en/")

    assert response["Content-Security-Policy"] == POLICY
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in response


def test_the_address_of_a_preview_is_told_to_nobody(client: Client) -> None:
    response = client.get("/zh-hans/news/anything/?preview=token")

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    # It shows itself in frames, to be compared.
    assert response["Content-Security-Policy"] == f"{POLICY}; frame-src 'self'"


@pytest.mark.parametrize("address", ["/xx/", "/english/", "/e/", "/en_GB/", "/zh-klingon/"])
def test_nothing_is_served_below_what_is_no_language(
    client: Client, db: None, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_the_frontend_is_only_read(client: Client) -> None:
    assert client.post("/en/").status_code == 405
    assert client.post("/reference_frontend/main.js").status_code == 405


def test_modules_are_served_as_javascript(client: Client) -> None:
    response = client.get("/reference_frontend/main.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"".join(response) == (FRONTEND / "main.js").read_bytes()


def test_operations_are_served_as_text(client: Client) -> None:
    response = client.get("/frontend_contract/operations/Route.graphql")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert b"".join(response).startswith(b"query Route($path: String!")


@pytest.mark.parametrize(
    "path",
    ["../schema.graphql", "%2e%2e/schema.graphql", "..%2f..%2fmanage.py", "parts/", "missing.js"],
)
def test_only_files_inside_the_folder_are_served(client: Client, db: None, path: str) -> None:
    assert client.get(f"/reference_frontend/{path}").status_code == 404


def test_without_a_site_the_root_leads_to_the_language_of_the_settings(
    client: Client, db: None
) -> None:
    Site.objects.all().delete()

    assert client.get("/")["Location"] == "/en/"
