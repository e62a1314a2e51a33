"""A user's pending work, on the first page of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.translation.dashboard.matrix import STATES, Matrix

if TYPE_CHECKING:
    from collections.abc import Mapping


MOST_LISTED = 6


class WaitingPanel(Component):
    """The translations a user may work on, and the number of those in each state."""

    name = "waiting_translations"
    order = 140
    template_name = "translation/waiting_panel.html"

    def __init__(self, user: Any) -> None:
        self.matrix = Matrix.of(user)

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        """The pending work in each language the user may see."""
        address = reverse("translation_dashboard")
        waiting = [
            {
                "language": tally.locale.get_display_name(),
                "state": STATES[state],
                "count": count,
                "url": f"{address}?{urlencode({'state': state, 'language': tally.locale.pk})}",
            }
            for tally in self.matrix.waiting()
            for state, count in tally.counts.items()
            if count
        ]
        pending = [
            {
                "title": one.page.get_admin_display_title(),
                "url": reverse("wagtailadmin_pages:edit", args=[one.page.pk]),
                "language": one.page.locale.get_display_name(),
                "state": STATES[one.state],
                "is_mine": one.is_mine,
            }
            for one in self.matrix.pending(MOST_LISTED)
        ]
        return {"pending": pending, "waiting": waiting, "url": address}
