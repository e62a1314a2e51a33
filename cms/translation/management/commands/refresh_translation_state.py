"""``manage.py refresh_translation_state``: after rows were written past the models."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from cms.translation.segments.page_states import refresh


class Command(BaseCommand):
    """Compute the state of every page's translations."""

    help = "Compute anew whether each translation says what its source says."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Go through one page of each translation key."""
        keys = Page.objects.filter(depth__gt=1, alias_of__isnull=True).order_by()
        translation_keys = list(keys.values_list("translation_key", flat=True).distinct())
        for number, key in enumerate(translation_keys, start=1):
            refresh(keys.filter(translation_key=key)[0])
            if number % 500 == 0:
                self.stdout.write(f"{number} of {len(translation_keys)}")
        self.stdout.write(f"{len(translation_keys)} pages")
