"""The desk in the admin: its first page, the calendar, the guide, menus, and reusable content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import home
from wagtail.snippets.models import register_snippet

from cms.desk import views
from cms.desk.panels import Desk
from cms.desk.reusable_content import ReusableContentMenu

if TYPE_CHECKING:
    from django.http import HttpRequest

LAST = 1000
# Of Wagtail itself and not of this site; they lead out of it.
_ABOUT_WAGTAIL = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_homepage_panels", order=LAST)
def show_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Show the desk in place of Wagtail's own panels, whose queries grow with their lists."""
    others = [panel for panel in panels if type(panel).__module__ != home.__name__]
    panels[:] = [Desk(request), *others]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The calendar and the guide."""
    return [
        path("calendar/", views.calendar, name="calendar"),
        path("guide/", views.guide, name="guide"),
    ]


class _CalendarMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.has_calendar(request.user)


@hooks.register("register_admin_menu_item")
def calendar_menu_item() -> MenuItem:
    """The way to the calendar."""
    return _CalendarMenuItem(
        _lazy("Calendar"),
        reverse_lazy("calendar"),
        name="calendar",
        icon_name="calendar-alt",
        order=170,
    )


@hooks.register("register_help_menu_item")
def guide_menu_item() -> MenuItem:
    """The way to the guide."""
    return MenuItem(
        _lazy("How to use this site"), reverse("guide"), name="guide", icon_name="help", order=100
    )


@hooks.register("construct_help_menu")
def leave_out_wagtail(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what is about Wagtail in general, and on another site."""
    items[:] = [item for item in items if not item.name.startswith(_ABOUT_WAGTAIL)]


register_snippet(ReusableContentMenu)
