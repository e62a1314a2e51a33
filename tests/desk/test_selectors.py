"""The lists of the first page: what is a user's, and nothing else."""

from datetime import timedelta

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Workflow

import pytest

from cms.desk import panels, selectors
from cms.translation.models import TranslationAssignment
from tests.desk.people import fresh
from tests.translation.fixtures import publish, submit, write


def titles(select, user, most=10):
    listed = select(fresh(user), most=most, languages=selectors.language_names())
    return [line.title for line in listed.lines]


def drafted(page, user, title):
    page.title = title
    page.save_revision(user=user)
    return page


def test_drafts_are_the_users_own_unpublished_changes(newsroom, people):
    editor = people["editor"]
    drafted(newsroom.article("Mine"), editor, "Mine, changed")
    drafted(newsroom.article("Theirs"), people["colleague"], "Theirs, changed")
    newsroom.article("Untouched").save_revision(user=editor).publish()
    scheduled = newsroom.article("Scheduled")
    scheduled.go_live_at = timezone.now() + timedelta(days=2)
    scheduled.save_revision(user=editor).publish(user=editor)
    category = newsroom.category("Research")
    category.name = "Research, changed"
    category.save_revision(user=editor)

    assert titles(selectors.drafts, editor) == ["Research, changed", "Mine, changed"]
    assert titles(selectors.drafts, people["colleague"]) == ["Theirs, changed"]
    assert titles(selectors.drafts, people["translator"]) == []
    assert titles(selectors.drafts, people["entrant"]) == []


def test_what_is_in_review_is_listed_for_its_reviewer_and_its_sender(newsroom, people):
    article = newsroom.article("For review")
    drafted(article, people["editor"], "For review, changed")
    Workflow.objects.get(name="Moderators approval").start(article, people["editor"])

    assert titles(selectors.to_review, people["admin"]) == ["For review, changed"]
    assert titles(selectors.sent_for_review, people["editor"]) == ["For review, changed"]
    assert titles(selectors.drafts, people["editor"]) == []
    for other in ("colleague", "translator", "entrant"):
        assert titles(selectors.to_review, people[other]) == []
        assert titles(selectors.sent_for_review, people[other]) == []


def test_a_translation_is_reviewed_next_to_its_source(newsroom, people):
    translation = submit(newsroom.article("Sent"), newsroom.zh)
    write(translation)
    target = translation.get_target_instance()
    Workflow.objects.get(name="Moderators approval").start(target, people["translator"])
    listed = selectors.to_review(people["admin"], most=9, languages=selectors.language_names())
    (line,) = listed.lines
    assert line.url.endswith(f"/translate/{translation.pk}/texts/")
    assert line.language == "Simplified Chinese"


def test_published_by_others_is_of_the_users_part_of_the_site(newsroom, people, translate):
    article = newsroom.article("By a colleague")
    article.save_revision(user=people["colleague"]).publish(user=people["colleague"])
    own = newsroom.article("By me")
    own.save_revision(user=people["editor"]).publish(user=people["editor"])
    hidden = newsroom.article("Withdrawn")
    hidden.save_revision(user=people["colleague"]).publish(user=people["colleague"])
    hidden.unpublish()

    found = titles(selectors.published_by_others, people["editor"])
    assert found[0] == "By a colleague"
    assert "Withdrawn" not in found
    listed = selectors.published_by_others(
        fresh(people["editor"]), most=9, languages=selectors.language_names()
    )
    assert listed.lines[0].note == "colleague"
    for_translator = titles(selectors.published_by_others, people["translator"])
    assert "By a colleague" not in for_translator
    assert titles(selectors.published_by_others, people["entrant"]) == []


def test_locked_pages_are_those_the_user_locked(newsroom, people):
    for name in ("editor", "colleague"):
        page = newsroom.article(f"Locked by {name}")
        Page.objects.filter(pk=page.pk).update(
            locked=True, locked_by=people[name], locked_at=timezone.now()
        )
    assert titles(selectors.locked, people["editor"]) == ["Locked by editor"]


