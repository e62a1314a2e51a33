"""The content as readers would get it if some changes were published.

Readers are answered from rows, so the changes are published where they read: inside a transaction
that is always rolled back. What a publication sets going is written there too and goes with it:
tasks are rows of the same database, and what waits for the commit is dropped. On SQLite the
transaction holds the one lock for writing, so nothing is done in it but to publish and to read.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content.reading.pages import PageReference
from cms.content.tree import PagePreview
from cms.delivery.invalidation import search_index
from cms.delivery.previews import perspectives
from cms.delivery.releases.change_sets import Occasion
from cms.delivery.versions.content_version import invalidation_suspended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cms.delivery.models import Preview

# Where another process is publishing the same, a look fails soon, to be asked again.
LOCK_TIMEOUT = "2s"
_is_rehearsing: ContextVar[bool] = ContextVar("is rehearsing", default=False)


@dataclass(slots=True)
class Rehearsed:
    """The content inside the transaction.

    ``at`` is the moment it is shown at; what was published ``drafts_since`` isn't published yet.
    ``page`` is the page the look is at, and ``previewed`` what
    the visibility rules need to show it whatever hides it; both ``None`` for a look at the site.
    ``left_out`` is the number of changes that the user may not see; receivers of a shared link
    aren't told of any. ``user`` is whoever looks. Pages with an id above ``last_page_id`` are gone
    when the block ends; one whose form is being filled in is added ``below`` a page.
    """

    at: datetime
    drafts_since: datetime
    left_out: int
    user: Any
    last_page_id: int
    below: int | None = None
    page: PageReference | None = None
    previewed: PagePreview | None = None
    _unindexed: list[tuple[str, ...]] = field(default_factory=list)

    def write_index_entries(self) -> None:
        """Have a search find what has changed; once."""
        search_index.write_recorded(self._unindexed)
        self._unindexed.clear()


@contextmanager
def published(preview: Preview) -> Iterator[Rehearsed]:
    """Have the changes of a preview published while the block runs, and not any longer.

    All reading must end within the block.
    """
    unindexed: list[tuple[str, ...]] = []
    try:
        with ExitStack() as stack:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
            stack.enter_context(invalidation_suspended())
            # A look inside another one: Wagtail's own would have been ended by the inner.
            if not _is_rehearsing.get():
                stack.enter_context(disable_reference_index_auto_update())
            stack.enter_context(search_index.recorded(unindexed))
            stack.enter_context(_unlogged())
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            yield _publish(preview, unindexed)
    finally:
        # Wagtail keeps the paths of front pages for all processes, with a draft's slug by now.
        Site.clear_site_root_paths_cache()


def _publish(preview: Preview, unindexed: list[tuple[str, ...]]) -> Rehearsed:
    begun_at = timezone.now()
    last_page_id = Page.objects.aggregate(last=Max("pk"))["last"] or 0
    occasion = Occasion(preview.kept_at, preview.user, is_rehearsal=True)
    instances, left_out = perspectives.publish(preview, occasion)
    if preview.share is not None:
        left_out = 0
    rehearsed = Rehearsed(
        preview.until or begun_at,
        begun_at,
        left_out,
        preview.user,
        last_page_id,
        preview.parent_id,
        _unindexed=unindexed,
    )
    shown = _shown_page(preview, instances)
    if shown is not None:
        rehearsed.page = PageReference(shown.pk, shown._meta.label_lower, shown.locale_id)
        rehearsed.previewed = PagePreview(shown.pk, shown.path)
    return rehearsed


def _shown_page(preview: Preview, instances: list[Any]) -> Page | None:
    """The page a user looks at."""
    pages = [one for one in instances if isinstance(one, Page)]
    if preview.content is None:
        return None
    is_it = (one for one in pages if preview.page_id is None or one.pk == preview.page_id)
    return next(is_it, None)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Don't have Wagtail log that something was published."""
    token = _is_rehearsing.set(True)
    try:
        yield
    finally:
        _is_rehearsing.reset(token)


def _is_logged(_record: logging.LogRecord) -> bool:
    return not _is_rehearsing.get()


def install() -> None:
    """Keep publications that are rolled back out of the log. Idempotent."""
    for name in ("wagtail", "wagtail.core"):
        logger = logging.getLogger(name)
        if _is_logged not in logger.filters:
            logger.addFilter(_is_logged)
