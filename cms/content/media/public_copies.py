"""Copies of the renditions of public images, where a web server, a bucket or a CDN serves them.

A copy is there exactly while anybody may see the image, and only of a picture whose name says what
it is, since servers infer its type from the name.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import Storage, storages
from django.db.models import Exists, OuterRef
from wagtail.images import get_image_model
from wagtail.models import Collection

from django_tasks import task

from cms.content import visibility
from cms.content.media import formats
from cms.content.media.models import ReplacedFile
from cms.content.media.storage import PRIVATE, PUBLIC, files_in
from cms.operation.background.retries import PATIENT, retried

if TYPE_CHECKING:
    from collections.abc import Collection as Several
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

logger = logging.getLogger("cms.content.media")
# The number of values that any database accepts in a query.
_BATCH = 500


def of_images(ids: Iterable[int]) -> set[str]:
    """The names of all renditions of some images, also of files they had before."""
    names: set[str] = set()
    for batch in _batches(list(ids)):
        names |= _renditions(image__in=batch)
    return names


def of_collections(collection_ids: Iterable[int]) -> set[str]:
    """The names of all renditions of images in some collections and the collections below them."""
    names: set[str] = set()
    for path in Collection.objects.filter(pk__in=collection_ids).values_list("path", flat=True):
        names |= _renditions(image__collection__path__startswith=path)
    return names


def synchronise(names: Several[str]) -> None:
    """Have copies of exactly those of these renditions that anybody may see.

    They are judged twice. Somebody who made one private in between looked for its copy before it
    was made, and left it to this.
    """
    public = withdraw(names)
    copied = {name for name in public if _publish(name)}
    if copied:
        withdraw(copied)


def withdraw(names: Several[str]) -> set[str]:
    """Remove the copies of those of these renditions that are private; return the others."""
    public = _public(names)
    for name in set(names) - public:
        storages[PUBLIC].delete(name)
    return public


@retried(PATIENT)
@task()
def withdraw_below(collection_ids: list[int]) -> None:
    """Remove what is private in some collections and below them."""
    withdraw(of_collections(collection_ids))


@retried(PATIENT)
@task()
def withdraw_of_images(ids: list[int]) -> None:
    """Remove what is private of some images."""
    withdraw(of_images(ids))


def put_in_order() -> tuple[int, int]:
    """Have a copy of every rendition anybody may see, and nothing else among them.

    What lies there and is kept nowhere else is moved to the private storage, never lost.

    Returns:
        How many copies were made, and how many files removed.
    """
    names = _renditions()
    before = set(files_in(storages[PUBLIC]))
    for name in before:
        _keep(name)
    synchronise(names | before)
    after = set(files_in(storages[PUBLIC]))
    return len(after - before), len(before - after)


def _public(names: Several[str]) -> set[str]:
    """Those of these renditions that anybody may see, whichever image they belong to."""
    images = get_image_model().objects.filter(visibility.public_files(), pk=OuterRef("image"))
    public: set[str] = set()
    private: set[str] = set()
    for batch in _batches(list(names)):
        for rows, column in _rows():
            public_rows = rows.filter(**{f"{column}__in": batch}).annotate(is_public=Exists(images))
            for name, is_public in public_rows.values_list(column, "is_public"):
                (public if is_public else private).add(name)
    return public - private


def _renditions(**conditions: Any) -> set[str]:
    """The names of the renditions that fulfil some conditions, now and before."""
    name_lists = (
        rows.filter(**conditions).values_list(column, flat=True) for rows, column in _rows()
    )
    return {name for names in name_lists for name in names}


def _rows() -> tuple[tuple[QuerySet[Any], str], ...]:
    """Rows that name a rendition of an image, and the column they name it in."""
    now = get_image_model().get_rendition_model().objects.order_by()
    return (now, "file"), (ReplacedFile.objects.filter(is_rendition=True), "name")


def _publish(name: str) -> bool:
    """Copy a rendition, unless that is done; whether there is a new copy.

    Without room for a copy there is none, and the gate answers in its place.
    """
    try:
        return _copy(name)
    except OSError:
        logger.exception("No public copy of %s", name)
        return False


def _copy(name: str) -> bool:
    private, public = storages[PRIVATE], storages[PUBLIC]
    if public.exists(name) or not _is_plain_picture(private, name):
        return False
    if copied_in_place(private, public, name):
        return True
    with private.open(name, "rb") as file:
        saved = public.save(name, file)
    if saved != name:
        # Somebody else was quicker.
        public.delete(saved)
    return True


def _is_plain_picture(storage: Storage, name: str) -> bool:
    try:
        media_type = formats.raster_type(_head(storage, name))
    except FileNotFoundError:
        return False
    format_ = formats.FORMATS.get(formats.extension(name))
    return media_type is not None and format_ is not None and format_.media_type == media_type


def _head(storage: Any, name: str) -> bytes:
    """The first bytes of a file, of which a store need not send more."""
    if hasattr(storage, "head"):
        head: bytes = storage.head(name, formats.HEAD_BYTES)
        return head
    with storage.open(name, "rb") as file:
        return bytes(file.read(formats.HEAD_BYTES))


def copied_in_place(private: Storage, public: Any, name: str) -> bool:
    """Have a public copy without reading the file, by a link or by the store; whether it worked."""
    return _link(private, public, name) or _copied_by_store(private, public, name)


def _copied_by_store(private: Storage, public: Any, name: str) -> bool:
    if not hasattr(public, "copy_from"):
        return False
    public.copy_from(private, name)
    return True


def _link(private: Storage, public: Storage, name: str) -> bool:
    """Link one file into both folders: no copy takes room, and none is seen half written."""
    try:
        source, target = Path(private.path(name)), Path(public.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(source)
    except FileExistsError:
        return True
    except (NotImplementedError, OSError):
        return False
    return True


def _keep(name: str) -> None:
    """Have a file of the public storage in the private one, too."""
    if not storages[PRIVATE].exists(name):
        with storages[PUBLIC].open(name, "rb") as file:
            storages[PRIVATE].save(name, file)


def _batches(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
