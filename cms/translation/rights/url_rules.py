"""A rule for each URL of the translators' workplace; one without a rule is refused.

The URLs are wagtail-localize's own, so one that a new version brings is refused until somebody
has written its rule. A rule is applied before the view, to the objects the URL names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail.models import Page
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params

from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource

from cms.translation.rights import permissions
from cms.translation.rights.seeing import Sight

# True if the user may proceed, with the objects the URL names.
Rule = Callable[..., bool]
View = Callable[..., Any]


def patterns(
    replaced: Mapping[str, View], added: Mapping[str, tuple[str, View]]
) -> list[URLPattern]:
    """The routes of wagtail-localize and our own next to them, each guarded by its rule.

    Args:
        replaced: views that replace those of wagtail-localize, by the name of the route.
        added: routes and views that it doesn't have, by name.
    """
    (all_of_them,) = localize.register_admin_urls()
    own = [path(route, guarded(name, view), name=name) for name, (route, view) in added.items()]
    return own + [
        path(
            str(pattern.pattern),
            guarded(str(pattern.name), replaced.get(str(pattern.name), pattern.callback)),
            pattern.default_args,
            name=pattern.name,
        )
        for pattern in all_of_them.url_patterns
    ]


def guarded(name: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """A view for the users whom its rule admits."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rule = RULES.get(name)
        if rule is None or not rule(request, **kwargs):
            raise PermissionDenied
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded_view


def _target(translation_id: int) -> Any:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None


def _is_in_reach(request: HttpRequest, target: Any) -> bool:
    """True if a target is a page, or a snippet in a language the user works in."""
    return isinstance(target, Page) or Sight.of(request.user).works_with(target)


def _anybody(_request: HttpRequest, **_named: Any) -> bool:
    return True


def _reads(request: HttpRequest, translation_id: int, **_named: Any) -> bool:
    target = _target(translation_id)
    return _is_in_reach(request, target) and permissions.may_edit(request.user, target)


def _writes(request: HttpRequest, translation_id: int, **_named: Any) -> bool:
    target = _target(translation_id)
    return _is_in_reach(request, target) and permissions.may_write(request.user, target)


def _exports(request: HttpRequest, page_id: int, **_named: Any) -> bool:
    page, user = get_object_or_404(Page, pk=page_id), request.user
    return Sight.of(user).knows(page) and bool(permissions.editable_below(page, user))


def _works_below(request: HttpRequest, page_id: int) -> bool:
    page, user = get_object_or_404(Page, pk=page_id), request.user
    if not Sight.of(user).knows(page):
        return False
    return permissions.may_submit_from(user, page) or bool(permissions.editable_below(page, user))


def _stops(request: HttpRequest, translation_id: int) -> bool:
    target = _target(translation_id)
    return _is_in_reach(request, target) and permissions.may_manage(request.user, target)


def _makes_alias(request: HttpRequest, page_id: int) -> bool:
    page = get_object_or_404(Page, pk=page_id)
    may_publish = bool(page.permissions_for_user(request.user).can_publish())
    return permissions.may_manage(request.user, page) and may_publish


def _submits_page(request: HttpRequest, page_id: int) -> bool:
    return permissions.may_submit(request.user, get_object_or_404(Page, pk=page_id))


def _submits_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> bool:
    model: Any = get_snippet_model_from_url_params(app_label, model_name)
    snippet = get_object_or_404(model, pk=pk)
    user = request.user
    return permissions.may_submit(user, snippet) and Sight.of(user).works_with(snippet)


def _synchronises(request: HttpRequest, translation_source_id: int) -> bool:
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    try:
        return permissions.may_submit(request.user, source.get_source_instance())
    except ObjectDoesNotExist:
        raise Http404 from None


def _lists_snippets(request: HttpRequest, app_label: str, model_name: str, **_named: Any) -> bool:
    model = get_snippet_model_from_url_params(app_label, model_name)
    return request.method in {"GET", "HEAD"} and permissions.may_list(request.user, model)


RULES: dict[str, Rule] = {
    "javascript_catalog": _anybody,
    "submit_page_translation": _submits_page,
    "submit_snippet_translation": _submits_snippet,
    "update_translations": _synchronises,
    "edit_string_translation": _writes,
    "edit_override": _writes,
    "download_pofile": _reads,
    "upload_pofile": _writes,
    "download_xliff": _reads,
    # An upload shows nothing of what its user may not change.
    "upload_translations": _anybody,
    # The views serve the user who uploaded the file, and nobody else.
    "review_upload": _anybody,
    "report_of_upload": _anybody,
    "files_of_subtree": _exports,
    "archive_of_subtree": _exports,
    "jobs_below_page": _works_below,
    "translation_jobs": _anybody,
    "machine_translate": _writes,
    "preview_translation": _reads,
    "preview_beside": _reads,
    "texts_side_by_side": _reads,
    "confirm_machine_translation": _writes,
    "take_over_translations": _writes,
    "assign_translation": _reads,
    "submit_for_review": _writes,
    # The workflow decides if they may.
    "withdraw_from_review": _reads,
    "decide_review": _reads,
    "comment_on_text": _reads,
    "resolve_comment": _reads,
    "stop_translation": _stops,
    "convert_to_alias": _makes_alias,
    # The view itself shows what somebody may know of.
    "translations_report": _anybody,
    "translations_report_results": _anybody,
    "snippets_api_listing": _lists_snippets,
    "snippets_api_detail": _lists_snippets,
}
