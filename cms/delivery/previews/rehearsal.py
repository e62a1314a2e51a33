"""A draft as readers would get it if it were published now.

Readers are answered from rows, so the draft is put where they read: inside a transaction that is
always rolled back. What a publication sets going is written there too and goes with it: tasks are
rows of the same database, and what waits for the commit is dropped. On SQLite the transaction holds
the one lock for writing, so nothing is done in it but to write the page and to read it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from modelcluster.models import get_all_child_relations, model_from_serializable_data
from wagtail.models import COMMENTS_RELATION_NAME, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content.reading.pages import PageReference
from cms.content.tree import PagePreview
from cms.delivery.publishing import listeners
from cms.delivery.versions.content_version import invalidation_suspended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.models import LocalisedPage
    from cms.delivery.models import Preview

# What belongs to the page and not to one of its drafts.
_OF_PAGE = (
    "id", "page_ptr_id", "path", "depth", "numchild", "url_path", "translation_key", "locale_id",
    "content_type_id", "owner_id", "draft_title", "first_published_at", "latest_revision_id",
    "live_revision_id", "locked", "locked_by_id", "locked_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The page inside the transaction: how it is found, and what the visibility rules need."""

    page: PageReference
    previewed: PagePreview


@contextmanager
def published(preview: Preview) -> Iterator[Rehearsed]:
    """Have the draft of a preview published while the block runs, and not any longer.

    All reading must end within the block.
    """
    try:
        with transaction.atomic(), invalidation_suspended(), disable_reference_index_auto_update():
            try:
                at = timezone.now()
                page = _publish(preview)
                found = PageReference(page.pk, page._meta.label_lower, page.locale_id)
                yield Rehearsed(found, PagePreview(page.pk, page.path, at))
            finally:
                transaction.set_rollback(True)
    finally:
        # Wagtail keeps the paths of front pages for all processes, with a draft's slug by now.
        Site.clear_site_root_paths_cache()


def _publish(preview: Preview) -> Page:
    model = cast("type[LocalisedPage]", preview.content_type.model_class())
    content = dict(preview.content)
    children = {
        relation: content.pop(relation.get_accessor_name(), [])
        for relation in get_all_child_relations(model)
    }
    draft = model.from_serializable_data(content, check_fks=False)
    if preview.page is None:
        _place_last(draft, cast("Page", preview.parent))
    else:
        stored = model._default_manager.get(pk=preview.page_id)
        for name in _OF_PAGE:
            setattr(draft, name, getattr(stored, name))
    _clear_dangling_references(draft)
    draft.live, draft.expired, draft.has_unpublished_changes = True, False, False
    # So that one token always gets the same answer.
    draft.last_published_at = preview.kept_at
    draft.first_published_at = draft.first_published_at or draft.last_published_at
    draft.is_rehearsed = True
    # An unfinished draft is shown too, so it isn't validated.
    draft.save(clean=False, log_action=None)
    for relation, rows in children.items():
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME:
            _replace(relation, rows, draft)
    listeners.notify_page_published(draft)
    return draft


def _place_last(draft: Page, parent: Page) -> None:
    """Give a new page the last place below its parent, as adding it would."""
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    last = parent.get_last_child()
    draft.depth = parent.depth + 1
    draft.path = last._inc_path() if last else Page._get_path(parent.path, draft.depth, 1)  # noqa: SLF001
    draft.locale_id = parent.locale_id


def _clear_dangling_references(draft: Page) -> None:
    """Empty the foreign keys to rows that were deleted since the draft was stored."""
    for field in draft._meta.concrete_fields:
        value = getattr(draft, field.attname)
        if field.is_relation and field.attname not in _OF_PAGE and value is not None:
            targets = field.related_model._default_manager.filter(pk=value)  # type: ignore[union-attr]
            if not targets.exists():
                setattr(draft, field.attname, None)


def _replace(relation: Any, rows: list[dict[str, Any]], draft: Page) -> None:
    """Put the draft's child rows in the place of those that are stored, in two queries."""
    model = relation.related_model
    stored = model._default_manager.filter(**{relation.field.name: draft.pk})
    # Without a signal for each: these rows will be there again.
    stored._raw_delete(stored.db)  # noqa: SLF001
    children = []
    for row in rows:
        child = model_from_serializable_data(model, row | {"pk": None}, check_fks=False)
        setattr(child, relation.field.attname, draft.pk)
        children.append(child)
    model._default_manager.bulk_create(children)
