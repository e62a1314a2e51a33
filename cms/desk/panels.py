"""The panels of the first page, and the one that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.desk import selectors
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

MOST = 6
MOST_AT_ALL = 200
HOOK = "register_desk_panel"


@dataclass(frozen=True, slots=True)
class ListOnDesk:
    """A list: its name in URLs, its heading, and the text where there is nothing.

    Without such a text an empty list isn't shown. ``more`` names the URL that shows the rest.
    """

    name: str
    heading: _StrPromise
    icon: str
    order: int
    select: Callable[..., selectors.Listed]
    empty: _StrPromise | None = None
    more: str = ""
    needs_pages: bool = False


LISTS = [
    ListOnDesk(
        "drafts",
        _("My drafts"),
        "edit",
        100,
        selectors.drafts,
        empty=_("All you have changed is published, scheduled or sent for review."),
    ),
    ListOnDesk(
        "review",
        _("Waiting for my review"),
        "check",
        110,
        selectors.to_review,
        empty=_("Nobody has sent you anything to review."),
    ),
    ListOnDesk("sent", _("Sent for review by me"), "upload", 120, selectors.sent_for_review),
    ListOnDesk(
        "coming",
        _("Scheduled and expiring"),
        "calendar-alt",
        130,
        selectors.coming_up,
        empty=_("Nothing goes live, expires or comes into force in the next 30 days."),
        more="calendar",
        needs_pages=True,
    ),
    ListOnDesk(
        "published",
        _("Published by others"),
        "view",
        160,
        selectors.published_by_others,
        empty=_("In the last two weeks nobody else has published a page of yours."),
        needs_pages=True,
    ),
    ListOnDesk("locked", _("Locked by me"), "lock", 170, selectors.locked),
]


class ListPanel(Component):
    """One list of the desk, for one user."""

    template_name = "desk/list_panel.html"

    def __init__(self, shown: ListOnDesk, user: Any, languages: dict[int, str], most: int) -> None:
        self.shown = shown
        self.name = shown.name
        self.order = shown.order
        self.most = most
        self.listed = shown.select(user, most=most, languages=languages)

    @property
    def is_shown(self) -> bool:
        """True if there is something to be said."""
        return bool(self.listed.lines or self.shown.empty)

    def get_context_data(self, _parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The list with the way to the rest of it."""
        home = reverse("wagtailadmin_home")
        name = self.shown.name
        rest = reverse(self.shown.more) if self.shown.more else f"{home}?all={name}#desk-{name}"
        has_more = self.listed.has_more and self.most < MOST_AT_ALL
        return {
            "shown": self.shown,
            "listed": self.listed,
            "rest_url": rest if has_more or self.shown.more else "",
            "rest_label": _("Calendar") if self.shown.more else _("Show all"),
        }


class Desk(Component):
    """All lists of a user, and the panels others have registered, in a grid."""

    name = "desk"
    order = 100
    template_name = "desk/desk.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def panels(self) -> list[Any]:
        """The panels with something to say, in order."""
        user: Any = self.request.user
        languages = selectors.language_names()
        sight = Sight.of(user)
        has_pages = sight.sees_all or bool(sight.granted)
        whole = self.request.GET.get("all")
        lists = [
            ListPanel(shown, user, languages, MOST_AT_ALL if whole == shown.name else MOST)
            for shown in LISTS
            if has_pages or not shown.needs_pages
        ]
        others = [register(self.request) for register in hooks.get_hooks(HOOK)]
        panels = [panel for panel in lists if panel.is_shown]
        return sorted([*panels, *filter(None, others)], key=lambda panel: panel.order)

    @property
    def media(self) -> Media:
        """The style of the grid, and what the panels need."""
        own = Media(css={"all": ["desk/desk.css"]})
        return sum((panel.media for panel in self.panels), own)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The panels."""
        return {"panels": self.panels, "request": self.request}
