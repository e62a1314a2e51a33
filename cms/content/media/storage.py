"""Storages for uploaded files: a private one, and copies of what anybody may see.

``STORAGES`` names three: ``default`` holds every file and is served by nothing but the gate;
``public`` holds copies of the renditions of public images, for a web server, a bucket or a CDN to
serve as plain files; ``renditions`` is what Wagtail writes renditions to. In a folder, a file has
its name only once it is whole.

``buckets`` has the same for an S3 store. Another class for ``default`` mixes ``GuardedStorage`` in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from django.utils.functional import cached_property

from cms.content.media import stored_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.core.files.base import File

PRIVATE, PUBLIC = "default", "public"
# The path at which files pass the gate; see ``cms.content.media.routes``.
GATE = "files/"
# What the name of a file begins with while it is being written.
UNFINISHED = ".unfinished-"
_OWNER_ONLY = 0o700


def files_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in a storage; none where its folder was never made."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in files if name and not name.startswith(UNFINISHED))
    for one in folders:
        yield from files_in(storage, f"{prefix}{one}")


class StoreError(OSError):
    """A store on other machines can't be reached, or refuses."""


class GuardedStorage:
    """A storage whose files are read through the gate of the CMS and nowhere else.

    The URLs have an origin where those of public renditions have one.
    """

    @cached_property
    def base_url(self) -> str:
        """The beginning of every URL."""
        has_origin = not settings.MEDIA_URL.startswith("/") or settings.MEDIA_URL.startswith("//")
        origin: str = settings.WAGTAILADMIN_BASE_URL if has_origin else ""
        return f"{origin}/{GATE}"

    def url(self, name: str | None) -> str:
        """The URL of a file at the gate."""
        return self.base_url + filepath_to_uri(name or "").lstrip("/")

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Store a file; whoever records what is stored can remove it again."""
        stored: str = super().save(name, content, max_length=max_length)  # type: ignore[misc]
        stored_files.record(stored)
        return stored


class WholeFilesStorage(FileSystemStorage):
    """A folder whose files are whole: of one that couldn't be written nothing is left.

    Django writes to the final name, where the beginning of a file stays when the disk is full.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        folder = name.rpartition("/")[0]
        unfinished = f"{folder}/{UNFINISHED}{uuid4().hex}".lstrip("/")
        try:
            super()._save(unfinished, content)  # type: ignore[misc]
            return self._named(unfinished, name)
        finally:
            self.delete(unfinished)

    def _named(self, unfinished: str, name: str) -> str:
        """Give a file its name, or a similar one if another file got that name meanwhile."""
        while True:
            target = Path(self.path(name))
            try:
                # Reserves the name; to replace a file of somebody else would lose it.
                target.touch(exist_ok=False)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                Path(self.path(unfinished)).replace(target)
                return target.relative_to(self.location).as_posix()


class PrivateStorage(GuardedStorage, WholeFilesStorage):
    """A folder next to ``MEDIA_ROOT``, named ``…_private`` unless it is given a location."""

    @cached_property
    def base_location(self) -> str:
        """The folder."""
        beside = f"{Path(settings.MEDIA_ROOT).absolute()}_private"
        return str(self._value_or_setting(self._location, beside))  # type: ignore[attr-defined]

    @cached_property
    def directory_permissions_mode(self) -> int:
        """The mode of new folders: closed to other users of the machine, unless settings differ."""
        configured: int | None = self._directory_permissions_mode  # type: ignore[attr-defined]
        mode = self._value_or_setting(configured, settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
        return _OWNER_ONLY if mode is None else mode


@deconstructible(path="cms.content.media.storage.RenditionStorage")
class RenditionStorage(Storage):
    """Renditions: kept with all other files.

    Their URL is that of the public copy, if there is one on this machine, else the one at the gate.
    ``cms.content.media.public_copies`` makes and removes the copies. The task that deletes the file
    of a deleted row makes a storage of its own from what this one was made of.
    """

    @property
    def _private(self) -> Storage:
        return storages[PRIVATE]

    def url(self, name: str | None) -> str:
        """The URL of the public copy if there is one on this machine, else the one at the gate."""
        public = storages[PUBLIC]
        # A request to a bucket takes longer than all else on a page of the admin.
        is_there = isinstance(public, FileSystemStorage) and bool(name) and public.exists(str(name))
        return (public if is_there else self._private).url(name)

    def delete(self, name: str) -> None:
        """Delete the file and its public copy."""
        storages[PUBLIC].delete(name)
        self._private.delete(name)

    def exists(self, name: str) -> bool:
        """True if there is such a file, public or not."""
        return self._private.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The folders and files in a folder."""
        return self._private.listdir(path)

    def path(self, name: str) -> str:
        """The path of a file on this machine.

        Raises:
            NotImplementedError: files are kept elsewhere.
        """
        return self._private.path(name)

    def size(self, name: str) -> int:
        """The size of a file in bytes."""
        return self._private.size(name)

    def get_accessed_time(self, name: str) -> datetime:
        """The time a file was last read."""
        return self._private.get_accessed_time(name)

    def get_created_time(self, name: str) -> datetime:
        """The time a file was created."""
        return self._private.get_created_time(name)

    def get_modified_time(self, name: str) -> datetime:
        """The time a file was last written."""
        return self._private.get_modified_time(name)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return self._private.open(name, mode)

    def _save(self, name: str, content: File[Any]) -> str:
        return self._private.save(name, content)
