"""Permissions for a translation, judged by its target."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import GroupPagePermission, Locale, Page, TranslatableMixin, WorkflowMixin
from wagtail.permissions import page_permission_policy
from wagtail.snippets.permissions import get_permission_name

from wagtail_localize.models import Translation

from cms.translation.models import TranslatorGroup

SUBMIT = "wagtail_localize.submit_translation"
_WRITING = ("add_page", "change_page")
_KEPT = "_groups_of_translators"


def may_edit(user: Any, instance: Any) -> bool:
    """True if somebody may change a page, or a snippet in its language."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    if reviews(user, instance):
        return True
    if not user.has_perm(get_permission_name("change", type(instance))):
        return False
    return not is_confined(user, instance) or instance.locale_id in languages(user)


def reviews(user: Any, instance: Any) -> bool:
    """True if a page or snippet is being reviewed by this user."""
    task = instance.current_workflow_task if isinstance(instance, WorkflowMixin) else None
    return bool(task and task.user_can_access_editor(instance, user))


def may_write(user: Any, instance: Any) -> bool:
    """True if somebody may change the texts of a translation now: nobody else has locked it."""
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return may_edit(user, instance) and not (lock and lock.for_user(user))


def may_submit(user: Any, source: Any) -> bool:
    """True if somebody may send a source, or what has changed of it, to the translators."""
    return bool(user.has_perm(SUBMIT)) and may_edit(user, source)


def may_submit_from(user: Any, page: Page) -> bool:
    """True if somebody may send a page and those below it to the translators."""
    return is_source(page.locale) and may_submit(user, page)


def may_manage(user: Any, target: Any) -> bool:
    """True if somebody may end a translation, or start it again: more than to translate."""
    return bool(user.has_perm(SUBMIT)) and may_edit(user, target)


def may_list(user: Any, model: type[Any]) -> bool:
    """True if somebody may see which snippets of a kind there are."""
    verbs = ("view", "add", "change", "delete")
    return any(user.has_perm(get_permission_name(verb, model)) for verb in verbs)


def is_source(locale: Locale) -> bool:
    """True if a language is the one that pages are translated from."""
    code = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return bool(locale.language_code == code)


def languages(user: Any) -> set[int]:
    """The ids of the locales somebody translates into."""
    groups = TranslatorGroup.objects.filter(group__user=user)
    return set(groups.values_list("locale_id", flat=True))


def languages_seen(user: Any) -> Any:
    """The ids of the locales somebody translates into or has a right to pages of."""
    granted = GroupPagePermission.objects.filter(group__user=user).values("page__locale")
    mine = Locale.objects.filter(pk__in=languages(user)) | Locale.objects.filter(pk__in=granted)
    return mine.values("pk")


def editable_below(page: Page, user: Any) -> dict[int, list[int]]:
    """The translations of a page and what is below it that somebody may edit, by locale.

    Three queries, and those for the user's rights.
    """
    keys = page.get_descendants(inclusive=True).values("translation_key")
    targets = page_permission_policy.instances_user_has_permission_for(user, "change")
    allowed = set(targets.filter(translation_key__in=keys).values_list("translation_key", "locale"))
    rows = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    editable: dict[int, list[int]] = {}
    for pk, key, locale in rows.order_by("pk").values_list(
        "pk", "source__object_id", "target_locale"
    ):
        if (key, locale) in allowed:
            editable.setdefault(locale, []).append(pk)
    return editable


def is_confined(user: Any, instance: Any) -> bool:
    """True if somebody's only right to change this comes from a group of translators."""
    mine = _translator_groups(user)
    if not mine:
        return False
    if isinstance(instance, Page):
        return not any(
            granted.group_id not in mine
            and granted.permission.codename in _WRITING
            and instance.path.startswith(granted.page.path)
            for granted in page_permission_policy.get_cached_permissions_for_user(user)
        )
    label, _dot, codename = get_permission_name("change", type(instance)).partition(".")
    wanted = Permission.objects.filter(content_type__app_label=label, codename=codename)
    others = user.groups.exclude(pk__in=mine)
    return not (wanted.filter(group__in=others) | wanted.filter(user=user)).exists()


def _translator_groups(user: Any) -> frozenset[int]:
    """The groups of translators somebody is in, once for a request as Wagtail keeps its rights.

    None for who may do everything, or nothing.
    """
    if not user.is_authenticated or user.is_superuser:
        return frozenset()
    known: frozenset[int] | None = getattr(user, _KEPT, None)
    if known is None:
        groups = TranslatorGroup.objects.filter(group__user=user)
        known = frozenset(groups.values_list("group_id", flat=True))
        setattr(user, _KEPT, known)
    return known


def translation_of(instance: Any) -> Translation | None:
    """The translation that is written in this page or snippet; none once it was stopped."""
    if not isinstance(instance, TranslatableMixin):
        return None
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    )
    return translations.select_related("source", "target_locale").first()
