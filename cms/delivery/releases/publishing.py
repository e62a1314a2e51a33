"""Releases are published whole or not at all, and taken back by a release of their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, Site

from cms.content.pages.publishing import PublishingRefused
from cms.delivery.releases import change_sets
from cms.delivery.releases.change_sets import Occasion
from cms.delivery.releases.models import Release, ReleaseItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from cms.delivery.releases.change_sets import Change

Status, Action = Release.Status, ReleaseItem.Action


class ReleaseRefused(Exception):
    """A release can't be published; ``reasons`` say why, each with the title of the item."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class _Step(NamedTuple):
    item: ReleaseItem
    change: Change


def publish(release: Release, *, user: Any = None) -> Release:
    """Publish all items in one transaction; readers see none of them before.

    Args:
        release: open or scheduled; whoever publishes first counts.
        user: ``None`` for the schedule, which acts for whoever scheduled it.

    Raises:
        ReleaseRefused: one of the items can't be published; then nothing is.
    """
    with transaction.atomic():
        return _publish(release, user)


def obstacles(release: Release, *, user: Any) -> list[str]:
    """The reasons why a release couldn't be published now, found by trying; it is rolled back."""
    if release.is_published:
        return []
    with transaction.atomic():
        try:
            _publish(release, user)
        except ReleaseRefused as refused:
            return refused.reasons
        finally:
            transaction.set_rollback(True)
            Site.clear_site_root_paths_cache()
    return []


def _publish(release: Release, user: Any) -> Release:
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.is_published:
        return locked
    occasion = Occasion(timezone.now(), user or locked.scheduled_by)
    steps = _steps(locked)
    if not steps:
        raise ReleaseRefused([_("The release is empty.")])
    reasons = []
    for step in steps:
        step.item.undo = _undo(step)
        reason = _attempt(step, occasion)
        if reason:
            reasons.append(_told(step, reason, occasion.user))
    if reasons:
        # Raised inside, so that all of it is rolled back.
        raise ReleaseRefused(reasons)
    ReleaseItem.objects.bulk_update([step.item for step in steps], ["undo", "object_id"], 200)
    locked.status, locked.published_at = Status.PUBLISHED, occasion.at
    locked.published_by = occasion.user
    locked.save()
    log(locked, "cms.release.publish", user=occasion.user, data={"items": len(steps)})
    return locked


def schedule(release: Release, at: datetime, *, user: Any) -> Release:
    """Have a release published at a moment.

    Raises:
        ReleaseRefused: it is published already, or the moment has passed.
    """
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        if locked.is_published:
            raise ReleaseRefused([_("The release is published already.")])
        if at <= timezone.now():
            raise ReleaseRefused([_("Enter a time that is still to come.")])
        locked.status, locked.publish_at, locked.scheduled_by = Status.SCHEDULED, at, user
        locked.save()
        log(locked, "cms.release.schedule", user=user, data={"at": at.isoformat()})
    return locked


def unschedule(release: Release, *, user: Any) -> Release:
    """Have a release wait again until somebody publishes it."""
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        if locked.status == Status.SCHEDULED:
            locked.status, locked.publish_at, locked.scheduled_by = Status.OPEN, None, None
            locked.save()
            log(locked, "cms.release.unschedule", user=user)
    return locked


def due() -> Iterator[tuple[str, Callable[[], Release]]]:
    """The releases whose moment has come, the earliest first."""
    for release in list(Release.objects.scheduled(timezone.now())):
        yield f"release {release.pk} ({release.title})", partial(publish, release)


def next_moment() -> datetime | None:
    """The moment of the next scheduled release that isn't due yet; ``None`` without one."""
    waiting = Release.objects.filter(status=Status.SCHEDULED, publish_at__gt=timezone.now())
    moment: datetime | None = waiting.aggregate(at=Min("publish_at"))["at"]
    return moment


def undo(release: Release, *, user: Any) -> Release:
    """A new release that takes back a published one, open to be looked at before it is published.

    What was live before is live again after it; what was added is unpublished.

    Raises:
        ReleaseRefused: the release isn't published, or has been taken back already.
    """
    if not release.is_published:
        raise ReleaseRefused([_("The release is not published.")])
    if Release.objects.filter(undoes=release).exists():
        raise ReleaseRefused([_("The release has been taken back already.")])
    with transaction.atomic():
        title = _("Undo: {title}").format(title=release.title)[:160]
        new = Release.objects.create(title=title, created_by=user, undoes=release)
        ReleaseItem.objects.bulk_create(
            ReleaseItem(
                release=new,
                content_type=item.content_type,
                object_id=item.object_id,
                locale=item.locale,
                title=item.title,
                **item.undo,
            )
            for item in release.items.select_related("content_type", "locale").order_by("-pk")
            if item.undo
        )
    return new


