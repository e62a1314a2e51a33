"""The admin's page of the named versions of a page: named, listed, compared and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.content.pages.named_revisions.models import LONGEST_NAME, NamedRevision, of_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NAMED, UNNAMED = "content.name_version", "content.remove_version_name"
# Drafts that are offered, the latest first.
MOST_OFFERED = 30


class NameForm(forms.Form):
    """A name for one of the latest drafts of a page."""

    revision = forms.ModelChoiceField(
        label=gettext_lazy("Draft"),
        queryset=Revision.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "w-w-full"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("For example: as sent to the lawyer."),
    )

    def __init__(self, data: Any, page: Page) -> None:
        super().__init__(data)
        unnamed = page.revisions.filter(given_name=None).order_by("-created_at", "-pk")
        offered = [one.pk for one in unnamed[:MOST_OFFERED]]
        field: Any = self.fields["revision"]
        self.has_drafts = bool(offered)
        field.queryset = unnamed.filter(pk__in=offered).select_related("user")
        field.label_from_instance = _told


def may_name(page: Page, user: Any) -> bool:
    """True if a user may give names to the drafts of a page."""
    return bool(not page.alias_of_id and page.permissions_for_user(user).can_edit())


@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest, page_id: int) -> HttpResponse:
    """The named versions of a page, and a form that names another one.

    Raises:
        PermissionDenied: whoever asks may not edit the page.
    """
    page = _known(request, page_id)
    form = NameForm(request.POST or None, page)
    if form.is_valid():
        _give_name(page, user=request.user, **form.cleaned_data)
        messages.success(request, _("The version was named."))
        return redirect("named_versions", page.pk)
    context = {
        "page": page,
        "header_title": _("Named versions"),
        "subtitle": page.get_admin_display_title(),
        "form": form if form.has_drafts else None,
        "rows": list(of_page(page)),
    }
    return TemplateResponse(request, "content/named_revisions.html", context)


@require_POST
def remove_name(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """Take the name from a version; its draft stays, like any other.

    Raises:
        PermissionDenied: whoever asks may not edit the page.
    """
    page = _known(request, page_id)
    named = get_object_or_404(of_page(page), revision_id=revision_id)
    with transaction.atomic():
        named.delete()
        _log(page, UNNAMED, user=request.user, named=named)
    messages.success(request, _("The name was removed."))
    return redirect("named_versions", page.pk)


def urls() -> list[URLPattern]:
    """The URLs of named versions, below the URL of the admin."""
    own = "pages/<int:page_id>/named-versions/"
    return [
        path(own, listed, name="named_versions"),
        path(f"{own}<int:revision_id>/remove/", remove_name, name="remove_version_name"),
    ]


def _known(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not may_name(page, request.user):
        raise PermissionDenied
    return page


@transaction.atomic
def _give_name(page: Page, *, user: Any, revision: Revision, name: str) -> None:
    named = NamedRevision.objects.create(revision=revision, name=name, user=user)
    _log(page, NAMED, user=user, named=named)


def _log(page: Page, action: str, *, user: Any, named: NamedRevision) -> None:
    data = {"name": named.name}
    log(instance=page.specific, action=action, user=user, revision=named.revision, data=data)


def _told(revision: Revision) -> str:
    moment = localize(localtime(revision.created_at))
    return f"{moment}, {revision.user}" if revision.user else moment
