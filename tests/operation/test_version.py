"""The version: declared once, and the same wherever it is shown."""

import re
import tomllib

import cms
from cms.api.schema import schema
from tests import factories
from tests.browser.running import ROOT

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_the_code_has_the_declared_version(settings):
    assert re.fullmatch(r"\d+\.\d+\.\d+", DECLARED)
    assert cms.__version__ == settings.VERSION == DECLARED


def test_frontends_read_the_version_from_the_schema(client, db):
    answer = client.post("/graphql/", {"query": "{ __schema { description } }"}, "application/json")
    assert answer.json() == {"data": {"__schema": {"description": f"Newsroom CMS {DECLARED}"}}}
    assert str(schema).startswith(f'"""Newsroom CMS {DECLARED}"""\nschema {{\n')


def test_the_first_page_of_the_admin_ends_with_version_and_commit(client, english, settings):
    client.force_login(factories.administrator())
    shown = f"Newsroom CMS {DECLARED}"
    assert f">{shown}</p>" in client.get("/admin/").content.decode()
    settings.COMMIT = "0123abc"
    assert f">{shown} (0123abc)</p>" in client.get("/admin/").content.decode()


def test_an_image_has_the_version_and_the_file_that_declares_it():
    compose = (ROOT / "deploy" / "compose.yaml").read_text()
    assert re.findall(r"image: newsroom-cms:(\S+)", compose) == [DECLARED]
    copied = re.findall(r"^COPY (.+) \./$", (ROOT / "deploy/Dockerfile").read_text(), re.MULTILINE)
    assert any("pyproject.toml" in one.split() for one in copied)
    assert "!pyproject.toml\n" in (ROOT / "deploy" / "Dockerfile.dockerignore").read_text()
