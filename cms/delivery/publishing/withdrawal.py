"""Withdrawal of translations with their source: none is readable for longer.

A notice that was withdrawn, or an article retracted because it was wrong, must not stay readable
in another language only because nobody thought of it. The opposite doesn't hold: a translation can
be withdrawn alone, and readers get the source text again. Of an article an editor may say that its
translations stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import QuerySet
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, TranslatableMixin

from wagtail_localize.models import TranslationSource

_are_kept: ContextVar[bool] = ContextVar("are_kept", default=False)


@contextmanager
def keeping_translations() -> Iterator[None]:
    """Pages that are unpublished inside leave their translations where they are."""
    token = _are_kept.set(True)
    try:
        yield
    finally:
        _are_kept.reset(token)


def is_source(page: Page) -> bool:
    """True if other pages are translations of this one. Two queries at most."""
    return page.locale_id == source_locale_id(page)


def source_locale_id(page: TranslatableMixin) -> int:
    """The language a page's or snippet's translations are made from. Two queries at most."""
    first = TranslationSource.objects.filter(object_id=page.translation_key).order_by("created_at")
    locale_id: int | None = first.values_list("locale_id", flat=True).first()
    return locale_id or Locale.get_default().pk


def translations(page: Page) -> QuerySet[Page]:
    """The pages that follow this one, aliases included; none where it is a translation itself."""
    if not is_source(page):
        return Page.objects.none()
    return Page.objects.translation_of(page, inclusive=False)


def translations_to_withdraw(page: Page) -> QuerySet[Page]:
    """The live translations that are unpublished with a page. Aliases follow it by themselves.

    Home pages and lists represent a whole language, so those stay.
    """
    if not getattr(page.specific_class, "withdraws_translations", False):
        return Page.objects.none()
    return translations(page).filter(live=True, alias_of__isnull=True)


def withdraw_translations(page: Page, *, is_expired: bool = False) -> None:
    """Unpublish the live translations of a page, unless somebody has said that they stay."""
    if _are_kept.get():
        return
    for translation in translations_to_withdraw(page):
        UnpublishPageAction(translation.specific, set_expired=is_expired).execute()
