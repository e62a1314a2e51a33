from pathlib import Path

from django.conf import settings
from django.test import Client
from wagtail.models import Site

import pytest

FRONTEND = Path(settings.BASE_DIR) / "frontend_contract" / "reference_frontend"


@pytest.mark.parametrize(
    "address",
    ["/en/", "/en", "/en/news/anything/", "/zh-hans/", "/zh-Hans/a/%E4%B8%AD", "/zh-hant/"],
)
def test_every_address_below_a_language_is_the_frontend(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert b"".join(response) == (FRONTEND / "index.html").read_bytes()


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
