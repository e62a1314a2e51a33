"""The editor for translators where there is nothing for them to translate.

Translating a page requires the right to change it, which also opens the page's own editor
once a translation is stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin

from wagtail_localize.models import Translation

from cms.translation.rights import permissions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def before_edit(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Let translators edit what is being translated, in their languages, and nothing else.

    Raises:
        PermissionDenied: it is a snippet of another language.
    """
    if not isinstance(instance, TranslatableMixin) or not permissions.is_confined(
        request.user, instance
    ):
        return None
    if not permissions.may_edit(request.user, instance):
        raise PermissionDenied
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id
    )
    if translations.filter(enabled=True).exists() or getattr(instance, "alias_of_id", None):
        return None
    text = _("“{title}” isn't being translated. An editor can start its translation.")
    messages.error(request, text.format(title=instance))
    if isinstance(instance, Page):
        parent = instance.get_parent()
        return redirect("wagtailadmin_explore", parent.pk)
    return redirect("wagtailadmin_home")
