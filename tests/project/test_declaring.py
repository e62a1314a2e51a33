"""Variables of the environment: every mistake is named, all of them at once, and no secret."""

from dataclasses import replace

from django.core.exceptions import ImproperlyConfigured

import pytest

from cms.delivery.purges import configured
from cms.settings import environment, parsing, service_urls
from cms.settings.declaring import Environment, Holds, Variable
from cms.translation.machines import services
from tests.project.test_settings import GIVEN, manage

pytestmark = pytest.mark.one_database

KEY = Variable("KEY", "signs", holds=Holds.SECRET, is_needed=True)
SHARED = Variable("SHARED_URL", "a service", holds=Holds.CREDENTIALS)
COUNT = Variable("COUNT", "how many", "3", example="5")


def problems(given):
    """What reading these three variables finds wrong."""
    found = Environment(given)
    found.read(KEY, parsing.text)
    found.read(SHARED, service_urls.services)
    found.read(COUNT, parsing.integer(0))
    with pytest.raises(ImproperlyConfigured) as caught:
        found.check(in_production=True)
    return str(caught.value)


def test_what_is_not_given_or_empty_has_its_default():
    for given in ({}, {"COUNT": ""}):
        found = Environment(given)
        assert found.read(COUNT, parsing.integer(0)) == 3
        found.check(in_production=True)


def test_what_production_needs_is_needed_only_there():
    found = Environment({})
    assert found.read(KEY, parsing.text) == ""
    found.check()
    with pytest.raises(ImproperlyConfigured, match=r"^KEY: it is not set"):
        found.check(in_production=True)


def test_all_mistakes_are_named_at_once():
    assert problems({"COUNT": "many", "SHARED_URL": "host"}) == (
        "3 settings are wrong:"
        "\n  SHARED_URL: it has no scheme; write scheme://…."
        "\n  COUNT: “many” is not a whole number. Expected: something like 5"
        "\n  KEY: it is not set, and production needs it."
    )


def test_mistakes_of_all_kinds_are_one_message_at_the_start_of_a_process(tmp_path):
    given = {
        "CMS_URL": "cms.example.org", "GRAPHQL_SECONDS": "soon", "TIME_ZONE": "Beijing",
        "LOG_LEVEL": "LOUD", "LOG_FORMAT": "xml", "OIDC_URL": "https://a:geheim@",
        "PURGE_URLS": "fastly://x", "MACHINE_TRANSLATORS": "bing://:geheim@x",
        "EXTENSIONS": "nowhere_to_be_found", "PASSWORD_LOGIN": "perhaps",
        "TRUSTED_PROXIES": "proxy", "SEARCH_URL": "solr+http://x", "PORT": "70000",
        "DATABASE_URL": "postgres://u:geheim@host", "CACHE_URL": "redis://:geheim@host:x/0",
        "EMAIL_URL": "smtp://", "AUDIT_DAYS": "-1",
    }  # fmt: skip
    done = manage("check", tmp_path=tmp_path, **given)

    said = done.stderr.partition("ImproperlyConfigured: ")[2].splitlines()
    assert done.returncode == 1
    assert said[0] == f"{len(given) + 2} settings are wrong:"
    named = [line.strip().partition(" ")[0].rstrip(":") for line in said[1:]]
    assert sorted(named) == sorted([*given, "SECRET_KEY", "ALLOWED_HOSTS"])
    assert "geheim" not in done.stderr


