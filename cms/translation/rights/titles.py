"""The titles of pages in the admin, as far as the user may know them.

Lists, breadcrumbs, choosers, forms, messages and exports of Wagtail all call
``get_admin_display_title``, whatever they are about: a workflow names its pages, a redirect its
target. While somebody is looking, it answers for them alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry
from wagtail.snippets.models import get_snippet_models

from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_looking: ContextVar[Any] = ContextVar("looking", default=None)


def viewer() -> Any:
    """The user who looks at the admin now; ``None`` outside the admin."""
    return _looking.get()


@contextmanager
def viewed_by(user: Any) -> Iterator[None]:
    """Show titles inside for this user; for ``None`` as they are."""
    token = _looking.set(user)
    try:
        yield
    finally:
        _looking.reset(token)


def streamed_for(user: Any, content: Iterable[Any]) -> Iterator[Any]:
    """Content that is only made while it is sent, such as an export."""
    parts = iter(content)
    while True:
        with viewed_by(user):
            part = next(parts, None)
        if part is None:
            return
        yield part


def title_for(user: Any, page: Any, draft_title: str) -> str:
    """The title of a page's draft, of the page that readers see, or only that there is one."""
    sight = Sight.of(user)
    if sight.has_right(page):
        return draft_title
    if sight.is_public(page):
        return str(page.title)
    if sight.passes(page) or sight.is_source(page):
        return draft_title
    return _private(page)


def visible_title(user: Any, instance: Any) -> str:
    """The title of a page or snippet for a user."""
    if isinstance(instance, Page):
        return title_for(user, instance, str(instance))
    sight = Sight.of(user)
    if sight.sees_all:
        return str(instance)
    if type(instance) not in get_snippet_models():
        return _private(instance)
    if sight.snippets(type(instance)).filter(pk=instance.pk).exists():
        return str(instance)
    return _private(instance)


def _private(instance: Any) -> str:
    return _("(Private %(object)s)") % {"object": instance._meta.verbose_name}


def install() -> None:
    """Have pages show their title by user. Idempotent."""
    original = Page.get_admin_display_title
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def get_admin_display_title(self: Any) -> str:
        title = str(original(self))
        user = viewer()
        return title if user is None or not self.pk else title_for(user, self, title)

    manager: Any = type(PageLogEntry.objects)
    logged = manager.get_instance_title

    @wraps(logged)
    def get_instance_title(self: Any, instance: Any) -> str:
        # Titles in the log don't depend on the user who caused the entry.
        with viewed_by(None):
            return str(logged(self, instance))

    Page.get_admin_display_title = get_admin_display_title  # type: ignore[method-assign]
    manager.get_instance_title = get_instance_title
