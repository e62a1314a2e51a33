"""Versions of legal notices: stored once, never changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_localize.models import Translation

from cms.content.body.canonical import StoredCanonicalNames
from cms.legal.canonical import canonical_text, digest, stored_body, words
from cms.legal.unchangeable import Unchangeable, UnchangeableQuerySet

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


class ChangeKind(models.TextChoices):
    """The weight of a change, as the editor judged it."""

    SUBSTANTIVE = "substantive", _("Substantive: rights or duties change")
    EDITORIAL = "editorial", _("Editorial correction: the meaning stays the same")


class NoticePage(Protocol):
    """The page of a legal notice."""

    translation_key: Any
    alias_of_id: Any
    live: Any
    locale: Any
    locale_id: Any
    title: Any
    body: Any
    effective_on: Any
    prevailing_locale: Any
    change_kind: Any
    change_note: Any
    described_after: Any
    withdrawn_on: Any
    withdrawal_reason: Any
    replaced_by: Any


class LegalNoticeVersion(Unchangeable):
    """A legal notice in one language as it was published once. Never changed afterwards.

    The versions of a notice are numbered in its source language. A translation carries the number
    of the source text it renders; where a translation is corrected, the later row replaces the
    earlier one for readers, and both are kept.

    Kind and note of a change are empty where nobody wrote them.
    """

    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    prevailing_language_code = models.CharField(max_length=100)
    title = models.CharField(max_length=255)
    body = models.JSONField()
    canonical_text = models.TextField()
    hash = models.CharField(max_length=64)
    change_kind = models.CharField(
        max_length=20, blank=True, default="", db_default="", choices=ChangeKind.choices
    )
    change_note = models.TextField(blank=True, default="", db_default="")

    objects = UnchangeableQuerySet.as_manager()

    class Meta:
        ordering = ["translation_key", "-number", "-published_at"]
        indexes = [models.Index(fields=["translation_key", "number"], name="legal_version_number")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number} ({self.language_code})"


@transaction.atomic
def record_version(page: NoticePage, *, is_rehearsal: bool = False) -> LegalNoticeVersion | None:
    """Store what is live on ``page`` as a version, unless it is stored already.

    ``None`` where nothing was stored: the page isn't live, is an alias, says the same as its last
    version, isn't translated as a whole, or translates a source text that was never published. In a
    rehearsal a translation that couldn't be published is stored too, as far as it has come.
    """
    if not page.live or page.alias_of_id is not None:
        return None
    versions = LegalNoticeVersion.objects.filter(translation_key=page.translation_key)
    code = page.locale.language_code
    is_source = source_code(page, versions) == code
    body, targets = stored_body(page.body.raw_data), StoredCanonicalNames()
    facts = (
        _of_source(page, body, versions, targets)
        if is_source
        else _of_translation(page, versions, is_rehearsal=is_rehearsal)
    )
    if facts is None:
        return None
    canonical = canonical_text(
        title=page.title,
        body=body,
        number=facts.number,
        effective_on=facts.effective_on,
        language=code,
        prevailing=facts.prevailing_code,
        targets=targets,
    )
    newest = _newest_in(code, versions)
    note = facts.change_note
    if newest is not None and newest.number == facts.number:
        note = note or newest.change_note
        if (newest.hash, newest.prevailing_language_code, newest.body, newest.change_note) == (
            digest(canonical), facts.prevailing_code, body, note,
        ):  # fmt: skip
            return None
    return LegalNoticeVersion.objects.create(
        translation_key=page.translation_key,
        language_code=code,
        is_source=is_source,
        number=facts.number,
        effective_on=facts.effective_on,
        prevailing_language_code=facts.prevailing_code,
        title=page.title,
        body=body,
        canonical_text=canonical,
        hash=digest(canonical),
        published_at=timezone.now(),
        change_kind=facts.change_kind,
        change_note=note,
    )


class _Facts(NamedTuple):
    """The facts of a version besides its text."""

    number: int
    effective_on: date
    prevailing_code: str
    change_kind: str
    change_note: str


def _newest_in(
    code: str, versions: QuerySet[LegalNoticeVersion]
) -> LegalNoticeVersion | None:  # fmt: skip
    in_language = versions.filter(language_code=code)
    return in_language.order_by("-number", "-published_at", "-pk").first()


def _of_source(
    page: NoticePage,
    body: list[Any],
    versions: QuerySet[LegalNoticeVersion],
    targets: StoredCanonicalNames,
) -> _Facts:
    """The facts of what a source page says: a new number if that changed.

    A description of the change is that of one version: another one doesn't get it, too.
    """
    prevailing_code = (page.prevailing_locale or page.locale).language_code
    newest = versions.filter(is_source=True).order_by("-number", "-published_at", "-pk").first()
    if newest is not None and (
        newest.effective_on, newest.prevailing_language_code,
    ) == (page.effective_on, prevailing_code) and has_same_text(
        page, body, newest, targets
    ):  # fmt: skip
        return _Facts(
            newest.number, page.effective_on, prevailing_code, newest.change_kind,
            newest.change_note,
        )  # fmt: skip
    former = newest.number if newest is not None else 0
    is_described = page.described_after == former
    return _Facts(
        number=former + 1,
        effective_on=page.effective_on,
        prevailing_code=prevailing_code,
        change_kind=page.change_kind if is_described else "",
        change_note=page.change_note.strip() if is_described else "",
    )


def _of_translation(
    page: NoticePage, versions: QuerySet[LegalNoticeVersion], *, is_rehearsal: bool
) -> _Facts | None:
    """The facts of the source version a translation renders; ``None`` where it renders none."""
    rendered = rendered_version(page, versions, is_rehearsal=is_rehearsal)
    if rendered is None and is_rehearsal:
        rendered = versions.filter(is_source=True).order_by("-number").first()
    if rendered is None:
        return None
    note = page.change_note.strip() if _translates_note_of(rendered, page) else ""
    return _Facts(
        rendered.number, rendered.effective_on, rendered.prevailing_language_code,
        rendered.change_kind, note,
    )  # fmt: skip


def _translates_note_of(rendered: LegalNoticeVersion, page: NoticePage) -> bool:
    """True if the text that was translated holds the note of that version."""
    translation = translation_into(page) if rendered.change_note else None
    if translation is None:
        return False
    content = json.loads(translation.source.content_json)
    note: str = content.get("change_note", "").strip()
    return note == rendered.change_note


def has_same_text(
    page: NoticePage,
    body: list[Any],
    version: LegalNoticeVersion,
    targets: StoredCanonicalNames | None = None,
) -> bool:
    """True if a page says the same as a version, in every block and every file it refers to.

    Raises:
        UnattestedBlock: the body holds something that the canonical text can't say.
    """
    if version.body != body:
        return False
    text = canonical_text(
        title=page.title,
        body=body,
        number=version.number,
        effective_on=version.effective_on,
        language=version.language_code,
        prevailing=version.prevailing_language_code,
        targets=targets,
    )
    return digest(text) == version.hash


def source_code(page: NoticePage, versions: QuerySet[LegalNoticeVersion]) -> str:
    """The code of the language whose publications number the versions of a notice.

    The first one that was published decides, so that no translation can ever take its place.
    """
    first = versions.filter(is_source=True).order_by("number", "pk").first()
    if first is not None:
        return first.language_code
    translation = translation_into(page)
    locale = translation.source.locale if translation else page.locale
    return locale.language_code


def rendered_version(
    page: NoticePage, versions: QuerySet[LegalNoticeVersion], *, is_rehearsal: bool = False
) -> LegalNoticeVersion | None:
    """The published source version a translation was made from, ``None`` where there is none.

    The translator worked on the source as it was last synchronised. Which version that is, is
    recognised by its words, never by dates. A page that is edited by hand since its translation was
    stopped continues to correct the version it rendered last, because nothing tells which source
    text its editor had before them. A translation with missing texts renders nothing, except in a
    rehearsal, which is there to see how far it has come.
    """
    translation = translation_into(page)
    if translation is None:
        return None
    sources = versions.filter(is_source=True).order_by("-number")
    last = versions.filter(language_code=page.locale.language_code).order_by("-number").first()
    if not translation.enabled and last is not None:
        return sources.filter(number=last.number).first()
    total, done = translation.get_progress()
    if translation.enabled and done < total and not is_rehearsal:
        return None
    content = json.loads(translation.source.content_json)
    title, body = content["title"], stored_body(json.loads(content["body"]))
    candidates = [version for version in sources if version.title == title]
    text = words(body)
    return next(
        (version for version in candidates if version.body == body),
        next((version for version in candidates if words(version.body) == text), None),
    )


def translation_into(page: NoticePage) -> Translation | None:
    """The translation that a page is the target of, with its source; ``None`` for others."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .select_related("source__locale")
        .first()
    )
