"""A draft, as the frontend that holds its token gets it."""

import json
import re
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import GroupPagePermission

import pytest
from graphql import parse, print_ast

from cms.api.contract import files
from cms.content.reading.loader import Reading
from cms.delivery.models import Preview
from cms.delivery.previews import tokens as previews
from cms.home.models import ChosenNews, HomePage
from cms.legal.models import LegalNoticePage
from cms.news.models import NewsPage, NewsPageTag, RelatedNews
from tests import factories
from tests.factories import unsaved_news_page as unsaved
from tests.translation.fixtures import submit, write

TIMES = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")
NOBODY = "A" * 43
VERSION = "query P($token: String!) { preview(token: $token) { ... on LegalNoticePage { %s } } }"


@pytest.fixture
def editor(db):
    return factories.administrator("editor")


@pytest.fixture
def preview(ask, editor):
    """The data the frontend gets for a draft."""

    def asked(draft, *, operation="Preview"):
        return ask(operation, token=previews.create(draft, user=editor)).data["preview"]

    return asked


def page_at(ask, path):
    return ask("Route", path=path).data["route"]["page"]


def without_times(page):
    """The page as text, all moments alike: when it, and the source it renders, were published."""
    return TIMES.sub("(a moment)", json.dumps(page, ensure_ascii=False, indent=1))


