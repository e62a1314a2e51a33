"""The WSGI application: what granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

# Only now: it needs Django's applications to be loaded.
from cms.delivery.answers.installed import around  # noqa: E402

application = around(django_application, path="/graphql/")
