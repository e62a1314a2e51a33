"""The whole admin, walked by every profile: nobody sees or changes what isn't theirs.

Each profile requests every URL of the admin, filled with planted objects, with every method.
Those who may know a secret see it somewhere, so what is hidden from others is really there.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from copy import copy
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

import pytest

from cms.accounts.backends import Backend
from cms.accounts.middleware import FOR_ALL
from cms.importing.reading.origin_files import FetchedFiles
from cms.translation.rights import guarding
from tests import factories, snapshots
from tests.translation import admin_addresses, admin_changes, admin_world
from tests.translation.admin_world import ADMIN, PROFILES, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.translation.admin_addresses import Address

pytestmark = pytest.mark.one_database

# Queries for each URL, besides none.
LISTS = ("index", ":list", "results", "search", "choose", "explore", "report", "dashboard")
# URLs where administrators see what no list shows.
SHOWING = {
    "wagtailadmin_pages:edit", "texts_side_by_side", "wagtailimages:edit", "review_upload",
    "wagtailsnippets_news_newscategory:edit", "redirect_import",
}  # fmt: skip
# URLs open to anonymous users.
# The least number of URLs at which somebody changes something, so that they are really requested.
CHANGING = {
    "entrant": 2, "translator": 4, "french": 2, "editor": 20, "lawyer": 4, "clerk": 8,
}  # fmt: skip
# The pages named in URLs: a draft, one of another language, a public one with a draft.
PAGES = ["endraft", "zhdraft", "enretitled", "enbelow"]
ALSO = {
    "entrant": ["public"],
    "translator": ["zhsent"],
    "french": ["frdraft"],
    "editor": ["enprivate", "zhsent", "ensent"],
    "lawyer": ["legaldraft", "home"],
}
# A form that many views accept as a submission.
FORM = {
    "title": "Walked", "name": "Walked", "slug": "walked", "locale": "en",
    "publication_date": "2024-05-17", "summary": "Walked.", "body-count": "0",
    "action-publish": "1", "action": "publish", "decision": "approve", "text": "Walked",
    "value": "Walked", "comment": "Walked", "path": "title", "restriction_type": "none",
    "new_title": "Walked", "new_slug": "walked",
    "kind": "submit", "publish_translations": "on", "include_descendants": "on", "confirm": "1",
    "organisation_name": "Walked", "old_path": "/walked", "redirect_link": "/",
    "hostname": "walked.example", "port": "80", "site_name": "Walked",
    "url": "https://walked.example/", "is_active": "on", "groups": "1", "tags": "walked",
    "collection": "1", "username": "walked", "user": "1", "wanted": "1", "user_id": "1",
    "role": "1", "mark_as_active": "on", "language_code": "de", "assign": "1", "assignee": "1",
    "external-link-chooser-url": "http://localhost/news/shown/",
    "external-link-chooser-link_text": "A link",
}  # fmt: skip


def build() -> World:
    world = snapshots.content(admin_world.world)
    # Rows that were restored come without their files.
    for file in (
        *(item.file for item in get_image_model().objects.all()),
        *(item.file for item in get_document_model().objects.all()),
    ):
        path = Path(file.path)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(factories.picture().read())
    return world


def text_of(response: Any) -> str:
    """The whole response: headers, cookies, body, its unpacked files, and messages."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [body.decode(errors="replace"), str(response.headers), str(response.cookies)]
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [packed.read(name).decode(errors="replace") for name in packed.namelist()]
    said = getattr(getattr(response, "wsgi_request", None), "_messages", None)
    parts += [str(item) for item in getattr(said, "_queued_messages", ())]
    return " ".join(parts).lower()


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that change rows, but for those of the session."""
    results: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            results.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield results


class Walk:
    """The walk of one profile: the secrets it saw, its changes, and its failures."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.who = world, who
        self.hidden = world.hidden_from(who)
        self.told: set[str] = set()
        self.leaks: list[str] = []
        self.changed: list[str] = []
        self.changes: set[str] = set()
        self.failed: list[str] = []
        self.client = Client(raise_request_exception=False)
        self.client.force_login(world.users[who])
        self.cookie = self.client.cookies["sessionid"].value
        self.before = admin_changes.rows()
        news = world.values["news"]
        self.form = FORM | {
            "new_parent_page": news, "chooser": news, "root_page": world.values["home"],
            "locales": world.values["locale"],
        }  # fmt: skip
        self.requests = 0

    def ask(self, address: Address, method: str, path: str, data: Any = None) -> None:
        """Send one request, and undo what it does."""
        self.client.cookies = SimpleCookie({"sessionid": self.cookie})
        send = getattr(self.client, method.lower())
        self.requests += 1
        with transaction.atomic():
            with writes() as written:
                response = send(path) if data is None else send(path, data)
                said = text_of(response)
            marks = {mark for mark in self.world.marks if mark in said}
            self.told |= marks
            here = f"{response.status_code} {method} {path} [{address.name}]"
            if response.status_code >= 500:
                self.failed.append(f"{here} {getattr(response, 'exc_info', ('', ''))[1]!r}")
            self.leaks += [f"{here} {mark}" for mark in marks & self.hidden]
            if written:
                self._compare(address, here)
            transaction.set_rollback(True)

    def _compare(self, address: Address, here: str) -> None:
        for change in admin_changes.differences(self.before):
            self.changes.add(address.name)
            if not change.is_theirs(self.world, self.who):
                self.changed.append(f"{here} {change}")

    def keys(self) -> list[str]:
        return [*PAGES, *ALSO.get(self.who, ())]

    def walk(self) -> None:
        for address in admin_addresses.addresses():
            paths = admin_addresses.paths(address, self.world, self.keys())
            for path in paths:
                for query in queries(address, self.world):
                    self.ask(address, "GET", path + query)
            for path in paths if has(address, "POST") else ():
                self.ask(address, "POST", path + ids(address, self.world), self.form)
            for method in ("POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"):
                if has(address, method):
                    self.ask(address, method, paths[0], {} if method == "POST" else None)


