"""The URLs of the jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.translation.jobs import views

if TYPE_CHECKING:
    from collections.abc import Callable

# Below those of wagtail-localize: routes and views by name.
ADDED: dict[str, tuple[str, Callable[..., Any]]] = {
    "jobs_below_page": ("jobs/pages/<int:page_id>/", views.start),
    "translation_jobs": ("jobs/", views.own_jobs),
}
