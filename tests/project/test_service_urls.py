"""Addresses of services: a mistake is named at start, with its variable, without its password."""

from django.core.exceptions import ImproperlyConfigured

import pytest
from environ import Env

from cms.settings import service_urls
from tests.project.test_settings import GIVEN, manage

pytestmark = pytest.mark.one_database

POSTGRESQL = "django.db.backends.postgresql"
RESILIENT = "cms.operation.resilient_cache.ResilientRedisCache"


NO_PORT = (
    "the port is a number from 1 to 65535; a password with one of the characters / ? # @ : [ ] is "
    "written percent-encoded."
)
NOT_SUPPORTED = "isn't supported; use one of"


@pytest.mark.parametrize(
    ("variable", "url", "reason"),
    [
        ("DATABASE_URL", "mysql://u:geheim@host/name", f"the scheme mysql:// {NOT_SUPPORTED} "),
        ("DATABASE_URL", "postgres://u:geheim@host:54x2/name", NO_PORT),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3", "there is no folder /nowhere/at."),
        (
            "CACHE_URL",
            "memcache://host:11211",
            f"the scheme memcache:// {NOT_SUPPORTED} redis://, ",
        ),
        ("CACHE_URL", "redis://:geheim@host:0/1", "the port is a number from 1 to 65535."),
        (
            "SEARCH_URL",
            "elasticsearch8+https://u:geheim@:9200",
            "the host is missing: https://host.",
        ),
        ("EMAIL_URL", "imap://u:geheim@host", f"the scheme imap:// {NOT_SUPPORTED} smtp://, "),
        ("PURGE_URLS", "squid://:geheim@host", "a URL begins with one of varnish://, "),
        ("PURGE_URLS", "varnish://host:6081,varnish://host:99999", NO_PORT),
        ("PURGE_URLS", "fastly://service", "fastly://:secret@service lacks its secret."),
        ("MACHINE_TRANSLATORS", "bing://:geheim@host", "“bing://…” is none of deepl://:key@host, "),
        ("FRONTEND_URL", "www.example.org", "it has no scheme; write http://…."),
        (
            "CMS_URL",
            "ftp://cms.example.org",
            f"the scheme ftp:// {NOT_SUPPORTED} http://, https://.",
        ),
        ("MEDIA_URL", "media/", "it has no scheme; write /media/."),
    ],
)
def test_a_process_does_not_start_and_says_why(variable, url, reason, tmp_path):
    done = manage("check", tmp_path=tmp_path, **GIVEN | {variable: url})

    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {variable}: {reason}" in last
    assert "geheim" not in done.stderr


def parse_of(read):
    parse = {service_urls.database: Env.db_url_config, service_urls.cache: Env.cache_url_config}
    return [parse[read]] if read in parse else []


@pytest.mark.parametrize(
    ("read", "url", "reason"),
    [
        (service_urls.database, "oracle://host/x", "oracle://"),
        (service_urls.database, "postgis://host/x", "postgis://"),
        (service_urls.database, "mssql://host/x", "mssql://"),
        (service_urls.database, "postgres://host", "the name of the database is missing"),
        (service_urls.database, "postgres://[::1/x", "IPv6"),
        (service_urls.database, "postgres://u:a/b@host/x", "percent-encoded"),
        (service_urls.database, "postgres://a:1,b:x/name", "the port is a number"),
        (service_urls.database, "host/x", "it has no scheme; write postgres://…"),
        (service_urls.database, "sqlite://var/x.sqlite3", "four slashes"),
        (service_urls.database, "sqlite:////tmp", "is a folder"),
        (service_urls.cache, "dbcache://table", "dbcache://"),
        (service_urls.cache, "pymemcache://host", "pymemcache://"),
        (service_urls.cache, "redis://", "the host is missing"),
        (service_urls.cache, "redis://host/first", "the number of the database"),
        (service_urls.cache, "redis://host/0?colour=red", "an option Redis doesn't have"),
        (service_urls.cache, "rediss://host:x", "the port is a number"),
        (service_urls.cache, " redis://host", "a space"),
        (service_urls.cache, "filecache:///nowhere/at/all", "there is no folder /nowhere/at/all"),
        (service_urls.email, "smtp://", "the host is missing"),
        (service_urls.email, "smtp://host:70000", "the port is a number"),
        (service_urls.email, "filemail:////nowhere", "there is no folder /nowhere"),
        (service_urls.origin, "https://", "the host is missing"),
        (service_urls.origin, "https://host:x", "the port is a number"),
        (service_urls.origin, "https://host/?a=b", "and nothing else"),
        (service_urls.origin, "https://user:word@host", "and nothing else"),
        (service_urls.origin, "//host", "it has no scheme"),
        (service_urls.media, "/", "a path of its own"),
        (service_urls.media, "//cdn.example.org/", "it has no scheme"),
        (service_urls.media, "s3://bucket/", "s3://"),
        (service_urls.search, "elasticsearch8+http://host:x", "the port is a number"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(read, url, reason):
    with pytest.raises(ImproperlyConfigured) as caught:
        read("X_URL", url, *parse_of(read))

    assert str(caught.value).startswith("X_URL: ")
    assert reason in str(caught.value)
    assert "word" not in str(caught.value).replace("password", "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p%2Fw@host:5432/news", (POSTGRESQL, "host", 5432, "news", "p/w")),
        ("postgresql:////run/postgresql/news", (POSTGRESQL, "/run/postgresql", "", "news", "")),
        ("psql://host/news?sslmode=require", (POSTGRESQL, "host", "", "news", "")),
    ],
)
def test_takes_databases(url, expected):
    found = service_urls.database("DATABASE_URL", url, Env.db_url_config)
    keys = ("ENGINE", "HOST", "PORT", "NAME", "PASSWORD")
    assert tuple(found[key] for key in keys) == expected


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("redis://host:6379/0", "redis://host:6379/0"),
        ("rediss://:word@host/1", "rediss://:word@host/1"),
        ("valkey://host", "redis://host"),
        ("valkeys://host/2", "rediss://host/2"),
        ("redis://one:6379,two:6380/0", ["redis://one:6379/0", "redis://two:6380/0"]),
        ("redis:///run/redis.sock?db=1", "unix:///run/redis.sock"),
    ],
)
def test_takes_redis(url, location):
    found = service_urls.cache("CACHE_URL", url, Env.cache_url_config)
    assert (found["BACKEND"], found["LOCATION"]) == (RESILIENT, location)


def test_takes_what_needs_no_service(tmp_path):
    for url in ("locmemcache://", "dummycache://", f"filecache://{tmp_path}"):
        assert service_urls.cache("CACHE_URL", url, Env.cache_url_config)["BACKEND"].startswith(
            "django.core.cache.backends."
        )
    assert service_urls.origin("CMS_URL", "https://cms.example.org/") == "https://cms.example.org"
    assert service_urls.origin("CMS_URL", "http://[::1]:8000") == "http://[::1]:8000"
    assert (
        service_urls.media("MEDIA_URL", "https://cdn.example.org/m") == "https://cdn.example.org/m/"
    )
    assert service_urls.email("EMAIL_URL", "") == service_urls.origin("FRONTEND_URL", "") == ""
