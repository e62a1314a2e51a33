"""The admin's pages of releases, and of looks at the site as it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import DraftStateMixin, Locale

from cms.delivery.previews import tokens
from cms.delivery.releases import checks, publishing
from cms.delivery.releases.change_sets import StoredDraft
from cms.delivery.releases.models import Release, ReleaseItem
from cms.delivery.releases.publishing import ReleaseRefused

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class MomentForm(forms.Form):
    """A moment to come."""

    at = forms.DateTimeField(label=gettext_lazy("Date and time"), widget=AdminDateTimeInput())


class LookForm(forms.Form):
    """The changes that a look at the site shows."""

    with_own_drafts = forms.BooleanField(
        label=gettext_lazy("All my drafts"), required=False, initial=True
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=gettext_lazy("The site at this time, with what is scheduled until then."),
    )


class AddForm(forms.Form):
    """The release an object is added to, and what becomes of it there."""

    release = forms.ModelChoiceField(
        label=gettext_lazy("Release"),
        queryset=Release.objects.exclude(status=Release.Status.PUBLISHED),
        required=False,
        empty_label=gettext_lazy("A new release"),
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the new release"), max_length=160, required=False
    )
    action = forms.ChoiceField(
        label=gettext_lazy("When it is published"),
        choices=[
            (ReleaseItem.Action.PUBLISH, gettext_lazy("Publish the latest draft")),
            (ReleaseItem.Action.UNPUBLISH, gettext_lazy("Unpublish")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Have a new release named."""
        cleaned = super().clean() or {}
        if not cleaned.get("release") and not cleaned.get("title"):
            self.add_error("title", _("Enter a title."))
        return cleaned


class ReleaseCreateView(CreateView):
    """Leads on to the release, which is empty at first."""

    def save_instance(self) -> Release:
        """Save the release with its author."""
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_url(self) -> str:
        """The page of the new release."""
        release: Any = self.object
        return reverse("releases:inspect", args=[release.pk])


class ReleaseInspectView(InspectView):
    """One release: its items, what stands against it, who approves, and what can be done."""

    template_name = "delivery/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The items a user may see; findings only where they are asked for, for they take long."""
        release: Release = self.object
        user: Any = self.request.user
        rows = [_row(item, user) for item in release.items.select_related("content_type", "locale")]
        is_checked = "check" in self.request.GET and not release.is_published
        return super().get_context_data(
            rows=rows,
            hidden_count=sum(row is None for row in rows),
            approvals=[] if release.is_published else list(checks.approvals(release).items()),
            is_checked=is_checked,
            findings=checks.findings(release, user=user) if is_checked else [],
            may_publish=user.has_perm("delivery.publish_release"),
            may_approve=user.has_perm("delivery.approve_release"),
            may_change=self.user_has_permission("change"),
            moment_form=MomentForm(),
            undone_by=Release.objects.filter(undoes=release).first(),
            **kwargs,
        )

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The fields that have a value."""
        return [field for field in super().get_fields_context() if field["value"]]


def _row(item: ReleaseItem, user: Any) -> dict[str, Any] | None:
    """An item for people; ``None`` where they may not know of it."""
    try:
        change = item.change()
    except LookupError:
        return None
    if not change.may_be_seen_by(user):
        return None
    instance = change.instance() if change.pk is not None else None
    url = AdminURLFinder(user).get_edit_url(instance) if instance is not None else None
    return {"item": item, "url": url}


class ReleaseViewSet(ModelViewSet):
    """The releases, in the main menu."""

    model = Release
    name = "releases"
    icon = "date"
    menu_label = gettext_lazy("Releases")
    menu_order: Any = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = ReleaseInspectView
    inspect_view_fields = [
        "note", "status", "publish_at", "published_at", "published_by", "undoes",
    ]  # fmt: skip
    add_view_class = ReleaseCreateView
    panels = [FieldPanel("title"), FieldPanel("note")]
    list_display = [
        "title",
        Column("get_status_display", label=gettext_lazy("Status")),
        Column("publish_at", label=gettext_lazy("Publish at")),
        DateColumn("published_at", label=gettext_lazy("Published")),
    ]
    list_filter = ["status"]
    search_fields = ["title"]
    search_backend_name = None
    ordering = ["-pk"]

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Release]:
        """All releases, the latest first."""
        return Release.objects.order_by("-pk")

    def get_urlpatterns(self) -> list[URLPattern]:
        """The ordinary URLs, and those of what can be done with a release."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/publish/", publish, name="publish"),
            path("<int:pk>/schedule/", schedule, name="schedule"),
            path("<int:pk>/unschedule/", unschedule, name="unschedule"),
            path("<int:pk>/approve/", approve, name="approve"),
            path("<int:pk>/remove/<int:item_pk>/", remove, name="remove"),
            path("<int:pk>/preview/", preview, name="preview"),
            path("<int:pk>/undo/", undo, name="undo"),
            path("add/<int:content_type_pk>/<int:pk>/", add, name="add_object"),
        ]


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a release at once."""
    release = _required(request, pk, "delivery.publish_release")
    try:
        publishing.publish(release, user=request.user)
    except ReleaseRefused as refused:
        return _refused(request, release, refused)
    messages.success(request, _("“{title}” was published.").format(title=release.title))
    return redirect("releases:inspect", pk)


@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a release published at a moment."""
    release = _required(request, pk, "delivery.publish_release")
    form = MomentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a date and a time."))
        return redirect("releases:inspect", pk)
    try:
        publishing.schedule(release, form.cleaned_data["at"], user=request.user)
    except ReleaseRefused as refused:
        return _refused(request, release, refused)
    messages.success(request, _("“{title}” was scheduled.").format(title=release.title))
    return redirect("releases:inspect", pk)


