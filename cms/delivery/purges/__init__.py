"""Caches in front of the CMS, purged by cache tag.

One module for each kind; ``configured`` makes them from ``PURGE_URLS``. Wagtail's own backends
purge URLs only, while a URL of the API doesn't say what its answer was made from, and
they log a failure where the outbox has to know of it; so they don't serve here.
"""
