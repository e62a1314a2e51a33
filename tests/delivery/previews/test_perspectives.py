"""The whole site as it will be: every question under a token is answered as after publication."""

import difflib
import json
import random
import re
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission

import pytest

from cms.delivery.models import Preview
from cms.delivery.previews import tokens
from cms.delivery.releases import change_sets
from cms.delivery.releases.change_sets import (
    Draft,
    Move,
    Occasion,
    RowValues,
    StoredDraft,
    Withdrawal,
)
from tests import factories, snapshots
from tests.delivery import questions, world
from tests.factories import block

# Moments, and cursors that hold one.
TIMES = re.compile(r'\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)|(?<=ursor": ")[^"]+')
REFUSED = "PREVIEW_REFUSED"


@pytest.fixture
def place(db, settings):
    settings.GRAPHQL_LARGEST_BATCH, settings.GRAPHQL_SECONDS = 200, 60
    return snapshots.content(world.build)


@pytest.fixture
def user(db):
    return factories.administrator("editor")


def edited(page, **values):
    """A page changed and not saved, as a change."""
    for name, value in values.items():
        setattr(page, name, value)
    return Draft(page._meta.label_lower, page.pk, page.serializable_data())


def saved(instance, **values):
    """A page or snippet with a new draft, as a change."""
    for name, value in values.items():
        setattr(instance, name, value)
    revision = instance.save_revision()
    return StoredDraft(instance._meta.label_lower, instance.pk, revision.pk)


def withdrawn(page):
    return Withdrawal(page._meta.label_lower, page.pk)


def new_article(place):
    page = factories.unsaved_news_page(
        place.english.news, "New research", body=[factories.heading("On research")]
    )
    return Draft("news.newspage", None, page.serializable_data(), place.english.news.pk)


def new_menu(place):
    items = [block("page", {"label": "Main", "page": place.pages["main"].pk})]
    return saved(place.thing("sitewide"), organisation_name="Renamed", header_navigation=items)


CHANGES = {
    "article rewritten": lambda place: edited(
        place.page("main"), title="Rewritten research", summary="Other.", lead_image=None
    ),
    "article renamed": lambda place: edited(place.page("linked"), title="Led to", slug="led-to"),
    "section renamed": lambda place: edited(place.page("news"), title="Press", slug="press"),
    "front page": lambda place: edited(place.page("home"), hero_title="Welcome", slug="start"),
    "draft": lambda place: saved(place.page("draft"), title="A draft on research"),
    "mirrored draft": lambda place: saved(place.page("awaited")),
    "mirrored article": lambda place: edited(
        place.page("aliased"), title="Mirrored", slug="mirror"
    ),
    "new article": new_article,
    "translation": lambda place: saved(place.page("zh other 0"), title="研究的翻译"),
    "withdrawn article": lambda place: withdrawn(place.page("other 5")),
    "withdrawn target": lambda place: withdrawn(place.page("reported")),
    "withdrawn section": lambda place: withdrawn(place.page("desk")),
    "notice": lambda place: edited(
        place.page("notice 1"), title="New notice", effective_on=timezone.now().date()
    ),
    "withdrawn notice": lambda place: withdrawn(place.page("notice 0")),
    "category renamed": lambda place: saved(place.thing("category"), name="Studies"),
    "category begun": lambda place: saved(place.thing("draft category")),
    "category withdrawn": lambda place: withdrawn(place.thing("category")),
    "menu": new_menu,
    "moved article": lambda place: Move(
        "news.newspage", place.pages["linked"].pk, place.pages["desk"].pk
    ),
    "redirect": lambda _place: RowValues(
        "wagtailredirects.redirect", None,
        {"old_path": "/en/moved", "redirect_link": "https://moved.example/", "is_permanent": True},
    ),
    "redirect deleted": lambda place: RowValues(
        "wagtailredirects.redirect", place.things["redirect"].pk
    ),
}  # fmt: skip


def batched(names, size):
    in_order = list(names)
    return [in_order[start : start + size] for start in range(0, len(in_order), size)]


