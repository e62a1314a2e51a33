"""Sets of changes that are published together, by what publishes each of them alone.

A release publishes a set for real. A perspective publishes it in a transaction that is always
rolled back, so that readers' questions are answered as after publication. Both end in the same
actions of Wagtail, and so in all that listens to them: aliases, redirects, versions of legal
notices, states of translations.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from modelcluster.models import get_all_child_relations, model_from_serializable_data
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision
from wagtail.permissions import policy_registry

from cms.content.pages.models import Rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Occasion:
    """The moment a set is published at, by whom, and whether it is only a rehearsal.

    In a rehearsal nothing is validated, refused or logged: an unfinished draft is shown too.
    """

    at: datetime
    user: Any = None
    is_rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of the object of a model, by its label, with a primary key."""

    label: str
    pk: int | None

    @property
    def model(self) -> type[Any]:
        """The model. Raises ``LookupError`` for one that no longer exists."""
        return apps.get_model(self.label)

    @property
    def rank(self) -> int:
        """The place of its kind among others: what pages refer to comes before them."""
        return 1 if issubclass(self.model, Page) else 0

    def instance(self) -> Any | None:
        """The object as it is stored; ``None`` where it was deleted."""
        return self.model._default_manager.filter(pk=self.pk).first()

    def may_be_seen_by(self, user: Any) -> bool:
        """True if a user may edit or publish the object."""
        instance = self.instance()
        return instance is not None and _may_change(user, instance)

    def publish(self, occasion: Occasion) -> Any | None:
        """Make the change; returns the object, ``None`` where there is nothing to change."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Draft(Change):
    """A page or snippet as somebody has it before them, stored nowhere else.

    ``content`` is what a revision would keep. Without a primary key it is a new page, the last one
    below ``parent_id``.
    """

    content: dict[str, Any] = field(default_factory=dict)
    parent_id: int | None = None

    def may_be_seen_by(self, user: Any) -> bool:
        """True if a user may edit the object, or add the page."""
        if self.pk is not None:
            return _may_change(user, self.instance())
        parent = Page.objects.filter(pk=self.parent_id).first()
        return parent is not None and parent.permissions_for_user(user).can_add_subpage()

    def publish(self, occasion: Occasion) -> Any | None:
        """Publish the draft as a revision of its own."""
        instance = self.instance() if self.pk is not None else self._added(occasion)
        if instance is None:
            return None
        content = self.content | {"pk": instance.pk}
        revision = Revision(content=content, object_id=str(instance.pk), created_at=timezone.now())
        revision.content_object = instance
        revision.base_content_type = instance.get_base_content_type()
        revision.object_str = str(instance)
        revision.save()
        return publish_revision(revision, occasion)

    def _added(self, occasion: Occasion) -> Page | None:
        """The new page with its own fields, not yet published."""
        parent = Page.objects.filter(pk=self.parent_id).first()
        if parent is None:
            return None
        relations = {one.get_accessor_name() for one in get_all_child_relations(self.model)}
        fields = {name: value for name, value in self.content.items() if name not in relations}
        page = self.model.from_serializable_data(fields)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
        last = parent.get_last_child()
        page.depth = parent.depth + 1
        page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)  # noqa: SLF001
        page.locale_id = parent.locale_id
        page.live = False
        page.save(clean=False, log_action=None)
        return cast("Page", page)


@dataclass(frozen=True, slots=True)
class StoredDraft(Change):
    """A revision of a page or snippet; ``None``: the latest one when it is published."""

    revision_id: int | None = None

    def publish(self, occasion: Occasion) -> Any | None:
        """Publish the revision."""
        instance = self.instance()
        revision_id = self.revision_id or (instance and instance.latest_revision_id)
        revision = Revision.objects.filter(pk=revision_id).first()
        if instance is None or revision is None or revision.object_id != str(self.pk):
            return None
        revision.content_object = instance
        return publish_revision(revision, occasion)


@dataclass(frozen=True, slots=True)
class Withdrawal(Change):
    """A page or snippet that is unpublished; ``is_expired``: because its time has ended."""

    is_expired: bool = False

    @property
    def rank(self) -> int:
        """After what takes its place."""
        return 3

    def publish(self, occasion: Occasion) -> Any | None:
        """Unpublish it."""
        instance = self.instance()
        if instance is None or not instance.live:
            return None
        _require(occasion, _may_unpublish(occasion.user, instance))
        action = "wagtail.unpublish.scheduled" if self.is_expired else True
        instance.unpublish(
            set_expired=self.is_expired,
            user=None if occasion.is_rehearsal else occasion.user,
            log_action=None if occasion.is_rehearsal else action,
        )
        return instance


@dataclass(frozen=True, slots=True)
class Move(Change):
    """A page that moves below another one, as ``position`` among its children says."""

    target_id: int = 0
    position: str = "last-child"

    @property
    def rank(self) -> int:
        """Before pages are published at their new place."""
        return 0

    def may_be_seen_by(self, user: Any) -> bool:
        """True if a user may move the page there."""
        page, target = self.instance(), Page.objects.filter(pk=self.target_id).first()
        return bool(page and target and page.permissions_for_user(user).can_move_to(target))

    def publish(self, occasion: Occasion) -> Any | None:
        """Move the page, and its translations with it."""
        page, target = self.instance(), Page.objects.filter(pk=self.target_id).first()
        if page is None or target is None:
            return None
        action = MovePageAction(page, target, pos=self.position, user=occasion.user)
        action.execute(skip_permission_checks=occasion.is_rehearsal)
        return self.instance()


@dataclass(frozen=True, slots=True)
class RowValues(Change):
    """A row without revisions, such as a setting or a redirect; without values it is deleted."""

    values: dict[str, Any] | None = None

    def may_be_seen_by(self, user: Any) -> bool:
        """True if a user may make the change."""
        action = "delete" if self.values is None else "add" if self.pk is None else "change"
        options = self.model._meta
        return bool(user.has_perm(f"{options.app_label}.{action}_{options.model_name}"))

    def publish(self, occasion: Occasion) -> Any | None:
        """Save or delete the row.

        Raises:
            ValidationError: its values aren't valid, and it isn't a rehearsal.
        """
        _require(occasion, self.may_be_seen_by(occasion.user) if occasion.user else True)
        if self.values is None:
            instance = self.instance()
            if instance is not None:
                instance.delete()
            return instance
        row = {"model": self.label, "pk": self.pk, "fields": self.values}
        instance = next(serializers.deserialize("python", [row])).object
        instance._state.adding = self.pk is None  # noqa: SLF001 - Django documents it
        if not occasion.is_rehearsal:
            instance.full_clean()
        # With the signals that a raw save leaves out.
        instance.save()
        return instance


_KINDS: dict[str, type[Change]] = {
    "draft": Draft,
    "stored": StoredDraft,
    "withdrawal": Withdrawal,
    "move": Move,
    "row": RowValues,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def as_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as JSON keeps them."""
    return [{"kind": _NAMES[type(change)]} | asdict(change) for change in changes]


