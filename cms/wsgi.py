"""The WSGI application: what granian serves."""

import os

from cms.operation.log_lines import logged_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

with logged_start():
    from django.core.wsgi import get_wsgi_application

    django_application = get_wsgi_application()

    # Only now: it needs Django's applications to be loaded.
    from cms.accounts.access_log import logged
    from cms.content.pages.first_run import tokens
    from cms.content.search import folding
    from cms.delivery.response_cache.from_settings import wrap
    from cms.operation.tracing import Traced

    folding.prepare()
    tokens.announce()
    application = logged(Traced(wrap(django_application, path="/graphql/")))
