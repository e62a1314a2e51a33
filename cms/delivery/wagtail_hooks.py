"""The hooks of delivery into the admin.

What editors confirm before a page and its translations leave or move; webhooks and content versions
in the admin.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from cms.delivery.admin import broken_links, new_address, releases, reports, shares, viewsets
from cms.delivery.previews import diagnosis
from cms.delivery.previews.shares import may_have_links
from cms.delivery.publishing import consequences, many_pages, page_moves, withdrawal
from cms.delivery.releases.sharing import links
from cms.localisation import writing


@hooks.register("construct_translated_pages_to_cascade_actions")
def cascade_to_translations(pages: list[Page], action: str) -> dict[Page, Any]:
    """The translations an action on a page takes with it; Wagtail shows their number beforehand.

    Moving a source moves all its translations, so that paths stay parallel. Deleting it deletes
    only the aliases: what somebody translated is kept as a draft.
    """
    if action == "unpublish":
        return {page: withdrawal.translations_to_withdraw(page) for page in pages}
    if action == "move":
        return {page: withdrawal.translations(page) for page in pages}
    if action == "delete":
        return {
            page: Page.objects.filter(alias_of=page).exclude(locale_id=page.locale_id)
            for page in pages
        }
    return {}


@hooks.register("before_unpublish_page", order=-10)
def unpublish_many_in_background(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Have a job unpublish a large section, and show its progress."""
    if request.method != "POST" or not request.POST.get("include_descendants"):
        return None
    keeps = request.POST.get("translations") == "keep"
    job = many_pages.job_if_many(
        many_pages.UNPUBLISH, [page], user=request.user, keeps_translations=keeps
    )
    return redirect("background_job", job.pk) if job else None


