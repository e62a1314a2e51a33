"""A new path is complete at once: the page, those below it, its stand-ins and the redirects.

Wagtail renames the pages below after the page itself was saved, and has redirects made after the
commit. Readers could open half of it, and a process killed in between left no redirects at all. All
of it is one transaction here, in a number of statements that doesn't grow with the pages below.
"""

from __future__ import annotations

import copy
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed

from cms.delivery.publishing.whole_actions import in_transaction

if TYPE_CHECKING:
    from datetime import datetime

# The attribute in which the listener that invalidates tags keeps whether a page was live before it
# is saved, and when it was first published.
PUBLICATION_BEFORE = "publication_before_save"
# The depth of front pages in the tree.
_FRONT = 2


def install() -> None:
    """Follow a new slug inside the transaction that saves it. Idempotent."""
    model: Any = Page
    if hasattr(model.save, "is_whole"):
        return
    save, update = model.save, model._update_descendant_url_paths  # noqa: SLF001

    @wraps(save)
    def saved(self: Page, *args: Any, **kwargs: Any) -> Any:
        with in_transaction():
            return save(self, *args, **kwargs)

    @wraps(update)
    def updated(self: Page, old_url_path: str, new_url_path: str) -> None:
        # Its application may be ready after ours, so it is disconnected when it matters.
        page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
        update(self, old_url_path, new_url_path)
        before = self.__dict__.get(PUBLICATION_BEFORE, (self.live, self.first_published_at))
        _follow(self.specific, old_url_path, before)
        if self.depth == _FRONT:
            # Wagtail forgets the paths of front pages before the commit: until then another process
            # may have kept the old ones again.
            transaction.on_commit(Site.clear_site_root_paths_cache)

    saved.is_whole = True  # type: ignore[attr-defined]
    model.save = saved
    model._update_descendant_url_paths = updated  # noqa: SLF001


def _follow(page: Page, old_url_path: str, publication: tuple[bool, datetime | None]) -> None:
    before = copy.copy(page)
    before.url_path = old_url_path
    before.slug = old_url_path.strip("/").rpartition("/")[2]
    before.live, before.first_published_at = publication
    _rename_aliases(page)
    autocreate_redirects_on_slug_change(instance_before=before, instance=page)


def _rename_aliases(page: Page) -> None:
    """Give a renamed page's stand-ins in other languages its new slug; old paths lead on.

    One whose new path another page has keeps its own.
    """
    stand_ins = Page.objects.filter(alias_of=page, translation_key=page.translation_key)
    for alias in stand_ins.exclude(slug=page.slug).specific():
        if not alias.get_siblings(inclusive=False).filter(slug=page.slug).exists():
            alias.slug = page.slug
            alias.save(clean=False)
