"""A rule for each URL of the admin that names an object: the users who may know of it.

The rule is applied before the view, whatever the method. A URL with arguments that no rule
knows, such as one of a new version of Wagtail, is for administrators alone. URLs
without arguments show lists, which use ``Sight`` themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import ProtectedError, RestrictedError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
)
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import cached_property
from django.views.defaults import page_not_found
from wagtail.admin.auth import permission_denied
from wagtail.models import CollectionMember, Page

from cms.translation.rights import narrowing, titles, url_rules
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

# True if the URL may be used, with the objects it names.
Rule = Callable[[Sight, HttpRequest, dict[str, Any]], bool]
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Other requests of the admin's scripts; views of translations limit their methods themselves.
_UNUSUAL = {("wagtailadmin_dismissibles", "PATCH")}
# Fields of forms without which views of Wagtail fail.
_FIELDS = {
    "wagtailadmin_choose_page_external_link": ["external-link-chooser-url"],
}
_PLAIN = "text/plain; charset=utf-8"
_OF_TAGS = {"wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"}
_PAGE = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk")


class AdminGuard:
    """Middleware that applies the rule of a URL, and limits titles to what the user may know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Respond as the admin does for this user; nothing is checked or changed elsewhere."""
        if not request.path_info.startswith(self.home):
            return self.get_response(request)
        user = request.user
        with titles.viewed_by(user):
            response = self.get_response(request)
        if response.streaming:
            streaming: Any = response
            streaming.streaming_content = titles.streamed_for(user, streaming.streaming_content)
        return response

    @cached_property
    def home(self) -> str:
        """The path of the admin."""
        return reverse("wagtailadmin_home")

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse what a user of the admin may not know of."""
        if titles.viewer() is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        rule = rule_of(name, named)
        try:
            is_known = rule is None or rule(Sight.of(request.user), request, named)
        except Http404 as error:
            # Like the responses of the admin's views, which are not called.
            return page_not_found(request, error, template_name="wagtailadmin/404.html")
        if is_known:
            return _unusable(name, request) or _answered(name, request)
        response: HttpResponse = permission_denied(request)
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Describe a malformed request, where a view hasn't checked it."""
        if titles.viewer() is None:
            return None
        if isinstance(error, MultiValueDictKeyError):
            return HttpResponseBadRequest(f"Missing: {error.args[0]}", content_type=_PLAIN)
        if isinstance(error, ProtectedError | RestrictedError):
            return HttpResponse(error.args[0], status=409, content_type=_PLAIN)
        return None


def may_send(name: str, method: str | None) -> bool:
    """True if the admin itself sends requests with this method to a URL."""
    return method in _METHODS or name in url_rules.RULES or (name, method) in _UNUSUAL


def _unusable(name: str, request: HttpRequest) -> HttpResponse | None:
    """The response to a request that no part of the admin sends."""
    if not may_send(name, request.method):
        return HttpResponseNotAllowed(_METHODS)
    missing = [field for field in _FIELDS.get(name, ()) if field not in request.POST]
    if missing and request.method == "POST":
        return HttpResponseBadRequest(f"Missing: {', '.join(missing)}", content_type=_PLAIN)
    return None


def _answered(name: str, request: HttpRequest) -> HttpResponse | None:
    return narrowing.complete_tag(request) if name in _OF_TAGS else None


def rule_of(name: str, named: Any) -> Rule | None:
    """The rule of a URL by its name with namespaces; ``None``: it names nothing."""
    if name in RULES:
        return RULES[name]
    space = name.rpartition(":")[0]
    for beginning, rule in BY_SPACE.items():
        if space.startswith(beginning):
            return rule
    return _administers if named else None


def has_rule(name: str) -> bool:
    """True if there is an explicit rule for a URL with arguments."""
    return rule_of(name, ("argument",)) is not _administers


def _administers(sight: Sight, _request: HttpRequest, _named: dict[str, Any]) -> bool:
    return sight.sees_all


def _anybody(_sight: Sight, _request: HttpRequest, _named: dict[str, Any]) -> bool:
    """Leave it to the view, which checks a permission or an owner."""
    return True


def _nobody(_sight: Sight, _request: HttpRequest, _named: dict[str, Any]) -> bool:
    raise Http404


def _page(named: dict[str, Any]) -> Page | None:
    pk = next((named[name] for name in _PAGE if name in named), None)
    if pk is None:
        return None
    page = Page.objects.filter(pk=pk).first() if _is_key(str(pk)) else None
    if page is None:
        raise Http404
    # The view's own model may have permissions of its own.
    specific: Page = page.specific_deferred
    return specific


def _has_right(sight: Sight, _request: HttpRequest, named: dict[str, Any]) -> bool:
    page = _page(named)
    if page is not None and not sight.has_right(page):
        return False
    destination = named.get("destination_id")
    return destination is None or _knows(sight, _request, {"page_id": destination})


def _has_right_to_named_page(sight: Sight, request: HttpRequest, named: dict[str, Any]) -> bool:
    """The rule where "pk" isn't that of a page."""
    return "page_pk" not in named or _has_right(sight, request, {"page_pk": named["page_pk"]})


def _knows(sight: Sight, _request: HttpRequest, named: dict[str, Any]) -> bool:
    page = _page(named)
    return page is None or sight.knows(page)


