"""The variables of the environment, each declared once: its name, type, default and meaning.

Nothing else reads the environment. The table in the README is made of these declarations by
``manage.py write_settings_table``. ``check`` names all mistakes at once.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import environ

from cms.settings import parsing, searching, service_urls, signing_in
from cms.settings.declaring import Environment, Holds, Variable

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
BASE_DIR = Path(__file__).resolve().parents[2]
CREDENTIALS, SECRET = Holds.CREDENTIALS, Holds.SECRET

_environment = Environment(os.environ)
check = _environment.check


def _read(
    name: str,
    parse: Callable[[str, str], T],
    meaning: str,
    default: str = "",
    words: str = "",
    *,
    example: str = "",
    holds: Holds = Holds.NOTHING_SECRET,
    is_needed: bool = False,
) -> T:
    """Declare a variable and read it; ``words`` say in the README what the default is."""
    variable = Variable(name, meaning, default, words, example, holds, is_needed)
    return _environment.read(variable, parse)


SECRET_KEY = _read(
    "SECRET_KEY", parsing.text, "signs sessions and links; long and secret", "",
    "none in production", holds=SECRET, is_needed=True,
)  # fmt: skip
SECRET_KEY_FALLBACKS = _read(
    "SECRET_KEY_FALLBACKS", parsing.items,
    "former keys, separated by commas, whose signatures still count: put the old one here when "
    "you change `SECRET_KEY`, and take it away after two weeks", holds=SECRET,
)  # fmt: skip
ALLOWED_HOSTS = _read(
    "ALLOWED_HOSTS", parsing.items, "host names the CMS answers to, separated by commas", "",
    "local names in the demo", example="cms.example.org", is_needed=True,
)  # fmt: skip
CMS_URL = _read(
    "CMS_URL", service_urls.origin, "where the admin is reached", "",
    "`http://HOST:PORT` in the demo", example="https://cms.example.org", is_needed=True,
)  # fmt: skip
STATE_DIR = _read(
    "STATE_DIR", parsing.made_folder,
    "folder of what the CMS writes where no other place is set", str(BASE_DIR / "var"), "`var`",
)  # fmt: skip
DATABASE_URL = _read(
    "DATABASE_URL", partial(service_urls.database, parse=environ.Env.db_url_config),
    "`postgres://user:password@host/name`, also through PgBouncer (`deploy/pgbouncer/`), or "
    "`sqlite:////path`", f"sqlite:///{STATE_DIR / 'newsroom.sqlite3'}", "SQLite in `STATE_DIR`",
    holds=CREDENTIALS,
)  # fmt: skip
CACHE_URL = _read(
    "CACHE_URL", partial(service_urls.cache, parse=environ.Env.cache_url_config),
    "`redis://host:6379/0` (also `rediss`, `valkey`, `valkeys`) for what processes share; while it "
    "is away, each remembers for itself", "locmemcache://", "memory of the process",
    holds=CREDENTIALS,
)  # fmt: skip
SEARCH_URL = _read(
    "SEARCH_URL", searching.search_url,
    "a search server, `elasticsearch8+https://user:password@host:9200` or `opensearch3+…`; run "
    "`update_index` once", "", "the database", holds=CREDENTIALS,
)  # fmt: skip
FRONTEND_URL = _read(
    "FRONTEND_URL", service_urls.origin, "origin of the frontend, where pages are read", "",
    "the CMS itself", example="https://www.example.org",
)  # fmt: skip
PREVIEW_SECONDS = _read(
    "PREVIEW_SECONDS", parsing.integer(1), "how long the address of a preview works", "3600"
)
CHINESE_SLUGS = _read(
    "CHINESE_SLUGS", parsing.choice("pinyin", "characters"),
    "what new addresses are made of where a title is Chinese: `pinyin` or `characters`", "pinyin",
)  # fmt: skip
CSRF_TRUSTED_ORIGINS = _read(
    "CSRF_TRUSTED_ORIGINS", service_urls.origins,
    "other origins the admin is used from, separated by commas", example="https://*.example.org",
)  # fmt: skip
MEDIA_URL = _read(
    "MEDIA_URL", service_urls.media,
    "where public pictures are served; all other files at `/files/` and `/documents/` of the CMS",
    "/media/",
)  # fmt: skip
MEDIA_ROOT = _read(
    "MEDIA_ROOT", parsing.text,
    "folder of public pictures, which a web server may serve; next to it, with `_private` added to "
    "its name, the folder of all files, which none may", str(STATE_DIR / "media"),
    "`media` in `STATE_DIR`",
)  # fmt: skip
STORAGE_URL = _read(
    "STORAGE_URL", service_urls.storage,
    "where files are kept in place of `MEDIA_ROOT`: `s3://key:secret@host/bucket?region=…` "
    "([`deploy/`](deploy)), or `file:///path`", "", "`MEDIA_ROOT`", holds=CREDENTIALS,
)  # fmt: skip
GRAPHQL_EXPLORER = _read(
    "GRAPHQL_EXPLORER", parsing.boolean, "`true` shows the explorer", "false",
    "on in the demo only",
)  # fmt: skip
GRAPHQL_ONLY_PERSISTED = _read(
    "GRAPHQL_ONLY_PERSISTED", parsing.boolean,
    "`true` accepts the documents of the contract only", "false",
)  # fmt: skip
GRAPHQL_LARGEST_BATCH = _read(
    "GRAPHQL_LARGEST_BATCH", parsing.integer(0),
    "how many questions one request may hold as a JSON array", "0", "`0`: no arrays",
)  # fmt: skip
GRAPHQL_SECONDS = _read("GRAPHQL_SECONDS", parsing.seconds, "how long an answer may take", "5")
COMPILED_EXECUTION = _read(
    "COMPILED_EXECUTION", parsing.boolean,
    "`false`: graphql-core runs documents itself; the same answers, more slowly", "true",
)  # fmt: skip
EXTENSIONS = _read(
    "EXTENSIONS", parsing.applications,
    "applications that add page types, separated by commas; "
    "[`cms/EXTENDING.md`](cms/EXTENDING.md) walks through an example",
)  # fmt: skip
FRONTEND_OPERATIONS = _read(
    "FRONTEND_OPERATIONS", parsing.items,
    "folders with the documents of frontends, separated by commas; `check_operations` and "
    "`check --deploy` name what breaks",
)  # fmt: skip
PURGE_URLS = _read(
    "PURGE_URLS", service_urls.purged_caches,
    "caches to purge, separated by commas: `varnish://host:6081`, `cloudflare://:token@zone`, "
    "`fastly://:token@service`, `cloudfront://key:secret@distribution`", holds=CREDENTIALS,
)  # fmt: skip
MACHINE_TRANSLATORS = _read(
    "MACHINE_TRANSLATORS", service_urls.machine_translators,
    "services that propose translations, separated by commas: `deepl://:key@api.deepl.com`, "
    "`libretranslate://:key@host`, `google://:key@translation.googleapis.com`; between the Chinese "
    "scripts none is needed", holds=CREDENTIALS,
)  # fmt: skip
MACHINE_TRANSLATION_LABELS = _read(
    "MACHINE_TRANSLATION_LABELS", parsing.boolean,
    "`false`: readers aren't told which texts a machine translated and nobody has confirmed; purge "
    "caches after a change", "true",
)  # fmt: skip
EMAIL_URL = _read(
    "EMAIL_URL", service_urls.email,
    "server for mail, `smtp+tls://user:password@host:587`; translators are told each day what "
    "waits for them", "", "none: no mail", holds=CREDENTIALS,
)  # fmt: skip
WEBHOOKS_TO_PRIVATE_ADDRESSES = _read(
    "WEBHOOKS_TO_PRIVATE_ADDRESSES", parsing.boolean,
    "`true` lets webhooks go to the network the CMS stands in, and without TLS", "false",
)  # fmt: skip
KEPT_ANSWERS_MEGABYTES = _read(
    "KEPT_ANSWERS_MEGABYTES", parsing.integer(0),
    "room for whole answers in each worker; `0` keeps none", "64",
)  # fmt: skip
VERSION_FRESH_MILLISECONDS = _read(
    "VERSION_FRESH_MILLISECONDS", parsing.integer(0),
    "for how long a worker doesn't ask again whether something has changed", "0",
)  # fmt: skip
SHARED_CACHE_SECONDS = _read(
    "SHARED_CACHE_SECONDS", parsing.integer(0),
    "how long a cache in front may keep an answer that isn't purged; `0`: not at all", "60",
)  # fmt: skip
CACHE_TAG_BYTES = _read(
    "CACHE_TAG_BYTES", parsing.integer(0),
    "length of the headers `Cache-Tag` and `xkey`, each", "4000",
)  # fmt: skip
LOG_FORMAT = _read(
    "LOG_FORMAT", parsing.choice("json", "text", ""),
    "form of the log lines on standard error: `json` or `text`", "",
    "`text` in the demo, `json` in production",
)  # fmt: skip
LOG_LEVEL = _read(
    "LOG_LEVEL", parsing.choice("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
    "least level that is logged: `DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`", "INFO",
)  # fmt: skip
ACCESS_LOG = _read(
    "ACCESS_LOG", parsing.choice("false", "true", "addresses"),
    "`true` logs each answer with request id, operation, user number, status and duration; "
    "`addresses` also where it was asked from", "false",
)  # fmt: skip
SENTRY_DSN = _read(
    "SENTRY_DSN", service_urls.sentry, "where errors are reported, scrubbed of personal data",
    example="https://key@sentry.example.org/1", holds=SECRET,
)  # fmt: skip
OTEL_EXPORTER_OTLP_ENDPOINT = _read(
    "OTEL_EXPORTER_OTLP_ENDPOINT", service_urls.origin,
    "OpenTelemetry collector that gets traces over HTTP", example="http://127.0.0.1:4318",
)  # fmt: skip
TRUSTED_PROXIES = _read(
    "TRUSTED_PROXIES", parsing.proxies,
    "how many proxies are in front, or their addresses and networks, separated by commas: only "
    "what they write into `X-Forwarded-For` counts",
)  # fmt: skip
REQUIRE_SECOND_FACTOR = _read(
    "REQUIRE_SECOND_FACTOR", parsing.boolean,
    "`true`: nobody works in the admin without one; for groups alone it is a setting in the admin",
    "false",
)  # fmt: skip
OIDC_URL = _read(
    "OIDC_URL", signing_in.oidc_url,
    "single sign-on: `https://client:secret@issuer/path`, which sends people back to "
    "`/admin/sso/oidc/callback/`", holds=CREDENTIALS,
)  # fmt: skip
OIDC_DOMAINS = _read(
    "OIDC_DOMAINS", parsing.domains,
    "mail domains whose people get an account, without any right, when they first come, separated "
    "by commas", "", "none: users with that address alone",
)  # fmt: skip
PASSWORD_LOGIN = _read(
    "PASSWORD_LOGIN", parsing.boolean, "`false`: single sign-on alone lets people in", "true"
)
_environment.require(
    PASSWORD_LOGIN or bool(OIDC_URL),
    "PASSWORD_LOGIN: it is switched off, and no OIDC_URL lets anybody in.",
)
LEGAL_SIGNING_KEY = _read(
    "LEGAL_SIGNING_KEY", parsing.ed25519_key,
    "private Ed25519 key, 32 bytes in Base64, that signs versions of legal notices; "
    "`manage.py legal_signing_key` makes one", "", "none: they aren't signed", holds=SECRET,
)  # fmt: skip
COMMIT = _read(
    "COMMIT", parsing.text, "commit the code is of, which `/health/ready` tells with the version"
)
AUDIT_DAYS = _read(
    "AUDIT_DAYS", parsing.integer(0), "how long the audit trail is kept; `0`: for ever", "730"
)
REVISION_DAYS = _read(
    "REVISION_DAYS", parsing.integer(0),
    "how long old revisions are kept, legal notices apart; `0`: for ever", "730",
)  # fmt: skip
HISTORY_DAYS = _read(
    "HISTORY_DAYS", parsing.integer(0),
    "how long entries of histories are kept, legal notices apart; `0`: for ever", "730",
)  # fmt: skip
JOB_DAYS = _read(
    "JOB_DAYS", parsing.integer(1),
    "how long finished tasks, jobs and deliveries are kept, successful tasks for a week at most",
    "30",
)  # fmt: skip
REQUEST_PAGES = _read(
    "REQUEST_PAGES", parsing.integer(1),
    "changes of more pages than this run in the background, with their progress shown", "50",
)  # fmt: skip
METRICS_TOKEN = _read(
    "METRICS_TOKEN", parsing.text, "whoever sends it as a bearer token reads `/metrics`", "",
    "none: nobody", holds=SECRET,
)  # fmt: skip
ADMIN_PASSWORD = _read(
    "ADMIN_PASSWORD", parsing.text, "password of the administrator that `manage.py set_up` makes",
    "", "asked for, or made and printed", holds=SECRET,
)  # fmt: skip
DEMO_PASSWORD = _read(
    "DEMO_PASSWORD", parsing.text, "password of the demo's logins", "", "made and printed",
    holds=SECRET,
)  # fmt: skip
TIME_ZONE = _read(
    "TIME_ZONE", parsing.time_zone,
    "where the newsroom is, `Asia/Shanghai`: it says which day is today, for editors and readers",
    "UTC",
)  # fmt: skip
HOST = _read("HOST", parsing.text, "where `make demo` listens", "127.0.0.1")
PORT = _read("PORT", parsing.integer(0, 65535), "the port there", "8000")

SECRETS = _environment.secrets
TABLE = [variable.row for variable in _environment.variables]


def share_metrics(folder: Path) -> None:
    """Have prometheus_client write the metrics of this process to a folder, if none is set."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))
