"""Go-lives and expiries of pages and snippets, as far as a user has a right to these."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.snippets.models import get_snippet_models

from cms.content.pages.planned_dates import DateKind, Period, PlannedDate
from cms.desk.links import editor_url
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


def drafted_snippets() -> list[type[Any]]:
    """The kinds of snippets that have drafts."""
    return [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]


def scheduled_revisions(model: type[Any]) -> Exists:
    """The condition for pages or snippets that are to be published later."""
    return Exists(
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(model),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
    )


def go_lives(user: Any, period: Period) -> Iterator[PlannedDate]:
    """The go-lives of what is scheduled. One query for revisions, one for pages, one for a kind."""
    sight = Sight.of(user)
    times = _approved(period)
    pages = Page.objects.filter(sight.own_pages(), pk__in=times[Page])
    yield from _dates(pages, times[Page])
    for model in drafted_snippets():
        snippets = sight.own_snippets(model).filter(pk__in=times[model])
        yield from _dates(snippets, times[model])


def _approved(period: Period) -> dict[type[Any], dict[int, datetime]]:
    """The go-lives of a period by model and id."""
    begins, ends = period.moments
    models = {ContentType.objects.get_for_model(model).pk: model for model in drafted_snippets()}
    models[ContentType.objects.get_for_model(Page).pk] = Page
    rows = Revision.objects.filter(
        approved_go_live_at__gte=begins, approved_go_live_at__lt=ends
    ).values_list("base_content_type", "object_id", "approved_go_live_at")
    times: dict[type[Any], dict[int, datetime]] = defaultdict(dict)
    for kind, object_id, at in rows:
        if kind in models:
            times[models[kind]][int(object_id)] = at
    return times


def expiries(user: Any, period: Period) -> Iterator[PlannedDate]:
    """The expiries of what is live or scheduled. A query for pages, one for a kind of snippets."""
    begins, ends = period.moments
    sight = Sight.of(user)
    due = Q(expire_at__gte=begins, expire_at__lt=ends, expired=False)
    kinds: list[tuple[Any, Any]] = [
        (Page, Page.objects.filter(sight.own_pages())),
        *((model, sight.own_snippets(model)) for model in drafted_snippets()),
    ]
    for model, things in kinds:
        expiring = list(things.filter(due, Q(live=True) | Q(scheduled_revisions(model))))
        yield from _dates(expiring, {thing.pk: thing.expire_at for thing in expiring})


def _dates(things: Iterable[Any], times: dict[int, datetime]) -> Iterator[PlannedDate]:
    for thing in things:
        is_page = isinstance(thing, Page)
        title = thing.get_admin_display_title() if is_page else str(thing)
        locale_id = getattr(thing, "locale_id", None)
        yield PlannedDate(times[thing.pk], title, editor_url(type(thing), thing.pk), locale_id)


GO_LIVE = DateKind("go-live", _("goes live"), "circle-check", go_lives)
EXPIRY = DateKind("expiry", _("expires"), "cross", expiries)
