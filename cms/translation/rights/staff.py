"""The groups a newsroom begins with: editors of the source language, translators who publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.snippets.models import get_snippet_models

from cms.content.pages.models import Snippet
from cms.translation.rights import groups

if TYPE_CHECKING:
    from wagtail.models import Locale, Page

EDITORS = "Editors"
_FILES = (
    "add_image", "change_image", "choose_image", "add_document", "change_document",
    "choose_document",
)  # fmt: skip
_APPLICATIONS = (
    "wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtail_localize", "delivery",
)  # fmt: skip


def editors(front: Page) -> Group:
    """Those who write the pages below a front page and submit them for translation."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(
        _permissions(
            "access_admin",
            "submit_translation",
            *(f"{verb}_{name}" for name in _snippets() for verb in ("add", "change", "publish")),
            *(f"{verb}_glossaryterm" for verb in ("add", "change", "delete")),
            *(f"{verb}_release" for verb in ("view", "add", "change", "publish", "approve")),
        )
    )
    _grant_pages(group, front, ["add_page", "change_page", "publish_page"])
    root = Collection.get_first_root_node()
    for permission in _permissions(*_FILES):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
    return group


def translators(locale: Locale, front: Page | None) -> Group:
    """Those who translate into a language, below its front page, and publish what they translated.

    Raises:
        ValueError: it is the source language.
    """
    group = groups.translator_group(locale)
    if group is None:
        raise ValueError(f"{locale.language_code} is the source language")
    publishing = (f"publish_{name}" for name in _snippets())
    group.permissions.add(*_permissions(*publishing, "view_release", "approve_release"))
    if front is not None:
        _grant_pages(group, front, ["change_page", "publish_page"])
    return group


def _snippets() -> list[str]:
    return [model._meta.model_name for model in get_snippet_models() if issubclass(model, Snippet)]


def _permissions(*codenames: str) -> list[Permission]:
    own = {model._meta.app_label for model in get_snippet_models() if issubclass(model, Snippet)}
    applications = {*_APPLICATIONS, *own, "translation"}
    found = Permission.objects.filter(codename__in=codenames)
    return list(found.filter(content_type__app_label__in=applications))


def _grant_pages(group: Group, page: Page, codenames: list[str]) -> None:
    group.page_permissions.all().delete()
    for permission in _permissions(*codenames):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
