"""Fields a translation copies from its source as soon as that is published: all but texts.

wagtail-localize brings it when somebody synchronises, together with new sentences, and takes it
from the source as it was then. Readers of the translation would see another date, or look for
it at another URL, until a translator has found the time.

A translation that was stopped is written by hand and keeps what it has.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, Revision, RevisionMixin, TranslatableMixin

import wagtail_localize.models
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation

from cms.content.pages.models import TermField
from cms.delivery.publishing import withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def install() -> None:
    """Have what is written of a translation hold what its source says now. Idempotent."""
    original = wagtail_localize.models.ingest_segments
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def ingest_segments(source: Any, target: Any, *others: Any) -> None:
        original(source, target, *others)
        current = type(source)._default_manager.filter(pk=source.pk, live=True).first()
        if current is not None:
            _take_over(current, target)

    wagtail_localize.models.ingest_segments = ingest_segments


def follow(source: Any) -> None:
    """Bring the translations of what was just published up to date, drafts of them too.

    One query for what has none.
    """
    if not isinstance(source, TranslatableMixin) or getattr(source, "alias_of_id", None):
        return
    with transaction.atomic(savepoint=False):
        for target in list(_targets(source)):
            names = _take_over(source, target)
            if names:
                _store(target, names)


def obstacle(instance: Any, _revision: Any, user: Any) -> str | None:
    """The reason not to publish a page at another URL: one of its translations can't follow it.

    Code that acts for nobody renames what can be renamed.
    """
    if user is None or not isinstance(instance, Page) or instance.alias_of_id:
        return None
    stored = Page.objects.filter(pk=instance.pk).first()
    if stored is None or stored.slug == instance.slug or _keeps_own_slug(instance):
        return None
    for target in _targets(instance):
        if target.slug != instance.slug and not _is_free(instance.slug, target):
            text = _("“{title}” can't be published: its URL is in use in {language}.")
            language = target.locale.get_display_name()
            return text.format(title=instance.get_admin_display_title(), language=language)
    return None


def _targets(source: Any) -> Iterable[Any]:
    """The translations that follow a page or snippet: none where it is one itself."""
    rows = type(source)._default_manager.filter(translation_key=source.translation_key)
    rows = rows.exclude(pk=source.pk).select_related("locale")
    if isinstance(source, Page):
        rows = rows.filter(alias_of__isnull=True)
    targets = list(rows)
    if not targets or withdrawal.source_locale_id(source) != source.locale_id:
        return []
    stopped = Translation.objects.filter(source__object_id=source.translation_key, enabled=False)
    by_hand = set(stopped.values_list("target_locale_id", flat=True))
    return [target for target in targets if target.locale_id not in by_hand]


def _take_over(source: Any, target: Any) -> list[str]:
    """Copy a source's fields to a translation; the names of the fields that differ."""
    overrides = SegmentOverride.objects.filter(
        locale_id=target.locale_id, context__object_id=source.translation_key
    )
    overridden = set(overrides.values_list("context__path", flat=True))
    names = [
        field.name
        for field in _fields(source)
        if field.name not in overridden and _copy(field, source, target)
    ]
    described = getattr(source, "described_by", {})
    for name in described.keys() & set(names):
        # Said in the source language until it is translated, as any text.
        if not getattr(target, described[name]):
            setattr(target, described[name], getattr(source, described[name]))
            names.append(described[name])
    return names + _take_expiry(source, target)


def _fields(source: Any) -> Iterator[Any]:
    for field in get_translatable_fields(type(source)):
        is_text = isinstance(field, TranslatableField) and not isinstance(field, TermField)
        if not is_text and field.is_synchronized(source):
            yield field.get_field(type(source))


def _keeps_own_slug(source: Any) -> bool:
    return all(field.name != "slug" for field in _fields(source))


def _copy(field: Any, source: Any, target: Any) -> bool:
    """Copy one field; whether it differed."""
    if isinstance(field, models.ManyToOneRel):
        if not isinstance(field.remote_field, ParentalKey) or _have_same_children(
            field, source, target
        ):
            return False
        source.copy_child_relation(field.name, target)
        return True
    value = getattr(source, field.attname)
    related = field.related_model
    if value is not None and related and issubclass(related, TranslatableMixin):
        value = _localised(field, source, target)
    if value == getattr(target, field.attname):
        return False
    if field.name == "slug" and not _is_free(value, target):
        return False
    setattr(target, field.attname, value)
    return True


def _localised(field: Any, source: Any, target: Any) -> Any:
    """The id of the snippet's translation, else of the snippet; pages are localised when read."""
    value = getattr(source, field.attname)
    if issubclass(field.related_model, Page):
        return value
    related = field.related_model._base_manager
    keys = related.filter(**{field.target_field.attname: value}).values("translation_key")
    translations = related.filter(translation_key__in=keys, locale_id=target.locale_id)
    return translations.values_list(field.target_field.attname, flat=True).first() or value


def _have_same_children(field: Any, source: Any, target: Any) -> bool:
    """True if what is in a relation differs in nothing but its own id. One query or two."""
    parent = field.remote_field
    columns = [
        column
        for column in field.related_model._meta.concrete_fields
        if column.name not in {parent.name, field.related_model._meta.pk.name}
    ]
    if not any(
        field.name in (owner.__dict__.get("_cluster_related_objects") or {})
        for owner in (source, target)
    ):
        stored = field.related_model._default_manager.filter(
            **{f"{parent.name}__in": [source.pk, target.pk]}
        )
        rows: dict[Any, list[Any]] = {source.pk: [], target.pk: []}
        for child in stored:
            rows[getattr(child, parent.attname)].append(_columns(child, columns))
        return rows[source.pk] == rows[target.pk]
    of_source, of_target = (
        [_columns(child, columns) for child in getattr(owner, field.name).all()]
        for owner in (source, target)
    )
    return of_source == of_target


def _columns(row: Any, columns: list[Any]) -> list[Any]:
    return [getattr(row, column.attname) for column in columns]


def _is_free(slug: str, target: Any) -> bool:
    """True if no sibling of the translation has the slug."""
    if isinstance(target, Page):
        return bool(Page._slug_is_available(slug, target.get_parent(), page=target))  # noqa: SLF001
    same = type(target)._default_manager.filter(locale_id=target.locale_id, slug=slug)
    return not same.exclude(pk=target.pk).exists()


def _take_expiry(source: Any, target: Any) -> list[str]:
    if not isinstance(source, DraftStateMixin) or source.expire_at == target.expire_at:
        return []
    target.expire_at = source.expire_at
    if target.expire_at is None or target.expire_at > timezone.now():
        target.expired = False
    return ["expire_at", "expired"]


def _store(target: Any, names: list[str]) -> None:
    """Save the copied fields: in the row, in the draft and in what is scheduled."""
    if isinstance(target, Page):
        target.save(clean=False)
    else:
        target.save()
    if isinstance(target, RevisionMixin):
        is_later = Q(approved_go_live_at__isnull=False)
        revisions = Revision.objects.for_instance(target)
        data = target.serializable_data()
        for revision in revisions.filter(is_later | Q(pk=target.latest_revision_id)):
            content = revision.content | {name: data[name] for name in names if name in data}
            revisions.filter(pk=revision.pk).update(content=content)
    if isinstance(target, Page) and target.live:
        target.update_aliases()
