"""The users responsible for pages in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from cms.translation.models import TranslationAssignment, TranslatorGroup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet
    from wagtail.models import Locale


def translators(locales: Iterable[Locale]) -> QuerySet[Any]:
    """The users who can be assigned translations into one of these languages, by name."""
    groups = TranslatorGroup.objects.filter(locale__in=locales).values("group")
    users = get_user_model().objects.filter(is_active=True)
    candidates = users.filter(Q(groups__in=groups) | Q(is_superuser=True)).distinct()
    return candidates.order_by(get_user_model().USERNAME_FIELD)


def assign(key: UUID, locale: Locale, user: Any) -> None:
    """Give a page in a language to somebody, or to nobody."""
    if user is None:
        TranslationAssignment.objects.filter(translation_key=key, locale=locale).delete()
        return
    TranslationAssignment.objects.update_or_create(
        translation_key=key, locale=locale, defaults={"user": user}
    )


def assignees(keys: Iterable[UUID], locales: Iterable[Locale]) -> dict[tuple[UUID, int], Any]:
    """The assignees of some pages, by the page's key and the id of the locale. One query."""
    rows = TranslationAssignment.objects.filter(translation_key__in=keys, locale__in=locales)
    return {(row.translation_key, row.locale_id): row.user for row in rows.select_related("user")}


def name_of(user: Any) -> str:
    """A user's display name."""
    return str(user.get_full_name() or user.get_username())