def everything_stored():
    """Every row of every table."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in models
        if model._meta.managed
    }


# What readers will get


def test_an_article_is_what_readers_get_once_it_is_published(ask, english, chinese, preview):
    image, document = factories.image(), factories.document()
    others = [factories.news_page(english.news, f"Other {number}") for number in range(3)]
    tags = [factories.tag(f"Tag {number}") for number in range(3)]
    draft = factories.news_page(english.news, "Published", slug="this")
    factories.translation(draft, title="已发布")
    factories.tag_news(draft, *tags[:2])
    factories.relate(draft, *others[:2])
    draft = NewsPage.objects.get(pk=draft.pk)
    draft.title, draft.summary, draft.search_description = "Changed", "Changed too.", "Found"
    draft.lead_image, draft.lead_image_alt = image, "A picture"
    draft.category, draft.publication_date = factories.category(), date(2025, 1, 2)
    draft.body = factories.every_block(shown=image, offered=document, page=others[0])
    draft.tags = [NewsPageTag(tag=tag, sort_order=n) for n, tag in enumerate(tags[::-1])]
    draft.related_news = [RelatedNews(related=others[2], sort_order=0)]

    previewed = preview(draft)
    before = page_at(ask, "/en/news/this/")
    draft.save_revision().publish()
    published = page_at(ask, "/en/news/this/")

    assert (before["title"], len(before["tags"]), len(before["relatedNews"])) == ("Published", 2, 2)
    assert published["title"] == "Changed"
    assert [tag["name"] for tag in published["tags"]] == ["Tag 2", "Tag 1", "Tag 0"]
    assert [one["title"] for one in published["relatedNews"]] == ["Other 2"]
    assert [crumb["title"] for crumb in published["breadcrumbs"]] == ["Homepage", "News"]
    assert without_times(previewed) == without_times(published)


def test_a_front_page_is_what_readers_get_once_it_is_published(ask, english, chinese, preview):
    image, news = factories.image(), factories.news_page(english.news, "Latest")
    draft = HomePage.objects.get(pk=english.home.pk)
    draft.hero_title, draft.hero_image, draft.hero_link = "Welcome", image, english.news
    draft.slug = "another"
    draft.chosen_news = [ChosenNews(news=news, sort_order=0)]
    draft.body = factories.every_block(shown=image, offered=factories.document(), page=news)

    previewed = preview(draft)
    draft.save_revision().publish()
    published = page_at(ask, "/en/")

    assert [one["title"] for one in published["chosenNews"]] == ["Latest"]
    assert without_times(previewed) == without_times(published)


@pytest.mark.parametrize("name", ["news", "legal"])
def test_a_list_is_what_readers_get_once_it_is_published(ask, english, chinese, preview, name):
    factories.legal_notice(english.legal, "Terms")
    stored = getattr(english, name)
    draft = type(stored).objects.get(pk=stored.pk)
    draft.title, draft.introduction, draft.slug = "Renamed", "All there is.", "renamed"

    previewed = preview(draft)
    draft.save_revision().publish()
    published = page_at(ask, "/en/renamed/")

    assert published["introduction"] == "All there is."
    assert without_times(previewed) == without_times(published)


def test_a_new_article_is_what_readers_get_once_it_is_added(ask, english, chinese, preview):
    draft = unsaved(english.news, body=[factories.heading()])
    rows: Any = draft
    rows.tags = [NewsPageTag(tag=factories.tag(), sort_order=0)]

    previewed = preview(draft)
    english.news.add_child(instance=draft)
    draft.save_revision().publish()
    published = page_at(ask, "/en/news/new/")

    assert without_times(previewed) == without_times(published)
    assert published["tags"] != []


def test_a_translation_is_what_readers_get_once_it_is_published(ask, english, chinese, preview):
    source = factories.news_page(english.news, "Source", slug="this", body=[factories.heading()])
    factories.relate(source, factories.news_page(english.news, "Only in English"))
    draft = factories.translation(source, title="译文", live=False)
    draft = draft.get_latest_revision_as_object()

    previewed = preview(draft)
    draft.save_revision().publish()
    published = page_at(ask, "/zh-hans/news/this/")

    assert (published["language"], published["title"]) == ("zh-Hans", "译文")
    assert [one["isFallback"] for one in published["relatedNews"]] == [True]
    assert without_times(previewed) == without_times(published)


def test_the_state_of_a_translation_is_that_after_publication(
    ask, english, chinese, preview, django_capture_on_commit_callbacks
):
    source = factories.news_page(english.news, "Source", slug="this")
    translation = submit(source, chinese.home.locale)
    write(translation, only="title")
    state = "translation { state done total }"
    query = f"query P($token: String!) {{ preview(token: $token) {{ {state} }} }}"
    draft = translation.source.get_ephemeral_translated_instance(chinese.home.locale, fallback=True)

    previewed = preview(draft, operation=query)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    route = (
        f'{{ route(path: "/zh-hans/news/this/") {{ ... on PageRoute {{ page {{ {state} }} }} }} }}'
    )
    published = ask(route).data["route"]["page"]

    assert published["translation"] == {"state": "PARTIAL", "done": 1, "total": 2}
    assert previewed == published


def test_an_unfinished_draft_is_shown(english, preview):
    image = factories.image()
    draft = NewsPage.objects.get(pk=factories.news_page(english.news, "Half").pk)
    draft.summary, draft.lead_image, draft.lead_image_alt = "", image, ""
    draft.search_description = "x" * 200

    assert (preview(draft)["title"], preview(draft)["summary"]) == ("Half", "")


def test_what_a_draft_refers_to_may_be_gone(ask, english, preview):
    image, tag, category = factories.image(), factories.tag(), factories.category()
    other = factories.news_page(english.news)
    draft = NewsPage.objects.get(pk=factories.news_page(english.news, "This").pk)
    draft.lead_image, draft.category = image, category
    draft.tags = [NewsPageTag(tag=tag, sort_order=0)]
    draft.related_news = [RelatedNews(related=other, sort_order=0)]
    shown = preview(draft)
    assert None not in (shown["leadImage"], shown["category"])
    assert [] not in (shown["tags"], shown["relatedNews"])

    token = previews.create(draft, user=factories.administrator("second"))
    for one in (image, tag, category, other):
        one.delete()
    shown = ask("Preview", token=token).data["preview"]

    assert (shown["leadImage"], shown["category"]) == (None, None)
    assert (shown["tags"], shown["relatedNews"]) == ([], [])


def test_asks_of_a_page_what_the_route_asks():
    def selected(operation, *path):
        document = parse((files.OPERATIONS / f"{operation}.graphql").read_text())
        node: Any = document.definitions[0]
        for name in path:
            node = next(
                one
                for one in node.selection_set.selections
                if name in {getattr(getattr(one, "name", None), "value", None),
                            getattr(getattr(one, "type_condition", None), "name", None)
                            and one.type_condition.name.value}
            )  # fmt: skip
        return print_ast(node.selection_set)

    assert selected("Preview", "preview") == selected("Route", "route", "PageRoute", "page")


# Legal notices


@pytest.fixture
def notice(english):
    found = factories.legal_notice(english.legal, "Terms", slug="terms")
    return LegalNoticePage.objects.get(pk=found.pk)


def as_published(page):
    versions = [one | {"isDraft": False} for one in page["versions"]]
    return page | {"version": page["version"] | {"isDraft": False}, "versions": versions}


def test_a_notice_is_shown_as_the_version_it_would_become(ask, english, notice, preview):
    notice.title, notice.body = "New terms", [factories.rich_text("<p>All is promised.</p>")]
    notice.effective_on = date(2024, 6, 1)

    previewed = preview(notice)
    notice.save_revision().publish()
    published = page_at(ask, "/en/legal/terms/")

    assert [one["isDraft"] for one in previewed["versions"]] == [True, False]
    assert (previewed["version"]["number"], previewed["version"]["isDraft"]) == (2, True)
    assert published["version"]["isDraft"] is False
    assert without_times(as_published(previewed)) == without_times(published)


def test_a_notice_not_yet_in_force_is_shown_as_on_its_first_day(ask, english, notice, preview):
    notice.title, notice.effective_on = "Terms to come", date(2999, 1, 1)

    previewed = preview(notice)
    notice.save_revision().publish()
    published = ask("LegalNotice", slug="terms", language="en", asOf="2999-01-01").data

    assert previewed["version"]["effectiveOn"] == "2999-01-01"
    kept = published["legalNotice"].keys()
    shown = {key: value for key, value in as_published(previewed).items() if key in kept}
    assert without_times(shown) == without_times(published["legalNotice"])


def test_an_unchanged_notice_makes_no_version(notice, preview):
    assert [one["isDraft"] for one in preview(notice)["versions"]] == [False]


def test_a_first_notice_is_version_one(english, preview):
    draft = factories.legal_notice(english.legal, "Terms", live=False)
    shown = preview(draft, operation=VERSION % "title version { number isDraft }")
    assert shown == {"title": "Terms", "version": {"number": 1, "isDraft": True}}


def test_a_half_translated_notice_is_shown_as_far_as_it_has_come(english, chinese, preview):
    page = factories.legal_notice(
        english.legal, "Terms", body=[factories.rich_text("<p>One.</p><p>Two.</p>")]
    )
    translation = submit(page, chinese.home.locale)
    write(translation, only="title")
    draft = translation.source.get_ephemeral_translated_instance(chinese.home.locale, fallback=True)

    shown = preview(draft, operation=VERSION % "title isFallback version { number isDraft }")

    version = {"number": 1, "isDraft": True}
    assert shown == {"title": "译Terms", "isFallback": False, "version": version}


# The gate


def test_only_the_page_itself_is_let_through(ask, english, editor):
    secret = factories.news_page(english.news, "SECRET", slug="secret", live=False)
    hidden = factories.image("SECRET", collection=factories.private_collection())
    draft = NewsPage.objects.get(pk=factories.news_page(english.news, "Draft", live=False).pk)
    link = f'<p><a linktype="page" id="{secret.pk}">there</a></p>'
    draft.body = [
        factories.rich_text(link), factories.image_block(hidden, "SECRET"),
        factories.call_to_action(page=secret),
    ]  # fmt: skip
    draft.lead_image, draft.lead_image_alt = hidden, "SECRET"
    draft.related_news = [RelatedNews(related=secret, sort_order=0)]

    answer = ask("Preview", token=previews.create(draft, user=editor))

    assert answer.data["preview"]["title"] == "Draft"
    assert answer.data["preview"]["relatedNews"] == []
    assert b"there" in answer.content
    assert b"secret" not in answer.content.lower()


def test_nothing_else_of_the_same_answer_sees_the_draft(ask, english, editor):
    draft = factories.news_page(english.news, "Draft", live=False)
    query = """query P($token: String!) {
      before: news(language: "en") { totalCount }
      preview(token: $token) { title }
      after: news(language: "en") { totalCount }
    }"""

    answer = ask(query, token=previews.create(draft, user=editor))

    assert answer.data == {
        "before": {"totalCount": 0}, "preview": {"title": "Draft"}, "after": {"totalCount": 0},
    }  # fmt: skip


@pytest.mark.parametrize("hide", [factories.private, lambda page: page.unpublish()])
@pytest.mark.parametrize("above", ["itself", "news", "home"])
def test_a_page_is_shown_whatever_hides_it(english, chinese, preview, above, hide):
    page = factories.news_page(english.news, "Hidden", slug="hidden")
    translation = factories.translation(page, title="隐藏")
    hide(page if above == "itself" else getattr(english, above))

    for one, code in ((page, "en"), (translation, "zh-hans")):
        shown = preview(NewsPage.objects.get(pk=one.pk))
        own = [other["path"] for other in shown["alternates"] if other["path"] == shown["path"]]
        assert (shown["title"], shown["path"]) == (one.title, f"/{code}/news/hidden/")
        assert own


def test_a_language_can_be_looked_at_before_it_is_public(english, preview):
    front = factories.translation(english.home, title="首页", live=False)
    page = factories.news_page(english.news, "Article", slug="article")
    draft = factories.translation(page, title="文章", live=False)

    assert preview(front.get_latest_revision_as_object())["path"] == "/zh-hans/"
    shown = preview(draft.get_latest_revision_as_object())
    assert (shown["title"], shown["path"]) == ("文章", "/zh-hans/news/article/")
    assert shown["breadcrumbs"] == []


def test_a_page_of_another_site_is_shown_as_there(english, preview):
    other = factories.newsroom(hostname="other.example", port=443)
    page = factories.news_page(other.news, "There", slug="there", live=False)

    assert preview(page)["url"] == "https://other.example/en/news/there/"


def test_a_page_of_no_site_is_not_shown(english, preview):
    page = factories.news_page(factories.home("Without a site"), "Nowhere")
    assert preview(page) is None


# Tokens


@pytest.mark.parametrize(
    "token", ["", NOBODY, NOBODY[:-1], NOBODY + "A", "令牌" * 20, "A\x00" * 21, "A" * 100_000],
    ids=["empty", "unknown", "short", "long", "Chinese", "control", "huge"],
)  # fmt: skip
def test_an_unknown_token_shows_nothing(ask, english, token):
    answer = ask("Preview", token=token)

    assert answer.content == b'{"data":{"preview":null}}'
    # One for previews, one for shared links.
    assert answer.query_count == 2 * (token == NOBODY)


def test_an_expired_token_is_answered_like_an_unknown_one(ask, english, editor, settings):
    token = previews.create(factories.news_page(english.news), user=editor)
    Preview.objects.update(expires_at=timezone.now() + timedelta(seconds=20))
    assert ask("Preview", token=token).data["preview"] is not None
    Preview.objects.update(expires_at=timezone.now())

    assert ask("Preview", token=token).content == ask("Preview", token=NOBODY).content


def test_the_token_of_a_deleted_page_shows_nothing(ask, english, editor):
    page = factories.news_page(english.news)
    tokens = [
        previews.create(page, user=editor), previews.create(unsaved(english.news), user=editor)
    ]  # fmt: skip
    NewsPage.objects.get(pk=page.pk).delete()
    assert ask("Preview", token=tokens[0]).data["preview"] is None
    assert ask("Preview", token=tokens[1]).data["preview"]["title"] == "A new article"

    type(english.news).objects.get(pk=english.news.pk).delete()
    assert ask("Preview", token=tokens[1]).data["preview"] is None


def lose_the_group(user):
    user.groups.clear()


def be_deactivated(user):
    user.is_active = False
    user.save()


def be_deleted(user):
    user.delete()


def lose_the_admin(_user):
    Group.objects.get(name="Desk").permissions.clear()


@pytest.mark.parametrize("lose", [lose_the_group, be_deactivated, be_deleted, lose_the_admin])
@pytest.mark.parametrize("is_new", [False, True])
def test_the_token_of_who_may_not_edit_any_more_shows_nothing(ask, english, lose, is_new):
    somebody = factories.user("somebody", "Desk")
    desk = Group.objects.get(name="Desk")
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in ("add", "change"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{action}_page"
        )
        GroupPagePermission.objects.create(group=desk, page=english.home, permission=permission)
    draft = unsaved(english.news) if is_new else factories.news_page(english.news, live=False)
    token = previews.create(draft, user=somebody)
    assert ask("Preview", token=token).data["preview"] is not None

    lose(somebody)

    assert ask("Preview", token=token).content == b'{"data":{"preview":null}}'


# Nothing remains


@pytest.mark.parametrize("backend", ["immediate.ImmediateBackend", "database.DatabaseBackend"])
@pytest.mark.parametrize("kind", ["new", "renamed", "home", "notice", "translation"])
def test_nothing_is_written(ask, english, chinese, editor, settings, kind, backend):
    name = f"django_tasks.backends.{backend}"
    settings.TASKS = {"default": {"BACKEND": name.replace("tasks.backends.database", "tasks_db")}}
    token = previews.create(draft_of(kind, english, chinese), user=editor)
    held: Any = cache
    before, kept = everything_stored(), dict(held._cache)

    assert ask("Preview", token=token).data["preview"]["title"] == "DRAFT"

    assert everything_stored() == before
    assert "DRAFT" not in str(before["wagtailsearch.IndexEntry"])
    assert [value for key, value in held._cache.items() if key not in kept] == []


def draft_of(kind, english, chinese):
    """A draft with the title DRAFT whose publication would change much else."""
    factories.news_page(english.news, "Below")
    if kind == "new":
        return unsaved(english.news, "DRAFT", body=[factories.heading()])
    if kind in {"renamed", "home"}:
        changed = english.news if kind == "renamed" else english.home
        page = type(changed).objects.get(pk=changed.pk)
        page.slug = "renamed"
    elif kind == "notice":
        page = factories.legal_notice(english.legal, "Terms")
    else:
        page = factories.translation(factories.news_page(english.news), title="译文", live=False)
    page.title = "DRAFT"
    return page


def test_nothing_is_written_when_it_fails_half_way(ask, english, editor, monkeypatch, caplog):
    draft = factories.news_page(english.news, "Published")
    draft.title = "DRAFT"
    token = previews.create(draft, user=editor)
    before = everything_stored()

    def fail(_reading):
        assert NewsPage.objects.get(pk=draft.pk).title == "DRAFT"
        raise RuntimeError

    monkeypatch.setattr(Reading, "fetch", fail)
    answer = ask("Preview", token=token)

    assert answer.codes == ["INTERNAL"]
    assert everything_stored() == before
    assert token not in caplog.text


def test_waiting_work_is_dropped(ask, english, editor, django_capture_on_commit_callbacks):
    page = type(english.news).objects.get(pk=english.news.pk)
    page.slug = "renamed"
    token = previews.create(page, user=editor)

    with django_capture_on_commit_callbacks() as waiting:
        assert ask("Preview", token=token).data["preview"]["path"] == "/en/renamed/"

    assert waiting == []


# Storing


@pytest.mark.parametrize("is_valid", [True, False])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_may_store_an_answer(client, english, editor, is_valid, method):
    made = previews.create(factories.news_page(english.news), user=editor)
    question = {
        "query": "query P($token: String!) { p: preview(token: $token) { title } }",
        "variables": {"token": made if is_valid else NOBODY},
    }
    if method == "get":
        question["variables"] = json.dumps(question["variables"])
        response = client.get("/graphql/", question)
    else:
        response = client.post("/graphql/", question, content_type="application/json")

    assert (response.json()["data"]["p"] is not None) == is_valid
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_nobody_may_store_a_batch_that_holds_a_draft(client, english, editor, settings):
    settings.GRAPHQL_LARGEST_BATCH = 2
    token = previews.create(factories.news_page(english.news), user=editor)
    batch = [
        {"query": "{ languages { tag } }"},
        {"query": f'{{ preview(token: "{token}") {{ title }} }}'},
    ]

    response = client.post("/graphql/", batch, content_type="application/json")

    assert [one["data"] for one in response.json()][1] == {"preview": {"title": "An article"}}
    assert response["Cache-Control"] == "private, no-store"


def test_a_token_has_the_same_answer_every_time(ask, english, editor):
    token = previews.create(factories.news_page(english.news), user=editor)
    assert ask("Preview", token=token).content == ask("Preview", token=token).content


def test_other_answers_are_not_private(client, english):
    response = client.get("/graphql/", {"query": "{ languages { tag } }"})
    assert "private" not in response.get("Cache-Control", "")


def test_a_token_is_in_no_log_and_no_metric(client, english, editor, caplog, settings):
    caplog.set_level("DEBUG")
    token = previews.create(unsaved(english.news), user=editor)
    for document in ("preview(token: $token) { title }", "preview(token: $token) { no }"):
        question = {
            "query": f"query P($token: String!) {{ {document} }}",
            "variables": json.dumps({"token": token}),
        }
        client.get("/graphql/", question, headers={"Accept": "application/graphql-response+json"})

    logged = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert logged
    assert token not in caplog.text
    settings.METRICS_TOKEN = "of-the-metrics"
    metrics = client.get("/metrics", headers={"Authorization": "Bearer of-the-metrics"})
    assert metrics.status_code == 200
    assert token not in metrics.content.decode()
    assert token not in str(everything_stored())
