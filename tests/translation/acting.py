"""Every way of acting on a page or snippet: by view, in bulk, by the API and by Wagtail's actions.

Each is a function of a client, and does what its name says to the object it is made with.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse
from wagtail import actions
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.content.pages.admin_api import PagesViewSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Tables without content of their own: views of objects, and data derived from content.
NOT_CONTENT = {
    "delivery.schedulerun",
    "sessions.session", "auth.user", "wagtailadmin.editingsession", "wagtailcore.pagesubscription",
    "wagtailsearch.sqliteftsindexentry", "wagtailsearch.indexentry", "wagtailcore.referenceindex",
    "contenttypes.contenttype", "django_tasks_database.dbtaskresult", "wagtailusers.userprofile",
    "accounts.auditentry",
}  # fmt: skip


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """All content there is, by kind: what must be the same after something was refused."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_CONTENT and model._meta.managed
    }


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """The statements that write something, while the block runs."""
    results: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().split(" ", 1)[0].upper() not in {"SELECT", "SAVEPOINT", "RELEASE"}:
            results.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield results


@contextmanager
def undone() -> Iterator[None]:
    """Roll back everything done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _post(name: str, /, *args: Any, query: str = "", **data: Any) -> Callable[[Any], Any]:
    return lambda client: client.post(reverse(name, args=args) + query, data)


def _bulk(label: str, action: str, pk: int, /, **data: Any) -> Callable[[Any], Any]:
    address = reverse("wagtail_bulk_action", args=[*label.split("."), action])
    return lambda client: client.post(f"{address}?id={pk}&next=/admin/", data)


def _api(pk: int, action: str, /, **data: Any) -> Callable[[Any], Any]:
    address = reverse("wagtailadmin_api:pages:action", args=[pk, action])
    return lambda client: client.post(address, json.dumps(data), content_type="application/json")


def _act(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def act(client: Any) -> None:
        with transaction.atomic():
            make(client.user).execute()

    return act


def api_actions() -> Any:
    """The actions of the API, as Wagtail has them."""
    return PagesAdminAPIViewSet.actions


def switched_on(monkeypatch: Any) -> None:
    """Have the API act again."""
    monkeypatch.setattr(PagesViewSet, "actions", api_actions())


def article_form(page: Any, title: str) -> dict[str, Any]:
    """The form of an article's editor for publishing it with another title."""
    none = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9}
    return nested_form_data(
        {
            "title": title,
            "slug": page.slug,
            "summary": "In short.",
            "publication_date": "2024-05-06",
            "body": streamfield([("rich_text", rich_text("<p>Text.</p>"))]),
            "tags": none,
            "related_news": none,
            "comments": none,
            "action-publish": "action-publish",
        }
    )


