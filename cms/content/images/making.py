"""Making renditions and placeholders: in tasks and commands, never while somebody reads.

One that fails is logged, and doesn't stop the next. Where the store of files or the database was
away, the task fails when it has tried all, so it is run again and makes what is left.
"""

from __future__ import annotations

import errno
import logging
from base64 import b64encode
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from django_tasks import task

from cms.content.images.models import ImagePlaceholder
from cms.content.images.presets import QUICK_SPECS, SLOW_SPECS
from cms.content.media import raster_images, stored_files
from cms.content.media.storage import StoreError
from cms.content.media.uploading import refusal
from cms.content.media.validation import Refusal
from cms.operation.background.retries import PATIENT, retried

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger("cms.content.images")

# Long after the work editors and readers wait for: search, other renditions, translations.
SLOW_PRIORITY = -50
PLACEHOLDER = "placeholder"
_PLACEHOLDER = Filter(spec="width-24|as-webp-40-still")
Failures = dict[str, Exception]


@retried(PATIENT)
@task()
def make_renditions(image_id: int) -> None:
    """Make what an image lacks, the slow format in a task of its own; nothing if it was deleted."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        _fail_if_away(_make_each(image, QUICK_SPECS))
        if slow_specs(image):
            make_slow_renditions.using(priority=SLOW_PRIORITY).enqueue(image_id)


@retried(PATIENT)
@task()
def make_slow_renditions(image_id: int) -> None:
    """Make the renditions that take seconds; nothing if the image was deleted."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        _fail_if_away(_make_renditions(image, slow_specs(image)))


def make_all(image: Any) -> tuple[int, Failures]:
    """Make everything an image lacks, at once.

    Returns:
        How many renditions were made, and why others, or the placeholder, could not be.
    """
    count = image.renditions.count()
    failures = _make_each(image, QUICK_SPECS + slow_specs(image))
    return int(image.renditions.count()) - int(count), failures


def slow_specs(image: Any) -> tuple[str, ...]:
    """The slow renditions of an image: none of an animation, where each frame is as slow.

    Browsers that know AVIF show an animation in WebP.
    """
    try:
        with image.open_file() as file:
            return () if raster_images.is_animated(file) else SLOW_SPECS
    except OSError:
        # Making them says why.
        return SLOW_SPECS


def make_placeholder(image: Any) -> None:
    """Store the picture in a few dozen pixels, unless that was done for this file."""
    if ImagePlaceholder.objects.filter(image=image, file=image.file.name).exists():
        return
    output = BytesIO()
    _PLACEHOLDER.run(image, output)
    data_uri = f"data:image/webp;base64,{b64encode(output.getvalue()).decode()}"
    ImagePlaceholder.objects.update_or_create(
        image=image, defaults={"file": image.file.name, "data_uri": data_uri}
    )


def _fail_if_away(failures: Failures) -> None:
    """Raise a failure that another attempt may not meet.

    Raises:
        StoreError: the store of files couldn't be asked.
        OperationalError, InterfaceError: nor the database.
    """
    for error in failures.values():
        if isinstance(error, OperationalError | InterfaceError):
            raise error
        if refusal(error) is Refusal.AWAY:
            raise StoreError(errno.EIO, f"Renditions are missing: {error}") from error


def _make_each(image: Any, specs: Sequence[str]) -> Failures:
    failures = _tried(image, PLACEHOLDER, partial(make_placeholder, image))
    return failures | _make_renditions(image, specs)


def _make_renditions(image: Any, specs: Sequence[str]) -> Failures:
    try:
        with stored_files.savepoint():
            image.get_renditions(*specs)
    except Exception:  # noqa: BLE001 - which of them it was comes out one by one
        failures: Failures = {}
        for spec in specs:
            failures |= _tried(image, spec, partial(image.get_rendition, spec))
        return failures
    return {}


def _tried(image: Any, name: str, make: Callable[[], Any]) -> Failures:
    try:
        with stored_files.savepoint():
            make()
    except Exception as error:
        logger.exception("Image %s (%s) gets no %s", image.pk, image.title, name)
        return {name: error}
    return {}
