"""The stored translations a file is about, and whether a user may change them.

Translations are loaded many at once: the number of queries depends on neither how many there are
nor how many texts they have.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.files.entries import MARK
from cms.translation.files.xliff.inline_codes import NumberedInlineCodes
from cms.translation.rights import permissions
from cms.translation.validity import limits
from cms.translation.validity.spelling import as_stored
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.translation.files.entries import TranslationUnit
    from cms.translation.segments.proposals import SegmentKey
    from cms.translation.validity.limits import Leaf


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """A stored target."""

    text: str
    is_machine_made: bool


@dataclass
class ExistingTranslation:
    """A translation with its segments.

    ``places`` are by path and source text. ``refusal`` says why nothing may be changed; empty if it
    may. ``fields`` are the fields and blocks at a path, which say what fits there.
    """

    identifier: str
    source_language: str
    target_language: str
    refusal: str = ""
    locale: int = 0
    key: Any = None
    title: str = ""
    segment_keys: dict[tuple[str, str], SegmentKey] = field(default_factory=dict)
    stored: dict[SegmentKey, StoredTarget] = field(default_factory=dict)
    fields: dict[str, Leaf | None] = field(default_factory=dict)
    model: Any = None

    def target_at(self, key: SegmentKey) -> StoredTarget | None:
        """The stored target of a segment; ``None`` where it is missing or blank."""
        target = self.stored.get(key)
        return None if target is None or is_blank(target.text) else target

    @cached_property
    def paths(self) -> set[str]:
        """All paths of the page."""
        return {path for path, _source in self.segment_keys}

    @cached_property
    def sources(self) -> set[str]:
        """All texts of the page, as files have them."""
        return {as_stored(source) for _path, source in self.segment_keys}

    @cached_property
    def _spelled(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {(path, as_stored(source)): (path, source) for path, source in self.segment_keys}

    @cached_property
    def _numbered(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {
            (path, NumberedInlineCodes().written(source)): (path, source)
            for path, source in self.segment_keys
        }

    def resolved(self, unit: TranslationUnit) -> TranslationUnit:
        """A unit with its text as the page has it, and its inline codes resolved.

        A file that doesn't name paths means the only segment with this source. An unknown unit
        is returned as it is.
        """
        texts = self._numbered if unit.has_numbers else self._spelled
        match = texts.get((unit.path, unit.source))
        if match is None and not unit.path:
            candidates = [place for spelling, place in texts.items() if spelling[1] == unit.source]
            match = candidates[0] if len(candidates) == 1 else None
        if match is None:
            return unit
        target = _without_numbers(unit.target, match[1]) if unit.has_numbers else unit.target
        return replace(unit, path=match[0], source=match[1], target=as_stored(target))


def _without_numbers(text: str, source: str) -> str:
    """A text with the markup that its source has under the numbers in it; unknown ones stay."""
    codes = NumberedInlineCodes()
    codes.written(source)
    parts = text.split(MARK)
    parts[1::2] = [codes.raw.get(name, f"{MARK}{name}{MARK}") for name in parts[1::2]]
    return "".join(parts)


def existing_translations(
    identifiers: Iterable[str], *, user: Any, is_locked: bool = False
) -> dict[str, ExistingTranslation]:
    """The translations somebody may know of, by the identifier as the file has it.

    Args:
        identifiers: UUIDs, or whatever a file has in their place.
        user: the user who wants to change them.
        is_locked: have nobody else change the stored texts until the transaction ends.
    """
    by_uuid = {identifier: _uuid(identifier) for identifier in identifiers}
    translations = list(
        Translation.objects.filter(uuid__in={uuid for uuid in by_uuid.values() if uuid})
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("pk")
    )
    allowed = _allowed(translations, user)
    existing = {
        translation.uuid: _existing(translation, allowed[translation.pk])
        for translation in translations
        if translation.pk in allowed
    }
    _add_segments(
        [translation for translation in translations if translation.uuid in existing],
        existing,
        is_locked=is_locked,
    )
    return {
        identifier: existing[uuid]
        for identifier, uuid in by_uuid.items()
        if uuid is not None and uuid in existing
    }


def _existing(translation: Translation, refusal: str) -> ExistingTranslation:
    source = translation.source
    model = source.specific_content_type.model_class()
    return ExistingTranslation(
        identifier=str(translation.uuid),
        source_language=source.locale.language_code,
        target_language=translation.target_locale.language_code,
        refusal=refusal,
        locale=translation.target_locale_id,
        key=source.object_id,
        title=source.object_repr,
        model=model,
    )


def _add_segments(
    translations: list[Translation], existing: dict[UUID, ExistingTranslation], *, is_locked: bool
) -> None:
    by_source: dict[int, list[ExistingTranslation]] = defaultdict(list)
    by_target: dict[tuple[Any, int], ExistingTranslation] = {}
    for translation in translations:
        by_source[translation.source_id].append(existing[translation.uuid])
        by_target[translation.source.object_id, translation.target_locale_id] = existing[
            translation.uuid
        ]
    segments = StringSegment.objects.filter(source__in=by_source).order_by("order", "pk")
    for source, path, field_path, text, string, context in segments.values_list(
        "source", "context__path", "context__field_path", "string__data", "string", "context"
    ).iterator():
        for target in by_source[source]:
            target.segment_keys[path, text] = string, context
            target.fields[path] = limits.leaf(target.model, field_path or path)
    stored = StringTranslation.objects.filter(
        context__object_id__in={key for key, _locale in by_target},
        locale__in={locale for _key, locale in by_target},
    )
    if is_locked:
        stored = stored.select_for_update(of=("self",))
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    for key, locale, string, context, text, type_ in stored.values_list(
        "context__object", "locale", "translation_of", "context", "data", "translation_type"
    ):
        if (key, locale) in by_target:
            by_target[key, locale].stored[string, context] = StoredTarget(text, type_ == machine)


def _allowed(translations: list[Translation], user: Any) -> dict[int, str]:
    """The translations a user may edit, each with the reason against doing so now."""
    pages = _pages(translations)
    on_pages = {page.pk for page in pages.values()}
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    may_edit = set(editable.filter(pk__in=on_pages).values_list("pk", flat=True))
    suspects = _suspects(pages.values())
    allowed = {}
    for translation in translations:
        target = pages.get((translation.source.object_id, translation.target_locale_id))
        if target is None or target.pk in suspects:
            target = target or _snippet(translation)
            is_allowed = target is not None and permissions.may_edit(user, target)
            is_free = is_allowed and permissions.may_write(user, target)
        else:
            is_allowed = is_free = target.pk in may_edit
        if is_allowed:
            allowed[translation.pk] = _refusal(translation, is_free=is_free)
    return allowed


def _refusal(translation: Translation, *, is_free: bool) -> str:
    if not translation.enabled:
        return _("This translation was stopped.")
    return "" if is_free else _("The page is locked.")


def _pages(translations: list[Translation]) -> dict[tuple[Any, int], Page]:
    pages = Page.objects.filter(
        translation_key__in={translation.source.object_id for translation in translations},
        locale__in={translation.target_locale_id for translation in translations},
    )
    return {(page.translation_key, page.locale_id): page for page in pages}


def _suspects(pages: Iterable[Page]) -> set[int]:
    """Pages that may be locked against somebody: by hand, for a workflow, or for a schedule."""
    locked = {page.pk for page in pages if page.locked}
    ids = [str(page.pk) for page in pages]
    is_page = Q(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    in_progress = WorkflowState.objects.active().filter(is_page, object_id__in=ids)
    scheduled = Revision.objects.filter(
        is_page, object_id__in=ids, approved_go_live_at__isnull=False
    )
    for rows in (in_progress, scheduled):
        locked |= {int(pk) for pk in rows.values_list("object_id", flat=True)}
    return locked


def _snippet(translation: Translation) -> Any:
    try:
        return translation.get_target_instance()
    except (ObjectDoesNotExist, FieldDoesNotExist):
        return None


def _uuid(identifier: str) -> UUID | None:
    try:
        return UUID(identifier) if len(identifier) <= 36 else None
    except ValueError:
        return None
