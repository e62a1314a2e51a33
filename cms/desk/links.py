"""The ways from the desk to the editors of pages, snippets and translations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import Page


def editor_url(model: type[Any], pk: object) -> str:
    """The URL of the editor of a page or snippet; empty if it has none."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    viewset = getattr(model, "snippet_viewset", None)
    return reverse(viewset.get_url_name("edit"), args=[pk]) if viewset else ""
