"""Storages that are not folders of this machine."""

from django.core.files.storage import InMemoryStorage

from cms.content.media.storage import Guarded


class PrivateBucket(Guarded, InMemoryStorage):
    """A bucket nobody reads but the CMS."""