def ways_of_page(page: Any, *, elsewhere: Any, locale: Any) -> dict[str, Callable[[Any], Any]]:
    """All that can be done to a page besides translating it; ``elsewhere`` is another parent."""
    stored, pk = Page.objects.get(pk=page.pk), page.pk
    revision = page.latest_revision
    slug = f"{page.slug}-2"
    form = article_form(page, "Changed")
    copy = {"new_title": "Copy", "new_slug": slug, "new_parent_page": elsewhere.pk}
    ways = {
        "view: delete": _post("wagtailadmin_pages:delete", pk),
        "view: move": _post("wagtailadmin_pages:move_confirm", pk, elsewhere.pk),
        "view: copy": _post("wagtailadmin_pages:copy", pk, **copy, publish_copies="on"),
        "view: copy as alias": _post("wagtailadmin_pages:copy", pk, **copy, alias="on"),
        "view: unpublish": _post("wagtailadmin_pages:unpublish", pk),
        "view: edit and publish": _post("wagtailadmin_pages:edit", pk, **form),
        "view: lock": _post("wagtailadmin_pages:lock", pk),
        "view: unlock": _post("wagtailadmin_pages:unlock", pk),
        "view: add": _post(
            "wagtailadmin_pages:add",
            "news",
            "newspage",
            elsewhere.pk,
            **form | {"slug": slug},
        ),
        "view: order": _post("wagtailadmin_pages:set_page_position", pk, query="?position=0"),
        "view: convert": _post("wagtailadmin_pages:convert_alias", pk),
        "view: privacy": _post("wagtailadmin_pages:set_privacy", pk, restriction_type="login"),
        "bulk: delete": _bulk("wagtailcore.page", "delete", pk),
        "bulk: move": _bulk("wagtailcore.page", "move", pk, chooser=elsewhere.pk),
        "bulk: publish": _bulk("wagtailcore.page", "publish", pk, include_descendants="on"),
        "bulk: unpublish": _bulk("wagtailcore.page", "unpublish", pk, include_descendants="on"),
        "api: delete": _api(pk, "delete"),
        "api: publish": _api(pk, "publish"),
        "api: unpublish": _api(pk, "unpublish", recursive=True),
        "api: move": _api(pk, "move", destination_page_id=elsewhere.pk, position="last-child"),
        "api: copy": _api(pk, "copy", recursive=True, keep_live=True, slug=slug),
        "api: create_alias": _api(pk, "create_alias", recursive=True, update_slug=slug),
        "api: convert_alias": _api(pk, "convert_alias"),
        "api: copy_for_translation": _api(pk, "copy_for_translation", locale=locale.language_code),
        "action: delete": _act(lambda user: actions.DeletePageAction(stored, user=user)),
        "action: unpublish": _act(
            lambda user: actions.UnpublishPageAction(stored, user=user, include_descendants=True)
        ),
        "action: move": _act(
            lambda user: actions.MovePageAction(
                stored, Page.objects.get(pk=elsewhere.pk), pos="last-child", user=user
            )
        ),
        "action: copy": _act(
            lambda user: actions.CopyPageAction(
                stored, to=elsewhere, user=user, update_attrs={"slug": slug}
            )
        ),
        "action: alias": _act(
            lambda user: actions.CreatePageAliasAction(page, update_slug=slug, user=user)
        ),
        "action: convert": _act(lambda user: actions.ConvertAliasPageAction(page, user=user)),
        "action: copy for translation": _act(
            lambda user: actions.CopyPageForTranslationAction(page, locale, user=user)
        ),
        "action: edit": _act(lambda user: actions.EditPageAction(page, user=user, publish=True)),
    }
    if revision is not None:
        ways |= {
            "view: revert": _post("wagtailadmin_pages:revisions_revert", pk, revision.pk, **form),
            "view: unschedule": _post("wagtailadmin_pages:revisions_unschedule", pk, revision.pk),
            "api: revert": _api(pk, "revert_to_page_revision", revision_id=revision.pk),
            "action: revert": _act(
                lambda user: actions.RevertToPageRevisionAction(page, revision, user=user)
            ),
            "action: publish": _act(
                lambda user: actions.PublishPageRevisionAction(revision, user=user)
            ),
        }
    return ways


def ways_of_snippet(snippet: Any, *, locale: Any) -> dict[str, Callable[[Any], Any]]:
    """All that can be done to a snippet besides translating it."""
    kind, pk, revision = snippet._meta.label_lower, snippet.pk, snippet.latest_revision
    named = "wagtailsnippets_" + kind.replace(".", "_")
    stored = snippet._meta.default_manager
    form = {"name": "Changed", "slug": "changed", "action-publish": "1"}
    ways = {
        "view: edit and publish": _post(f"{named}:edit", pk, **form),
        "view: add": _post(f"{named}:add", query=f"?locale={locale.language_code}", **form),
        "view: delete": _post(f"{named}:delete", pk),
        "view: unpublish": _post(f"{named}:unpublish", pk),
        "view: lock": _post(f"{named}:lock", pk),
        "view: unlock": _post(f"{named}:unlock", pk),
        "bulk: delete": _bulk(kind, "delete", pk),
        "action: delete": _act(lambda user: actions.DeleteAction(stored.get(pk=pk), user=user)),
        "action: unpublish": _act(
            lambda user: actions.UnpublishAction(stored.get(pk=pk), user=user)
        ),
        "action: edit": _act(
            lambda user: actions.EditAction(stored.get(pk=pk), user=user, publish=True)
        ),
        "action: copy for translation": _act(
            lambda user: actions.CopyForTranslationAction(stored.get(pk=pk), locale, user=user)
        ),
    }
    if revision is not None:
        ways |= {
            "view: revert": _post(f"{named}:revisions_revert", pk, revision.pk, **form),
            "view: unschedule": _post(f"{named}:revisions_unschedule", pk, revision.pk),
            "action: publish": _act(
                lambda user: actions.PublishRevisionAction(revision, user=user)
            ),
            "action: revert": _act(
                lambda user: actions.RevertToRevisionAction(stored.get(pk=pk), revision, user=user)
            ),
        }
    return ways
