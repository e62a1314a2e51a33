"""Wagtail's API of the admin: it lists pages, and changes none.

The admin itself only reads from it. Its actions are switched off; the rights and rules they would
have to respect hold for them all the same.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.utils import BadRequestError

from treebeard.exceptions import InvalidMoveToDescendant, InvalidPosition, PathOverflow

from cms.localisation import writing

# What an action raises where it was asked for something impossible.
_IMPOSSIBLE = (
    ValueError, ValidationError, IntegrityError, ProtectedError, InvalidMoveToDescendant,
    InvalidPosition, PathOverflow,
)  # fmt: skip


class PagesViewSet(PagesAdminAPIViewSet):
    """The pages somebody may see in the admin."""

    actions: dict[str, Any] = {}

    def action_view(self, request: Any, pk: int, action_name: str) -> Any:
        """Answer 404: there are no actions. With some, unknown ones would answer 400."""
        with transaction.atomic():
            try:
                return super().action_view(request, pk, action_name)
            except _IMPOSSIBLE as error:
                raise BadRequestError(_said(error)) from error


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return writing.sentences(error.messages)
    return str(error)
