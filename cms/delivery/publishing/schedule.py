"""Publishing what is due, unpublishing what has expired, and what else is done regularly.

Each page or snippet is handled in a transaction of its own. One that fails keeps its schedule, is
tried again the next time, and holds up none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

Act = Callable[[], object]
_regular: dict[str, Act] = {}
_planned: list[Plan] = []


def register(name: str, act: Act) -> None:
    """Have ``act`` called each time the schedule is looked at, for layers above this one."""
    _regular[name] = act


class Plan(Protocol):
    """Publications at a moment, for other rooms of this package."""

    def due(self) -> Iterable[tuple[str, Act]]:
        """All that is due now, each by a name, the earliest first."""

    def next_moment(self) -> datetime | None:
        """The moment when something is due next."""


def register_plan(plan: Plan) -> None:
    """Have what a plan says published on time; once."""
    if plan not in _planned:
        _planned.append(plan)


def seconds_until_next(most: float) -> float:
    """The seconds until something planned or scheduled is due, ``most`` at most."""
    moments = [plan.next_moment() for plan in _planned]
    waiting = Revision.objects.filter(approved_go_live_at__gt=timezone.now())
    moments.append(waiting.aggregate(at=Min("approved_go_live_at"))["at"])
    until = min((moment for moment in moments if moment is not None), default=None)
    if until is None:
        return most
    return min(most, max(0.0, (until - timezone.now()).total_seconds()))


@dataclass(slots=True)
class Outcome:
    """The outcome of a run; ``failures`` by what failed, as ``news.newspage 12 (Title)``."""

    published: int = 0
    unpublished: int = 0
    failures: dict[str, Exception] = field(default_factory=dict)


def run() -> Outcome:
    """Unpublish what has expired, then publish what is due, the earliest first."""
    outcome = Outcome()
    for label, unpublish in _expired():
        outcome.unpublished += _attempt(label, unpublish, outcome)
    for label, publish in _due():
        outcome.published += _attempt(label, publish, outcome)
    for plan in _planned:
        for label, act in plan.due():
            outcome.published += _attempt(label, act, outcome)
    for label, act in _regular.items():
        _attempt(label, act, outcome)
    return outcome


def _attempt(label: str, act: Act, outcome: Outcome) -> bool:
    try:
        with transaction.atomic():
            return bool(act())
    except Exception as error:  # noqa: BLE001 - whatever it is, the others must not wait for it
        outcome.failures[label] = error
        return False


def _expired() -> Iterator[tuple[str, Callable[[], bool]]]:
    for model in draftable_models():
        rows = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        for instance in list(rows.order_by("expire_at", "pk")):
            yield _label(instance), partial(_unpublish, model, instance.pk)


def _due() -> Iterator[tuple[str, Callable[[], bool]]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    rows = due.order_by("approved_go_live_at", "pk").select_related("content_type")
    for revision in list(rows):
        label = f"{revision.content_type.app_label}.{revision.content_type.model}"
        name = f"{label} {revision.object_id} ({revision.object_str})"
        yield name, partial(_publish, revision.pk)


def _unpublish(model: Any, pk: int) -> bool:
    """Unpublish one object unless somebody else has done so meanwhile."""
    rows = model._default_manager.select_for_update().filter(pk=pk)
    instance = rows.filter(live=True, expire_at__lt=timezone.now()).first()
    if instance is None:
        return False
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(pk: int) -> bool:
    """Publish one revision unless somebody else has done so, or changed its schedule, meanwhile."""
    rows = Revision.objects.select_for_update().filter(pk=pk)
    revision = rows.filter(approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def draftable_models() -> list[Any]:
    """The models whose rows can be drafts: pages, then each kind of snippet."""
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *snippets]


def _label(instance: models.Model) -> str:
    return f"{instance._meta.label_lower} {instance.pk} ({instance})"
