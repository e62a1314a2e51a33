"""The contents of a user's desk: lists of pages and snippets, each in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageLogEntry, TaskState, WorkflowState

from wagtail_localize.models import Translation

from cms.content.pages import planned_dates
from cms.content.pages.planned_dates import Period
from cms.desk.links import editor_url
from cms.desk.scheduling import drafted_snippets, scheduled_revisions
from cms.localisation import newsroom_time
from cms.translation.dashboard.assignments import name_of
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

DAYS_AHEAD = 30
DAYS_BACK = 14
# Of one page several publications are logged, and some are the user's own.
_LOGGED_FOR_ONE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A page or snippet in a list: its title, where it is edited, and what is said of it."""

    title: str
    url: str
    language: str = ""
    note: str = ""
    at: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The first lines of a list, and whether there are more."""

    lines: list[Line]
    has_more: bool = False

    @classmethod
    def of(cls, lines: Iterable[Line], most: int) -> Listed:
        """A list of at most ``most`` lines."""
        lines = list(lines)
        return cls(lines[:most], len(lines) > most)


def language_names() -> dict[int, str]:
    """The languages' names in the language of the admin, by the ids of their locales. One query."""
    return {locale.pk: str(locale.get_display_name()) for locale in Locale.objects.all()}


def drafts(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The drafts the user was the last to change, and not scheduled or sent for review.

    A query for pages, one for each kind of snippets.
    """
    sight = Sight.of(user)
    waiting = {"has_unpublished_changes": True, "latest_revision__user": user}
    things: list[Any] = []
    kinds: list[tuple[Any, Any]] = [
        (Page.objects.filter(sight.own_pages(), alias_of__isnull=True), Page),
        *((sight.own_snippets(model), model) for model in drafted_snippets()),
    ]
    for known, kind in kinds:
        reviewed = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(kind),
            object_id=Cast(OuterRef("pk"), CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        own = known.filter(~scheduled_revisions(kind), ~Exists(reviewed), **waiting)
        own = own.select_related("latest_revision")
        things += own.order_by("-latest_revision__created_at")[: most + 1]
    things.sort(key=lambda thing: thing.latest_revision.created_at, reverse=True)
    return Listed.of((_of_draft(thing, languages) for thing in things), most)


def _of_draft(thing: Any, languages: dict[int, str]) -> Line:
    # The row of a snippet keeps the name readers see.
    title = _title(thing) if isinstance(thing, Page) else thing.latest_revision.object_str
    return Line(
        title,
        editor_url(type(thing), thing.pk),
        languages.get(thing.locale_id, ""),
        _("changes to a published page") if thing.live and isinstance(thing, Page) else "",
        thing.latest_revision.created_at,
    )


def _title(thing: Any) -> str:
    return str(thing.get_admin_display_title() if isinstance(thing, Page) else thing)


def to_review(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The pages and snippets that wait for the user's review, the longest first.

    A query for workflows, one for groups, one for each kind of content, one for translations.
    """
    states = TaskState.objects.reviewable_by(user).select_related(
        "revision", "workflow_state__requested_by"
    )
    states = list(states.order_by("started_at")[: most + 1])
    things = _things(
        (state.revision.base_content_type_id, state.revision.object_id) for state in states
    )
    lines = []
    translations = _translations(things.values())
    for state in states:
        thing = things.get((state.revision.base_content_type_id, state.revision.object_id))
        if thing is None:
            continue
        sender = state.workflow_state.requested_by
        translation_id = translations.get((thing.translation_key, thing.locale_id))
        url = (
            reverse("texts_side_by_side", args=[translation_id])
            if translation_id
            else editor_url(type(thing), thing.pk)
        )
        note = _("from {name}").format(name=name_of(sender)) if sender else ""
        language = languages.get(thing.locale_id, "")
        lines.append(Line(_title(thing), url, language, note, state.started_at))
    return Listed.of(lines, most)


def sent_for_review(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The pages and snippets the user has sent for review, undecided, the latest first."""
    states = WorkflowState.objects.active().filter(requested_by=user)
    states = states.select_related("current_task_state__task").order_by("-created_at", "-pk")
    states = list(states[: most + 1])
    things = _things((state.base_content_type_id, state.object_id) for state in states)
    lines = []
    for state in states:
        thing = things.get((state.base_content_type_id, state.object_id))
        if thing is None or not _is_own(user, thing):
            continue
        task = state.current_task_state
        note = task.task.name if task else ""
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            note = _("sent back to you")
        url, language = editor_url(type(thing), thing.pk), languages.get(thing.locale_id, "")
        lines.append(Line(_title(thing), url, language, note, state.created_at))
    return Listed.of(lines, most)


def _is_own(user: Any, thing: Any) -> bool:
    sight = Sight.of(user)
    if not isinstance(thing, Page):
        return sight.works_in(thing)
    return sight.sees_all or any(thing.path.startswith(path) for path in sight.granted)


def _things(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Any]:
    """Pages and snippets by the id of their base content type and their own id as text."""
    keys = set(keys)
    found: dict[tuple[int, str], Any] = {}
    models: list[Any] = [Page, *drafted_snippets()]
    for model in models:
        kind = ContentType.objects.get_for_model(model).pk
        ids = [object_id for content_type, object_id in keys if content_type == kind]
        things = model._default_manager.filter(pk__in=ids) if ids else ()
        found |= {(kind, str(thing.pk)): thing for thing in things}
    return found


def _translations(things: Iterable[Any]) -> dict[tuple[Any, int], int]:
    """The ids of the translations being written in some pages and snippets. One query."""
    keys = [thing.translation_key for thing in things]
    rows = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    return {
        (key, locale): pk
        for pk, key, locale in rows.values_list("pk", "source__object_id", "target_locale")
    }


def coming_up(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The dates of the next days: the beginning of the calendar."""
    today = newsroom_time.today()
    entries = planned_dates.entries(user, Period(today, today + timedelta(days=DAYS_AHEAD)))
    lines = (
        Line(
            entry.planned.title,
            entry.planned.url,
            languages.get(entry.planned.locale_id or 0, ""),
            str(entry.kind.label),
            entry.planned.at,
        )
        for entry in entries
    )
    return Listed.of(lines, most)


def published_by_others(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The pages in the user's part of the site that others published lately. Two queries."""
    since = timezone.now() - timedelta(days=DAYS_BACK)
    own = Page.objects.filter(Sight.of(user).own_pages(), live=True)
    logged = (
        PageLogEntry.objects.filter(action="wagtail.publish", timestamp__gte=since)
        .filter(Exists(own.filter(pk=OuterRef("page"))))
        .select_related("user", "page")
        .order_by("-timestamp", "-pk")
    )
    seen: set[int] = set()
    lines: dict[int, Line] = {}
    for entry in logged[: (most + 1) * _LOGGED_FOR_ONE]:
        page = entry.page
        if page.pk in seen:
            continue
        seen.add(page.pk)
        # The last publication of a page counts.
        if entry.user_id != user.pk:
            lines[page.pk] = Line(
                _title(page),
                editor_url(Page, page.pk),
                languages.get(page.locale_id, ""),
                name_of(entry.user) if entry.user else _("on schedule or by the system"),
                entry.timestamp,
            )
    return Listed.of(lines.values(), most)


def locked(user: Any, *, most: int, languages: dict[int, str]) -> Listed:
    """The pages the user keeps from others, the longest first. One query."""
    pages = Page.objects.filter(Sight.of(user).own_pages(), locked=True, locked_by=user)
    lines = (
        Line(
            _title(page),
            editor_url(Page, page.pk),
            languages.get(page.locale_id, ""),
            "",
            page.locked_at,
        )
        for page in pages.order_by("locked_at", "pk")[: most + 1]
    )
    return Listed.of(lines, most)
