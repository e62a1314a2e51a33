"""Production with addresses that fail."""

from cms.settings.production import *  # noqa: F403

ROOT_URLCONF = "tests.operation.planted"
SECURE_SSL_REDIRECT = False
