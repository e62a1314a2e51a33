"""A rule for each address of the admin that names something: who may know of that thing.

The rule is asked before the view, whatever the method. An address with arguments that no rule
knows, such as one that a new version of Wagtail brings, answers administrators alone. Addresses
without arguments show lists, which ask ``Sight`` themselves.
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

# Whether the address may answer, with what it names.
Rule = Callable[[Sight, HttpRequest, dict[str, Any]], bool]
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# What scripts of the admin send besides; views of translations say themselves what they take.
_UNUSUAL = {("wagtailadmin_dismissibles", "PATCH")}
# Fields of forms without which views of Wagtail fail.
_FIELDS = {
    "wagtailadmin_choose_page_external_link": ["external-link-chooser-url"],
}
_PLAIN = "text/plain; charset=utf-8"
_OF_TAGS = {"wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"}
_PAGE = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk")


class AdminGuard:
    """Middleware that asks the rule of an address, and has titles shown to whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the admin shows it to this user; elsewhere nothing is asked or changed."""
        if not request.path_info.startswith(self.home):
            return self.get_response(request)
        user = request.user
        with titles.viewed_by(user):
            response = self.get_response(request)
        if response.streaming:
            streaming: Any = response
            streaming.streaming_content = titles.streamed_to(user, streaming.streaming_content)
        return response

    @cached_property
    def home(self) -> str:
        """The address of the admin."""
        return reverse("wagtailadmin_home")

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse what somebody who enters the admin may not know of."""
        if titles.viewer() is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        rule = rule_of(name, named)
        try:
            is_known = rule is None or rule(Sight.of(request.user), request, named)
        except Http404 as error:
            # As the views of the admin answer, which are never asked.
            return page_not_found(request, error, template_name="wagtailadmin/404.html")
        if is_known:
            return _unusable(name, request) or _answered(name, request)
        response: HttpResponse = permission_denied(request)
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what was wrong with a request, where a view hasn't looked."""
        if titles.viewer() is None:
            return None
        if isinstance(error, MultiValueDictKeyError):
            return HttpResponseBadRequest(f"Missing: {error.args[0]}", content_type=_PLAIN)
        if isinstance(error, ProtectedError | RestrictedError):
            return HttpResponse(error.args[0], status=409, content_type=_PLAIN)
        return None


def may_send(name: str, method: str | None) -> bool:
    """Whether something in the admin sends requests with this method to an address."""
    return method in _METHODS or name in url_rules.RULES or (name, method) in _UNUSUAL


def _unusable(name: str, request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that no part of the admin sends."""
    if not may_send(name, request.method):
        return HttpResponseNotAllowed(_METHODS)
    missing = [field for field in _FIELDS.get(name, ()) if field not in request.POST]
    if missing and request.method == "POST":
        return HttpResponseBadRequest(f"Missing: {', '.join(missing)}", content_type=_PLAIN)
    return None


def _answered(name: str, request: HttpRequest) -> HttpResponse | None:
    return narrowing.complete_tag(request) if name in _OF_TAGS else None


def rule_of(name: str, named: Any) -> Rule | None:
    """The rule of an address by its name with namespaces; ``None``: it names nothing."""
    if name in RULES:
        return RULES[name]
    space = name.rpartition(":")[0]
    for beginning, rule in BY_SPACE.items():
        if space.startswith(beginning):
            return rule
    return _administers if named else None


def has_rule(name: str) -> bool:
    """Whether somebody has thought about an address with arguments."""
    return rule_of(name, ("argument",)) is not _administers


def _administers(sight: Sight, _request: HttpRequest, _named: dict[str, Any]) -> bool:
    return sight.sees_all


def _anybody(_sight: Sight, _request: HttpRequest, _named: dict[str, Any]) -> bool:
    """Leave it to the view, which asks for a permission or answers an owner alone."""
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
    """Where "pk" isn't that of a page."""
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
    keys = _asked(request)
    known = Page.objects.filter(sight.pages(), pk__in=keys)
    return known.count() == Page.objects.filter(pk__in=keys).count()


def _acts_on(sight: Sight, request: HttpRequest, named: dict[str, Any]) -> bool:
    """The objects a bulk action is about, as far as it names them one by one."""
    try:
        model: Any = apps.get_model(named["app_label"], named["model_name"])
    except LookupError:
        raise Http404 from None
    instances = model._default_manager.filter(pk__in=_asked(request))
    if issubclass(model, Page):
        _page({"pk": above} if (above := request.GET.get("childOf")) else {})
        return all(sight.has_right(page) for page in instances)
    if issubclass(model, CollectionMember):
        return instances.count() == sight.files(model).filter(pk__in=_asked(request)).count()
    # With "all" they are those of the kind; of snippets, those in languages of the user.
    return sight.may_list(model) and all(sight.works_with(instance) for instance in instances)


def _asked(request: HttpRequest) -> list[int]:
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
    "delivery": _anybody,
    "send_delivery_again": _anybody,
    "redirect_import": _anybody,
    "progress_of_redirect_import": _anybody,
}
# What begins like this, in the order it is looked up. The views of the last ones ask for a
# permission themselves, and their lists for what somebody may know.
BY_SPACE: dict[str, Rule] = {
    "wagtailadmin_pages": _has_right,
    "wagtailadmin_workflows": _has_right_to_named_page,
    "wagtailsnippets_": _works_with,
    **dict.fromkeys(
        (
            "wagtailsnippetchoosers_", "wagtailadmin_api", "wagtailadmin_collections",
            "wagtailadmin_reports", "wagtailadmin_editing_sessions", "wagtailsettings",
            "wagtailredirects", "wagtaildocs", "wagtailimages", "wagtailembeds", "webhooks",
            "wagtaillocales", "wagtailsites", "wagtailusers_users", "wagtailusers_groups",
            "wagtail_localize",
        ),
        _anybody,
    ),
}  # fmt: skip
