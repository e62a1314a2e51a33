"""Privacy settings stay on the page they were made on, while there is anything they cover.

A setting covers the translations and aliases of its page without being copied to them, so it ends
for all of them when it is removed. It doesn't end because the page is deleted that it was made
on.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from wagtail_localize.models import TranslationSource

from cms.content.pages import aliases

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT = "_privacy_left"


def drop_copied(page: Page) -> None:
    """Take the copied settings away from a page that was just made of another."""
    PageViewRestriction.objects.filter(page=page).delete()


def keep_in_one_place() -> None:
    """Have neither aliases nor translations get copies of their source's settings. Idempotent.

    And no translation lose a setting of its own when it is saved, which covers its source too.
    """
    source: Any = TranslationSource
    source.sync_view_restrictions = _leave_settings
    action: Any = CreatePageAliasAction
    original = action._create_alias  # noqa: SLF001 - no signal is sent with an alias
    if hasattr(original, "drops_privacy"):
        return

    @wraps(original)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        alias = original(*args, **kwargs)
        drop_copied(alias)
        return alias

    replacement.drops_privacy = True  # type: ignore[attr-defined]
    action._create_alias = replacement  # noqa: SLF001


def _leave_settings(_source: TranslationSource, _original: Any, _translation: Any) -> None:
    """Leave the settings of a translation as they are."""


def note_deleted(instance: Page, **_kwargs: Any) -> None:
    """Before a page is deleted: keep the settings that cover it, and whom else they cover."""
    settings = aliases.settings_covering(instance.pk)
    if settings:
        instance.__dict__[_LEFT] = settings, list(_uncovered_pages(instance))


def _uncovered_pages(page: Page) -> Iterator[int]:
    """The pages that would lose a setting: the translations, and aliases in the same language."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    own = Page.objects.filter(alias_of=page).exclude(translation_key=page.translation_key)
    for pages in (others, own):
        yield from pages.order_by("pk").values_list("pk", flat=True)


def restore_shared_settings(instance: Page, **_kwargs: Any) -> None:
    """After a page was deleted: leave its settings to what it shared them with."""
    settings, page_ids = instance.__dict__.pop(_LEFT, ((), ()))
    for page in Page.objects.filter(pk__in=page_ids).order_by("pk"):
        aliases.make_private(page, settings)
