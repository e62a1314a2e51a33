"""Every address of the admin, from the resolver, filled with what was planted.

``Missing`` is raised for an address with an argument nobody has said anything about, so that none
is left out in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.models import Revision, TaskState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.translation.admin_world import World


class Missing(Exception):
    """An argument of a URL for which there is no value."""


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of the resolver: its name with its namespaces, its route, and its view."""

    name: str
    route: str
    view: Any

    @property
    def arguments(self) -> list[str]:
        """The arguments to fill in, in order."""
        return [match[0] or match[1] for match in _ARGUMENT.findall(self.route)]

    @property
    def space(self) -> str:
        """The namespace, empty for an address without one."""
        return self.name.rpartition(":")[0]

    def path(self, values: dict[str, Any]) -> str:
        """The address with its arguments filled in.

        Raises:
            Missing: one has no value.
        """

        def filled(match: re.Match[str]) -> str:
            argument = match[1] or match[2]
            if values.get(argument) is None:
                raise Missing(f"{self.route}: no value for {argument}")
            return str(values[argument])

        return "/" + _ARGUMENT.sub(filled, self.route).replace("\\.", ".").replace("$", "").replace(
            "^", ""
        )


# A regular expression's group, or a converter of a path.
_ARGUMENT = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")


def addresses() -> list[Address]:
    """All below ``admin/``; one that another shadows is left out, since nothing leads to it."""
    seen, found = set(), []
    for address in _below(get_resolver(), "", ""):
        if address.route.startswith("admin/") and address.route not in seen:
            seen.add(address.route)
            found.append(address)
    return found


def _below(resolver: URLResolver, route: str, spaces: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(
                pattern, here, f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            )
        elif isinstance(pattern, URLPattern):
            if isinstance(pattern.pattern, RegexPattern):
                here = here.replace(".*", "nothing")
            yield Address(f"{spaces}{pattern.name or ''}", here, pattern.callback)


def paths(address: Address, world: World, keys: list[str]) -> list[str]:
    """The paths of a URL that names each of some pages, or objects of them."""
    if not address.arguments:
        return [address.path({})]
    return sorted({address.path(values) for values in _fillings(address, world, keys)})


def _fillings(address: Address, world: World, keys: list[str]) -> Iterator[dict[str, Any]]:
    """The arguments of an address, once for each thing it may be about."""
    shared = _FIXED | {
        argument: world.values[name] for argument, name in _VALUES.items() if name in world.values
    }
    for filling in _things(address, world, keys):
        yield shared | filling


def _things(address: Address, world: World, keys: list[str]) -> Iterator[dict[str, Any]]:
    arguments, space = address.arguments, address.space
    if space.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
        yield from _snippets(space.rpartition("_")[2], world)
    elif space in _OF_SPACE:
        for name in _OF_SPACE[space]:
            yield {"pk": world.values[name], "model_name": _MODELS.get(space, "newspage")}
    elif {"app_label", "app_name"} & {*arguments}:
        yield from _of_models(address, world)
    elif "translation_id" in arguments:
        yield from ({"translation_id": world.values[name]} for name in _TRANSLATIONS)
    elif {*_PAGE} & {*arguments}:
        for key in keys:
            page = world.pages[key]
            yield dict.fromkeys(_PAGE, page.pk) | _history(page)
    else:
        yield from _files(arguments, world)


def _files(arguments: list[str], world: World) -> Iterator[dict[str, Any]]:
    """An image or a document, or nothing at all."""
    name = next((name for name in _FILES if name in arguments), None)
    if name is None:
        yield {}
        return
    for key in _FILES[name]:
        yield {name: world.values[key]}


def _snippets(model: str, world: World) -> Iterator[dict[str, Any]]:
    if model == "glossaryterm":
        yield {"pk": world.values["term"]}
    results = [snippet for snippet in world.snippets.values() if snippet._meta.model_name == model]
    # The others have the same views and rights, so that two of their drafts are enough.
    for item in results if model == "newscategory" else results[:2]:
        yield {"pk": item.pk} | _history(item)


def _history(one: Any) -> dict[str, Any]:
    revision = Revision.objects.for_instance(one).order_by("-pk").first()
    state = TaskState.objects.filter(workflow_state__object_id=str(one.pk)).order_by("-pk").first()
    pk = revision.pk if revision else 1
    return {
        "revision_id": pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": state.pk if state else 1,
        "workflow_state_id": state.workflow_state_id if state else 1,
    }


def _of_models(address: Address, world: World) -> Iterator[dict[str, Any]]:
    """Addresses that name a model, and perhaps one of its objects."""
    if "action" in address.arguments:
        for app, model, actions in _BULK:
            for action in actions.split():
                yield {"app_label": app, "model_name": model, "action": action}
    elif "content_type_app_name" in address.arguments:
        yield {}
    else:
        for snippet in (*world.snippets.values(), world.pages["endraft"], world.pages["zhdraft"]):
            label, name = snippet._meta.app_label, snippet._meta.model_name
            yield {
                "app_label": label,
                "model_name": name,
                "pk": snippet.pk,
                "object_id": snippet.pk,
            }


_PAGE = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk")
_FILES = {
    "image_id": ("closed_image", "image"),
    "document_id": ("closed_document", "document"),
    "doc_id": ("closed_document", "document"),
}
_TRANSLATIONS = ("translation_id", "translation_of_snippet")
# The model in addresses of a namespace.
_MODELS = {"wagtailsettings": "sitewidesettings", "wagtailadmin_workflows": "groupapprovaltask"}
# Arguments with the same value everywhere, by the name of the planted object.
_VALUES = {
    **{
        name: name
        for name in (
            "translation_id", "translation_source_id", "string_segment_id",
            "overridable_segment_id", "comment_id", "job_id", "upload_id", "redirect_id",
            "import_id", "item_pk", "content_type_pk", "share_pk",
        )
    },
    "locale_id": "locale", "destination_id": "news", "workflow_pk": "workflow", "task_id": "task",
    "collection_id": "closed_collection", "pk": "delivery", "page_pk": "draft", "user_pk": "user",
}  # fmt: skip
_FIXED = {
    "session_id": 1, "uploaded_file_id": 1, "kind": "po", "mode": "default",
    "action_name": "approve", "provider_id": "oidc", "old": 1, "new": 2,
    "filter_spec": "width-40", "uidb64": "MQ", "token": "no-token",
    "content_type_app_name": "news", "content_type_model_name": "newspage",
    "app_label": "news", "model_name": "newspage", "app_name": "sitewide",
}  # fmt: skip
# The object named by the argument "pk", by namespace.
_OF_SPACE = {
    "wagtailadmin_api:documents": ("closed_document", "document"),
    "wagtaildocs_chooser": ("closed_document", "document"),
    "wagtailadmin_api:images": ("closed_image", "image"),
    "wagtailadmin_collections": ("closed_collection", "collection"),
    "wagtailadmin_workflows": ("workflow", "task"),
    "webhooks": ("webhook",),
    "releases": ("release",),
    "wagtaillocales": ("locale",),
    "wagtailsites": ("site",),
    "wagtailusers_users": ("user",),
    "wagtailusers_groups": ("group",),
    "wagtailsettings": ("settings",),
}
_BULK = (
    ("wagtailcore", "page", "delete move publish unpublish"),
    ("wagtailimages", "image", "delete add_tags add_to_collection"),
    ("wagtaildocs", "document", "delete add_tags add_to_collection"),
    ("news", "newscategory", "delete"),
    ("auth", "user", "delete assign_role set_active_state"),
)
