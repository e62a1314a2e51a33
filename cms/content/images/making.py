"""Making renditions and placeholders: in tasks and commands, never while somebody reads."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from django_tasks import task

from cms.content.images.presets import ALL_SPECS, QUICK_SPECS, SLOW_SPECS
from cms.content.models import ImagePlaceholder

# Far behind what editors and readers wait for: search, other renditions, translations.
SLOW_PRIORITY = -50
_PLACEHOLDER = Filter(spec="width-24|as-webp-40")


@task()
def make_renditions(image_id: int) -> None:
    """Make what an image lacks, the slow format in a task of its own; nothing if it is gone."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        make_placeholder(image)
        image.get_renditions(*QUICK_SPECS)
        make_slow_renditions.using(priority=SLOW_PRIORITY).enqueue(image_id)


@task()
def make_slow_renditions(image_id: int) -> None:
    """Make the renditions that take seconds; nothing if the image is gone."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        image.get_renditions(*SLOW_SPECS)


def make_all(image: Any) -> int:
    """Make everything an image lacks, at once, and return how many renditions that were."""
    make_placeholder(image)
    count = image.renditions.count()
    image.get_renditions(*ALL_SPECS)
    return int(image.renditions.count()) - int(count)


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
