"""Settings: read from the environment in one place, safe in production."""

import os
import re
import subprocess
import sys
from pathlib import Path

import wagtail.search.backends
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError

import pytest

from cms.operation.management.commands import write_settings_table
from cms.settings import searching

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
CMS = ROOT / "cms"
ENVIRONMENT = CMS / "settings" / "environment.py"
GIVEN = {
    "SECRET_KEY": "a-key-for-one-check-long-enough-and-of-many-different-letters-0123456789",
    "ALLOWED_HOSTS": "cms.example.org",
    "CMS_URL": "https://cms.example.org",
}
EXAMPLES = {
    "SECRET_KEY": "",
    "ALLOWED_HOSTS": ", for example cms.example.org",
    "CMS_URL": ", for example https://cms.example.org",
}


def manage(*arguments, tmp_path, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments, "--settings", "cms.settings.production"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "STATE_DIR": str(tmp_path)} | environment,
    )  # fmt: skip


def test_one_module_reads_the_environment():
    reading = re.compile(r"\bos\.environ\b|\bgetenv\b|\bfrom os import\b|\bEnv\(")
    found = {
        (str(path.relative_to(ROOT)), line.strip())
        for path in CMS.rglob("*.py")
        if path != ENVIRONMENT
        for line in path.read_text().splitlines()
        if reading.search(line)
    }
    naming_the_settings = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", '
    assert {path for path, line in found if not line.startswith(naming_the_settings)} == set()


def test_the_readme_has_the_table_that_follows_from_the_declarations():
    readme = (ROOT / "README.md").read_text()
    assert write_settings_table.with_table(readme) == readme, "run manage.py write_settings_table"
    rows = re.findall(r"^\| `([A-Z_]+)`", readme, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= set(rows)


def test_a_readme_without_the_table_is_not_written():
    with pytest.raises(CommandError):
        write_settings_table.with_table("# Newsroom CMS\n")


@pytest.mark.slow
def test_production_passes_the_checks_for_deployment(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "INFO", tmp_path=tmp_path, **GIVEN)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "System check identified no issues (2 silenced).\n",
        "",
    )


def test_an_answer_may_take_five_seconds_where_nothing_else_is_said(tmp_path):
    said = "from django.conf import settings; print(settings.GRAPHQL_SECONDS)"
    done = manage("shell", "--no-imports", "--command", said, tmp_path=tmp_path, **GIVEN)
    assert (done.returncode, done.stdout) == (0, "5.0\n")


def test_searches_in_the_database_unless_told_otherwise():
    assert searching.search_backend("") == {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "simple",
    }


@pytest.mark.parametrize("backend", sorted(searching.CLIENTS))
def test_takes_a_search_server_once_its_package_is_there(backend, tmp_path, monkeypatch):
    module, _requirement = searching.CLIENTS[backend]
    (tmp_path / f"{module}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    found = searching.search_backend(f"{backend}+https://user:word@search.example:9200")

    assert (found["BACKEND"], found["URLS"]) == (
        f"wagtail.search.backends.{backend}",
        ["https://user:word@search.example:9200"],
    )
    package = Path(wagtail.search.backends.__file__).parent
    assert (package / f"{backend}.py").is_file()


@pytest.mark.parametrize(
    "url", ["http://host:9200", "elasticsearch8", "elasticsearch8+redis://host", "solr+http://host"]
)
def test_refuses_a_search_server_it_does_not_know(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        searching.search_backend(url)

    assert str(caught.value) == (
        "SEARCH_URL is empty or BACKEND+http://host:port or BACKEND+https://host:port, where "
        "BACKEND is one of elasticsearch7, elasticsearch8, elasticsearch9, opensearch2, "
        "opensearch3."
    )


def test_names_the_package_that_a_search_server_needs(tmp_path):
    url = "opensearch3+http://127.0.0.1:9200"
    done = manage("check", tmp_path=tmp_path, SEARCH_URL=url, **GIVEN)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: SEARCH_URL asks for opensearch3, which needs "
        'a package: pip install "opensearch-py>=3,<4".'
    )


@pytest.mark.parametrize("missing", sorted(GIVEN))
def test_production_does_not_start_without(missing, tmp_path):
    given = {name: value for name, value in GIVEN.items() if name != missing}
    done = manage("check", tmp_path=tmp_path, **given)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: {missing}: it is not set, and production "
        f"needs it{EXAMPLES[missing]}."
    )


