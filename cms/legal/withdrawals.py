"""Withdrawals of legal notices: stored as they were published, never changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.legal import chain
from cms.legal.unchangeable import Unchangeable, UnchangeableQuerySet
from cms.legal.versions import LegalNoticeVersion, source_code, translation_into

if TYPE_CHECKING:
    from typing import Any

    from cms.legal.versions import NoticePage


class LegalNoticeWithdrawal(Unchangeable):
    """The end of a notice on a day, its reason, and the notice that replaces it.

    Without a day: the withdrawal before it was taken back. In a translation ``rendered_reason`` is
    the source's reason that it translates.
    """

    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True, default="", db_default="")
    replacement_key = models.UUIDField(null=True)
    rendered_reason = models.TextField(blank=True, default="", db_default="")

    objects = UnchangeableQuerySet.as_manager()

    class Meta:
        ordering = ["translation_key", "-published_at", "-pk"]
        indexes = [models.Index(fields=["translation_key"], name="legal_withdrawal_key")]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.language_code}): {self.withdrawn_on}"


def record_withdrawal(page: NoticePage) -> LegalNoticeWithdrawal | None:
    """Store what is live on ``page`` about its end, unless it is stored already.

    ``None`` where nothing was stored. A translation says it after its source, in its own words.
    """
    if not page.live or page.alias_of_id is not None:
        return None
    stored = LegalNoticeWithdrawal.objects.filter(translation_key=page.translation_key)
    code = page.locale.language_code
    newest = stored.filter(language_code=code).first()
    if newest is None and page.withdrawn_on is None:
        return None
    versions = LegalNoticeVersion.objects.filter(translation_key=page.translation_key)
    is_source = source_code(page, versions) == code
    found = _of_source(page) if is_source else _of_translation(page, stored)
    if found is None or found == _facts(newest):
        return None
    withdrawn_on, reason, replacement_key, rendered = found
    return LegalNoticeWithdrawal.objects.create(
        translation_key=page.translation_key,
        language_code=code,
        is_source=is_source,
        withdrawn_on=withdrawn_on,
        reason=reason,
        replacement_key=replacement_key,
        rendered_reason=rendered,
        published_at=timezone.now(),
    )


def seal(page: NoticePage, *, is_signed: bool) -> None:
    """Put all that was published of a page and isn't in its chain yet at the end of that.

    Two queries, and one for each new row. A rehearsal signs nothing.
    """
    place = {"translation_key": page.translation_key, "language_code": page.locale.language_code}
    rows: list[dict[str, Any]] = []
    for model in (LegalNoticeVersion, LegalNoticeWithdrawal):
        names = chain.columns(is_version=model is LegalNoticeVersion)
        rows += [row | {"model": model} for row in model.objects.filter(**place).values(*names)]
    placed = [row for row in rows if row["position"]]
    last = max(placed, key=lambda row: row["position"], default=None)
    link = None
    if last is not None:
        link = chain.ChainLink(last["position"], last["previous_hash"], last["chain_hash"], "")
    key = settings.LEGAL_SIGNING_KEY if is_signed else ""
    for row in chain.in_order(row for row in rows if not row["position"]):
        link = chain.linked(row, after=link, key=key)
        # Rows are never changed: this one is completed.
        models.QuerySet(row["model"]).filter(pk=row["id"], position=None).update(
            position=link.position,
            previous_hash=link.previous_hash,
            chain_hash=link.chain_hash,
            signature=link.signature,
        )


_Found = tuple["Any", str, "Any", str]
_NOTHING: _Found = (None, "", None, "")


def _facts(withdrawal: LegalNoticeWithdrawal | None) -> _Found:
    if withdrawal is None:
        return _NOTHING
    return (
        withdrawal.withdrawn_on, withdrawal.reason, withdrawal.replacement_key,
        withdrawal.rendered_reason,
    )  # fmt: skip


def _of_source(page: NoticePage) -> _Found:
    if page.withdrawn_on is None:
        return _NOTHING
    key = page.replaced_by.translation_key if page.replaced_by else None
    return page.withdrawn_on, page.withdrawal_reason.strip(), key, ""


def _of_translation(page: NoticePage, stored: Any) -> _Found | None:
    """The source's withdrawal in the words of the translation; ``None`` if it has none yet."""
    source = stored.filter(is_source=True).first()
    translation = translation_into(page)
    if source is None or source.withdrawn_on is None or translation is None:
        return None
    content = json.loads(translation.source.content_json)
    reason = page.withdrawal_reason.strip()
    total, done = translation.get_progress()
    is_whole = not translation.enabled or done == total
    if not reason or not is_whole or content.get("withdrawal_reason", "").strip() != source.reason:
        return None
    return source.withdrawn_on, reason, source.replacement_key, source.reason
