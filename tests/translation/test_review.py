"""A translation is submitted, reviewed next to its source, and published."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

import pytest
from wagtail_localize.models import StringTranslation

from cms.delivery.publishing import schedule
from cms.news.models import NewsCategory, NewsPage
from cms.sitewide.models import Sitewide
from cms.translation.models import TextComment, TranslatorGroup
from cms.translation.review import workflow
from cms.translation.rights import permissions
from cms.translation.segments.comparison import segments_of
from tests import snapshots
from tests.translation.fixtures import messages_of, publish, submit, write
from tests.translation.test_rights import permission

pytestmark = pytest.mark.one_database


@pytest.fixture
def people(newsroom, django_user_model):
    """A translator, and a reviewer who writes nothing but what is being reviewed."""
    reviewers = Group.objects.create(name="Reviewers of Chinese")
    reviewers.permissions.add(permission("access_admin"))
    task = GroupApprovalTask.objects.create(name="Review of Chinese")
    task.groups.add(reviewers)
    flow = Workflow.objects.create(name="Chinese")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    front = newsroom.home.get_translation(newsroom.zh)
    WorkflowPage.objects.create(workflow=flow, page=front)
    GroupPagePermission.objects.create(
        group=reviewers, page=front, permission=permission("publish_page")
    )
    users = {
        name: django_user_model.objects.create_user(name) for name in ("translator", "reviewer")
    }
    users["translator"].groups.add(TranslatorGroup.objects.get(locale=newsroom.zh).group)
    users["reviewer"].groups.add(reviewers)
    clients: dict[str, Any] = {}
    for name, user in users.items():
        clients[name] = Client()
        clients[name].force_login(user)
        clients[name].user = user
    return clients


class Life:
    """One article on its way."""

    def __init__(self, source, translation, people, committed):
        self.source, self.translation = source, translation
        self.people, self.committed = people, committed

    @property
    def target(self):
        return self.translation.get_target_instance()

    def page(self, who):
        return self.people[who].get(reverse("texts_side_by_side", args=[self.translation.pk]))

    def post(self, who, name, data=None, *more):
        address = reverse(name, args=[self.translation.pk, *more])
        with self.committed():
            return self.people[who].post(address, data or {}, follow=True)

    def submit(self):
        return self.post("translator", "submit_for_review")

    def decide(self, decision, **data):
        seen = self.page("reviewer").context["seen"]
        return self.post("reviewer", "decide_review", {"decision": decision, "seen": seen, **data})


@pytest.fixture
@snapshots.fixture
def work(newsroom):
    """An article and its translation, ready to be reviewed."""
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    write(translation)
    return article, translation


@pytest.fixture
def life(work, people, committed):
    article, translation = work
    return Life(article, translation, people, committed)


def test_review_does_not_wait_for_the_source_but_publication_does(life, newsroom, editor):
    type(life.source).objects.filter(pk=life.source.pk).update(live=False)
    assert messages_of(life.submit()) == ["It was submitted for review."]
    assert messages_of(life.decide("approve", comment="Fine.")) == [
        "It was approved.",
        "“A lab opens” isn't published in English, so its translation can't be published either.",
    ]
    target = life.target
    assert (target.live, target.current_workflow_state) == (False, None)
    assert TaskState.objects.get().status == TaskState.STATUS_APPROVED
    assert target.get_latest_revision_as_object().title == "译A lab opens"
    publish(life.source)
    with life.committed():
        editor.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"})
    assert life.target.live


def test_what_is_reviewed_before_its_source_is_published_has_to_be_whole(life):
    type(life.source).objects.filter(pk=life.source.pk).update(live=False)
    life.submit()
    StringTranslation.objects.filter(translation_of__data="Summary of A lab opens.").delete()
    assert "wasn't published" in messages_of(life.decide("approve"))[0]
    approve_by_wagtail(life)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_a_task_that_is_disabled_publishes_nothing(life):
    life.submit()
    GroupApprovalTask.objects.get(name="Review of Chinese").deactivate()
    target = life.target
    assert (target.live, target.current_workflow_state) == (False, None)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    (message,) = messages_of(life.submit())
    assert "can't be submitted for review" in message
    assert not life.target.live


def test_the_second_of_two_tasks_is_not_passed_over(life):
    first = GroupApprovalTask.objects.get(name="Review of Chinese")
    second = GroupApprovalTask.objects.create(name="Second look")
    second.groups.set(first.groups.all())
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name="Chinese"), task=second)
    WorkflowTask.objects.filter(task=second).update(sort_order=1)
    life.submit()
    life.decide("approve")
    assert life.target.current_workflow_task == second
    second.deactivate()
    assert (life.target.live, life.target.current_workflow_state) == (False, None)
    # The first alone is enough when it is submitted again.
    life.submit()
    life.decide("approve")
    assert life.target.live


@pytest.mark.parametrize("is_started_before", [True, False])
def test_a_disabled_task_does_not_publish_the_source_either(
    newsroom, people, admin_user, committed, is_started_before
):
    article = newsroom.article()
    article.title = "Renamed"
    article.save_revision()
    page = NewsPage.objects.get(pk=article.pk)
    task = GroupApprovalTask.objects.create(name="Review of English")
    flow = Workflow.objects.create(name="English")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    with committed():
        if is_started_before:
            flow.start(page, admin_user)
        task.deactivate(user=admin_user)
        if not is_started_before:
            flow.start(page, admin_user)
    assert NewsPage.objects.get(pk=article.pk).title == "A lab opens"
    assert NewsPage.objects.get(pk=article.pk).current_workflow_state is None


def test_a_translation_is_submitted_approved_and_published(life):
    assert life.page("translator").context["review"].may_submit
    assert not life.page("translator").context["review"].may_decide
    assert messages_of(life.submit()) == ["It was submitted for review."]
    assert not life.target.live
    shown = life.page("reviewer").context
    assert (shown["review"].is_submitted, shown["review"].may_decide) == (True, True)
    first = shown["rows"][0]
    assert (first.segment.source, first.translation) == ("A lab opens", "译A lab opens")
    assert messages_of(life.decide("approve", comment="Fine.")) == ["It was approved."]
    target = life.target
    assert (target.live, target.title) == (True, "译A lab opens")
    assert TaskState.objects.get().comment == "Fine."


def test_what_is_under_review_is_written_by_reviewers_alone(life):
    life.submit()
    segment = life.translation.source.stringsegment_set.first()
    address = reverse(
        "wagtail_localize:edit_string_translation", args=[life.translation.pk, segment.pk]
    )
    assert life.people["translator"].put(address).status_code in {302, 403}
    assert life.people["reviewer"].put(address).status_code == 400
    edit = life.people["reviewer"].get(reverse("wagtailadmin_pages:edit", args=[life.target.pk]))
    (message,) = messages_of(edit)
    assert message.startswith("It is waiting for your review.")


def test_it_is_sent_back_with_a_comment_and_submitted_again(life):
    life.submit()
    assert messages_of(life.decide("reject")) == ["Describe what has to be changed."]
    assert messages_of(life.decide("reject", comment="Too long.")) == ["It was sent back."]
    review = life.page("translator").context["review"]
    assert (review.is_sent_back, review.comment, review.may_submit) == (True, "Too long.", True)
    assert "Sent back from review: Too long." in life.page("translator").text
    life.submit()
    life.decide("approve")
    assert life.target.live


def test_a_translator_takes_it_back(life):
    life.submit()
    assert messages_of(life.post("translator", "withdraw_from_review")) == [
        "It was taken back from review."
    ]
    assert life.page("translator").context["review"].may_submit
    assert messages_of(life.post("translator", "withdraw_from_review")) == [
        "“A lab opens” can't be taken back from review."
    ]


def test_who_translates_does_not_approve(life):
    life.submit()
    seen = life.page("translator").context["seen"]
    response = life.post("translator", "decide_review", {"decision": "approve", "seen": seen})
    assert messages_of(response) == ["“A lab opens” isn't waiting for your review."]
    assert not life.target.live


def test_what_is_missing_is_approved_only_when_it_was_confirmed(life):
    StringTranslation.objects.filter(translation_of__data="Summary of A lab opens.").delete()
    life.submit()
    (message,) = messages_of(life.decide("approve"))
    assert "wasn't published: 1 of 3 texts is missing" in message
    assert not life.target.live
    confirmed = life.page("reviewer").context["unconfirmed"]
    life.decide("approve", confirmed=confirmed)
    assert life.target.live


def test_what_was_confirmed_in_a_review_is_published_on_its_day(life):
    StringTranslation.objects.filter(translation_of__data="Summary of A lab opens.").delete()
    tomorrow = timezone.now() + timedelta(days=1)
    NewsPage.objects.filter(pk=life.target.pk).update(go_live_at=tomorrow)
    life.submit()
    life.decide("approve", confirmed=life.page("reviewer").context["unconfirmed"])
    assert not life.target.live
    revision = life.target.scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    assert schedule.run().failures == {}
    assert life.target.live


def test_texts_that_changed_since_they_were_seen_are_looked_at_again(life):
    life.submit()
    seen = life.page("reviewer").context["seen"]
    write(life.translation, only="title", prefix="新")
    response = life.post("reviewer", "decide_review", {"decision": "approve", "seen": seen})
    assert messages_of(response) == ["Texts have changed since you saw them. Look at them again."]
    life.decide("approve")
    assert life.target.title == "新A lab opens"


def approve_by_wagtail(life):
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[life.target.pk, "approve", state.pk]
    )
    with life.committed():
        return life.people["reviewer"].post(address)


def test_buttons_of_wagtail_approve_what_nothing_stands_against(life):
    life.submit()
    approve_by_wagtail(life)
    assert life.target.live


def test_buttons_of_wagtail_do_not_pass_over_what_is_missing_or_new(life):
    life.submit()
    write(life.translation, only="title", prefix="新")
    approve_by_wagtail(life)
    assert not life.target.live
    life.translation.save_target(publish=False)
    StringTranslation.objects.filter(translation_of__data="Summary of A lab opens.").delete()
    approve_by_wagtail(life)
    assert not life.target.live
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_a_legal_notice_with_a_text_missing_is_not_even_submitted(newsroom, people, committed):
    translation = submit(newsroom.notice(), newsroom.zh)
    write(translation, only="title")
    life = Life(None, translation, people, committed)
    (message,) = messages_of(life.submit())
    assert "can only be published whole" in message
    assert life.target.current_workflow_state is None


def test_a_legal_notice_that_became_incomplete_is_not_approved(newsroom, people, committed):
    translation = submit(newsroom.notice(), newsroom.zh)
    write(translation)
    life = Life(None, translation, people, committed)
    life.submit()
    StringTranslation.objects.filter(translation_of__data="Terms").delete()
    confirmed = life.page("reviewer").context["unconfirmed"]
    (message,) = messages_of(life.decide("approve", confirmed=confirmed))
    assert "can only be published whole" in message
    assert not life.target.live


@pytest.fixture
@snapshots.fixture
def work_on_alias(newsroom):
    """An article that mirrors its source for readers, until its translation is published."""
    article = newsroom.article()
    article.copy_for_translation(newsroom.zh, alias=True)
    translation = submit(article, newsroom.zh)
    write(translation)
    return article, translation


@pytest.fixture
def life_of_alias(work_on_alias, people, committed):
    article, translation = work_on_alias
    return Life(article, translation, people, committed)


def test_an_alias_stays_one_until_its_translation_is_approved(life_of_alias):
    life = life_of_alias
    assert messages_of(life.submit()) == ["It was submitted for review."]
    mirror = life.target
    assert (mirror.live, mirror.title, mirror.alias_of_id) == (True, "A lab opens", life.source.pk)
    assert life.page("reviewer").context["rows"][0].translation == "译A lab opens"
    assert messages_of(life.decide("approve")) == ["It was approved."]
    target = life.target
    assert (target.live, target.title, target.alias_of_id) == (True, "译A lab opens", None)
    assert target.current_workflow_state is None
    assert not target.has_unpublished_changes


def test_an_alias_that_is_sent_back_or_withdrawn_still_mirrors_its_source(life_of_alias):
    life = life_of_alias
    life.submit()
    life.decide("reject", comment="Too long.")
    life.submit()
    life.post("translator", "withdraw_from_review")
    life.source.title = "A lab closes"
    with life.committed():
        publish(life.source)
    mirror = life.target
    assert (mirror.live, mirror.title, mirror.alias_of_id) == (True, "A lab closes", life.source.pk)


def test_buttons_of_wagtail_approve_an_alias_that_nothing_stands_against(life_of_alias):
    life_of_alias.submit()
    approve_by_wagtail(life_of_alias)
    target = life_of_alias.target
    assert (target.title, target.alias_of_id) == ("译A lab opens", None)


def test_a_reviewer_without_the_right_to_publish_leaves_an_alias_one(life_of_alias):
    GroupPagePermission.objects.filter(group__name="Reviewers of Chinese").delete()
    life_of_alias.submit()
    assert "permission" in messages_of(life_of_alias.decide("approve"))[0]
    assert life_of_alias.target.alias_of_id == life_of_alias.source.pk


def test_a_page_of_the_source_language_is_approved_as_ever(newsroom, people, admin_user, committed):
    article = newsroom.article()
    article.title = "Renamed"
    article.save_revision()
    page = NewsPage.objects.get(pk=article.pk)
    page.get_workflow().start(page, admin_user)
    with committed():
        page.current_workflow_task_state.approve(user=admin_user)
    assert NewsPage.objects.get(pk=article.pk).title == "Renamed"


def test_texts_are_commented_on_and_comments_resolved(life):
    text = segments_of(life.translation).all[0]
    about = {"path": text.path, "source": text.source}
    life.submit()
    life.post("reviewer", "comment_on_text", about | {"text": " Shorter? "})
    (row,) = [item for item in life.page("translator").context["rows"] if item.comments]
    assert (row.segment.source, row.comments[0].text) == (text.source, "Shorter?")
    assert "Shorter?" in life.page("translator").text
    life.post("translator", "resolve_comment", None, row.comments[0].pk)
    assert not any(item.comments for item in life.page("reviewer").context["rows"])
    assert TextComment.objects.get().resolved_at is not None


def test_comments_need_a_text_and_words(life):
    text = segments_of(life.translation).all[0]
    gone = {"path": text.path, "source": "Gone", "text": "Why?"}
    (refused,) = messages_of(life.post("reviewer", "comment_on_text", gone))
    assert "permission" in refused
    life.submit()
    response = life.post("reviewer", "comment_on_text", gone)
    assert messages_of(response) == ["This text is no longer in the source."]
    empty = {"path": text.path, "source": text.source, "text": " "}
    assert messages_of(life.post("reviewer", "comment_on_text", empty)) == ["Write a comment."]
    assert not TextComment.objects.exists()


def test_a_reviewer_without_the_right_to_publish_is_told(life):
    GroupPagePermission.objects.filter(group__name="Reviewers of Chinese").delete()
    life.submit()
    assert messages_of(life.decide("approve")) == [
        "You do not have permission to publish this page."
    ]
    assert not life.target.live


def test_publishing_ends_the_review(life, editor):
    life.submit()
    with life.committed():
        editor.post(f"/admin/pages/{life.target.pk}/edit/", {"action": "publish"})
    assert life.target.live
    assert life.target.current_workflow_state is None


def test_a_source_that_changed_meanwhile_is_told_to_the_reviewer(life):
    life.submit()
    life.source.summary = "Summary of A lab closes."
    publish(life.source)
    assert life.page("reviewer").context["open_count"] == 1
    (message,) = messages_of(life.decide("approve"))
    assert "out of date" in message
    segments = segments_of(life.translation)
    assert workflow.seen(segments) == life.page("reviewer").context["seen"]


@pytest.fixture(params=[NewsCategory, Sitewide])
def life_of_snippet(request, newsroom, people, committed):
    """A category, then a header and footer, whose translation somebody reviews."""
    kind = ContentType.objects.get_for_model(request.param)
    WorkflowContentType.objects.create(
        content_type=kind, workflow=Workflow.objects.get(name="Chinese")
    )
    if request.param is NewsCategory:
        source = newsroom.category("Research")
    else:
        source = Sitewide.objects.create(organisation_name="Research", locale=newsroom.en)
    translation = submit(source, newsroom.zh)
    write(translation)
    return Life(source, translation, people, committed)


def may_publish(life):
    codename = f"publish_{life.source._meta.model_name}"
    reviewers = Group.objects.get(name="Reviewers of Chinese")
    reviewers.permissions.add(Permission.objects.get(codename=codename))


def test_a_snippet_is_reviewed_as_a_page_is(life_of_snippet):
    life = life_of_snippet
    may_publish(life)
    assert life.page("translator").context["review"].may_submit
    assert messages_of(life.submit()) == ["It was submitted for review."]
    assert not life.target.live
    assert not permissions.may_write(life.people["translator"].user, life.target)
    assert life.page("reviewer").context["review"].may_decide
    assert messages_of(life.decide("reject", comment="Too long.")) == ["It was sent back."]
    assert life.page("translator").context["review"].comment == "Too long."
    life.submit()
    assert messages_of(life.decide("approve", comment="Fine.")) == ["It was approved."]
    target = life.target
    assert (target.live, str(target)) == (True, "译Research")
    assert target.current_workflow_state is None


def test_the_editor_of_a_live_snippet_opens_while_it_is_reviewed(life_of_snippet, admin_user):
    life = life_of_snippet
    with life.committed():
        life.translation.save_target(publish=True)
    write(life.translation, prefix="新")
    life.submit()
    client = Client()
    client.force_login(admin_user)
    kind = life.source._meta.label_lower.replace(".", "_")
    shown = client.get(reverse(f"wagtailsnippets_{kind}:edit", args=[life.target.pk]))
    assert shown.status_code == 200
    assert "Compare with live version" in shown.text
    (message,) = messages_of(shown)
    assert message.startswith("It is waiting for your review.")


def test_a_reviewer_without_the_right_to_publish_snippets_is_told(life_of_snippet):
    life_of_snippet.submit()
    (message,) = messages_of(life_of_snippet.decide("approve"))
    assert "permission" in message
    assert not life_of_snippet.target.live


def test_a_snippet_without_a_workflow_is_not_submitted(life_of_snippet):
    WorkflowContentType.objects.all().delete()
    assert not life_of_snippet.page("translator").context["review"].may_submit
    (message,) = messages_of(life_of_snippet.submit())
    assert "can't be submitted for review" in message


def test_a_snippet_that_somebody_has_locked_is_not_written(life_of_snippet, admin_user):
    life, target = life_of_snippet, life_of_snippet.target
    assert permissions.may_write(life.people["translator"].user, target)
    target.locked, target.locked_by = True, admin_user
    target.save()
    assert not permissions.may_write(life.people["translator"].user, target)
    segment = life.translation.source.stringsegment_set.first()
    address = reverse(
        "wagtail_localize:edit_string_translation", args=[life.translation.pk, segment.pk]
    )
    assert life.people["translator"].put(address).status_code in {302, 403}
