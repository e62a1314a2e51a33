"""``manage.py make_renditions``: make what images lack, and have public files where they belong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.images import get_image_model

from cms.content.images.making import make_all
from cms.content.media import public_copies


class Command(BaseCommand):
    """Make the missing renditions and placeholders of all images, one after the other.

    Then put the public copies of renditions in order: a process that ended between a commit and
    what follows it, or SQL past the models, can leave some out of place.
    """

    help = (
        "Make the renditions and placeholders that images lack, and tell how far it is; then have "
        "the folder of public files hold the renditions of public images and nothing else."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Go on after a rendition that can't be made, and fail at the end."""
        ids = list(get_image_model().objects.order_by("pk").values_list("pk", flat=True))
        failed = 0
        for number, pk in enumerate(ids, start=1):
            image = get_image_model().objects.filter(pk=pk).first()
            if image is None:
                continue
            progress = f"{number} of {len(ids)}: {image.title}"
            made, failures = make_all(image)
            failed += bool(failures)
            for name, error in failures.items():
                self.stderr.write(f"{progress}: {name}: {error!r}")
            if made or not failures:
                self.stdout.write(f"{progress}: {made} made")
        published, removed = public_copies.put_in_order()
        if published or removed:
            self.stdout.write(f"Public files: {published} added, {removed} removed")
        if failed:
            raise CommandError(f"{failed} of {len(ids)} images lack something; see above.")