def desk_of(user, **query):
    request = RequestFactory().get("/admin/", query)
    request.user = fresh(user)
    return panels.Desk(request)


def test_an_assigned_translation_comes_first_and_others_are_not_listed(newsroom, people, translate):
    for title in ("One", "Two", "Three"):
        article = newsroom.article(title)
        write(submit(article, newsroom.zh))
    theirs, mine = (
        Page.objects.get(title="One", locale=newsroom.en),
        Page.objects.get(title="Two", locale=newsroom.en),
    )
    for page, user in ((theirs, "admin"), (mine, "translator")):
        TranslationAssignment.objects.create(
            translation_key=page.translation_key, locale=newsroom.zh, user=people[user]
        )
    (panel,) = [
        one for one in desk_of(people["translator"]).panels if one.name == "waiting_translations"
    ]
    pending = panel.get_context_data()["pending"]
    assert [one["is_mine"] for one in pending] == [True, False]
    assert {one["language"] for one in pending} == {"Simplified Chinese"}
    # Editors of English may submit, and see the numbers alone.
    (panel,) = [
        one for one in desk_of(people["editor"]).panels if one.name == "waiting_translations"
    ]
    context = panel.get_context_data()
    assert (context["pending"], [one["count"] for one in context["waiting"]]) == ([], [3])


def test_each_panel_is_for_those_who_may_have_something_on_it(people):
    shown = {name: [panel.name for panel in desk_of(user).panels] for name, user in people.items()}
    everything = ["drafts", "review", "coming", "waiting_translations", "published"]
    assert shown == {
        "admin": everything,
        "editor": everything,
        "colleague": everything,
        "translator": everything,
        "entrant": ["drafts", "review"],
    }


@pytest.mark.parametrize("count", [1, 8])
def test_the_desk_takes_the_same_queries_however_much_is_on_it(newsroom, people, count):
    editor = people["editor"]
    workflow = Workflow.objects.get(name="Moderators approval")
    for number in range(count):
        drafted(newsroom.article(f"Draft {number}"), editor, f"Draft {number}, changed")
        workflow.start(newsroom.article(f"Sent {number}"), editor)
        scheduled = newsroom.article(f"Planned {number}")
        scheduled.go_live_at = timezone.now() + timedelta(days=2)
        scheduled.save_revision(user=editor).publish(user=editor)
        colleague = people["colleague"]
        newsroom.article(f"Theirs {number}").save_revision().publish(user=colleague)
        write(submit(newsroom.article(f"Translated {number}"), newsroom.zh))
        publish(
            newsroom.article(f"Expiring {number}", expire_at=timezone.now() + timedelta(days=3))
        )
    counted = {}
    for name in ("admin", "editor", "translator"):
        # Content types are read once for all; rights are read by everybody.
        assert [panel.get_context_data() for panel in desk_of(people[name]).panels]
        desk = desk_of(type(people[name]).objects.get(pk=people[name].pk))
        with CaptureQueriesContext(connection) as queries:
            assert len([panel.get_context_data() for panel in desk.panels]) >= 5
        counted[name] = len(queries)
    # One query more where this process hasn't yet learnt a type of content.
    assert counted.pop("editor") in {35, 36}
    assert counted == {"admin": 30, "translator": 35}


def test_a_list_says_that_there_is_more_and_shows_all_of_it(newsroom, people):
    for number in range(panels.MOST + 1):
        drafted(newsroom.article(f"Draft {number}"), people["editor"], f"Draft {number}, changed")
    drafts = desk_of(people["editor"]).panels[0].get_context_data()
    assert len(drafts["listed"].lines) == panels.MOST
    assert drafts["rest_url"] == "/admin/?all=drafts#desk-drafts"
    whole = desk_of(people["editor"], all="drafts").panels[0].get_context_data()
    assert (len(whole["listed"].lines), whole["rest_url"]) == (panels.MOST + 1, "")
