"""A translation goes through Wagtail's workflow: submitted, withdrawn, approved or sent back.

At its end the texts the reviewer saw are published. Wagtail's own buttons approve a
translation too, but only one without objections.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, WorkflowMixin, WorkflowState
from wagtail.workflows import publish_workflow_state

from cms.content.pages import workflows
from cms.translation.publishing import requirements
from cms.translation.rights import permissions
from cms.translation.segments import copied_text
from cms.translation.segments.comparison import segments_of
from cms.translation.synchronisation import drafts

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

    from cms.translation.segments.comparison import TranslationSegments


class Refused(Exception):
    """It can't be done now; the message gives the reason to the user."""


@dataclass(frozen=True, slots=True)
class Review:
    """The state of a translation in its workflow, and the actions a user may take.

    ``comment`` is that of the last reviewer.
    """

    is_submitted: bool = False
    is_sent_back: bool = False
    task: str = ""
    comment: str = ""
    may_submit: bool = False
    may_withdraw: bool = False
    may_decide: bool = False


def review_of(translation: Translation, target: Any, user: Any) -> Review:
    """The review of a translation for a user; an empty one for what has no workflow."""
    if not isinstance(target, WorkflowMixin):
        return Review()
    state = target.current_workflow_state
    if state is None:
        return Review(may_submit=_may_submit(translation, target, user))
    is_sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    task_state = state.current_task_state
    return Review(
        is_submitted=not is_sent_back,
        is_sent_back=is_sent_back,
        task=task_state.task.name if task_state else "",
        comment=task_state.comment if task_state and is_sent_back else "",
        may_submit=is_sent_back and _may_submit(translation, target, user),
        may_withdraw=bool(state.user_can_cancel(user)),
        may_decide=not is_sent_back and bool(_actions(target, user)),
    )


def _may_submit(translation: Translation, target: Any, user: Any) -> bool:
    """True if there is a workflow, and the user may change what would be sent into it."""
    is_page = not isinstance(target, Page) or bool(target.permissions_for_user(user).can_edit())
    return translation.enabled and is_page and workflows.has_tasks(target.get_workflow())


def _actions(target: Any, user: Any) -> set[str]:
    task = target.current_workflow_task if isinstance(target, WorkflowMixin) else None
    return {name for name, _label, _modal in task.get_actions(target, user)} if task else set()


@transaction.atomic
def submit(translation: Translation, user: Any) -> None:
    """Send a translation with all its texts to those who review it.

    Raises:
        Refused: nothing is translated, it is being reviewed, or nobody would review it.
    """
    target = translation.get_target_instance()
    review = review_of(translation, target, user)
    if not review.may_submit:
        raise Refused(_("“{title}” can't be submitted for review now.").format(title=target))
    reason = requirements.unfit(translation, segments_of(translation))
    if reason:
        raise Refused(reason)
    _keep_draft(translation, target, user)
    state = target.current_workflow_state
    if state is None:
        target.get_workflow().start(target, user)
    else:
        state.resume(user)


def _keep_draft(translation: Translation, target: Any, user: Any) -> None:
    translation.save_target(user=user, publish=False)
    if _is_alias(target):
        drafts.keep_draft_of_alias(translation, user)
    target.refresh_from_db()


def _is_alias(target: Any) -> bool:
    return isinstance(target, Page) and target.alias_of_id is not None


@transaction.atomic
def withdraw(translation: Translation, user: Any) -> None:
    """Take a translation back from those who review it.

    Raises:
        Refused: it isn't being reviewed, or somebody else has submitted it.
    """
    target = translation.get_target_instance()
    state = target.current_workflow_state
    if state is None or not state.user_can_cancel(user):
        raise Refused(_("“{title}” can't be taken back from review.").format(title=target))
    state.cancel(user=user)


@transaction.atomic
def decide(
    translation: Translation, user: Any, *, is_approved: bool, comment: str, confirmed: str
) -> None:
    """Approve the texts a reviewer saw, or send them back with a comment.

    ``confirmed`` is the digest of ``requirements.unconfirmed`` for the reviewed texts.

    Raises:
        Refused: this user may not decide, there is an objection to publishing it, or what is
            missing has changed since.
    """
    target: Any = translation.get_target_instance()
    name = "approve" if is_approved else "reject"
    if name not in _actions(target, user):
        raise Refused(_("“{title}” isn't waiting for your review.").format(title=target))
    task_state = target.current_workflow_task_state
    try:
        with requirements.confirming(confirmed):
            if is_approved:
                _check(translation)
                # The reviewed texts are approved, not those submitted some time ago.
                _keep_draft(translation, target, user)
                task_state.revision = target.latest_revision
                task_state.save(update_fields=["revision"])
            task_state.task.on_action(task_state, user, name, comment=comment)
    except PermissionDenied as denied:
        raise Refused(str(denied)) from denied


def seen(segments: TranslationSegments) -> str:
    """A digest of all that a reviewer is shown, to be sent with their decision."""
    facts = [
        (segment.path, segment.source, segment.translation, segment.state.value)
        for segment in segments.all
    ]
    return sha256(repr(facts).encode()).hexdigest()


def publish_approved(state: WorkflowState, user: Any) -> None:
    """Publish the page or snippet at the end of its workflow.

    Raises:
        PermissionDenied: it is a translation with an unconfirmed objection.
            Wagtail's own buttons confirm nothing and show no texts.

    A translation whose source isn't published stays an approved draft.
    """
    target: Any = state.content_object
    translation = permissions.translation_of(target)
    if translation is not None and requirements.waits_for_source(translation):
        try:
            _check(translation)
        except Refused as refused:
            raise PermissionDenied(str(refused)) from refused
        return
    if translation is not None and _is_alias(target):
        _convert(translation, user)
        # With the page as it is now.
        state = WorkflowState.objects.get(pk=state.pk)
        target = state.content_object
    if translation is not None and user is not None:
        requirements.allow(target.get_latest_revision(), user)
    publish_workflow_state(state, user=user)


def _convert(translation: Translation, user: Any) -> None:
    """Make a mirror the page that is published next, with the texts of its translation."""
    try:
        _check(translation)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    alias: Any = translation.get_target_instance()
    if requirements.has_changed(translation, alias.get_latest_revision()):
        raise PermissionDenied(_("Texts have changed since it was submitted."))
    with copied_text.publishing_next():
        ConvertAliasPageAction(alias, user=user).execute(skip_permission_checks=True)
    translation.save_target(user=user, publish=False)


def _check(translation: Translation) -> None:
    """Check that a translation has no unconfirmed objections.

    Raises:
        Refused: something does.
    """
    reason = requirements.objection(translation, may_wait=True)
    if reason:
        raise Refused(reason)
