"""Who above this layer wants to know that a page was published, in the same transaction."""

from collections.abc import Callable

from wagtail.models import Page

Listener = Callable[[Page], None]
_listeners: list[Listener] = []


def on_page_published(listener: Listener) -> None:
    """Have ``listener`` called with each page that is published; once, however often asked."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_of_publication(instance: Page) -> None:
    """Call every listener."""
    for listener in _listeners:
        listener(instance)