def has(address: Address, method: str) -> bool:
    """True if a view accepts a method.

    The guard refuses methods no script of the admin sends, and Django those a view lacks.
    """
    if method in {"PUT", "PATCH", "DELETE"} and not guarding.may_send(address.name, method):
        return False
    view = getattr(address.view, "view_class", None)
    if view is None:
        return True
    # The first is what GET does, the second Django's own.
    return method not in {"HEAD", "OPTIONS"} and hasattr(view, method.lower())


def queries(address: Address, world: World) -> list[str]:
    results = [ids(address, world)]
    name, view = address.name, getattr(address.view, "view_class", None)
    if any(word in name for word in LISTS):
        results.append("?q=zq")
    if name.startswith("wagtailadmin_api"):
        results += ["?search=zq", "?fields=*", f"?child_of={world.values['home']}&for_explorer=1"]
    if hasattr(view, "list_export") or "translation_dashboard" in name:
        results += ["?export=csv", "?export=xlsx", "?format=csv"]
    if name == "wagtail_bulk_action":
        results.append("?id=all")
    if "tag" in name and "autocomplete" in name:
        results.append("?term=zq")
    return results


def ids(address: Address, world: World) -> str:
    """The query of URLs that name their objects there."""
    name = address.name
    if name.endswith("choose_page_chosen_multiple"):
        return f"?id={world.pages['endraft'].pk}"
    if "chosen_multiple" in name or name == "wagtail_bulk_action":
        things = [*world.pages.values(), *world.snippets.values(), *world.users.values()]
        keys = {item.pk for item in things} | {world.values["image"], world.values["closed_image"]}
        keys |= {world.values["document"], world.values["closed_document"]}
        return f"?{'&'.join(f'id={pk}' for pk in sorted(keys))}"
    return ""


@pytest.fixture(autouse=True)
def _quick_requests(monkeypatch):
    """Leave out what takes long and is the same for each request.

    Django's client copies the context of every template, which takes longer than to render. A user
    and their permissions are read once, as each request is undone; nobody's are given away here.
    """
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    # What a form names elsewhere isn't there.
    monkeypatch.setattr(FetchedFiles, "find", lambda *_: None)
    read = Backend.get_user
    known: dict[int, Any] = {}

    def get_user(backend: Backend, user_id: int) -> Any:
        if user_id not in known:
            known[user_id] = read(backend, user_id)
            known[user_id].get_all_permissions()
        return copy(known[user_id])

    monkeypatch.setattr(Backend, "get_user", get_user)


@pytest.mark.slow
@pytest.mark.parametrize("who", PROFILES)
def test_nobody_is_told_or_changes_what_is_not_theirs(db, who):
    walk = Walk(build(), who)
    walk.walk()
    assert walk.failed == []
    assert (walk.leaks, walk.changed, walk.failed) == ([], [], [])
    # What they may know isn't hidden from them.
    assert walk.told == walk.world.marks.keys() - walk.hidden
    assert len(walk.changes) >= CHANGING[who], sorted(walk.changes)


@pytest.mark.slow
def test_administrators_are_told_everything_somewhere(db):
    walk = Walk(build(), ADMIN)
    for address in admin_addresses.addresses():
        if address.name in SHOWING or not address.arguments:
            for path in admin_addresses.paths(address, walk.world, list(walk.world.pages)):
                walk.ask(address, "GET", path)
    assert walk.failed == []
    assert walk.told == walk.world.marks.keys()


def test_no_view_is_asked_by_a_method_that_nothing_sends(db):
    world, client = build(), Client()
    client.force_login(world.users[ADMIN])
    for name, values in (
        ("wagtailadmin_pages:delete", [world.pages["endraft"].pk]),
        ("wagtailadmin_pages:unpublish", [world.pages["public"].pk]),
        ("wagtaillocales:delete", [world.values["locale"]]),
        ("wagtailsnippets_news_newscategory:delete", [world.snippets["public"].pk]),
    ):
        with writes() as written:
            for method in (client.put, client.patch, client.delete):
                assert method(reverse(name, args=values)).status_code == 405, name
        assert written == []


def test_who_does_not_enter_the_admin_is_sent_away(db, client):
    world = build()
    for address in admin_addresses.addresses():
        if address.name in FOR_ALL | {""}:
            continue
        path = admin_addresses.paths(address, world, ["endraft"])[0]
        response = client.get(path)
        assert (response.status_code, response.headers.get("Location", "")[:13]) == (
            302, "/admin/login/",
        ), path  # fmt: skip


def test_every_address_that_names_something_has_a_rule():
    named = [url for url in admin_addresses.addresses() if url.arguments]
    assert [item.name for item in named if not guarding.has_rule(item.name)] == []


def test_an_address_nobody_has_thought_about_answers_administrators_alone(db, monkeypatch):
    world = build()
    monkeypatch.delitem(guarding.BY_SPACE, "webhooks")
    path = f"/admin/webhooks/edit/{world.values['webhook']}/"
    for who, status in (("clerk", 302), (ADMIN, 200)):
        client = Client()
        client.force_login(world.users[who])
        assert client.get(path).status_code == status, who
