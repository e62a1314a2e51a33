"""A group of translators for each language but the source, made and removed with the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_noop
from wagtail.models import GroupPagePermission, Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from cms.translation.models import TranslatorGroup
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

# The name of a group of translators, which is the same for all readers of the list.
NAME = gettext_noop("Translators ({language})")
_FRONT_DEPTH = 2


def install() -> None:
    """Have groups follow the languages there are."""
    post_save.connect(_language_saved, sender=Locale, dispatch_uid="translators of a language")
    post_delete.connect(
        _group_left, sender=TranslatorGroup, dispatch_uid="translators without a language"
    )
    post_save.connect(_page_saved, dispatch_uid="translators of a front page")


@transaction.atomic
def translator_group(locale: Locale) -> Group | None:
    """The group of a language with the least rights it needs; none for the source language.

    Permissions an administrator has added since stay.
    """
    if permissions.is_source(locale):
        return None
    known = TranslatorGroup.objects.filter(locale=locale).select_related("group").first()
    if known is None:
        group, _is_new = Group.objects.get_or_create(
            name=NAME.format(language=locale.language_name)
        )
        group.permissions.add(*_permissions())
        known = TranslatorGroup.objects.create(locale=locale, group=group)
    for front in Page.objects.filter(depth=_FRONT_DEPTH, locale=locale):
        _grant(known.group, front)
    return known.group


def _permissions() -> Iterator[Permission]:
    """To enter the admin, to change the snippets that are translated, and to see the glossary."""
    yield Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    yield Permission.objects.get(
        content_type__app_label="translation", codename="view_glossaryterm"
    )
    for model in get_snippet_models():
        if issubclass(model, TranslatableMixin):
            yield from Permission.objects.filter(
                content_type__app_label=model._meta.app_label,
                codename=f"change_{model._meta.model_name}",
            )


def _grant(group: Group, front: Page) -> None:
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="change_page"
    )
    GroupPagePermission.objects.get_or_create(group=group, page=front, permission=permission)


def _language_saved(instance: Locale, *, raw: bool = False, **_signal: Any) -> None:
    # While the database is being created there are no permissions to give; a fixture brings
    # the group itself.
    if not raw and Permission.objects.filter(codename="change_page").exists():
        translator_group(instance)


def _page_saved(instance: Model, *, created: bool, raw: bool = False, **_signal: Any) -> None:
    if created and not raw and isinstance(instance, Page) and instance.depth == _FRONT_DEPTH:
        translator_group(instance.locale)


def _group_left(instance: TranslatorGroup, **_signal: Any) -> None:
    instance.group.delete()
