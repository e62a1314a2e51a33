"""The page on which the receiver of a shared link looks at a draft, comments on it and approves it.

It is at the CMS's own origin, needs no account and opens nothing but this. Whatever is wrong with
a link is answered alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from cms.accounts import languages
from cms.accounts.throttling import limits, tries
from cms.delivery.previews import tokens
from cms.delivery.releases.sharing import drafts, links
from cms.delivery.releases.sharing.models import LONGEST_NAME, LONGEST_TEXT, Share, ShareComment

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.delivery.releases.sharing.drafts import PlaceInDraft

MOST_COMMENTS, MOST_APPROVALS = 200, 20


class CommentForm(forms.Form):
    """A comment on one of some places, or on the page."""

    prefix = "comment"
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=LONGEST_NAME)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, places: list[PlaceInDraft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {place.name: place.text for place in places}
        field: Any = self.fields["place"]
        field.choices = [("", _("The whole page")), *self.texts.items()]

    def save(self, share: Share) -> None:
        """Keep the comment."""
        values = self.cleaned_data
        text = self.texts.get(values["place"], "")
        ShareComment.objects.create(share=share, place_text=text, **values)


class ApprovalForm(forms.Form):
    """The approval of the content with a hash, that which the receiver has seen."""

    prefix = "approval"
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=LONGEST_NAME)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, digest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_digest = digest

    def clean(self) -> dict[str, Any]:
        """Refuse to approve what the receiver hasn't seen."""
        values = super().clean() or {}
        if values.get("digest") != self.shown_digest:
            text = _(
                "The page has been edited since you opened it. Look at it again, then approve."
            )
            raise forms.ValidationError(text)
        return values

    def save(self, share: Share) -> None:
        """Keep the approval."""
        links.approve(share, **self.cleaned_data)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Show a shared draft with its comments, and accept a comment or an approval."""
    with translation.override(languages.of_person(request)):
        response = _answer(request)
    frames = urlsplit(settings.FRONTEND_URL)
    frontend = f" {frames.scheme}://{frames.netloc}" if frames.netloc else ""
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'{frontend}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    response["Cache-Control"] = "private, no-store"
    # With no referrer at all a browser's forms have no origin to be checked by.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    token = request.GET.get("preview", "")
    preview = tokens.find(token)
    share = preview.share if preview is not None else None
    if share is None:
        return render(request, "delivery/shared_ended.html", status=404)
    shown = drafts.shown(share)
    draft = drafts.page_of(share, shown.content)
    comment = CommentForm(_sent(request, "comment"), places=drafts.places(draft))
    approval = ApprovalForm(_sent(request, "approve"), digest=shown.digest)
    form = comment if comment.is_bound else approval
    if form.is_bound and _is_kept(request, share, form):
        query = urlencode({"preview": token})
        return redirect(f"{reverse('shared')}?{query}#{form.prefix}s")
    digest = links.current_digest(share) if share.is_pinned else shown.digest
    context = {
        "share": share,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "title": draft.title,
        "language": share.page.locale.language_code,
        "frame_url": tokens.page_url(draft, token),
        "digest": shown.digest,
        "comment_form": comment,
        "approval_form": approval,
        "comments": share.comments.order_by("pk"),
        "approvals": [(one, one.digest == digest) for one in share.approvals.order_by("pk")],
    }
    return render(request, "delivery/shared.html", context)


def _sent(request: HttpRequest, action: str) -> Any:
    is_this = request.method == "POST" and request.POST.get("action") == action
    return request.POST if is_this else None


def _is_kept(request: HttpRequest, share: Share, form: CommentForm | ApprovalForm) -> bool:
    """Keep what a form says, if there is room for it."""
    if not form.is_valid():
        return False
    try:
        tries.begin(request, limits.SHARED, f"share {share.pk}")
    except tries.LockedOut:
        # Said in the form, and not with the page for those who sign in.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        form.add_error(None, _("This was sent too often. Try again in a quarter of an hour."))
        return False
    is_comment = isinstance(form, CommentForm)
    rows: Any = share.comments if is_comment else share.approvals
    with transaction.atomic():
        Share.objects.select_for_update().get(pk=share.pk)
        if rows.count() >= (MOST_COMMENTS if is_comment else MOST_APPROVALS):
            form.add_error(None, _("This link has reached its limit. Ask for a new one."))
            return False
        form.save(share)
    return True