@hooks.register("before_delete_page", order=-10)
def delete_many_in_background(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Have a job delete a large section, once the name of the site was typed, and show it."""
    typed = request.POST.get("confirm_site_name")
    if request.method != "POST" or (typed and typed != settings.WAGTAIL_SITE_NAME):
        return None
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return None
    aliases = Page.objects.filter(alias_of=page).exclude(locale_id=page.locale_id)
    job = many_pages.job_if_many(many_pages.DELETE, [page, *aliases], user=request.user)
    return redirect("background_job", job.pk) if job else None


@hooks.register("before_bulk_action", order=10)
def change_many_in_background(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Have a job make a bulk action on many pages, and show its progress.

    After all that may stand against it was asked.
    """
    kind = many_pages.BULK_ACTIONS.get(action_type)
    if kind is None or action.model is not Page or not objects:
        return None
    with_descendants = kind == many_pages.DELETE or bool(
        action.cleaned_form.cleaned_data.get("include_descendants")
    )
    job = many_pages.job_if_many(
        kind, objects, user=request.user, with_descendants=with_descendants
    )
    return redirect("background_job", job.pk) if job else None


@hooks.register("before_unpublish_page")
def keep_translations_if_asked(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Unpublish an article alone where its editor has said that its translations stay.

    The URL is that of Wagtail, which has asked for the right to unpublish by then.
    """
    may_keep = getattr(page, "may_keep_translations", False)
    if not may_keep or request.POST.get("translations") != "keep":
        return None
    with withdrawal.keeping_translations():
        UnpublishPageAction(page, user=request.user).execute()
    text = _("“{title}” was unpublished. Its translations stay published.")
    messages.success(request, text.format(title=page.get_admin_display_title()))
    parent = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return redirect(get_valid_next_url_from_request(request) or parent)


@hooks.register("before_delete_page")
def announce_withdrawal(request: HttpRequest, page: Page) -> None:
    """Say on the confirmation page what deleting this page does to its translations."""
    count = withdrawal.translations_to_withdraw(page).count()
    if request.method == "GET" and count:
        messages.warning(request, _withdrawn(count))


@hooks.register("after_bulk_action")
def report_withdrawal(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Say after many pages were unpublished at once that translations went with them."""
    if action_type == "unpublish" and action.model is Page:
        sources = [page for page in objects if withdrawal.is_source(page)]
        if sources:
            messages.info(request, _("Their translations were unpublished with them."))


@hooks.register("before_move_page")
def keep_paths_parallel(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say why a page can't be moved there, before Wagtail refuses without a reason.

    Raises:
        PermissionDenied: whoever asks may not move it at all.
    """
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied
    text = page_moves.obstacle(page, destination) or page_moves.clash(page, destination)
    if text is None:
        told = str(consequences.of_move(page, destination)) if request.method == "GET" else ""
        if told:
            messages.warning(request, told)
        return None
    messages.error(request, text)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def move_all_or_none(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Say which of many pages can't be moved because a translation can't follow."""
    if action_type != "move" or action.model is not Page:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    reasons = [reason for page in objects if (reason := page_moves.clash(page, destination))]
    if not reasons:
        return None
    messages.error(request, writing.sentences([_("Nothing was moved."), *reasons]))
    return redirect(action.next_url)


@hooks.register("register_admin_viewset")
def webhooks() -> viewsets.WebhookViewSet:
    """The administration of webhooks."""
    return viewsets.WebhookViewSet()


@hooks.register("register_admin_viewset")
def release_viewset() -> releases.ReleaseViewSet:
    """The administration of releases."""
    return releases.ReleaseViewSet()


@hooks.register("register_admin_urls")
def preview_urls() -> list[URLPattern]:
    """The URL of looks at the site as it will be."""
    return releases.urls()


@hooks.register("register_admin_menu_item")
def preview_menu_item() -> MenuItem:
    """The look at the site as it will be, for everybody who writes."""
    return PreviewMenuItem(
        _lazy("Preview the site"), reverse("preview_site"), icon_name="view", order=260
    )


class PreviewMenuItem(MenuItem):
    """An entry for those who have a right to any page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """True if the user has."""
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_page_header_buttons")
def release_page_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The way from a page to a release."""
    del view_name, next_url
    rights = page.permissions_for_user(user)
    if user.has_perm("delivery.change_release") and (rights.can_edit() or rights.can_publish()):
        yield _release_button(page.cached_content_type.pk, page.pk)


@hooks.register("register_page_header_buttons")
def share_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The ways from a page to a new link, and to those there are."""
    del view_name, next_url
    if may_have_links(page, user):
        url = reverse("share_page", args=[page.pk])
        yield Button(_("Share the draft"), url, icon_name="link", priority=67)
        url = f"{reverse('shares')}?page={page.pk}"
        yield Button(_("Shared links"), url, icon_name="list-ul", priority=68)


@hooks.register("register_admin_urls")
def share_urls() -> list[URLPattern]:
    """The URLs of shared links."""
    return shares.urls()


@hooks.register("register_admin_menu_item")
def share_menu_item() -> MenuItem:
    """The list of shared links, for everybody who writes."""
    return PreviewMenuItem(_lazy("Shared links"), reverse("shares"), icon_name="link", order=261)


@hooks.register("register_user_listing_buttons")
def end_looks_button(user: Any, request_user: Any) -> Iterator[Button]:
    """The way to end all links and previews of a user."""
    if shares.may_end(request_user, user):
        url = reverse("end_looks_of_user", args=[user.pk])
        yield Button(_("End links and previews"), url, icon_name="link", priority=31)


@hooks.register("register_log_actions")
def share_log_actions(actions: Any) -> None:
    """The names of what is done with shared links, in the history of their page."""
    actions.register_action(links.MADE, _lazy("Share"), _lazy("Draft shared by a link"))
    actions.register_action(links.REVOKED, _lazy("Revoke a link"), _lazy("Shared link revoked"))

    @actions.register_action(links.APPROVED)
    class Approved(LogFormatter):
        """The approval of somebody without an account, by the name they gave."""

        label = _lazy("Approve by a link")

        def format_message(self, log_entry: Any) -> str:
            """The message with their name."""
            text = _("Approved by “{name}” (guest) by a shared link")
            return text.format(name=log_entry.data.get("name", ""))


@hooks.register("register_snippet_listing_buttons")
def release_snippet_button(
    snippet: Any, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """The way from a snippet to a release."""
    del next_url
    if isinstance(snippet, DraftStateMixin) and user.has_perm("delivery.change_release"):
        yield _release_button(ContentType.objects.get_for_model(snippet).pk, snippet.pk)


def _release_button(content_type_pk: int, pk: int) -> Button:
    url = reverse("releases:add_object", args=[content_type_pk, pk])
    return Button(_("Add to a release"), url, icon_name="date", priority=66)


@hooks.register("register_log_actions")
def release_log_actions(actions: Any) -> None:
    """The names of what is done with releases, in their history."""
    actions.register_action("cms.release.publish", _lazy("Publish"), _lazy("Release published"))
    actions.register_action("cms.release.schedule", _lazy("Schedule"), _lazy("Release scheduled"))
    actions.register_action(
        "cms.release.unschedule", _lazy("Cancel the schedule"), _lazy("No longer scheduled")
    )


@hooks.register("register_admin_urls")
def delivery_urls() -> list[URLPattern]:
    """The URLs of deliveries."""
    return viewsets.urls()


@hooks.register("register_admin_urls")
def new_address_urls() -> list[URLPattern]:
    """The URL at which the editor asks what a new slug does."""
    return [path("pages/<int:page_id>/new-address/", new_address.new_address, name="new_address")]


@hooks.register("insert_editor_js")
def script_of_new_address() -> str:
    """The script that tells editors of it before they publish."""
    script, url = static("delivery/new_address.js"), reverse("new_address", args=[0])
    return format_html('<script src="{}" data-url="{}"></script>', script, url)


@hooks.register("register_admin_urls")
def content_version_urls() -> list[URLPattern]:
    """The URLs of the report of content versions."""
    view = reports.ContentVersionsView
    return [
        path("reports/content-versions/", view.as_view(), name="content_versions"),
        path(
            "reports/content-versions/results/",
            view.as_view(results_only=True),
            name="content_versions_results",
        ),
    ]


@hooks.register("register_admin_urls")
def broken_link_urls() -> list[URLPattern]:
    """The URLs of the report of broken links."""
    view = broken_links.BrokenLinksView
    return [
        path("reports/broken-links/", view.as_view(), name="broken_links"),
        path(
            "reports/broken-links/results/",
            view.as_view(results_only=True),
            name="broken_links_results",
        ),
        path("reports/broken-links/check/", broken_links.check_links, name="check_links"),
    ]


@hooks.register("register_admin_urls")
def diagnosis_urls() -> list[URLPattern]:
    """The URL that tells why a preview stays dark."""
    return [path("previews/diagnosis/", diagnosis.diagnose, name="diagnose_preview")]


@hooks.register("insert_editor_js")
def script_of_preview_faults() -> str:
    """The script that says above a preview why it stays dark."""
    return format_html(
        '<link rel="stylesheet" href="{}">'
        '<script src="{}" data-url="{}" data-heading="{}" data-tell="{}"'
        ' data-frontend="{}"></script>',
        static("delivery/preview_faults.css"),
        static("delivery/preview_faults.js"),
        reverse("diagnose_preview"),
        _("The preview can't be shown"),
        _("What to tell the website's team"),
        settings.FRONTEND_URL,
    )


@hooks.register("insert_editor_js")
def script_of_previews_in_tabs() -> str:
    """The script that sends what was typed last before a preview opens in a tab."""
    return format_html('<script src="{}"></script>', static("delivery/preview_in_tab.js"))


@hooks.register("insert_editor_js")
def script_of_click_to_edit() -> str:
    """The script that leads from the preview to fields, and back."""
    return format_html(
        '<script src="{}" data-frontend="{}" data-admin="{}"></script>',
        static("delivery/click_to_edit.js"),
        settings.FRONTEND_URL,
        reverse("wagtailadmin_home"),
    )


class ReportMenuItem(MenuItem):
    """A report, for those who may see what it shows: ``permission`` says who."""

    def __init__(self, label: Any, url: str, *, permission: str, **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """True if the user has the permission."""
        return request.user.has_perm(self.permission)


@hooks.register("register_reports_menu_item")
def deliveries_menu_item() -> MenuItem:
    """The report in its menu."""
    return ReportMenuItem(
        _lazy("Deliveries"),
        reverse("deliveries"),
        permission="delivery.view_delivery",
        name="deliveries",
        icon_name="globe",
        order=1300,
    )


@hooks.register("register_reports_menu_item")
def broken_links_menu_item() -> MenuItem:
    """The report in its menu."""
    return ReportMenuItem(
        _lazy("Broken links"),
        reverse("broken_links"),
        permission="delivery.view_brokenlink",
        name="broken-links",
        icon_name="link",
        order=1290,
    )


@hooks.register("register_reports_menu_item")
def content_versions_menu_item() -> MenuItem:
    """The report in its menu."""
    return ReportMenuItem(
        _lazy("Content versions"),
        reverse("content_versions"),
        permission="delivery.view_raisedtags",
        name="content-versions",
        icon_name="history",
        order=1310,
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The permissions of delivery that administrators may grant."""
    return Permission.objects.filter(
        content_type__app_label="delivery",
        content_type__model__in=["brokenlink", "webhook", "delivery", "raisedtags", "release"],
    )


def _withdrawn(count: int) -> str:
    return ngettext(
        "One translation of this page is unpublished with it and kept as a draft.",
        "{count} translations of this page are unpublished with it and kept as drafts.",
        count,
    ).format(count=count)
