"""A system check: no setting gives private files away."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage, storages

from cms.content.media.storage import PRIVATE, PUBLIC, GuardedStorage


def check_storages(**_kwargs: Any) -> list[CheckMessage]:
    """Find a private storage that is served without the gate."""
    errors: list[CheckMessage] = []
    private, public = storages[PRIVATE], storages[PUBLIC]
    if not isinstance(private, GuardedStorage):
        errors.append(
            Error(
                'STORAGES["default"] gives private files URLs that bypass the gate.',
                hint="Mix cms.content.media.storage.GuardedStorage into its class.",
                id="content.E001",
            )
        )
    if _is_served(private, public):
        errors.append(
            Error(
                'STORAGES["default"] keeps private files where STORAGES["public"] serves them.',
                hint="Give it a folder outside MEDIA_ROOT, or a bucket or prefix of its own.",
                id="content.E002",
            )
        )
    return errors


def _is_served(private: Storage, public: Storage) -> bool:
    """True if the server of the public storage also reaches the private one."""
    if isinstance(private, FileSystemStorage) and isinstance(public, FileSystemStorage):
        return Path(private.location).resolve().is_relative_to(Path(public.location).resolve())
    buckets = {getattr(storage, "bucket_name", storage) for storage in (private, public)}
    prefixes = [f"{getattr(storage, 'location', '')}/".lstrip("/") for storage in (private, public)]
    return len(buckets) == 1 and prefixes[0].startswith(prefixes[1])
