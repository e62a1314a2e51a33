"""Storages that are not folders of this machine."""

from typing import Any

from django.core.files.storage import InMemoryStorage

from cms.content.media.storage import GuardedStorage


class Bucket(InMemoryStorage):
    """A bucket, or a part of one that is told by its prefix."""

    def __init__(self, bucket: str = "", prefix: str = "", **options: Any) -> None:
        super().__init__(**options)
        if bucket:
            self.bucket_name, self.location = bucket, prefix


class PrivateBucket(GuardedStorage, Bucket):
    """A bucket nobody reads but the CMS."""
