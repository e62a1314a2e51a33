"""The changes that a perspective shows, as far as its user may see them.

A perspective is a draft, all drafts of a user, a release, or what is scheduled until a moment; or
several of these at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page, Revision

from cms.delivery.models import Preview
from cms.delivery.publishing import schedule
from cms.delivery.releases import change_sets
from cms.delivery.releases.change_sets import Change, Draft, Occasion, StoredDraft, Withdrawal
from cms.delivery.releases.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


def draft(preview: Preview) -> Draft | None:
    """The draft a look was made for; ``None``: it is at the site."""
    if preview.content is None or preview.content_type is None:
        return None
    model: Any = preview.content_type.model_class()
    content = change_sets.comments_left_out(preview.content)
    return Draft(model._meta.label_lower, preview.page_id, content, preview.parent_id)


def publish(preview: Preview, occasion: Occasion) -> tuple[list[Any], int]:
    """Publish what a perspective shows.

    Returns:
        The objects, and the number of changes that its user may not see.
    """
    changes = [
        *(_own_drafts(preview.user) if preview.with_own_drafts else ()),
        *(preview.release.changes() if preview.release else ()),
        *change_sets.from_json(preview.changes or ()),
    ]
    seen, left_out = _seen(changes, preview.user)
    shown = draft(preview)
    instances = change_sets.publish([*seen, *([shown] if shown else [])], occasion)
    if preview.until is not None:
        for one in _scheduled(preview.until):
            due, hidden = _seen(one, preview.user)
            instances += change_sets.publish(due, occasion)
            left_out += hidden
    return instances, left_out


def _seen(changes: Iterable[Change], user: Any) -> tuple[list[Change], int]:
    everything = list(changes)
    seen = [change for change in everything if change.may_be_seen_by(user)]
    return seen, len(everything) - len(seen)


def _own_drafts(user: Any) -> Iterator[Change]:
    """The drafts a user has saved last, and those that are open in an editor without being saved.

    A query for each kind of snippet, and three.
    """
    for model in schedule.draftable_models():
        rows = model._default_manager.filter(
            has_unpublished_changes=True, latest_revision__user=user
        )
        if model is Page:
            rows = rows.filter(alias_of=None).select_related("content_type")
        for instance in rows.order_by("pk"):
            label = _label(instance)
            yield StoredDraft(label, instance.pk, instance.latest_revision_id)
    open_ = Preview.objects.filter(user=user, content__isnull=False)
    for look in open_.select_related("page", "content_type").order_by("kept_at"):
        saved_at = look.page.latest_revision_created_at if look.page else None
        shown = draft(look)
        if shown and (saved_at is None or saved_at < look.kept_at):
            yield shown


def _scheduled(until: datetime) -> Iterator[list[Change]]:
    """All that is due up to a moment, in the order of time, a list for each moment."""
    moments: dict[datetime, list[Change]] = {}
    due = Revision.objects.filter(approved_go_live_at__lte=until).select_related("content_type")
    for revision in due.order_by("pk"):
        model: Any = revision.content_type.model_class()
        if model is not None and revision.approved_go_live_at is not None:
            pk = model._meta.pk.to_python(revision.object_id)
            change = StoredDraft(model._meta.label_lower, pk, revision.pk)
            moments.setdefault(revision.approved_go_live_at, []).append(change)
    for release in Release.objects.scheduled(until):
        if release.publish_at is not None:
            moments.setdefault(release.publish_at, []).extend(release.changes())
    for moment in sorted(moments):
        yield _expired(moment)
        yield moments[moment]
    yield _expired(until)


def _expired(at: datetime) -> list[Change]:
    """All that is live past its expiry at a moment."""
    return [
        Withdrawal(_label(instance), instance.pk, is_expired=True)
        for model in schedule.draftable_models()
        for instance in model._default_manager.filter(live=True, expire_at__lte=at).order_by("pk")
    ]


def _label(instance: Any) -> str:
    model: Any = instance.specific_class if isinstance(instance, Page) else type(instance)
    return str(model._meta.label_lower)


def is_open(preview: Preview) -> bool:
    """True while its draft, release or moment is still to come, and the user may see it."""
    user: Any = preview.user
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    shown = draft(preview)
    if shown is not None and not shown.may_be_seen_by(user):
        return False
    if preview.release is not None and preview.release.is_published:
        return False
    if preview.until is not None and preview.until <= timezone.now():
        return False
    return not _is_overtaken(preview)


def _is_overtaken(preview: Preview) -> bool:
    """True if the page of the draft was published after the look was made."""
    page = preview.page
    return bool(
        page and page.live and page.last_published_at and page.last_published_at > preview.kept_at
    )