@require_POST
def unschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a release off the schedule."""
    release = _required(request, pk, "delivery.publish_release")
    publishing.unschedule(release, user=request.user)
    messages.success(request, _("“{title}” is no longer scheduled.").format(title=release.title))
    return redirect("releases:inspect", pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve what a release has in one language."""
    release = _required(request, pk, "delivery.approve_release")
    locale_pk = request.POST.get("locale")
    locale = get_object_or_404(Locale, pk=locale_pk) if locale_pk else None
    if locale not in checks.locales(release):
        raise Http404
    items = release.items.filter(locale=locale)
    if not all(item.change().may_be_seen_by(request.user) for item in items):
        raise PermissionDenied
    checks.approve(release, locale, user=request.user)
    messages.success(request, _("Your approval was recorded. It ends with the next edit."))
    return redirect("releases:inspect", pk)


@require_POST
def remove(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Take an item out of a release."""
    release = _required(request, pk, "delivery.change_release")
    item = get_object_or_404(release.items, pk=item_pk)
    if release.is_published or not item.change().may_be_seen_by(request.user):
        raise PermissionDenied
    item.delete()
    messages.success(request, _("“{title}” was removed.").format(title=item.title))
    return redirect("releases:inspect", pk)


@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the site as it is once the release is published."""
    release = _required(request, pk, "delivery.view_release")
    if release.is_published:
        raise Http404
    token = tokens.create_perspective(user=request.user, release=release)
    return redirect(tokens.site_url(token))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the release that takes a published one back."""
    release = _required(request, pk, "delivery.publish_release")
    try:
        new = publishing.undo(release, user=request.user)
    except ReleaseRefused as refused:
        return _refused(request, release, refused)
    messages.success(request, _("Look at this release and publish it to undo the other one."))
    return redirect("releases:inspect", new.pk)


def add(request: HttpRequest, content_type_pk: int, pk: int) -> HttpResponse:
    """Add a page or snippet to a release that is chosen or made."""
    if not request.user.has_perm("delivery.change_release"):
        raise PermissionDenied
    content_type = get_object_or_404(ContentType, pk=content_type_pk)
    model: Any = content_type.model_class()
    if model is None or not issubclass(model, DraftStateMixin):
        raise Http404
    instance = get_object_or_404(model, pk=pk)
    if not StoredDraft(model._meta.label_lower, pk).may_be_seen_by(request.user):
        raise PermissionDenied
    form = AddForm(request.POST or None)
    if form.is_valid():
        release = form.cleaned_data["release"]
        if release is None:
            if not request.user.has_perm("delivery.add_release"):
                raise PermissionDenied
            title = form.cleaned_data["title"]
            author: Any = request.user
            release = Release.objects.create(title=title, created_by=author)
        try:
            publishing.add(release, instance, form.cleaned_data["action"])
        except ReleaseRefused as refused:
            return _refused(request, release, refused)
        messages.success(request, _("Added to “{title}”.").format(title=release.title))
        return redirect("releases:inspect", release.pk)
    context = {"form": form, "object": instance, "icon": "date", "title": _("Add to a release")}
    return render(request, "delivery/form.html", context | {"submit": _("Add")})


def look(request: HttpRequest) -> HttpResponse:
    """Lead to the whole site as it will be: with all drafts of a user, or at a moment."""
    form = LookForm(request.POST or None)
    if form.is_valid():
        token = tokens.create_perspective(user=request.user, **form.cleaned_data)
        return redirect(tokens.site_url(token))
    context = {"form": form, "icon": "view", "title": _("Preview the site")}
    return render(request, "delivery/form.html", context | {"submit": _("Show")})


def urls() -> list[URLPattern]:
    """The URL of looks at the site, below the URL of the admin."""
    return [path("preview-site/", look, name="preview_site")]


def _required(request: HttpRequest, pk: int, permission: str) -> Release:
    """The release, for those who have a permission.

    Raises:
        PermissionDenied: the user hasn't.
    """
    if not request.user.has_perm(permission):
        raise PermissionDenied
    release: Release = get_object_or_404(Release, pk=pk)
    return release


def _refused(request: HttpRequest, release: Release, refused: ReleaseRefused) -> HttpResponse:
    for reason in refused.reasons[:10]:
        messages.error(request, reason)
    return redirect("releases:inspect", release.pk)