def _steps(release: Release) -> list[_Step]:
    """The items in the order in which they can be published."""
    items = release.items.select_related("content_type").order_by("pk")
    by_change = {id(change): (item, change) for item in items for change in [item.change()]}
    changes = (change for _item, change in by_change.values())
    return [_Step(by_change[id(one)][0], one) for one in change_sets.in_order(changes)]


def _attempt(step: _Step, occasion: Occasion) -> str | None:
    """Publish one item; returns the reason why it can't be."""
    try:
        instance = step.change.publish(occasion)
    except PublishingRefused as refused:
        return str(refused)
    except ValidationError as invalid:
        return " ".join(invalid.messages)
    except PermissionDenied:
        return _("You don't have permission to do this.")
    if instance is None and step.item.action != Action.UNPUBLISH:
        return _("It was deleted.")
    if step.item.object_id is None and instance is not None:
        step.item.object_id = instance.pk
    return None


def _told(step: _Step, reason: str, user: Any) -> str:
    """A reason in words for a user, who isn't told of what they may not see."""
    if user is not None and not step.change.may_be_seen_by(user):
        return _("An item that you may not see, or that was deleted, can't be published.")
    return f"“{step.item.title}”: {reason}"


def _undo(step: _Step) -> dict[str, Any] | None:
    """The item that takes one back, as its fields; ``None``: there is nothing to take back."""
    instance = step.change.instance() if step.change.pk is not None else None
    if step.item.action in {Action.PUBLISH, Action.UNPUBLISH}:
        if instance is not None and instance.live:
            revision_id = instance.live_revision_id or _kept(instance).pk
            return {"action": Action.PUBLISH, "revision_id": revision_id}
        return {"action": Action.UNPUBLISH} if step.item.action == Action.PUBLISH else None
    if instance is None:
        return {"action": Action.DELETE}
    (row,) = serializers.serialize("python", [instance])
    return {"action": Action.SAVE, "values": dict(row["fields"])}


def _kept(instance: Any) -> Revision:
    """A revision of the live content that was published without one; drafts stay the latest."""
    revision = Revision(
        content=instance.serializable_data(),
        object_str=str(instance),
        created_at=instance.last_published_at or instance.first_published_at or timezone.now(),
    )
    revision.content_object = instance
    revision.base_content_type = instance.get_base_content_type()
    revision.save()
    return revision


def add(
    release: Release, instance: Any, action: str = Action.PUBLISH, *, revision_id: int | None = None
) -> ReleaseItem:
    """Add a page or snippet to a release, or change what becomes of it there.

    Raises:
        ReleaseRefused: the release is published already.
    """
    if release.is_published:
        raise ReleaseRefused([_("The release is published already.")])
    values = {
        "action": action,
        "revision_id": revision_id,
        "locale_id": getattr(instance, "locale_id", None),
        "title": _title(instance)[:255],
        "basis_id": getattr(instance, "live_revision_id", None),
    }
    item, _created = ReleaseItem.objects.update_or_create(
        release=release,
        content_type=ContentType.objects.get_for_model(instance),
        object_id=instance.pk,
        defaults=values,
    )
    return item


def add_values(
    release: Release, model: Any, pk: int | None, values: dict[str, Any] | None, *, title: str
) -> ReleaseItem:
    """Add a row without revisions, such as a redirect; without values it is deleted.

    Raises:
        ReleaseRefused: the release is published already.
    """
    if release.is_published:
        raise ReleaseRefused([_("The release is published already.")])
    return ReleaseItem.objects.create(
        release=release,
        content_type=ContentType.objects.get_for_model(model),
        object_id=pk,
        action=Action.DELETE if values is None else Action.SAVE,
        values=values,
        title=title[:255],
    )


def _title(instance: Any) -> str:
    shown = getattr(instance, "get_admin_display_title", None)
    return str(shown() if shown else instance)