def test_the_time_zone_of_the_newsroom_is_a_setting(tmp_path):
    said = "from django.conf import settings; print(settings.TIME_ZONE)"
    shell = ("shell", "--no-imports", "--command", said)
    for given, expected in (({}, "UTC\n"), ({"TIME_ZONE": "Asia/Shanghai"}, "Asia/Shanghai\n")):
        assert manage(*shell, tmp_path=tmp_path, **GIVEN, **given).stdout == expected
    done = manage("check", tmp_path=tmp_path, TIME_ZONE="Beijing", **GIVEN)
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: TIME_ZONE: “Beijing” is not the name of a "
        "time zone such as Asia/Shanghai."
    )


@pytest.mark.slow
def test_mail_goes_where_it_is_said_to_and_nowhere_else(tmp_path):
    said = (
        "from django.conf import settings as s; "
        "print(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, "
        "s.DEFAULT_FROM_EMAIL, s.TRANSLATION_DIGEST)"
    )
    url = {"EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587"}
    for given, expected in (
        ({}, "dummy localhost 25 False newsroom@cms.example.org False\n"),
        (url, "smtp mail.example.org 587 True newsroom@cms.example.org True\n"),
    ):
        shell = ("shell", "--no-imports", "--command", said)
        done = manage(*shell, tmp_path=tmp_path, **GIVEN, **given)
        assert (done.returncode, done.stdout) == (0, expected), done.stderr


@pytest.mark.parametrize("module", ["production", "dev"])
@pytest.mark.parametrize("media_url", ["/media/", "https://cdn.example.org/media/"])
def test_no_settings_let_a_file_past_the_gate(tmp_path, module, media_url):
    said = (
        "from django.core.files.storage import storages; from django.urls import resolve; "
        "from wagtail.documents.models import Document; from wagtail.images.models import Image; "
        "public, field = storages['public'], Image.renditions.rel.related_model.file.field; "
        "print(Document.file.field.storage.location, public.location, field.storage.url('a.png'), "
        "Image.file.field.storage.url('a b.png'), public.url('a.png'), "
        "*(resolve(path).func.__module__ for path in ('/files/a', '/documents/1/a', '/media/a')))"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", said],
        cwd=ROOT, capture_output=True, text=True, check=True,
        env={
            "PATH": os.environ["PATH"], "STATE_DIR": str(tmp_path), "MEDIA_URL": media_url,
            "DJANGO_SETTINGS_MODULE": f"cms.settings.{module}", **GIVEN,
        },
    )  # fmt: skip
    gate = "/files/" if media_url == "/media/" else "https://cms.example.org/files/"
    assert done.stdout.split() == [
        f"{tmp_path}/media_private", f"{tmp_path}/media", f"{gate}a.png", f"{gate}a%20b.png",
        f"{media_url}a.png", *["cms.content.media.views"] * 3,
    ]  # fmt: skip


def test_files_are_kept_in_the_store_that_is_named(tmp_path):
    said = (
        "from django.conf import settings; from django.core.files.storage import storages; "
        "private, public = storages['default'], storages['public']; "
        "print(private.bucket_name, private.location, private.url('a.png'), public.url('a.png'), "
        "settings.STORAGE_ORIGIN)"
    )
    url = "s3://key:a-secret-of-the-store@minio.example.org/news?region=eu-central-1"
    done = manage(
        "shell", "--no-imports", "--command", said, tmp_path=tmp_path, STORAGE_URL=url, **GIVEN
    )
    assert done.stdout.split() == [
        "news", "private", "/files/a.png", "/media/a.png", "https://minio.example.org",
    ], done.stderr  # fmt: skip


def test_a_wrong_address_of_a_store_stops_the_start_and_shows_no_secret(tmp_path):
    url = "s3://key:a-secret-of-the-store@minio.example.org"
    done = manage("check", tmp_path=tmp_path, STORAGE_URL=url, **GIVEN)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: STORAGE_URL: the name of the bucket is "
        "missing: s3://key:secret@host/bucket?region=…."
    )
    assert "a-secret-of-the-store" not in done.stderr
