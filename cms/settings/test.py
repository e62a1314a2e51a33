"""The tests: SQLite in memory, or the PostgreSQL of ``DATABASE_URL``; no other configuration.

The tests of an extension are run with ``EXTENSIONS``.
"""

from cms.settings.base import *

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REFERENCE_FRONTEND = True
GRAPHQL_EXPLORER = True
COMPILED_EXECUTION = True
AVIF_SPEED = 9
# A machine that is busy with other tests is no reason to stop an answer.
GRAPHQL_SECONDS = 60
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = ":memory:"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_URL = "/media/"
FRONTEND_URL = ""
TIME_ZONE = "UTC"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PURGE_URLS = []
FRONTEND_OPERATIONS = []
WEBHOOKS_TO_PRIVATE_ADDRESSES = False
TRUSTED_PROXIES = []
METRICS_TOKEN = ""
SENTRY_DSN = OTEL_EXPORTER_OTLP_ENDPOINT = ""
ACCESS_LOG = "false"
REQUIRE_SECOND_FACTOR = False
# What goes well is said by the tests themselves.
LOGGING["root"]["level"] = "WARNING"
