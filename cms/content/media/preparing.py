"""Makes a place for files ready: a bucket that is there, and that shows what it is to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

if TYPE_CHECKING:
    from cms.content.media.moving import Stores

_TRIAL = "trial-of-storage.txt"


class UnfitPlaceError(Exception):
    """A place where files can't be kept, or not secretly; the message says why."""


def prepare(stores: Stores, *, policy: bool) -> list[str]:
    """Make what is missing, and find out whether files can be written and who can read them.

    ``policy``: have the store give public copies to everybody.

    Returns:
        What was found, a sentence each.

    Raises:
        UnfitPlaceError: private files can't be kept here.
        OSError: the place can't be used.
    """
    private, public = stores.private, stores.public
    if not hasattr(public, "make_bucket"):
        _try(private)
        _try(public)
        return ["Folders can be written"]
    said = [
        f"Bucket {name} {'was made' if storage.make_bucket() else 'is there'}"
        for name, storage in {one.bucket_name: one for one in (private, public)}.items()
    ]
    if policy:
        public.allow_public_reads()
    if _try(private):
        raise UnfitPlaceError("Everybody can read private files: change the bucket's policy.")
    said.append("Private files are private")
    readers = "are readable by everybody" if _try(public) else "go through the CMS"
    return [*said, f"Public copies {readers}"]


def _try(storage: Any) -> bool:
    """Write a file, and remove it; whether everybody could read it in the store meanwhile."""
    name = storage.save(_TRIAL, ContentFile(b"trial"))
    try:
        asked = getattr(storage, "is_readable_by_everybody", None)
        return bool(asked and asked(name))
    finally:
        storage.delete(name)
