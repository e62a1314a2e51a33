"""Checks of the storages of uploaded files, and of static files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import storages

import urllib3

from cms.operation.doctor.registry import Check, Result, failed, ok, reason, register, warning

if TYPE_CHECKING:
    from django.core.files.storage import Storage

URL_SECONDS = 4.0
# A file of the admin that is there on every installation.
_STATIC_FILE = "wagtailadmin/css/core.css"
_PLACES = {"default": "the private files", "public": "the public pictures"}


def storage() -> Result:
    """Files can be written, read back and deleted, and public ones have a URL that answers."""
    said = []
    for alias, name in _PLACES.items():
        storage = storages[alias]
        content = uuid4().hex.encode()
        try:
            stored = storage.save(f"doctor/{uuid4().hex}.txt", ContentFile(content))
        except Exception as error:  # noqa: BLE001 - each kind of storage has errors of its own
            return failed(
                f"Nothing can be written to {name} ({reason(error)}).",
                "Give the user of the CMS the right to write to MEDIA_ROOT or the bucket, and see "
                "whether the disk is full.",
            )
        try:
            problem = _problem(storage, name, stored, content, is_public=alias == "public")
        finally:
            storage.delete(stored)
        if problem is not None:
            return problem
        if storage.exists(stored):
            return failed(f"A file of {name} can't be deleted.", "Give the right to delete.")
        said.append(name)
    return ok(f"Files can be written, read and deleted: {' and '.join(said)}")


def _problem(
    storage: Storage, name: str, stored: str, content: bytes, *, is_public: bool
) -> Result | None:
    with storage.open(stored) as file:
        if file.read() != content:
            return failed(f"A file of {name} has another content.", "See the log of the storage.")
    url = storage.url(stored) if is_public else ""
    if not urlsplit(url).netloc:
        return None
    try:
        response = urllib3.request("GET", url, timeout=URL_SECONDS, retries=False, redirect=False)
    except urllib3.exceptions.HTTPError as error:
        found = type(error).__name__
    else:
        if response.data == content:
            return None
        found = f"status {response.status}"
    origin = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    return warning(
        f"{origin} doesn't serve public pictures ({found}).",
        "Compare MEDIA_URL with where MEDIA_ROOT or the bucket is served.",
    )


def static_files() -> Result:
    """Static files were collected, and those of this code."""
    collected: Any = staticfiles_storage
    if not hasattr(collected, "manifest_strict"):
        return ok("Served from where packages have them")
    if not collected.manifest_hash and not collected.hashed_files:
        return failed(
            f"{settings.STATIC_ROOT} has no manifest.", "Run manage.py collectstatic --no-input."
        )
    try:
        name = collected.stored_name(_STATIC_FILE)
    except ValueError:
        name = ""
    if not name or not collected.exists(name):
        return failed(
            f"{_STATIC_FILE} isn't among the collected files.",
            "Run manage.py collectstatic --no-input after each update.",
        )
    return ok(f"{len(collected.hashed_files)} collected")


def register_all() -> None:
    """Make these checks known."""
    register(Check("storage", storage, is_in_health=True, uses_database=False))
    register(Check("static files", static_files, uses_database=False))
