"""The views to submit a translation for review, to decide on it, and to comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from wagtail_localize.models import Translation

from cms.content.pages import publishing
from cms.translation.publishing import requirements
from cms.translation.review import comments, workflow
from cms.translation.rights import permissions
from cms.translation.segments.comparison import segments_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@require_POST
def submit(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send a translation to those who review it."""
    return _act(request, translation_id, workflow.submit, _("It was submitted for review."))


@require_POST
def withdraw(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a translation back from review."""
    return _act(request, translation_id, workflow.withdraw, _("It was taken back from review."))


def _act(
    request: HttpRequest, translation_id: int, act: Callable[[Translation, Any], None], message: str
) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        act(translation, request.user)
    except workflow.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, message)
    return redirect("texts_side_by_side", translation.pk)


@require_POST
def decide(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Approve the texts a reviewer was shown, or send them back with a comment."""
    translation = get_object_or_404(Translation, pk=translation_id)
    is_approved = request.POST.get("decision") == "approve"
    comment = request.POST.get("comment", "").strip()
    here = redirect("texts_side_by_side", translation.pk)
    if request.POST.get("seen") != workflow.seen(segments_of(translation)):
        messages.error(request, _("Texts have changed since you saw them. Look at them again."))
        return here
    if not is_approved and not comment:
        messages.error(request, _("Describe what has to be changed."))
        return here
    try:
        workflow.decide(
            translation,
            request.user,
            is_approved=is_approved,
            comment=comment,
            confirmed=request.POST.get("confirmed", ""),
        )
    except workflow.Refused as refused:
        messages.error(request, str(refused))
        return here
    message = _("It was approved.") if is_approved else _("It was sent back.")
    messages.success(request, message)
    _say_what_readers_miss(request, translation, is_approved=is_approved)
    # Users who only review it may no longer read it.
    may_stay = permissions.may_edit(request.user, translation.get_target_instance())
    return here if may_stay else redirect("wagtailadmin_home")


def _say_what_readers_miss(
    request: HttpRequest, translation: Translation, *, is_approved: bool
) -> None:
    """Explain why readers don't get a translation that was approved."""
    target = translation.get_target_instance()
    waits = requirements.waits_for_source(translation) if is_approved else None
    unreachable = publishing.unreachable(target) if getattr(target, "live", False) else None
    if waits or unreachable:
        messages.warning(request, waits or unreachable or "")


@require_POST
def comment(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Comment on a text."""
    translation = get_object_or_404(Translation, pk=translation_id)
    path, source = request.POST.get("path", ""), request.POST.get("source", "")
    is_there = any(
        (segment.path, segment.source) == (path, source) for segment in segments_of(translation).all
    )
    text = request.POST.get("text", "")
    if not is_there:
        messages.error(request, _("This text is no longer in the source."))
    elif not comments.add_comment(translation, request.user, path=path, source=source, text=text):
        messages.error(request, _("Write a comment."))
    return redirect(f"{reverse('texts_side_by_side', args=[translation.pk])}#{anchor(path)}")


@require_POST
def resolve(request: HttpRequest, translation_id: int, comment_id: int) -> HttpResponse:
    """Resolve a comment."""
    translation = get_object_or_404(Translation, pk=translation_id)
    comments.resolve(translation, comment_id)
    return redirect("texts_side_by_side", translation.pk)


def anchor(path: str) -> str:
    """The anchor of a segment within the page of texts."""
    return f"text-{path}"
