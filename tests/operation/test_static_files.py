"""The admin and the explorer in production, with everything they refer to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale
from wagtail.users.models import UserProfile

import pytest

from tests.operation import processes
from tests.services.sharing import ROOT

pytestmark = pytest.mark.one_database

BEHIND_TLS = {"X_Forwarded_Proto": "https"}
IN_HTML = re.compile(r"""(?:src|href)=["'](/static/[^"'?#]+)""")
IN_CSS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')?#]+)""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of an installation whose static files were collected."""
    state = tmp_path_factory.mktemp("production")
    done = processes.manage(state, "collectstatic", "--noinput", "-v1", **settings_of("production"))
    assert done.returncode == 0, done.stderr
    return state


@pytest.fixture(scope="module")
def origin(collected: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A server of that installation, with the explorer."""
    with django_db_blocker.unblock():
        processes.make_tables(collected)
    with processes.web(collected, GRAPHQL_EXPLORER="true", **settings_of("production")) as address:
        yield address


@pytest.fixture
def manifest(settings: Any, collected: Path) -> None:
    """The files of that installation here, too."""
    settings.STATIC_ROOT = str(collected / "static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "cms.operation.static_files.ManifestStorage"}
    }


def settings_of(name: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": f"cms.settings.{name}"}


def assert_served(origin: str, html: str, *, is_kept_for_ever: bool = True) -> set[str]:
    """All a page refers to is there, and all that these files refer to."""
    paths = set(IN_HTML.findall(html))
    missing, waiting = [], sorted(paths)
    while waiting:
        path = waiting.pop()
        status, headers, body = processes.asked(origin + path, **BEHIND_TLS)
        is_immutable = "immutable" in headers.get("cache-control", "")
        if status != 200 or (is_kept_for_ever and not is_immutable):
            missing.append((path, status, headers.get("cache-control")))
        if path.endswith(".css"):
            found = {urljoin(path, one.strip()) for one in IN_CSS.findall(body)} - paths
            paths |= found
            waiting += sorted(found)
    assert missing == []
    return paths


def test_the_login_page_is_whole(origin):
    status, _headers, html = processes.asked(f"{origin}/admin/login/", **BEHIND_TLS)

    assert status == 200
    paths = assert_served(origin, html)
    assert any(re.search(r"/wagtailadmin/css/core\.[0-9a-f]{12}\.css$", path) for path in paths)


def test_the_explorer_is_whole(origin):
    status, _headers, html = processes.asked(f"{origin}/graphql/", Accept="text/html", **BEHIND_TLS)

    assert status == 200
    names = {path.rsplit("/", 1)[1].split(".")[0] for path in assert_served(origin, html)}
    assert names >= {"graphiql", "react", "react-dom", "explorer", "graphiql-plugin-explorer"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_the_admin_are_whole(origin, manifest, chinese, language):
    user = get_user_model().objects.create_superuser("root", password="a-password-for-tests")
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    home = chinese.home.get_translation(Locale.objects.get(language_code="en"))

    found = set()
    for path in (
        "/admin/", f"/admin/pages/{home.pk}/", f"/admin/pages/{home.pk}/edit/", "/admin/reports/",
        "/admin/translations/", f"/admin/localize/submit/page/{home.pk}/", "/admin/images/add/",
    ):  # fmt: skip
        response = client.get(path)
        if response.status_code == 200:
            found |= set(IN_HTML.findall(response.content.decode()))
    # Widgets that were shown before in this process keep the names from then.
    html = "".join(f'src="{path}"' for path in sorted(found))
    assert_served(origin, html, is_kept_for_ever=False)
    assert len(found) > 20

    catalogue = client.get("/admin/jsi18n/", headers={"Accept-Language": language})
    assert catalogue.status_code == 200
    has_chinese = re.search(r"\\u[4-9][0-9a-f]{3}", catalogue.content.decode()) is not None
    assert has_chinese is (language == "zh-hans")


def test_the_files_of_our_own_packages_are_served(origin, collected):
    """Those that no page of these tests refers to, too."""
    sources = {
        str(path.relative_to(folder))
        for folder in ROOT.glob("cms/*/static")
        for path in folder.rglob("*")
        if path.is_file()
    }
    manifest = (collected / "static" / "staticfiles.json").read_text()
    hashed = {path: re.search(rf'"{re.escape(path)}": "([^"]+)"', manifest) for path in sources}

    assert [path for path, found in hashed.items() if found is None] == []
    names = [found[1] for found in hashed.values() if found]
    assert_served(origin, "".join(f'src="/static/{name}"' for name in names))


def test_a_reference_to_anything_but_a_source_map_has_to_lead_somewhere(tmp_path, settings):
    from django.core.files.base import ContentFile  # noqa: PLC0415

    from cms.operation.static_files import ManifestStorage  # noqa: PLC0415

    def collected(text: str) -> list[Any]:
        storage = ManifestStorage(location=str(tmp_path), base_url="/static/")
        storage.delete("a.css")
        storage.save("a.css", ContentFile(text))
        return [one for *_names, one in storage.post_process({"a.css": (storage, "a.css")})]

    assert collected("a {}\n/*# sourceMappingURL=a.css.map */")[0] is True
    (error,) = [one for one in collected("a { background: url(gone.png) }") if one is not True]
    assert "gone.png" in str(error)
