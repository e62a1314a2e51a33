"""One machine, one person: the demo and everyday development."""

import secrets

from cms.settings import environment
from cms.settings.base import *
from cms.settings.logs import logging_settings
from cms.settings.private_files import keep_private


def _kept_secret() -> str:
    """A key of this machine's own, made once and kept beside the database."""
    path = STATE_DIR / "secret_key"
    if not path.exists():
        unfinished = path.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.replace(path)
    return path.read_text()


DEBUG = False
keep_private(DATABASES)
SECRET_KEY = environment.SECRET_KEY or _kept_secret()
LOGGING = logging_settings("text", SECRET_KEY)
ALLOWED_HOSTS = environment.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", SERVER_HOST]
CSRF_TRUSTED_ORIGINS = environment.CSRF_TRUSTED_ORIGINS
WAGTAILADMIN_BASE_URL = environment.CMS_URL or f"http://{SERVER_HOST}:{SERVER_PORT}"

REFERENCE_FRONTEND = True
GRAPHQL_EXPLORER = True
# A fifteenth of the time for files half as large again: the demo is to have them at once.
AVIF_SPEED = 9
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if not environment.EMAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