def from_json(rows: Iterable[dict[str, Any]]) -> list[Change]:
    """Changes that were kept as JSON."""
    return [
        _KINDS[row["kind"]](**{name: value for name, value in row.items() if name != "kind"})
        for row in rows
    ]


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order in which they can be made: parents before children, the last of each.

    One query.
    """
    last = {(type(change) is Move, change.label, _own(change)): change for change in changes}
    pages = [change.pk for change in last.values() if issubclass(change.model, Page)]
    paths = dict(Page.objects.filter(pk__in=pages).values_list("pk", "path")) if pages else {}
    return sorted(
        last.values(),
        # A new page comes after all others: its parent may be among them.
        key=lambda change: (
            change.rank, len(paths.get(change.pk, "~" * 999)), change.pk or math.inf, _own(change)
        ),
    )  # fmt: skip


def _own(change: Change) -> str:
    if change.pk is not None:
        return str(change.pk)
    return f"new {change!r}"


def publish(changes: Iterable[Change], occasion: Occasion) -> list[Any]:
    """Publish changes in their order; returns the objects.

    In the caller's transaction: it decides whether all of it happens.
    """
    instances = (change.publish(occasion) for change in in_order(changes))
    return [instance for instance in instances if instance is not None]


def publish_revision(revision: Revision, occasion: Occasion) -> Any:
    """Publish a revision as Wagtail does; returns the object.

    Raises:
        PublishingRefused: something prevents it, and it isn't a rehearsal.
        ValidationError: the content isn't valid, and it isn't a rehearsal.
    """
    stored: Any = revision.content_object
    kind = PublishPageRevisionAction if isinstance(stored, Page) else PublishRevisionAction
    if not occasion.is_rehearsal:
        action = kind(revision, user=occasion.user)
        action.execute()
        return action.object
    if isinstance(stored, Page):
        rehearsed = _rehearsed_page(stored, revision.content, occasion)
        revision.as_object = lambda: rehearsed  # type: ignore[method-assign]
    action = kind(revision, changed=False, log_action=False)
    instance: Any = action.object
    if instance.go_live_at and instance.go_live_at > timezone.now():
        instance.go_live_at = None
    # Without ``execute``, which asks what may stand against it.
    action._publish_revision(revision, instance, None, changed=False, log_action=False)  # noqa: SLF001
    return instance


# What belongs to the page and not to one of its drafts.
_OF_PAGE = (
    "id", "page_ptr_id", "path", "depth", "numchild", "url_path", "translation_key", "locale_id",
    "content_type_id", "owner_id", "draft_title", "live", "first_published_at",
    "latest_revision_id", "live_revision_id", "locked", "locked_by_id", "locked_at",
)  # fmt: skip


def _rehearsed_page(stored: Page, content: dict[str, Any], occasion: Occasion) -> Page:
    """A page with the content of a draft, as ``Revision.as_object`` makes it, in few queries.

    Its child rows are put in the place of the stored ones when it is saved.
    """
    model = type(stored)
    relations = [
        relation
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
    ]
    own = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    fields = {name: value for name, value in content.items() if name not in own}
    draft: Any = model.from_serializable_data(fields, check_fks=False)
    for name in _OF_PAGE:
        setattr(draft, name, getattr(stored, name))
    # Publishing a translation makes an alias a page of its own.
    draft.alias_of_id = stored.alias_of_id if content.get("alias_of") else None
    _clear_dangling_references(draft)

    def save_children() -> None:
        for relation in relations:
            _replace(relation, content.get(relation.get_accessor_name()) or [], draft)

    draft.rehearsal = Rehearsal(occasion.at, save_children)
    return cast("Page", draft)


def _clear_dangling_references(draft: Page) -> None:
    """Empty the foreign keys to rows that were deleted since the draft was stored."""
    for field_ in draft._meta.concrete_fields:
        value = getattr(draft, field_.attname)
        if field_.is_relation and field_.attname not in _OF_PAGE and value is not None:
            targets = field_.related_model._default_manager.filter(pk=value)  # type: ignore[union-attr]
            if not targets.exists():
                setattr(draft, field_.attname, None)


def _replace(relation: Any, rows: list[dict[str, Any]], draft: Page) -> None:
    """Put the draft's child rows in the place of those that are stored, in two queries."""
    model = relation.related_model
    stored = model._default_manager.filter(**{relation.field.name: draft.pk})
    # Without a signal for each: these rows will be there again.
    stored._raw_delete(stored.db)  # noqa: SLF001
    children = []
    for row in rows:
        child = model_from_serializable_data(model, row | {"pk": None}, check_fks=False)
        setattr(child, relation.field.attname, draft.pk)
        children.append(child)
    model._default_manager.bulk_create(children)


def comments_left_out(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a page without the comments of editors."""
    return {name: value for name, value in content.items() if name != COMMENTS_RELATION_NAME}


def _require(occasion: Occasion, is_allowed: bool) -> None:
    """Refuse a change that a user has no right to; a rehearsal shows it.

    Raises:
        PermissionDenied: they haven't.
    """
    if not occasion.is_rehearsal and not is_allowed:
        raise PermissionDenied


def _may_unpublish(user: Any, instance: Any) -> bool:
    """True if a user may unpublish an object; code may."""
    if user is None:
        return True
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_unpublish())
    policy: Any = policy_registry.get(instance)
    return bool(policy.user_has_permission_for_instance(user, "publish", instance))


def _may_change(user: Any, instance: Model | None) -> bool:
    if instance is None:
        return False
    if isinstance(instance, Page):
        rights = instance.permissions_for_user(user)
        return bool(rights.can_edit() or rights.can_publish())
    policy: Any = policy_registry.get(instance)
    return bool(policy.user_has_permission_for_instance(user, "change", instance))
