"""What the environment says. The README holds the same table for people."""

from pathlib import Path

import environ

from cms.settings import addresses

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()

STATE_DIR = Path(env.str("STATE_DIR", default=str(BASE_DIR / "var")))
STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
DATABASE_URL = addresses.database(
    "DATABASE_URL",
    env.str("DATABASE_URL", default="") or f"sqlite:///{STATE_DIR / 'newsroom.sqlite3'}",
    env.db_url_config,
)
CACHE_URL = addresses.cache(
    "CACHE_URL", env.str("CACHE_URL", default="") or "locmemcache://", env.cache_url_config
)
SEARCH_URL = addresses.search("SEARCH_URL", env.str("SEARCH_URL", default=""))
SECRET_KEY = env.str("SECRET_KEY", default="")
EXTENSIONS = env.list("EXTENSIONS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CMS_URL = addresses.origin("CMS_URL", env.str("CMS_URL", default=""))
FRONTEND_URL = addresses.origin("FRONTEND_URL", env.str("FRONTEND_URL", default=""))
MEDIA_URL = addresses.media("MEDIA_URL", env.str("MEDIA_URL", default="") or "/media/")
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(STATE_DIR / "media"))
GRAPHQL_ONLY_PERSISTED = env.bool("GRAPHQL_ONLY_PERSISTED", default=False)
GRAPHQL_LARGEST_BATCH = env.int("GRAPHQL_LARGEST_BATCH", default=0)
GRAPHQL_SECONDS = env.float("GRAPHQL_SECONDS", default=5.0)
GRAPHQL_EXPLORER = env.bool("GRAPHQL_EXPLORER", default=False)
COMPILED_EXECUTION = env.bool("COMPILED_EXECUTION", default=True)
FRONTEND_OPERATIONS = env.list("FRONTEND_OPERATIONS", default=[])
PURGE_URLS = addresses.services("PURGE_URLS", env.list("PURGE_URLS", default=[]))
WEBHOOKS_TO_PRIVATE_ADDRESSES = env.bool("WEBHOOKS_TO_PRIVATE_ADDRESSES", default=False)
MACHINE_TRANSLATORS = addresses.services(
    "MACHINE_TRANSLATORS", env.list("MACHINE_TRANSLATORS", default=[])
)
EMAIL_URL = addresses.email("EMAIL_URL", env.str("EMAIL_URL", default=""))
PREVIEW_SECONDS = env.int("PREVIEW_SECONDS", default=3600)
KEPT_ANSWERS_MEGABYTES = env.int("KEPT_ANSWERS_MEGABYTES", default=64)
VERSION_FRESH_MILLISECONDS = env.int("VERSION_FRESH_MILLISECONDS", default=0)
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", default=60)
CACHE_TAG_BYTES = env.int("CACHE_TAG_BYTES", default=4000)
LOG_FORMAT = env.str("LOG_FORMAT", default="")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
PASSWORD_LOGIN = env.bool("PASSWORD_LOGIN", default=True)
OIDC_URL = env.str("OIDC_URL", default="")
OIDC_DOMAINS = env.list("OIDC_DOMAINS", default=[])
AUDIT_DAYS = env.int("AUDIT_DAYS", default=730)
HISTORY_DAYS = env.int("HISTORY_DAYS", default=30)
REQUEST_PAGES = env.int("REQUEST_PAGES", default=50)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
TIME_ZONE = env.str("TIME_ZONE", default="") or "UTC"
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
