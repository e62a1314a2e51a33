"""The doctor's check of the search: the index is there, and who keeps it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from cms.content.search.index_entries import are_in_database
from cms.operation.doctor import registry

if TYPE_CHECKING:
    from cms.operation.doctor.registry import Result

REBUILD = "Run manage.py update_index."


def check() -> Result:
    """The pages are in the index, and it can be searched."""
    if are_in_database():
        count = IndexEntry._default_manager.count()
        # The pages that Wagtail's migrations make are in no index.
        own = Page.objects.exclude(content_type=ContentType.objects.get_for_model(Page))
        if not count and own.exists():
            return registry.failed("The index is empty.", REBUILD)
        return registry.ok(f"The index in the database has {count} entries")
    backend = get_search_backend()
    try:
        if not backend.get_index_for_model(Page).exists():
            return registry.failed("The search server has no index of pages.", REBUILD)
        backend.search("doctor", Page.objects.all())[:1].get_queryset()
    except Exception as error:  # noqa: BLE001 - each client has errors of its own
        return registry.failed(
            f"The search server doesn't answer ({registry.reason(error)}).",
            "Start it, and compare SEARCH_URL.",
        )
    return registry.ok("The search server answers")


def register() -> None:
    """Make this check known."""
    registry.register(registry.Check("search", check))
