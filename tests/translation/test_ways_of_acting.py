"""Rights and rules hold whichever way somebody acts: what is compared is every row of content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import actions
from wagtail.actions.convert_alias import ConvertAliasPageError
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionError
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages import publishing
from cms.delivery.publishing import page_moves, schedule
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory, NewsPage
from cms.translation.models import TranslatorGroup
from cms.translation.publishing import requirements
from cms.translation.segments.comparison import segments_of
from tests import snapshots
from tests.translation import acting
from tests.translation.acting import rows, undone
from tests.translation.fixtures import messages_of, paragraph, publish, submit, write

pytestmark = pytest.mark.one_database

# The error an action raises instead of acting.
REFUSED = (
    PermissionDenied, ValidationError, IntegrityError, ConvertAliasPageError,
    RevertToPageRevisionError, page_moves.InvalidDestination,
)  # fmt: skip


@dataclass
class World:
    """Pages in every state, and people with every kind of right."""

    newsroom: Any
    users: dict[str, Any]
    sources: dict[str, Any]
    pages: dict[str, Any]
    translations: dict[str, Translation]
    english: NewsCategory
    chinese: NewsCategory

    def client(self, who: str) -> Any:
        client: Any = Client()
        client.user = type(self.users[who]).objects.get(pk=self.users[who].pk)
        client.force_login(client.user)
        return client

    @property
    def elsewhere(self) -> Page:
        """Another page below which articles can be, in Chinese."""
        return self.newsroom.home.get_translation(self.newsroom.zh).get_children().get(slug="more")


@pytest.fixture
def world(newsroom, translate, django_user_model) -> World:
    return snapshots.content(_world, newsroom, translate, django_user_model)


def _world(newsroom, translate, django_user_model) -> World:
    zh = newsroom.zh
    french = Locale.objects.create(language_code="fr")
    index = newsroom.news.copy(update_attrs={"slug": "more", "title": "More"})
    index = publish(type(newsroom.news).objects.get(pk=index.pk))
    translate(index, zh)
    translate(newsroom.home, french)
    sources = {
        name: newsroom.article(name.title()) for name in ("whole", "outdated", "mirror", "stopped")
    }
    sources["hidden"] = newsroom.article("Hidden")
    sources["notice"] = newsroom.notice()
    for name in ("whole", "outdated", "stopped"):
        translate(sources[name], zh)
    sources["mirror"].copy_for_translation(zh, alias=True)
    write(submit(sources["hidden"], zh))
    sources["hidden"].unpublish()
    write(submit(sources["notice"], zh), only="title")
    sources["outdated"].summary = "Something else."
    sources["outdated"] = publish(sources["outdated"])
    Translation.objects.filter(
        source__object_id=sources["stopped"].translation_key, target_locale=zh
    ).update(enabled=False)
    translations = {
        name: found
        for name, source in sources.items()
        if (found := _translation_of(source, zh)) is not None
    }
    # Its last revision is published.
    for name in ("hidden", "notice"):
        translations[name].save_target(publish=False)
    english = newsroom.category("Research")
    chinese = translate(english, zh)
    return World(
        newsroom, _people(newsroom, french, django_user_model), sources,
        {name: source.get_translation(zh) for name, source in sources.items()},
        translations, english, chinese,
    )  # fmt: skip


def _translation_of(source: Any, locale: Locale) -> Translation | None:
    translations = Translation.objects.filter(
        source__object_id=source.translation_key, target_locale=locale
    )
    return translations.select_related("source", "target_locale").first()


def _people(newsroom, french, user_model) -> dict[str, Any]:
    users = {
        name: user_model.objects.create_user(name)
        for name in ("translator", "french", "publisher", "editor", "moderator")
    }
    users["admin"] = user_model.objects.create_superuser("admin")
    chinese = TranslatorGroup.objects.get(locale=newsroom.zh).group
    front = newsroom.home.get_translation(newsroom.zh)
    # Whatever an administrator ticks for translators, they only translate, and publish.
    chinese.permissions.add(*_permissions(*(f"{verb}_newscategory" for verb in VERBS)))
    for codename in ("add_page", "lock_page", "unlock_page", "bulk_delete_page"):
        _grant(chinese, front, codename)
    users["translator"].groups.add(chinese)
    users["french"].groups.add(TranslatorGroup.objects.get(locale=french).group)
    users["publisher"].groups.add(chinese, _group("Publishers of Chinese", front, "publish_page"))
    pages = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page")
    editors = _group("English editors", newsroom.home, *pages)
    editors.permissions.add(*_permissions("access_admin", "submit_translation"))
    editors.permissions.add(*_permissions(*(f"{verb}_newscategory" for verb in VERBS)))
    users["editor"].groups.add(editors)
    moderators = _group("English moderators", newsroom.home, "publish_page")
    moderators.permissions.add(*_permissions("access_admin"))
    users["moderator"].groups.add(moderators)
    return users


VERBS = ("add", "change", "delete", "publish", "lock", "unlock", "view")


def _permissions(*codenames: str) -> Any:
    return Permission.objects.filter(codename__in=codenames)


def _group(name: str, page: Page, *codenames: str) -> Group:
    group = Group.objects.create(name=name)
    for codename in codenames:
        _grant(group, page, codename)
    return group


def _grant(group: Group, page: Page, codename: str) -> None:
    permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def changed(client: Any, ways: dict[str, Any]) -> dict[str, str]:
    """The changes by each way of acting, rolled back: the kinds of rows by way."""
    before = rows()
    results = {}
    for name, act in ways.items():
        with undone():
            try:
                with acting.noting_writes() as written, transaction.atomic():
                    response = act(client)
                assert response is None or response.status_code < 500, name
            except REFUSED:
                pass
            after = rows() if written else before
            kinds = [kind for kind, values in after.items() if values != before[kind]]
        if kinds:
            results[name] = ", ".join(kinds)
    return results


@pytest.mark.parametrize("who", ["translator", "french", "moderator"])
def test_who_only_translates_or_moderates_another_language_changes_no_page(world, who, monkeypatch):
    acting.switched_on(monkeypatch)
    client, found = world.client(who), {}
    pages = {name: world.pages[name] for name in ("whole", "hidden", "mirror")}
    if who == "translator":
        pages = world.pages | {
            f"English {name}": world.sources[name] for name in ("whole", "hidden", "notice")
        }
        pages["front"] = world.newsroom.home.get_translation(world.newsroom.zh)
    for name, page in pages.items():
        ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
        found |= {f"{name}: {way}": kinds for way, kinds in changed(client, ways).items()}
    assert found == {}


@pytest.mark.parametrize("who", ["translator", "french", "publisher", "moderator"])
def test_who_only_translates_changes_no_snippet(world, who):
    client, found = world.client(who), {}
    for snippet in (world.english, world.chinese):
        ways = acting.ways_of_snippet(snippet, locale=world.newsroom.zh)
        found |= {f"{snippet}: {way}": kinds for way, kinds in changed(client, ways).items()}
    # To publish what they translate is what they were granted.
    granted = {f"{world.chinese}: {way}" for way in ("view: unpublish", "action: unpublish")}
    granted |= {f"{world.chinese}: action: publish", f"{world.chinese}: view: unschedule"}
    if who in {"translator", "publisher"}:
        assert found.keys() <= granted
        assert f"{world.chinese}: view: unpublish" in found
    else:
        assert found == {}


def test_translators_may_publish_what_was_granted_and_no_more(world, monkeypatch):
    acting.switched_on(monkeypatch)
    client = world.client("publisher")
    ways = acting.ways_of_page(
        world.pages["whole"], elsewhere=world.elsewhere, locale=world.newsroom.zh
    )
    assert changed(client, ways).keys() == {
        "view: unpublish", "bulk: publish", "bulk: unpublish", "api: publish", "api: unpublish",
        "action: unpublish", "action: publish", "view: unschedule",
    }  # fmt: skip


def test_the_editor_and_the_administrator_act_as_ever(world, monkeypatch):
    acting.switched_on(monkeypatch)
    page = world.sources["whole"]
    elsewhere = world.newsroom.home.get_children().get(slug="more")
    ways = acting.ways_of_page(page, elsewhere=elsewhere, locale=world.newsroom.zh)
    for who in ("editor", "admin"):
        acted = changed(world.client(who), ways).keys()
        wanted = {"delete", "unpublish", "move", "copy", "edit and publish", "lock", "publish"}
        assert {name for name in acted if name.partition(": ")[2] in wanted} == {
            name for name in ways if name.partition(": ")[2] in wanted
        }, who
    snippets = acting.ways_of_snippet(world.english, locale=world.newsroom.zh)
    for who in ("editor", "admin"):
        acted = changed(world.client(who), snippets).keys()
        assert {"view: edit and publish", "view: unpublish", "view: lock", "view: add"} <= acted


UNPUBLISHABLE = {
    "hidden": "“Hidden” isn't published in English, so its translation can't be published either.",
    "notice": "“Terms” can only be published whole: 1 of 2 texts is missing, has an error or is "
    "out of date. “Use it well.”: missing.",
    "outdated": "“Outdated” wasn't published: 1 of 3 texts is missing, has an error or is out of "
    "date. Publish it in its translation editor, which names it. “Something else.”: out of date.",
}  # fmt: skip


@pytest.mark.parametrize("who", ["publisher", "admin"])
@pytest.mark.parametrize("name", UNPUBLISHABLE)
def test_what_stands_against_publishing_does_so_in_every_way(world, name, who, monkeypatch):
    acting.switched_on(monkeypatch)
    page, client = world.pages[name], world.client(who)
    ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
    publishing_ways = {way: act for way, act in ways.items() if "publish" in way}
    del publishing_ways["view: unpublish"], publishing_ways["bulk: unpublish"]
    del publishing_ways["api: unpublish"], publishing_ways["action: unpublish"]
    assert changed(client, publishing_ways) == {}
    response = ways["api: publish"](client)
    assert (response.status_code, response.json()) == (403, {"detail": UNPUBLISHABLE[name]})
    followed = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", follow=True
    )
    assert messages_of(followed)[-1] == f"Nothing was published. {UNPUBLISHABLE[name]}"
    with pytest.raises(publishing.PublishingRefused) as refused:
        actions.PublishPageRevisionAction(page.latest_revision, user=client.user).execute()
    assert str(refused.value) == UNPUBLISHABLE[name]
    # Whoever skips the question of rights doesn't skip this one.
    with pytest.raises(publishing.PublishingRefused):
        page.latest_revision.publish(user=client.user, skip_permission_checks=True)


@pytest.mark.parametrize("name", UNPUBLISHABLE)
def test_the_schedule_publishes_nothing_that_something_stands_against(world, name):
    page, before = world.pages[name], None
    page.latest_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    page.latest_revision.save()
    before = rows()
    outcome = schedule.run()
    assert (outcome.published, list(map(str, outcome.failures.values()))) == (
        0, [UNPUBLISHABLE[name]],
    )  # fmt: skip
    assert rows() == before


# A translation may be approved before its source is there, and stays a draft.
@pytest.mark.parametrize("name", sorted(UNPUBLISHABLE.keys() - {"hidden"}))
def test_a_workflow_publishes_nothing_that_something_stands_against(world, name):
    page, admin = world.pages[name], world.users["admin"]
    flow = Workflow.objects.create(name="Chinese")
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.add(Group.objects.get(name="Publishers of Chinese"))
    WorkflowTask.objects.create(workflow=flow, task=Task.objects.get(pk=task.pk), sort_order=0)
    WorkflowPage.objects.create(
        workflow=flow, page=world.newsroom.home.get_translation(world.newsroom.zh)
    )
    page = page.specific_class.objects.get(pk=page.pk)
    flow.start(page, admin)
    state, before = page.current_workflow_task_state, rows()
    client = world.client("publisher")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert rows() == before
    with pytest.raises(PermissionDenied):
        state.approve(user=admin)
    assert rows() == before


def test_a_stopped_translation_is_not_put_before_readers_while_its_source_is_hidden(world):
    page, source = world.pages["stopped"], world.sources["stopped"]
    source.unpublish()
    page = type(page).objects.get(pk=page.pk)
    assert not page.live
    page.save_revision()
    ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
    client = world.client("admin")
    assert changed(client, {"bulk: publish": ways["bulk: publish"]}) == {}
    followed = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        acting.article_form(page, "手写"),
        follow=True,
    )
    page.refresh_from_db()
    assert not page.live
    assert messages_of(followed)[-1] == (
        "“Stopped” isn't published in English, so its translation can't be published either."
    )
    # The text is kept.
    assert page.get_latest_revision_as_object().title == "手写"
    publish(source)
    client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), acting.article_form(page, "手写")
    )
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "手写")


def test_the_admin_api_reads_and_acts_not(world):
    page, client, before = world.pages["whole"], world.client("admin"), rows()
    for name in acting.api_actions():
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
        assert client.post(address, {"destination_page_id": 2, "locale": "fr"}).status_code == 404
    assert rows() == before
    assert client.get(reverse("wagtailadmin_api:pages:detail", args=[page.pk])).status_code == 200


@pytest.mark.parametrize(
    ("action", "data", "status"),
    [
        ("move", {"destination_page_id": 9_999_999, "position": "last-child"}, 404),
        ("move", {"destination_page_id": 2**80, "position": "last-child"}, 404),
        ("move", {"destination_page_id": "here"}, 400),
        ("move", {"destination_page_id": 1, "position": "left"}, 400),
        ("move", {}, 400),
        ("copy", {"destination_page_id": 9_999_999}, 404),
        ("copy", {"slug": "outdated"}, 400),
        ("copy", {"slug": "x" * 300}, 400),
        ("copy", {"title": "x" * 300, "slug": "y"}, 400),
        ("copy", {"recursive": "perhaps"}, 400),
        ("create_alias", {"update_slug": "outdated"}, 400),
        ("create_alias", {"destination_page_id": 9_999_999}, 404),
        ("copy_for_translation", {"locale": "tlh"}, 404),
        ("copy_for_translation", {"locale": "zh-hans"}, 400),
        ("copy_for_translation", {}, 400),
        ("revert_to_page_revision", {"revision_id": 9_999_999}, 404),
        ("revert_to_page_revision", {}, 400),
        ("convert_alias", {}, 400),
        ("unpublish", {"recursive": "perhaps"}, 400),
        ("delete", [], 400),
        ("explode", {}, 404),
    ],
)
def test_bad_input_is_refused_with_a_reason(world, monkeypatch, action, data, status):
    acting.switched_on(monkeypatch)
    page, client, before = world.sources["whole"], world.client("admin"), rows()
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    response = client.post(address, json.dumps(data), content_type="application/json")
    assert response.status_code == status
    assert response.json()
    assert rows() == before


def test_a_missing_page_is_not_acted_on(world, monkeypatch):
    acting.switched_on(monkeypatch)
    client, before = world.client("admin"), rows()
    for action in acting.api_actions():
        address = reverse("wagtailadmin_api:pages:action", args=[9_999_999, action])
        assert client.post(address, {"recursive": True}).status_code == 404
    assert rows() == before


def test_a_source_takes_its_translations_along_in_every_way(world, monkeypatch):
    acting.switched_on(monkeypatch)
    source, target = world.sources["whole"], world.pages["whole"]
    mirrored, mirror = world.sources["mirror"], world.pages["mirror"]
    client, zh = world.client("admin"), world.newsroom.zh
    for page, follower in ((source, target), (mirrored, mirror)):
        elsewhere = world.newsroom.home.get_children().get(slug="more")
        ways = acting.ways_of_page(page, elsewhere=elsewhere, locale=zh)
        leaving = [way for way in ways if "delete" in way or "unpublish" in way]
        assert len(leaving) == 8
        for way in leaving:
            with undone():
                ways[way](client)
                assert not Page.objects.filter(pk=follower.pk, live=True).exists(), way
        for way in ("view: move", "bulk: move", "api: move", "action: move"):
            with undone():
                ways[way](client)
                assert Page.objects.get(pk=page.pk).is_child_of(elsewhere), way
                assert Page.objects.get(pk=follower.pk).is_child_of(world.elsewhere), way
                assert Page.find_problems() == ([], [], [], [], []), way
    # A page below a section leaves with the section, and its translation with it.
    for way in ("view: unpublish", "bulk: unpublish", "api: unpublish", "action: unpublish"):
        news = world.newsroom.news
        ways = acting.ways_of_page(news, elsewhere=world.newsroom.home, locale=zh)
        if way == "view: unpublish":
            address = reverse("wagtailadmin_pages:unpublish", args=[news.pk])
            ways[way] = partial(below_too, address)
        with undone():
            ways[way](client)
            assert not Page.objects.filter(pk__in=[source.pk, target.pk], live=True).exists(), way


def test_translations_stay_where_their_source_is_and_pages_in_their_language(world, monkeypatch):
    acting.switched_on(monkeypatch)
    english = world.newsroom.home.get_children().get(slug="more")
    for page, elsewhere in (
        (world.pages["whole"], world.elsewhere),
        (world.pages["whole"], english),
        (world.sources["whole"], world.elsewhere),
    ):
        ways = acting.ways_of_page(page, elsewhere=elsewhere, locale=world.newsroom.zh)
        moves = {way: act for way, act in ways.items() if way.endswith(": move")}
        assert len(moves) == 4
        for who in ("editor", "admin"):
            assert changed(world.client(who), moves) == {}


def test_an_editor_of_one_language_moves_a_page_with_all_its_languages(world):
    elsewhere = world.newsroom.home.get_children().get(slug="more")
    page = world.sources["whole"]
    world.client("editor").post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk])
    )
    assert Page.objects.get(pk=page.pk).is_child_of(elsewhere)
    assert Page.objects.get(pk=world.pages["whole"].pk).is_child_of(world.elsewhere)


def test_nothing_is_moved_where_a_translation_can_not_follow(world):
    elsewhere = world.newsroom.home.get_children().get(slug="more")
    page, taken = (
        world.sources["whole"],
        world.pages["stopped"].copy(to=world.elsewhere, update_attrs={"slug": "whole"}),
    )
    client, before = world.client("admin"), rows()
    ways = acting.ways_of_page(page, elsewhere=elsewhere, locale=world.newsroom.zh)
    assert changed(client, {way: ways[way] for way in ("view: move", "bulk: move")}) == {}
    with pytest.raises(ValidationError):
        ways["action: move"](client)
    assert rows() == before
    assert taken.slug == page.slug


def test_copied_text_goes_offline_however_it_is_made_an_ordinary_page(world, monkeypatch):
    acting.switched_on(monkeypatch)
    page, client = world.pages["mirror"], world.client("admin")
    ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
    for way in ("view: convert", "api: convert_alias", "action: convert"):
        with undone():
            page.refresh_from_db()
            ways[way](client)
            stored = Page.objects.get(pk=page.pk)
            assert (stored.alias_of_id, stored.live) == (None, False), way


def below_too(address, client):
    return client.post(address, {"include_descendants": "on"})


def test_what_is_being_translated_is_changed_in_its_editor_alone(world, monkeypatch):
    acting.switched_on(monkeypatch)
    page, client = world.pages["outdated"], world.client("admin")
    ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
    hands = ("api: revert", "action: revert", "action: edit", "view: revert")
    assert changed(client, {way: ways[way] for way in hands}) == {}
    snippets = acting.ways_of_snippet(world.chinese, locale=world.newsroom.zh)
    hands_of_snippets = ("view: revert", "action: revert", "action: edit")
    assert changed(client, {way: snippets[way] for way in hands_of_snippets}) == {}


def test_a_locked_page_is_published_by_nobody_else(world, monkeypatch):
    acting.switched_on(monkeypatch)
    client, before = world.client("admin"), None
    for page in (world.sources["whole"], world.pages["whole"]):
        page.locked, page.locked_by = True, world.users["moderator"]
        page.save()
        ways = acting.ways_of_page(page, elsewhere=world.elsewhere, locale=world.newsroom.zh)
        wanted = ("view: edit and publish", "bulk: publish", "api: publish", "action: publish")
        assert changed(client, {way: ways[way] for way in wanted}) == {}
    before = rows()
    address = reverse("wagtailadmin_pages:edit", args=[world.pages["whole"].pk])
    followed = client.post(address, {"action": "publish"}, follow=True)
    assert "“译Whole” is locked." in messages_of(followed)
    assert rows() == before


def test_a_changed_notice_is_published_with_its_day_alone(world, monkeypatch):
    acting.switched_on(monkeypatch)
    notice = LegalNoticePage.objects.get(pk=world.sources["notice"].pk)
    notice.body = [paragraph("Another text.")]
    notice.save_revision()
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    ways = acting.ways_of_page(notice, elsewhere=world.newsroom.legal, locale=world.newsroom.zh)
    client, before = world.client("admin"), LegalNoticeVersion.objects.count()
    wanted = ("bulk: publish", "api: publish", "action: publish")
    assert changed(client, {way: ways[way] for way in wanted}) == {}
    response = ways["api: publish"](client)
    assert response.json() == {
        "detail": "“Terms” can't be published: its text has changed. Enter the day, today or "
        "later, from which it is in force."
    }
    notice.effective_on = timezone.localdate()
    notice.save_revision().publish(user=client.user)
    assert LegalNoticeVersion.objects.count() == before + 1
    # Published in three days, a text can't have been in force since today.
    notice.body = [paragraph("A third text.")]
    notice.go_live_at = timezone.now() + timedelta(days=3)
    with pytest.raises(publishing.PublishingRefused):
        notice.save_revision().publish(user=client.user)


def test_drafts_published_at_once_are_named_and_none_is_published(world):
    draft = world.newsroom.news.add_child(
        instance=NewsPage(title="Fine", slug="fine", summary="S.", live=False)
    )
    draft.save_revision()
    broken = world.newsroom.news.add_child(
        instance=NewsPage(title="Broken", slug="broken", summary="", live=False)
    )
    broken.save_revision(clean=False)
    hidden, client = world.pages["hidden"], world.client("admin")
    address = "/admin/bulk/wagtailcore/page/publish/"
    before = rows()
    followed = client.post(
        f"{address}?id={draft.pk}&id={broken.pk}&id={hidden.pk}&next=/admin/", follow=True
    )
    (message,) = messages_of(followed)
    assert message.startswith("Nothing was published. ")
    assert UNPUBLISHABLE["hidden"] in message
    assert "“Broken” can't be published: summary: This field cannot be blank." in message
    assert "Fine" not in message
    assert rows() == before
    # Pages below are named, too.
    parent = Page.objects.get(pk=hidden.pk).get_parent()
    below = client.post(
        f"{address}?id={parent.pk}&next=/admin/", {"include_descendants": "on"}, follow=True
    )
    assert UNPUBLISHABLE["hidden"] in messages_of(below)[-1]
    assert rows() == before
    client.post(f"{address}?id={draft.pk}&next=/admin/")
    assert NewsPage.objects.get(pk=draft.pk).live


def day_has_come(revision: Any) -> None:
    """Have a revision that was scheduled be due."""
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def test_what_was_confirmed_is_published_on_its_day_if_nothing_else_is_missing(world):
    translation, admin = world.translations["outdated"], world.users["admin"]
    page = NewsPage.objects.get(pk=world.pages["outdated"].pk)
    page.go_live_at, page.seo_title = timezone.now() + timedelta(days=1), "Scheduled"
    revision = page.save_revision()
    with pytest.raises(publishing.PublishingRefused):
        revision.publish(user=admin)
    with requirements.confirming(requirements.unconfirmed(segments_of(translation))):
        revision.publish(user=admin)
        requirements.allow(revision, admin)
    day_has_come(revision)
    with undone():
        outcome = schedule.run()
        assert (outcome.published, outcome.failures) == (1, {})
        assert NewsPage.objects.get(pk=page.pk).seo_title == "Scheduled"
    StringTranslation.objects.filter(locale=world.newsroom.zh, context__path="title").delete()
    before, outcome = rows(), schedule.run()
    assert (outcome.published, len(outcome.failures)) == (0, 1)
    assert rows() == before


def test_a_kind_of_snippet_says_which_ones_somebody_may_change(world):
    policy = policy_registry.get_by_type(NewsCategory)
    may = policy.instances_user_has_permission_for
    both = {world.english, world.chinese}
    for who, change, publishable, deletable in (
        ("translator", {world.chinese}, {world.chinese}, set()),
        ("publisher", {world.chinese}, {world.chinese}, set()),
        ("french", set(), set(), set()),
        ("moderator", set(), set(), set()),
        ("editor", {world.english}, {world.english}, {world.english}),
        ("admin", both, both, both),
    ):
        user = world.client(who).user
        assert set(may(user, "change")) == change, who
        assert set(may(user, "publish")) == publishable, who
        assert set(may(user, "delete")) == deletable, who
        for snippet in both:
            for action, allowed in (
                ("change", change), ("publish", publishable), ("delete", deletable),
            ):  # fmt: skip
                asked = policy.user_has_permission_for_instance(user, action, snippet)
                assert asked is (snippet in allowed), (who, action, snippet)
    Translation.objects.filter(source__object_id=world.chinese.translation_key).update(
        enabled=False
    )
    translator = world.client("translator").user
    assert set(may(translator, "change")) == set()
    assert not policy.user_has_permission_for_instance(translator, "change", world.chinese)


@pytest.fixture
def hidden_category(world) -> NewsCategory:
    """A category whose source was taken offline, with a draft of its own."""
    world.english.unpublish()
    world.chinese.unpublish()
    result = NewsCategory.objects.get(pk=world.chinese.pk)
    result.save_revision()
    return NewsCategory.objects.get(pk=result.pk)


HIDDEN = "“Research” isn't published in English, so its translation can't be published either."


def test_what_stands_against_publishing_a_snippet_does_so_in_every_way(world, hidden_category):
    revision = hidden_category.latest_revision
    address = reverse("wagtailsnippets_news_newscategory:edit", args=[hidden_category.pk])
    for who in ("publisher", "admin"):
        client, before = world.client(who), rows()
        followed = client.post(address, {"action": "publish"}, follow=True)
        assert HIDDEN in messages_of(followed)
        ways = acting.ways_of_snippet(hidden_category, locale=world.newsroom.zh)
        for way in ("action: publish", "action: edit", "view: edit and publish"):
            assert changed(client, {way: ways[way]}) == {}
        assert rows() == before
    with pytest.raises(publishing.PublishingRefused) as refused:
        revision.publish(user=client.user, skip_permission_checks=True)
    assert str(refused.value) == HIDDEN
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    before, outcome = rows(), schedule.run()
    assert list(map(str, outcome.failures.values())) == [HIDDEN]
    assert rows() == before


def test_a_snippet_written_by_hand_waits_for_its_source_and_keeps_its_draft(world, hidden_category):
    of_category = Translation.objects.filter(source__object_id=hidden_category.translation_key)
    of_category.update(enabled=False)
    address = reverse("wagtailsnippets_news_newscategory:edit", args=[hidden_category.pk])
    form = {"name": "手写", "slug": "research", "action-publish": "1"}
    followed = world.client("admin").post(address, form, follow=True)
    assert HIDDEN in messages_of(followed)
    stored = NewsCategory.objects.get(pk=hidden_category.pk)
    assert (stored.live, stored.get_latest_revision_as_object().name) == (False, "手写")
    publish(NewsCategory.objects.get(pk=world.english.pk))
    world.client("admin").post(address, form)
    stored.refresh_from_db()
    assert (stored.live, stored.name) == (True, "手写")


def test_translators_are_not_kept_from_what_they_translate(world, committed):
    page, client = world.pages["outdated"], world.client("publisher")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with committed():
        shown = client.post(address, {"action": "publish"})
        assert NewsPage.objects.get(pk=page.pk).summary != "Something else."
        digest = shown.context["digest"]
        client.post(address, {"action": "publish", "confirmed": digest})
    stored = NewsPage.objects.get(pk=page.pk)
    assert (stored.live, stored.title) == (True, "译Outdated")
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Confirmed publishing with texts that are missing" in history.text
    chinese = reverse("wagtailsnippets_news_newscategory:edit", args=[world.chinese.pk])
    assert world.client("translator").get(chinese).status_code == 200
