"""The users who may know a title in the admin, by the rule and by the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page

import pytest

from cms.news.models import NewsCategory
from cms.translation.rights import titles
from cms.translation.rights.seeing import Sight
from tests import factories, snapshots
from tests.translation import admin_world

if TYPE_CHECKING:
    from tests.translation.admin_world import World


@pytest.fixture
def world(db: None) -> World:
    return snapshots.content(admin_world.world)


def client_of(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.users[who])
    return client


def known(world: World, who: str) -> set[str]:
    sight = Sight.of(world.users[who])
    listed = set(Page.objects.filter(sight.pages()).values_list("pk", flat=True))
    one_by_one = {key for key, page in world.pages.items() if sight.knows(page)}
    assert {key for key, page in world.pages.items() if page.pk in listed} == one_by_one
    return one_by_one


def test_pages_are_known_by_right_as_source_or_as_readers_see_them(world):
    public = {"public", "home", "enretitled", "zhretitled"}
    assert {who: known(world, who) - public for who in admin_world.PROFILES} == {
        "entrant": set(),
        "translator": {"zhdraft", "ensent", "zhsent"},
        "french": {"frdraft"},
        "editor": {
            "endraft", "enprivate", "enscheduled", "enexpired", "enlocked", "legaldraft",
            "endraftindex", "enbelow", "ensent",
        },
        "lawyer": {"legaldraft"},
        "clerk": set(),
    }  # fmt: skip
    assert all(public <= known(world, who) for who in admin_world.PROFILES)


def test_snippets_are_known_by_language_and_permission(world):
    def names(who: str) -> set[str]:
        results = Sight.of(world.users[who]).snippets(NewsCategory)
        return set(results.values_list("name", flat=True)) - {"Research", "Shown"}

    english, chinese = "Zqennewscategory title", "Zqzhnewscategory title"
    draft = world.snippets["zhterm"].name
    assert {who: names(who) for who in admin_world.PROFILES} == {
        "entrant": set(),
        "translator": {chinese} | ({draft} - {"Research"}),
        "french": {"Zqfrnewscategory title"},
        "editor": {english},
        "lawyer": set(),
        "clerk": set(),
    }


def test_a_right_to_all_pages_is_one_to_all_languages(world):
    user = factories.user("chief")
    group = Group.objects.create(name="Chiefs")
    group.permissions.add(Permission.objects.get(codename="change_newscategory"))
    GroupPagePermission.objects.create(
        group=group,
        page=Page.get_first_root_node(),
        permission=Permission.objects.get(codename="change_page"),
    )
    user.groups.add(group)
    sight = Sight.of(user)
    assert sight.languages is None
    assert sight.snippets(NewsCategory).count() == NewsCategory.objects.count()
    assert Page.objects.filter(sight.pages()).count() == Page.objects.count()


def test_a_page_is_called_what_whoever_looks_may_know(world):
    page, draft = world.pages["enretitled"], world.pages["endraft"]
    called = {
        who: (shown(world, who, page), shown(world, who, draft)) for who in ("editor", "french")
    }
    assert called == {
        "editor": ("Zqenretitled title", "Zqendraft title"),
        "french": ("Shown article", "(Private article)"),
    }
    # Outside the admin nobody looks.
    assert draft.get_admin_display_title() == "Zqendraft title"


def shown(world: World, who: str, page: Any) -> str:
    with titles.viewed_by(world.users[who]):
        return page.get_admin_display_title()


def test_what_is_logged_does_not_depend_on_who_looks(world):
    with titles.viewed_by(world.users["french"]):
        entry = log(world.pages["endraft"], "wagtail.edit", user=world.users["french"])
    assert entry.label == "Zqendraft title"


def test_editors_of_a_language_neither_open_nor_withdraw_snippets_of_another(world):
    chinese = world.snippets["zhnewscategory"]
    NewsCategory.objects.filter(pk=chinese.pk).update(live=True)
    client = client_of(world, "editor")
    for name in ("edit", "history", "usage", "unpublish", "workflow_history"):
        address = reverse(f"wagtailsnippets_news_newscategory:{name}", args=[chinese.pk])
        assert client.get(address).status_code == 302, name
        assert client.post(address).status_code == 302, name
    assert NewsCategory.objects.get(pk=chinese.pk).live
    # It is public now and can be chosen.
    chosen = reverse("wagtailsnippetchoosers_news_newscategory:chosen", args=[chinese.pk])
    assert client.get(chosen).json()["result"]["string"] == str(chinese)


def test_choosers_offer_what_can_be_linked_to(world):
    """Public content and their own drafts are found by all who write."""
    for who, own in (("editor", "endraft"), ("translator", "zhdraft"), ("french", "frdraft")):
        client = client_of(world, who)
        answer = client.get("/admin/choose-page/search/", {"q": "shown"}).content.decode()
        assert "Shown article" in answer, who
        answer = client.get("/admin/choose-page/search/", {"q": "zq"}).content.decode()
        assert world.pages[own].title in answer, who


def test_the_translation_editor_is_told_what_it_shows(world):
    """Its script reads pages, images and documents that a source refers to."""
    client = client_of(world, "translator")
    page = client.get(f"/admin/api/main/pages/{world.pages['ensent'].pk}/").json()
    assert page["title"] == "Zqensent title"
    public = client.get(f"/admin/api/main/pages/{world.pages['public'].pk}/").json()
    assert public["title"] == "Open article"
    hidden = client.get(f"/admin/api/main/pages/{world.pages['endraft'].pk}/")
    assert hidden.status_code == 404


@pytest.mark.parametrize("name", ["images", "documents"])
def test_files_are_known_where_they_are_used(world, name):
    """An editor's draft uses them; those who may not know the draft may not know them."""
    shown = world.values[name[:-1]]
    answers = {
        who: client_of(world, who).get(f"/admin/api/main/{name}/{shown}/").status_code
        for who in ("editor", "lawyer", "entrant")
    }
    assert answers == {"editor": 200, "lawyer": 404, "entrant": 404}
    closed = world.values[f"closed_{name[:-1]}"]
    assert client_of(world, "editor").get(f"/admin/api/main/{name}/{closed}/").status_code == 404


def test_the_menu_of_pages_lists_what_somebody_works_with(world):
    def listed(who: str) -> set[str]:
        answer = client_of(world, who).get(
            "/admin/api/main/pages/", {"child_of": world.values["news"], "for_explorer": 1}
        )
        return (
            {item["title"] for item in answer.json()["items"]}
            if answer.status_code == 200
            else set()
        )

    assert "Zqendraft title" in listed("editor")
    assert listed("french") == listed("clerk") == set()
