"""Findings about a release before anybody publishes it, and who has approved it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Locale, Page, ReferenceIndex, Revision

from cms.content.pages.checks import rules
from cms.delivery.releases import publishing
from cms.delivery.releases.models import Release, ReleaseApproval, ReleaseItem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    # The findings about the object of an item as it will be, for layers above this one.
    Check = Callable[[ReleaseItem, Any], Iterable[str]]
    # The type of an object, that of all pages for a page, and its id.
    Key = tuple[int, int]

_checks: list[Check] = []
_TOLD = {rules.Severity.ERROR, rules.Severity.WARNING}
# What a link leads to may be published with the release.
_OF_LINKS = {"link-dead", "link-hidden"}


def register(check: Check) -> None:
    """Have a check made of each page and snippet that a release publishes; once."""
    if check not in _checks:
        _checks.append(check)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; ``is_obstacle``: the release can't be published until it is mended."""

    title: str
    message: str
    is_obstacle: bool = False


def findings(release: Release, *, user: Any) -> list[Finding]:
    """All that stands against publishing a release, and what editors should know before.

    Long: everything is published, and rolled back.
    """
    found = [
        Finding("", reason, is_obstacle=True) for reason in publishing.obstacles(release, user=user)
    ]
    items = list(release.items.select_related("content_type", "revision", "locale"))
    published = _keys(items, ReleaseItem.Action.PUBLISH)
    withdrawn = _keys(items, ReleaseItem.Action.UNPUBLISH)
    for item in items:
        draft = item_draft(item)
        if draft is None or not item.change().may_be_seen_by(user):
            continue
        messages = list(_changed_elsewhere(item, draft))
        if item.action == ReleaseItem.Action.PUBLISH:
            messages += _not_included(draft, published, withdrawn)
            messages += _of_content(draft)
            messages += [message for check in _checks for message in check(item, draft)]
        found += [Finding(item.title, message) for message in messages]
    return found


def _keys(items: Iterable[ReleaseItem], action: str) -> set[Key]:
    page_type = ContentType.objects.get_for_model(Page).pk
    return {
        (page_type if item.is_page else item.content_type_id, item.object_id)
        for item in items
        if item.action == action and item.object_id is not None
    }


def item_draft(item: ReleaseItem) -> Any | None:
    """The object of an item as it will be; ``None`` for rows without revisions."""
    model: Any = item.content_type.model_class()
    if model is None or item.action in {ReleaseItem.Action.SAVE, ReleaseItem.Action.DELETE}:
        return None
    stored = model._default_manager.filter(pk=item.object_id).first()
    if stored is None or item.action == ReleaseItem.Action.UNPUBLISH:
        return stored
    revision = item.revision or stored.latest_revision
    return revision.as_object() if revision else stored


def _of_content(draft: Any) -> Iterator[str]:
    """Errors in the content of a page; its links are judged with the rest of the release."""
    if isinstance(draft, Page):
        for finding in rules.findings(draft):
            if finding.severity in _TOLD and finding.code not in _OF_LINKS:
                yield finding.message


def _changed_elsewhere(item: ReleaseItem, draft: Any) -> Iterator[str]:
    """Changes of the object since it was added."""
    stored = type(draft)._default_manager.filter(pk=draft.pk).first()
    if getattr(stored, "live_revision_id", None) != item.basis_id:
        yield _("It was published or unpublished after it was added to the release.")
    if item.revision_id and stored and stored.latest_revision_id != item.revision_id:
        yield _("It has a later draft than the one in the release.")


def _not_included(
    draft: Any, published: Collection[Key], withdrawn: Collection[Key]
) -> Iterator[str]:
    """The things it refers to that readers won't get. One query for each model."""
    for type_id, ids in _references(draft).items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not issubclass(model, DraftStateMixin):
            continue
        rows = list(model._default_manager.filter(pk__in=ids).order_by("pk"))
        for row in rows:
            key = type_id, row.pk
            if key in withdrawn or (not row.live and key not in published):
                yield _missing(row)
        if model is Page and len(rows) < len(ids):
            yield _("It leads to a page that was deleted.")


def _missing(row: Any) -> str:
    if isinstance(row, Page):
        text = _("It leads to “{title}”, which readers won't be able to open.")
        return text.format(title=row.get_admin_display_title())
    return _("It shows “{name}”, which readers won't get.").format(name=row)


def _references(draft: Any) -> dict[int, set[str]]:
    """The ids of what an object refers to by type, as the reference index would keep them."""
    found: dict[int, set[str]] = defaultdict(set)
    references = ReferenceIndex._extract_references_from_object(draft)  # noqa: SLF001
    for type_id, pk, *_paths in references:
        found[type_id].add(pk)
    return found


# Approvals


def digest(release: Release, locale: Locale | None) -> str:
    """The SHA-256 of what a release has in one language: other as soon as any of it is edited."""
    parts = []
    for item in release.items.filter(locale=locale).order_by("content_type", "object_id", "pk"):
        content = None
        if item.action == ReleaseItem.Action.PUBLISH:
            revision = item.revision or Revision.objects.filter(pk=_latest(item)).first()
            content = revision.content if revision else None
        parts.append([item.content_type_id, item.object_id, item.action, item.values, content])
    text = json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def _latest(item: ReleaseItem) -> int | None:
    model: Any = item.content_type.model_class()
    rows = model._default_manager.filter(pk=item.object_id)
    latest: int | None = rows.values_list("latest_revision_id", flat=True).first()
    return latest


def locales(release: Release) -> list[Locale | None]:
    """The languages of its items, ``None`` for those in none."""
    ids = set(release.items.values_list("locale_id", flat=True))
    found: list[Locale | None] = list(Locale.objects.filter(pk__in=ids - {None}).order_by("pk"))
    return [*found, *([None] if None in ids else [])]


def approve(release: Release, locale: Locale | None, *, user: Any) -> ReleaseApproval:
    """Approve what a release has in one language, as it is now."""
    return ReleaseApproval.objects.create(
        release=release, locale=locale, user=user, digest=digest(release, locale)
    )


def approvals(release: Release) -> dict[Locale | None, ReleaseApproval | None]:
    """The latest approval of each language that still holds; ``None`` where there is none."""
    return {
        locale: release.approvals.filter(locale=locale, digest=digest(release, locale))
        .select_related("user")
        .order_by("-pk")
        .first()
        for locale in locales(release)
    }
