"""The hooks with which views and checks of this package replace those of wagtail-localize.

Each hook has an order below that of wagtail-localize and so runs first.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import register_snippet

from wagtail_localize.models import Translation

from cms.content.pages import publishing
from cms.localisation import writing
from cms.translation.dashboard import views as dashboard
from cms.translation.dashboard.matrix import Matrix
from cms.translation.dashboard.panel import WaitingPanel
from cms.translation.editor import (
    bulk_publishing,
    listed_pages,
    live_preview,
    page_buttons,
    side_by_side,
    views,
)
from cms.translation.files import routes as file_routes
from cms.translation.files import views as files
from cms.translation.jobs import routes as job_routes
from cms.translation.publishing import confirmations, requirements
from cms.translation.review import routes as review_routes
from cms.translation.rights import admin_api, permissions, restrictions, url_rules
from cms.translation.rights.seeing import Sight
from cms.translation.segments import copied_text
from cms.translation.viewsets import GlossaryViewSet

FIRST = -100
# Routes and views by name, in addition to those of wagtail-localize.
ADDED = {
    "texts_side_by_side": ("translate/<int:translation_id>/texts/", side_by_side.page),
    "confirm_machine_translation": (
        "translate/<int:translation_id>/confirm/",
        side_by_side.confirm,
    ),
    "take_over_translations": ("translate/<int:translation_id>/memory/", side_by_side.take_over),
    "preview_beside": ("translate/<int:translation_id>/preview/beside/", live_preview.draft_url),
    "assign_translation": ("translate/<int:translation_id>/assign/", dashboard.assign),
    **file_routes.ADDED,
    **job_routes.ADDED,
    **review_routes.ADDED,
}


@hooks.register("register_admin_urls", order=FIRST)
def replaced_urls() -> list[URLPattern | URLResolver]:
    """The routes of wagtail-localize that are replaced here."""
    replaced = {
        "submit_page_translation": views.SubmitPageTranslationView.as_view(),
        "submit_snippet_translation": views.SubmitSnippetTranslationView.as_view(),
        "update_translations": views.UpdateTranslationsView.as_view(),
        "download_pofile": files.download,
        "upload_pofile": files.upload_for,
        "preview_translation": views.preview,
        "machine_translate": views.machine_translate,
        "edit_string_translation": views.edit_string,
        "edit_override": views.edit_override,
        "snippets_api_listing": views.SnippetsView.as_view({"get": "list"}),
        "snippets_api_detail": views.SnippetsView.as_view({"get": "retrieve"}),
        "translations_report": dashboard.report,
        "translations_report_results": dashboard.report,
    }
    return [path("localize/", include(url_rules.patterns(replaced, ADDED)))]


hooks.register("construct_admin_api", admin_api.register, order=-FIRST)


@hooks.register("construct_page_chooser_queryset")
def known_pages(pages: Any, request: HttpRequest) -> Any:
    """Offer the pages somebody may know."""
    known = Page.objects.filter(Sight.of(request.user).pages())
    # A search accepts no other condition.
    known_ids = known.order_by().values_list("pk", flat=True)
    # The URL of each row begins with its language, and its status says what is planned.
    pages = pages.filter(pk__in=known_ids).prefetch_related("locale")
    return pages.prefetch_workflow_states().annotate_approved_schedule()


for _hook in ("before_edit_page", "before_edit_snippet"):
    hooks.register(_hook, restrictions.before_edit, order=FIRST - 1)


@hooks.register("before_edit_page", order=FIRST)
@hooks.register("before_edit_snippet", order=FIRST)
def edit_as_translation(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Show the translation editor for whatever is being translated, an alias too."""
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is None:
        return None
    if translation.enabled:
        return views.edit(request, translation, instance)
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        if not permissions.may_manage(request.user, instance):
            raise PermissionDenied
        return views.restart(request, translation, instance)
    return None