def test_secrets_come_from_files_too(tmp_path):
    (tmp_path / "key").write_text("a secret of many letters\n")
    (tmp_path / "url").write_text("deepl://:geheim@host,\ndeepl://:other@host\n")
    given = {"KEY_FILE": str(tmp_path / "key"), "SHARED_URL_FILE": str(tmp_path / "url")}
    found = Environment(given)

    assert found.read(KEY, parsing.text) == "a secret of many letters"
    assert found.read(SHARED, service_urls.services) == [
        "deepl://:geheim@host",
        "deepl://:other@host",
    ]
    assert found.secrets == {"a secret of many letters", "geheim", "other"}
    found.check(in_production=True)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("absent", None, "can't be read (No such file or directory)."),
        (".", None, "can't be read (Is a directory)."),
        ("key", b"", "is empty."),
        ("key", b" \n", "is empty."),
        ("key", b"\xff\xfe", "isn't text in UTF-8."),
    ],
)
def test_a_file_that_gives_no_secret_is_named(name, content, reason, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert problems({"KEY_FILE": str(path)}) == f"KEY_FILE: the file {path} {reason}"


def test_a_secret_is_given_once(tmp_path):
    (tmp_path / "key").write_text("one of two keys")
    given = {"KEY": "the other of two", "KEY_FILE": str(tmp_path / "key")}
    assert problems(given) == "KEY_FILE: KEY is set as well; set one of the two."


def test_what_is_not_secret_is_not_read_from_files(tmp_path):
    (tmp_path / "count").write_text("4")
    found = Environment({"COUNT_FILE": str(tmp_path / "count")})
    assert found.read(COUNT, parsing.integer(0)) == 3


def test_a_mistake_does_not_tell_the_secret():
    found = Environment({"KEY": "geheim-geheim"})
    found.read(replace(KEY, default="1"), parsing.integer(0))
    with pytest.raises(ImproperlyConfigured) as caught:
        found.check()
    assert str(caught.value) == "KEY: “[redacted]” is not a whole number."


def test_a_production_that_runs_on_files(tmp_path):
    (tmp_path / "key").write_text(GIVEN["SECRET_KEY"] + "\n")
    (tmp_path / "database").write_text(f"sqlite:///{tmp_path}/else.sqlite3\n")
    given = GIVEN | {
        "SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "key"),
        "DATABASE_URL_FILE": str(tmp_path / "database"), "SECRET_KEY_FALLBACKS": "old, older",
    }  # fmt: skip
    said = (
        "from django.conf import settings as s; "
        "print(s.SECRET_KEY, s.DATABASES['default']['NAME'], s.SECRET_KEY_FALLBACKS)"
    )
    done = manage("shell", "--no-imports", "--command", said, tmp_path=tmp_path, **given)
    assert done.stdout == (f"{GIVEN['SECRET_KEY']} {tmp_path}/else.sqlite3 ['old', 'older']\n"), (
        done.stderr
    )


@pytest.mark.parametrize(
    ("parse", "value", "expected"),
    [
        (parsing.boolean, "on", True),
        (parsing.boolean, "TRUE", True),
        (parsing.boolean, "no", False),
        (parsing.boolean, "0", False),
        (parsing.items, " a, b,,c ", ["a", "b", "c"]),
        (parsing.seconds, "2.5", 2.5),
        (parsing.choice("json", ""), "JSON", "json"),
        (parsing.choice("json", ""), "", ""),
        (parsing.proxies, "2,10.0.0.0/8,::1", ["2", "10.0.0.0/8", "::1"]),
        (parsing.domains, "Example.org", ["example.org"]),
        (parsing.applications, "cms.news", ["cms.news"]),
    ],
)
def test_values(parse, value, expected):
    assert parse("X", value) == expected


@pytest.mark.parametrize(
    ("parse", "value"),
    [
        (parsing.boolean, "perhaps"),
        (parsing.integer(0), "1.5"),
        (parsing.integer(1), "0"),
        (parsing.integer(0, 65535), "65536"),
        (parsing.seconds, "0"),
        (parsing.seconds, "nan"),
        (parsing.seconds, "soon"),
        (parsing.choice("json"), "xml"),
        (parsing.time_zone, "localtime"),
        (parsing.proxies, "10.0.0.0/99"),
        (parsing.applications, "../news"),
        (parsing.made_folder, "/proc/none/at/all"),
    ],
)
def test_values_that_are_none(parse, value):
    with pytest.raises(ImproperlyConfigured, match=r"^X: "):
        parse("X", value)


def test_every_kind_of_service_is_known_to_who_asks_it():
    assert set(service_urls.PURGED) == set(configured.CACHE_TYPES)
    assert set(service_urls.TRANSLATORS) == set(services._SERVICES)


def test_every_address_with_a_password_and_every_secret_can_be_a_file():
    starred = {row.split("`")[1] for row in environment.TABLE if "` \\* |" in row}
    assert starred >= {
        "SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "CACHE_URL", "SEARCH_URL",
        "PURGE_URLS", "MACHINE_TRANSLATORS", "EMAIL_URL", "OIDC_URL", "METRICS_TOKEN",
        "DEMO_PASSWORD",
    }  # fmt: skip
