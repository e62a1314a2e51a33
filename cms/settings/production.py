"""Production: what must be given is asked for at start, and cookies travel over TLS only."""

from cms.settings import environment, worker_metrics

# First, so that what is missing is named together with what is wrong.
environment.check(in_production=True)

from cms.settings.base import *  # noqa: E402
from cms.settings.logs import logging_settings  # noqa: E402
from cms.settings.private_files import keep_private  # noqa: E402

DEBUG = False
keep_private(DATABASES)
SECRET_KEY = environment.SECRET_KEY
ALLOWED_HOSTS = environment.ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = environment.CSRF_TRUSTED_ORIGINS

worker_metrics.share()
LOGGING = logging_settings("json")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
# Whether neighbours of this host speak TLS, and whether browsers should know the domain by heart,
# is for the owner of the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "cms.operation.static_files.ManifestStorage"},
}