@hooks.register("before_publish_page")
def refuse_with_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Report why a page isn't published, with its text kept as a draft."""
    reason = publishing.obstacle(page.get_latest_revision(), user=request.user)
    if reason is None:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def publish_all_or_none(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publish none of many pages if there is an objection to one, and name each."""
    if action_type != "publish" or action.model is not Page:
        return None
    below = action.cleaned_form.cleaned_data["include_descendants"]
    reasons = bulk_publishing.reasons_against(objects, request.user, include_descendants=below)
    if not reasons:
        return None
    messages.error(request, writing.sentences([_("Nothing was published."), *reasons]))
    return redirect(action.next_url)


@hooks.register("after_publish_page")
def warn_of_unpublished_parent(request: HttpRequest, page: Page) -> None:
    """Warn that a page was published below one that isn't."""
    unreachable = publishing.unreachable(page)
    if unreachable:
        messages.warning(request, unreachable)


@hooks.register("after_bulk_action")
def warn_of_unpublished_parents(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Warn of each of many pages that was published below one that isn't."""
    if action_type != "publish" or action.model is not Page:
        return
    for page in objects[: requirements.MOST_NAMED]:
        warn_of_unpublished_parent(request, page)


@hooks.register("after_convert_alias_page")
def warn_of_unpublished_copy(request: HttpRequest, page: Page) -> None:
    """Warn that a page that mirrored another language has to be written now."""
    if not page.live and copied_text.mirrors(page):
        messages.warning(
            request,
            _("“{title}” was unpublished: write its text in {language}, then publish it.").format(
                title=page.get_admin_display_title(), language=page.locale.get_display_name()
            ),
        )


@hooks.register("register_log_actions")
def log_of_confirmations(actions: Any) -> None:
    """The entry in a page's history for a confirmation."""
    label = _lazy("Confirm publishing")
    message = _lazy("Confirmed publishing with texts that are missing, wrong or out of date")
    actions.register_action(confirmations.ACTION, label, message)


@hooks.register("insert_global_admin_css")
def style_of_translation_editor() -> str:
    """The style sheet that makes the translation editor fit for Chinese."""
    return format_html('<link rel="stylesheet" href="{}">', static("translation/admin.css"))


@hooks.register("insert_editor_js")
def scripts_of_translation_editor() -> str:
    """The preview next to the translation editor, and the checksum sent with each saved text."""
    return format_html(
        '<script src="{}"></script><script src="{}" data-label="{}" data-texts="{}" data-show="{}"'
        ' data-hide="{}" data-failed="{}" data-unknown="{}" data-admin="{}"></script>',
        static("translation/simultaneous.js"),
        static("translation/preview_beside.js"),
        _("Preview"),
        _("Texts side by side"),
        _("Show the preview next to the texts"),
        _("Hide the preview"),
        _("The preview can't be shown now."),
        _("This isn't a text of the page."),
        reverse("wagtailadmin_home"),
    )


@hooks.register("register_admin_urls")
def dashboard_urls() -> list[URLPattern]:
    """The state of all translations."""
    return [
        path("translations/", dashboard.dashboard, name="translation_dashboard"),
        path("translations/digest/", dashboard.digest, name="translation_digest"),
    ]


class _DashboardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(Matrix.of(request.user).locales)


@hooks.register("register_admin_menu_item")
def dashboard_menu_item() -> MenuItem:
    """The way to the state of all translations."""
    return _DashboardMenuItem(
        _lazy("Translations"),
        reverse_lazy("translation_dashboard"),
        name="translation-dashboard",
        icon_name="wagtail-localize-language",
        order=160,
    )


@hooks.register("construct_reports_menu")
def leave_out_second_report(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out wagtail-localize's list of translations, which is the same by another name."""
    report = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != report]


@hooks.register("register_desk_panel")
def waiting_panel(request: HttpRequest) -> WaitingPanel | None:
    """Pending translations on the first page of the admin."""
    panel = WaitingPanel(request.user)
    return panel if panel.matrix.locales else None


for _hook in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks.register(_hook, page_buttons.of_page)


listed_pages.install()
register_snippet(GlossaryViewSet)
