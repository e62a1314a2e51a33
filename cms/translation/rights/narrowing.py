"""Lists of Wagtail that show more than somebody may know, narrowed where they read it.

The log, the reports on workflows, tags of files, and the columns that don't ask a page for its
title in the admin.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, JsonResponse
from wagtail.admin import filters
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import tags as tag_views
from wagtail.admin.views.reports import workflows
from wagtail.contrib.redirects import views as redirects
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views import chooser
from wagtail.models import ModelLogEntry
from wagtail.sites import views as sites
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from taggit.models import Tag, TaggedItem

from cms.translation.rights import titles
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet


def install() -> None:
    """Narrow the lists. Idempotent."""
    _replace(type(ModelLogEntry.objects), "viewable_by_user", _logged)
    _replace(workflows.WorkflowView, "get_queryset", _in_workflow)
    _replace(workflows.WorkflowTasksView, "get_queryset", _in_task)
    _replace(SnippetBulkAction, "get_all_objects_in_listing_query", _in_bulk)
    _replace(redirects.IndexView, "to_row_dict", _exported_redirect)
    _replace(filters, "popular_tags_for_model", _popular_tags)
    _replace(chooser, "popular_tags_for_model", _popular_tags)
    sites.IndexView.columns = [_titled(column) for column in sites.IndexView.columns]


def _replace(owner: Any, name: str, narrowed: Callable[..., Any]) -> None:
    original = getattr(owner, name)
    if hasattr(original, "narrows"):
        return

    @wraps(original)
    def function(*args: Any, **kwargs: Any) -> Any:
        return narrowed(original, *args, **kwargs)

    function.narrows = original  # type: ignore[attr-defined]
    setattr(owner, name, function)


def _logged(original: Any, manager: Any, user: Any) -> Any:
    return original(manager, user).filter(Sight.of(user).objects())


def _in_workflow(original: Any, view: Any) -> Any:
    return original(view).filter(Sight.of(view.request.user).objects())


def _in_task(original: Any, view: Any) -> Any:
    states = Sight.of(view.request.user).objects(
        content_type="workflow_state__content_type", object_id="workflow_state__object_id"
    )
    return original(view).filter(states)


def _in_bulk(_original: Any, action: Any, _parent_id: Any) -> Any:
    own = Sight.of(action.request.user).own_snippets(action.model)
    return own.values_list("pk", flat=True)


def _exported_redirect(original: Any, view: Any, item: Any) -> Any:
    row = original(view, item)
    page = item.redirect_page
    if page and not Sight.of(view.request.user).knows(page):
        row["link"] = page.get_admin_display_title()
    return row


def _titled(column: Column) -> Column:
    if column.name != "root_page":
        return column
    return Column("root_page", accessor=lambda site: site.root_page.get_admin_display_title())


def _popular_tags(original: Any, model: Any, count: int = 10) -> Any:
    user = titles.viewer()
    if user is None:
        return original(model, count)
    known = visible_tag_ids(user, model)
    return [tag for tag in original(model, count=None) if tag.pk in known][:count]


def visible_tag_ids(user: Any, *models: Any) -> set[int]:
    """The ids of the tags of images and documents somebody has a right to."""
    tag_ids: set[int] = set()
    for model in models:
        items = TaggedItem.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=Sight.of(user).own_files(model).values("pk"),
        )
        tag_ids.update(items.values_list("tag_id", flat=True))
    return tag_ids


def complete_tag(request: HttpRequest) -> JsonResponse:
    """The tags that begin with a term, of files somebody has a right to."""
    term = request.GET.get("term", "")
    known = visible_tag_ids(request.user, get_image_model(), get_document_model())
    tags: QuerySet[Tag] = Tag.objects.filter(name__istartswith=term) if term else Tag.objects.none()
    names = tags.filter(pk__in=known).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[: tag_views.TAGS_AUTOCOMPLETE_LIMIT]), safe=False)
