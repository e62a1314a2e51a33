"""The admin's pages of shared links: made, listed with what came of them, and revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.delivery.previews import shares, tokens
from cms.delivery.releases.sharing import links
from cms.delivery.releases.sharing.models import LONGEST_NAME, Share, ShareComment

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

SHOWN_TOKEN = "share_token"  # noqa: S105 - a key of the session
PER_PAGE = 20
PINNED = "pinned"
_HOURS = {
    1: gettext_lazy("1 hour"),
    8: gettext_lazy("8 hours"),
    24: gettext_lazy("1 day"),
    3 * 24: gettext_lazy("3 days"),
    7 * 24: gettext_lazy("7 days"),
    14 * 24: gettext_lazy("14 days"),
    30 * 24: gettext_lazy("30 days"),
}


class ShareForm(forms.Form):
    """The kind of a link, and its time."""

    label = forms.CharField(
        label=gettext_lazy("Label"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Whom it is for. Receivers do not see this."),
    )
    shows = forms.ChoiceField(
        label=gettext_lazy("The link shows"),
        choices=[
            ("later", gettext_lazy("the draft, with later edits")),
            (PINNED, gettext_lazy("the draft as it is now")),
        ],
        initial="later",
        widget=forms.RadioSelect,
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("It works for"), choices=list(_HOURS.items()), coerce=int, initial=7 * 24
    )
    is_in_one_language = forms.BooleanField(
        label=gettext_lazy("Only in the language of this page"),
        required=False,
        help_text=gettext_lazy("Drafts of its translations stay hidden."),
    )


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask how to share the draft of a page, do it, and show the link.

    Raises:
        PermissionDenied: whoever asks may not share it.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not shares.may_share(page, request.user):
        raise PermissionDenied
    form = ShareForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        made, token = links.create(
            page,
            user=request.user,
            duration=timedelta(hours=values["hours"]),
            label=values["label"],
            is_pinned=values["shows"] == PINNED,
            is_in_one_language=values["is_in_one_language"],
        )
        request.session[SHOWN_TOKEN] = {"share": made.pk, "token": token}
        return redirect("share", made.pk)
    context = {
        "form": form,
        "object": page.get_admin_display_title(),
        "icon": "view",
        "title": _("Share the draft"),
        "submit": _("Make a link"),
    }
    return TemplateResponse(request, "delivery/form.html", context)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The links to pages a user may edit, the latest first; those to one ``page`` if it says so."""
    found = _visible(request.user)
    if (page_id := request.GET.get("page", "")).isdecimal() and len(page_id) < 19:
        found = found.filter(page_id=int(page_id))
    if "mine" in request.GET:
        user: Any = request.user
        found = found.filter(user=user)
    counted = found.annotate(comment_count=Count("comments")).order_by("-pk")
    shown = Paginator(counted, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": [_row(one, request.user) for one in shown],
        "page_obj": shown,
        "is_mine": "mine" in request.GET,
    }
    return TemplateResponse(request, "delivery/shares.html", context)


@require_safe
def inspect(request: HttpRequest, share_pk: int) -> HttpResponse:
    """One link: once with its URL, always with its comments and approvals."""
    share_ = _known(request, share_pk)
    stored = request.session.get(SHOWN_TOKEN, {})
    token = stored.get("token") if stored.get("share") == share_.pk else None
    if token:
        del request.session[SHOWN_TOKEN]
    row = _row(share_, request.user)
    edit_url = reverse("wagtailadmin_pages:edit", args=[share_.page_id])
    context = {
        **row,
        "url": token and _url(request, token),
        "comments": [(one, edit_url + _anchor(one)) for one in share_.comments.order_by("pk")],
        "edit_url": edit_url,
    }
    return TemplateResponse(request, "delivery/share.html", context)


@require_POST
def revoke(request: HttpRequest, share_pk: int) -> HttpResponse:
    """End a link now."""
    if links.revoke(_known(request, share_pk), user=request.user):
        messages.success(request, _("The link was revoked."))
    return redirect("shares")


@require_POST
def end_own(request: HttpRequest) -> HttpResponse:
    """End all links and previews of whoever asks."""
    _report(request, tokens.revoke(request.user, by=request.user))
    return redirect("shares")


@require_http_methods(["GET", "POST"])
def end_of_user(request: HttpRequest, user_pk: str) -> HttpResponse:
    """Ask, and end all links and previews of a user.

    Raises:
        PermissionDenied: whoever asks may not change that user.
    """
    user: Any = get_object_or_404(get_user_model(), pk=user_pk)
    if not may_end(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        _report(request, tokens.revoke(user, by=request.user))
        return redirect("wagtailusers_users:edit", user.pk)
    return TemplateResponse(request, "delivery/end_looks.html", {"of": user})


def may_end(who: Any, user: Any) -> bool:
    """True if a user may end the links of another."""
    return bool(who.has_perm("auth.change_user") and (who.is_superuser or not user.is_superuser))


def urls() -> list[URLPattern]:
    """The URLs of shared links, below the URL of the admin."""
    return [
        path("shared-links/", listed, name="shares"),
        path("shared-links/add/<int:page_id>/", share, name="share_page"),
        path("shared-links/end/", end_own, name="end_own_looks"),
        path("shared-links/<int:share_pk>/", inspect, name="share"),
        path("shared-links/<int:share_pk>/revoke/", revoke, name="revoke_share"),
        path("users/<str:user_pk>/end-looks/", end_of_user, name="end_looks_of_user"),
    ]


def _visible(user: Any) -> QuerySet[Share]:
    """The shares of pages that a user may edit: of all for administrators."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    found = Share.objects.filter(page__in=pages.order_by().values("pk"))
    related = found.select_related("user", "page__locale", "page__content_type")
    return related.prefetch_related("approvals")


def _known(request: HttpRequest, share_pk: int) -> Share:
    found: Share | None = _visible(request.user).filter(pk=share_pk).first()
    if found is None:
        raise Http404
    return found


def _row(share_: Share, user: Any) -> dict[str, Any]:
    """A link for people: with its approvals, each with whether it is valid."""
    approvals = sorted(share_.approvals.all(), key=lambda one: one.pk)
    digest = links.current_digest(share_) if approvals else ""
    valid = sum(one.digest == digest for one in approvals)
    return {
        "share": share_,
        "title": share_.page.get_admin_display_title(),
        "is_own": share_.user_id == user.pk,
        "is_published": shares.is_published(share_),
        "valid_count": valid,
        "void_count": len(approvals) - valid,
        "approvals": [(one, one.digest == digest) for one in approvals],
    }


def _url(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(f"{reverse('shared')}?{urlencode({'preview': token})}")


def _anchor(comment: ShareComment) -> str:
    """The place of a block in the editor; empty for a field."""
    is_block = "-" in comment.place
    return f"#block-{comment.place}-section" if is_block else ""


def _report(request: HttpRequest, count: int) -> None:
    text = ngettext(
        "One link or preview was ended.", "{count} links and previews were ended.", count
    )
    messages.success(request, text.format(count=count))
