"""The routes of the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.translation.review import views

if TYPE_CHECKING:
    from collections.abc import Callable

# Below those of wagtail-localize: routes and views by name.
ADDED: dict[str, tuple[str, Callable[..., Any]]] = {
    "submit_for_review": ("translate/<int:translation_id>/review/submit/", views.submit),
    "withdraw_from_review": ("translate/<int:translation_id>/review/withdraw/", views.withdraw),
    "decide_review": ("translate/<int:translation_id>/review/decide/", views.decide),
    "comment_on_text": ("translate/<int:translation_id>/comments/", views.comment),
    "resolve_comment": (
        "translate/<int:translation_id>/comments/<int:comment_id>/resolve/",
        views.resolve,
    ),
}