def asked(client, place, token=None):
    """The answer to every question, asked at once; without moments, and marks of drafts."""
    headers = {"X-Preview": token} if token else {}
    found = {name: one for name, one in questions.of(place).items() if name != "changes"}
    answers = {}
    for names in batched(found, 25):
        batch = [
            {"query": found[name].document, "variables": found[name].variables} for name in names
        ]
        response = client.post("/graphql/", batch, content_type="application/json", headers=headers)
        for name, body in zip(names, response.json(), strict=True):
            body.pop("extensions", None)
            text = TIMES.sub("(a moment)", json.dumps(body, indent=1, ensure_ascii=False))
            answers[name] = text.replace('"isDraft": true', '"isDraft": false')
    return answers


def publish(changes, user):
    with transaction.atomic():
        change_sets.publish(changes, Occasion(timezone.now(), user))


def differences(before, after):
    """The lines in which two answers to a question differ, by the question."""
    return {
        name: [
            line
            for line in difflib.unified_diff(
                before[name].splitlines(), after[name].splitlines(), n=0, lineterm=""
            )
            if not line.startswith(("---", "+++", "@@"))
        ]
        for name in before
        if before[name] != after[name]
    }


def together(seed, size=5):
    """All changes in sets, put together by chance."""
    names = random.Random(seed).sample(sorted(CHANGES), len(CHANGES))  # noqa: S311 - no secret
    return [names[start : start + size] for start in range(0, len(names), size)]


@pytest.mark.parametrize("names", together(1), ids=" + ".join)
def test_what_is_published_together_is_seen_before_as_it_is_after(
    client, place, user, names, django_capture_on_commit_callbacks
):
    changes = [CHANGES[name](place) for name in names]
    before = asked(client, place)
    token = tokens.create_perspective(user=user, changes=changes)

    shown = asked(client, place, token)
    with django_capture_on_commit_callbacks(execute=True):
        publish(changes, user)

    after = asked(client, place)
    assert after != before
    assert differences(shown, after) == {}


def test_a_batch_and_single_questions_are_answered_alike(client, place, user):
    token = tokens.create_perspective(user=user, changes=[CHANGES["section renamed"](place)])
    query = '{ route(path: "/en/press/main/") { __typename } }'

    response = client.post(
        "/graphql/", {"query": query}, content_type="application/json",
        headers={"X-Preview": token},
    )  # fmt: skip

    assert response.json()["data"] == {"route": {"__typename": "PageRoute"}}
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.json()["extensions"]["preview"]["leftOut"] == 0


# What a perspective is made of


TITLES = """{ news(language: "en", first: 50) { edges { node { title } } } }"""


def titles(client, token):
    response = client.post(
        "/graphql/", {"query": TITLES}, content_type="application/json",
        headers={"X-Preview": token},
    )  # fmt: skip
    return {edge["node"]["title"] for edge in response.json()["data"]["news"]["edges"]}


def test_all_drafts_of_a_user_are_shown_and_nobody_elses(client, english, user):
    other = factories.administrator("other")
    for title, author in (("Mine", user), ("Theirs", other)):
        page = factories.news_page(english.news, title, live=False)
        page.save_revision(user=author)
    open_ = factories.news_page(english.news, "Saved")
    tokens.create(edited_page(open_, title="Typed"), user=user)

    token = tokens.create_perspective(user=user, with_own_drafts=True)

    assert titles(client, token) == {"Mine", "Typed"}


def edited_page(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return page


def test_a_moment_shows_what_is_scheduled_until_then(client, english, user):
    now = timezone.now()
    for days in (1, 3):
        page = factories.news_page(english.news, f"In {days}", live=False)
        page.go_live_at = now + timedelta(days=days)
        page.save_revision().publish()
    factories.news_page(english.news, "Expires in 2", expire_at=now + timedelta(days=2))
    brief = factories.news_page(english.news, "Brief", live=False)
    brief.go_live_at, brief.expire_at = now + timedelta(days=1), now + timedelta(days=2)
    brief.save_revision().publish()

    def on(days, hours=1):
        until = now + timedelta(days=days, hours=hours)
        return titles(client, tokens.create_perspective(user=user, until=until))

    assert on(0) == {"Expires in 2"}
    assert on(1) == {"Expires in 2", "In 1", "Brief"}
    assert on(2) == {"In 1"}
    assert on(3) == {"In 1", "In 3"}


def test_what_a_user_may_not_see_is_left_out_and_counted(client, english, place, settings):
    editor = factories.user("somebody", "Desk")
    desk = editor.groups.get()
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=desk, page=place.pages["draft"], permission=change)
    changes = [CHANGES["draft"](place), CHANGES["mirrored draft"](place), CHANGES["menu"](place)]
    token = tokens.create_perspective(user=editor, changes=changes)

    query = """{
      draft: route(path: "/en/news/draft/") { __typename }
      other: route(path: "/en/news/awaited/") { __typename }
      sitewide(language: "en") { organisation { name } }
    }"""
    body = client.post(
        "/graphql/", {"query": query}, content_type="application/json",
        headers={"X-Preview": token},
    ).json()  # fmt: skip

    assert "errors" not in body, body
    assert body["data"]["draft"]["__typename"] == "PageRoute"
    assert body["data"]["other"]["__typename"] == "NotFoundRoute"
    assert body["data"]["sitewide"]["organisation"]["name"] != "Renamed"
    assert body["extensions"]["preview"]["leftOut"] == 2


