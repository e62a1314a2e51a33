"""Listeners of the layers above to publications, called in the same transaction."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

Listener = Callable[[Page], None]
_listeners: list[Listener] = []
_of_snippets: list[Callable[[Any], None]] = []


def on_page_published(listener: Listener) -> None:
    """Have ``listener`` called with each page that is published; once, however often asked."""
    if listener not in _listeners:
        _listeners.append(listener)


def notify_page_published(instance: Page) -> None:
    """Call every listener."""
    for listener in _listeners:
        listener(instance)


def on_snippet_published(listener: Callable[[Any], None]) -> None:
    """Have ``listener`` called with each snippet that is published; once, however often asked."""
    if listener not in _of_snippets:
        _of_snippets.append(listener)


def notify_snippet_published(instance: Any) -> None:
    """Call every listener for snippets."""
    for listener in _of_snippets:
        listener(instance)
