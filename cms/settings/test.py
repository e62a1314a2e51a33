"""The tests: SQLite in memory unless ``DATABASE_URL`` says otherwise."""

from cms.settings import environment
from cms.settings.base import *

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REFERENCE_FRONTEND = True
GRAPHQL_EXPLORER = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if not environment.env.str("DATABASE_URL", default=""):
    DATABASES["default"]["NAME"] = ":memory:"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