# Tokens


def refusal(client, token, method="post"):
    question = {"query": "{ languages { tag } }"}
    headers = {"X-Preview": token}
    if method == "get":
        response = client.get("/graphql/", question, headers=headers)
    else:
        response = client.post(
            "/graphql/", question, content_type="application/json", headers=headers
        )
    return response.status_code, response.content, response["Cache-Control"]


def end(_user, preview):
    Preview.objects.filter(pk=preview.pk).update(expires_at=timezone.now())


def withdraw_rights(user, _preview):
    user.is_superuser = False
    user.save()


@pytest.mark.parametrize(
    "happen",
    [
        end,
        withdraw_rights,
        lambda user, _preview: tokens.revoke(user),
        lambda user, _preview: user.delete(),
        lambda _user, preview: preview.page.specific.save_revision().publish(),
        lambda _user, preview: preview.page.specific.delete(),
    ],
    ids=["ended", "rights taken away", "revoked", "user deleted", "published", "page deleted"],
)
def test_a_token_that_is_no_longer_good_is_refused_like_an_unknown_one(
    client, english, user, happen
):
    unknown = refusal(client, "A" * 43)
    assert json.loads(unknown[1])["errors"][0]["extensions"]["code"] == REFUSED
    draft = edited_page(factories.news_page(english.news), title="Changed")
    token = tokens.create(draft, user=user)
    assert b"languages" in refusal(client, token)[1]
    assert refusal(client, token[:-1] + ("A" if token[-1] != "A" else "B")) == unknown

    happen(user, Preview.objects.get())

    assert refusal(client, token) == unknown
    assert refusal(client, token, "get") == unknown


def test_a_look_at_a_moment_ends_with_it(client, english, user):
    token = tokens.create_perspective(user=user, until=timezone.now() + timedelta(hours=1))
    assert b"languages" in refusal(client, token)[1]

    Preview.objects.update(until=timezone.now())

    assert refusal(client, token) == refusal(client, "A" * 43)


def test_the_newer_media_type_tells_a_refusal_by_its_status(client, english):
    headers = {"X-Preview": "A" * 43, "Accept": "application/graphql-response+json"}
    response = client.get("/graphql/", {"query": "{ languages { tag } }"}, headers=headers)
    assert response.status_code == 403


def test_an_answer_is_never_served_from_what_was_kept(client, english, user):
    page = factories.news_page(english.news, "Before", slug="this")
    query = {"query": '{ route(path: "/en/news/this/") { ... on PageRoute { page { title } } } }'}
    before = client.get("/graphql/", query).content
    token = tokens.create(edited_page(page, title="After"), user=user)

    shown = client.get("/graphql/", query, headers={"X-Preview": token})

    assert b"After" in shown.content
    assert client.get("/graphql/", query).content == before


def test_nothing_published_in_a_perspective_is_logged(client, place, user, caplog):
    caplog.set_level("DEBUG")
    changes = [change(place) for change in CHANGES.values()]
    token = tokens.create_perspective(user=user, changes=changes)
    caplog.clear()

    titles(client, token)

    assert "Published" not in caplog.text
    assert token not in caplog.text


def test_looks_are_forgotten_with_their_time(english, user):
    tokens.create_perspective(user=user, until=timezone.now())
    Preview.objects.update(expires_at=timezone.now())
    call_command("run_scheduler", "--once")
    assert not Preview.objects.exists()
