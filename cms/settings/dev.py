"""One machine, one person: the demo and everyday development."""

from cms.settings import environment
from cms.settings.base import *

DEBUG = False
SECRET_KEY = environment.SECRET_KEY or "only-for-development-and-the-demo"
ALLOWED_HOSTS = environment.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", SERVER_HOST]
CSRF_TRUSTED_ORIGINS = environment.CSRF_TRUSTED_ORIGINS
WAGTAILADMIN_BASE_URL = environment.CMS_URL or f"http://{SERVER_HOST}:{SERVER_PORT}"

REFERENCE_FRONTEND = True
GRAPHQL_EXPLORER = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
