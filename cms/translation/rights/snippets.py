"""Permissions for a snippet: translators have theirs in their languages alone.

Django's permissions are of a kind of snippet, in whichever language. ``SnippetPermissions`` answers
for a single one, and is used by Wagtail's actions and bulk actions; ``InstanceRights`` has the
views use it too, many of which only check the kind.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets as views

from wagtail_localize.models import Translation

from cms.content.pages import publishing
from cms.translation.rights import permissions
from cms.translation.rights.seeing import Sight

# Permissions a translator may be granted.
_OF_TRANSLATORS = frozenset({"view", "change", "publish"})
# Further permissions for reviewing a snippet.
_OF_REVIEWERS = frozenset({"change", "lock", "unlock"})


class SnippetPermissions(ModelPermissionPolicy):
    """The rights to a kind of snippet that is translated."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """True if somebody may do this with some snippets of the kind."""
        if not super().user_has_permission(user, action):
            return False
        return action in _OF_TRANSLATORS or not self._is_confined(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """True if somebody may do this with a snippet."""
        if not self.user_has_permission(user, action):
            return False
        if not self._is_confined(user):
            return Sight.of(user).works_in(instance)
        if instance.locale_id not in permissions.languages(user):
            return action == "view" and bool(instance.live)
        return action != "change" or permissions.translation_of(instance) is not None

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """The snippets with which somebody may do one of these things."""
        granted = {action for action in actions if self.user_has_permission(user, action)}
        instances = self.model._default_manager.all()
        if not granted:
            return instances.none()
        if not self._is_confined(user):
            languages = Sight.of(user).languages
            return instances if languages is None else instances.filter(locale__in=languages)
        theirs = Q(locale__in=permissions.languages(user))
        if granted == {"change"}:
            return instances.filter(theirs, _is_being_translated())
        return instances.filter(theirs | Q(live=True) if "view" in granted else theirs)

    def _is_confined(self, user: Any) -> bool:
        return permissions.is_confined(user, self.model())


def _is_being_translated() -> Exists:
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            target_locale=OuterRef("locale"),
            enabled=True,
        )
    )


class InstanceRights:
    """A view of a single snippet that checks the permission for that instance."""

    request: Any
    object: Any
    permission_policy: Any

    def user_has_permission(self, permission: str) -> bool:
        """True if the user may do this with the snippet."""
        if not super().user_has_permission(permission):  # type: ignore[misc]
            return False
        user, snippet = self.request.user, self.object
        if permissions.is_confined(user, snippet):
            return self._is_translators(permission)
        return Sight.of(user).works_in(snippet) or self._is_reviewers(permission)

    def _is_reviewers(self, permission: str) -> bool:
        return permission in _OF_REVIEWERS and permissions.reviews(self.request.user, self.object)

    def _is_translators(self, permission: str) -> bool:
        user, snippet = self.request.user, self.object
        if self._is_reviewers(permission):
            return True
        # The editor is that of translations, which says what isn't being translated.
        if permission == "change":
            return permissions.may_edit(user, snippet)
        if permission == "unlock" and snippet.locked_by_id == user.pk:
            return True
        may = self.permission_policy.user_has_permission_for_instance
        return bool(may(user, permission, snippet))


class _EditView(InstanceRights, views.EditView):
    """Keeps the text as a draft where there is an objection to publishing it."""

    def publish_action(self) -> Any:
        try:
            return super().publish_action()
        except publishing.PublishingRefused as refused:
            messages.error(self.request, str(refused))
            return redirect(self.get_edit_url())


class _RevertView(RevisionsRevertMixin, _EditView):  # type: ignore[misc]
    """Keeps an earlier version as the new draft, which may be as unfinished as any draft."""

    view_name = "revisions_revert"

    def save_instance(self) -> Any:
        instance = self.form.save(commit=not self.object.live)
        self.has_content_changes = self.form.has_changed()
        self.new_revision = instance.save_revision(
            user=self.request.user,
            log_action=True,
            previous_revision=self.revision,
            clean=not self.saving_as_draft,
        )
        return instance


class _DeleteView(InstanceRights, views.DeleteView):
    pass


class _UnpublishView(InstanceRights, views.UnpublishView):
    pass


class _UnscheduleView(InstanceRights, views.RevisionsUnscheduleView):
    pass


class _LockView(InstanceRights, views.LockView):
    pass


class _UnlockView(InstanceRights, views.UnlockView):
    pass


class GuardedViewSet(views.SnippetViewSet):
    """The views that change a single snippet, for those who may do so."""

    edit_view_class = _EditView
    revisions_revert_view_class = _RevertView
    delete_view_class = _DeleteView
    unpublish_view_class = _UnpublishView
    revisions_unschedule_view_class = _UnscheduleView
    lock_view_class = _LockView
    unlock_view_class = _UnlockView