def _works_with(sight: Sight, _request: HttpRequest, named: dict[str, Any]) -> bool:
    snippet = _snippet(_request, named)
    return snippet is None or sight.works_with(snippet)


def _snippet(request: HttpRequest, named: dict[str, Any]) -> Any:
    if "pk" not in named:
        return None
    match: Any = request.resolver_match
    label, name = named.get("app_label"), named.get("model_name")
    if label is None or name is None:
        _space, label, name = match.namespace.split("_", 2)
    return _object(label, name, named["pk"])


def _object(label: str, name: str, pk: Any) -> Any:
    try:
        model = apps.get_model(label, name)
        return model._default_manager.get(pk=pk)
    except (LookupError, ValueError, TypeError):
        raise Http404 from None
    except model.DoesNotExist:
        raise Http404 from None


def _knows_all(sight: Sight, request: HttpRequest, _named: dict[str, Any]) -> bool:
    """Pages that are named in the query."""
    keys = _ids_in_query(request)
    known = Page.objects.filter(sight.pages(), pk__in=keys)
    return known.count() == Page.objects.filter(pk__in=keys).count()


def _acts_on(sight: Sight, request: HttpRequest, named: dict[str, Any]) -> bool:
    """The objects a bulk action is about, as far as it names them one by one."""
    try:
        model: Any = apps.get_model(named["app_label"], named["model_name"])
    except LookupError:
        raise Http404 from None
    instances = model._default_manager.filter(pk__in=_ids_in_query(request))
    if issubclass(model, Page):
        _page({"pk": above} if (above := request.GET.get("childOf")) else {})
        return all(sight.has_right(page) for page in instances)
    if issubclass(model, CollectionMember):
        return instances.count() == sight.files(model).filter(pk__in=_ids_in_query(request)).count()
    # With "all" they are those of the kind; of snippets, those in languages of the user.
    return sight.may_list(model) and all(sight.works_with(instance) for instance in instances)


def _ids_in_query(request: HttpRequest) -> list[int]:
    """The ids in a query."""
    values = request.GET.getlist("id")
    if not all(value == "all" or _is_key(value) for value in values):
        raise Http404
    return [int(value) for value in values if value != "all"]


def _is_key(value: str) -> bool:
    return value.isdecimal() and len(value) < 19


def _is_of_tags(_sight: Sight, _request: HttpRequest, named: dict[str, Any]) -> bool:
    """Of no model but that of the tags of files."""
    if (named["app_name"], named["model_name"]) != ("taggit", "tag"):
        raise Http404
    return True


def _explores(sight: Sight, _request: HttpRequest, named: dict[str, Any]) -> bool:
    page = _page(named)
    return page is None or sight.has_right(page) or sight.passes(page)


RULES: dict[str, Rule] = {
    **dict.fromkeys(url_rules.RULES, _anybody),
    "wagtailadmin_choose_page_child": _knows,
    "wagtailadmin_choose_page_chosen_multiple": _knows_all,
    "wagtail_bulk_action": _acts_on,
    **dict.fromkeys(
        (
            "content_report",
            "named_versions",
            "remove_version_name",
            "new_address",
            "share_page",
            "versions_of_notice",
            "compare_versions_of_notice",
        ),
        _has_right,
    ),
    # Made for trying out what an error looks like.
    "wagtailadmin_error_test": _nobody,
    "wagtailadmin_explore": _explores,
    "wagtailadmin_explore_results": _explores,
    "wagtailadmin_tag_model_autocomplete": _is_of_tags,
    "wagtailadmin_password_reset_confirm": _anybody,
    "mfa_edit_webauthn": _anybody,
    "mfa_remove_webauthn": _anybody,
    "openid_connect_callback": _anybody,
    "openid_connect_login": _anybody,
    "reset_second_factor": _anybody,
    "end_looks_of_user": _anybody,
    "share": _anybody,
    "revoke_share": _anybody,
    "delivery": _anybody,
    "send_delivery_again": _anybody,
    "redirect_import": _anybody,
    "progress_of_redirect_import": _anybody,
    "background_job": _anybody,
    "progress_of_background_job": _anybody,
    "cancel_background_job": _anybody,
    "resume_background_job": _anybody,
    "background_task": _anybody,
    "restart_background_task": _anybody,
    "cancel_background_task": _anybody,
}
# Prefixes of namespaces, in the order of lookup. The views of the last ones check a
# permission themselves, and their lists are limited.
BY_SPACE: dict[str, Rule] = {
    "wagtailadmin_pages": _has_right,
    "wagtailadmin_workflows": _has_right_to_named_page,
    "wagtailsnippets_": _works_with,
    **dict.fromkeys(
        (
            "wagtailsnippetchoosers_", "wagtailadmin_api", "wagtailadmin_collections",
            "wagtailadmin_reports", "wagtailadmin_editing_sessions", "wagtailsettings",
            "wagtailredirects", "wagtaildocs", "wagtailimages", "wagtailembeds", "webhooks",
            "releases",
            "wagtaillocales", "wagtailsites", "wagtailusers_users", "wagtailusers_groups",
            "wagtail_localize",
        ),
        _anybody,
    ),
}  # fmt: skip
