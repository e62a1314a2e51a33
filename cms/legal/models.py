"""Legal notices, the page that lists them, and their versions."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.content.body import blocks
from cms.content.body.canonical import UnattestedBlock
from cms.content.body.stream_field import BlockStreamField
from cms.content.pages.models import LocalisedPage
from cms.legal import canonical
from cms.legal.forms import LegalNoticePageForm
from cms.legal.versions import ChangeKind, LegalNoticeVersion, has_same_text, record_version
from cms.legal.withdrawals import LegalNoticeWithdrawal, record_withdrawal, seal
from cms.localisation import newsroom_time

logger = logging.getLogger(__name__)

# The names of the entries that versions and withdrawals make in the history of a page.
ACTION, END_ACTION = "legal.version", "legal.withdrawal"

_SYNCHRONISED = ("change_kind", "withdrawn_on", "replaced_by")
_END = ("withdrawn_on", "withdrawal_reason", "replaced_by")


def _today() -> object:
    return newsroom_time.today()


class LegalIndexPage(LocalisedPage):
    """The list of all legal notices of a language."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences above the list."),
    )

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["legal.LegalNoticePage"]
    page_description = _("Lists the legal notices of this language.")
    content_panels = [*LocalisedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of legal notices")
        verbose_name_plural = _("lists of legal notices")


class LegalNoticePage(LocalisedPage):
    """A legal notice. Each publication that changes it makes a new version readers can cite."""

    effective_on = models.DateField(
        _("in force from"),
        default=_today,
        help_text=_("Until this date readers see the previous version."),
    )
    prevailing_locale = models.ForeignKey(
        Locale,
        # What is published or drafted with a language keeps that from being removed; in an old
        # draft there may be a deleted one.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("prevailing language"),
        help_text=_(
            "The language whose text decides if translations differ. Leave empty for "
            "the source language."
        ),
    )
    change_kind = models.CharField(
        _("kind of change"),
        max_length=20,
        blank=True,
        db_default="",
        default="",
        choices=ChangeKind.choices,
        help_text=_("Leave empty if readers shouldn't be told. Nothing is assumed."),
    )
    change_note = models.TextField(
        _("what changed"),
        blank=True,
        db_default="",
        default="",
        max_length=1000,
        help_text=_(
            "For readers, shown with the version you publish next. It can't be changed afterwards."
        ),
    )
    # The number of the newest version when kind and note were written: they describe the next one,
    # and no other.
    described_after = models.PositiveIntegerField(null=True, editable=False)
    withdrawn_on = models.DateField(
        _("withdrawn from"),
        null=True,
        blank=True,
        help_text=_(
            "From this day the notice is no longer in force. It can still be read, and isn't "
            "listed any more. Leave empty unless it ends."
        ),
    )
    withdrawal_reason = models.TextField(
        _("reason"),
        blank=True,
        db_default="",
        default="",
        max_length=1000,
        help_text=_("For readers: why the notice is withdrawn."),
    )
    replaced_by = models.ForeignKey(
        "legal.LegalNoticePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
        help_text=_("The notice that holds instead; readers are led to it."),
    )
    body = BlockStreamField(blocks.TextBodyBlock(), verbose_name=_("text"))

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *LocalisedPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in _SYNCHRONISED),
    ]
    parent_page_types = ["legal.LegalIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A legal text with numbered versions.")
    withdraws_translations = True
    is_translated_as_a_whole = True
    base_form_class = LegalNoticePageForm
    longest_slug = 180
    content_panels = [
        *LocalisedPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("effective_on"), FieldPanel("prevailing_locale")], heading=_("Validity")
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("change_kind"), FieldPanel("change_note")],
            heading=_("Change since the previous version"),
        ),
        MultiFieldPanel([FieldPanel(name) for name in _END], heading=_("Withdrawal")),
    ]

    class Meta:
        verbose_name = _("legal notice")
        verbose_name_plural = _("legal notices")

    def own_fields_of_copies(self) -> list[str]:
        """The description of a change and the end, which are of this notice alone.

        Also the first day it is in force, unless that is still to come: no earlier than it exists.
        """
        own = ["change_kind", "change_note", "described_after", *_END]
        return own if self.effective_on > newsroom_time.today() else ["effective_on", *own]

    def begin_as_own_page(self) -> list[str]:
        """Be in force from today, unless that is still to come, and without an end."""
        self.effective_on = max(self.effective_on, newsroom_time.today())
        self.withdrawn_on, self.withdrawal_reason, self.replaced_by = None, "", None
        return ["effective_on", *_END]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and record the version that a live notice now says: both or neither.

        Every way of publishing ends here. A draft saves some columns only, which no reader sees.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live and kwargs.get("update_fields") is None:
                stored = type(self).objects.get(pk=self.pk)
                is_rehearsal = self.rehearsal is not None
                version = record_version(stored, is_rehearsal=is_rehearsal)
                if version is not None and not is_rehearsal:
                    _log(stored, version)
                withdrawal = record_withdrawal(stored)
                if version is not None or withdrawal is not None:
                    seal(stored, is_signed=not is_rehearsal)
                if withdrawal is not None and not is_rehearsal:
                    _log_end(stored, withdrawal)

    def is_backdated(self) -> bool:
        """True if the text differs from the last version and yet claims that version's time.

        Readers who ask what was in force then would get a text that nobody could have read. What is
        scheduled is judged by the day on which it is published.
        """
        newest = self.newest_version()
        if newest is None or self._has_text_of(newest):
            return False
        at = max(self.go_live_at or timezone.now(), timezone.now())
        day = newsroom_time.day(at)
        return self.effective_on <= newest.effective_on and self.effective_on < day

    def is_withdrawn_backwards(self) -> bool:
        """True if the notice would end on a day that is over and that readers don't know of."""
        if self.withdrawn_on is None or self.withdrawn_on >= newsroom_time.today():
            return False
        published = type(self).objects.filter(pk=self.pk, live=True)
        return not published.filter(withdrawn_on=self.withdrawn_on).exists()

    def newest_version(self) -> LegalNoticeVersion | None:
        """The newest version, where this page numbers them; ``None`` for a translation."""
        versions = LegalNoticeVersion.objects.filter(translation_key=self.translation_key)
        return versions.filter(
            is_source=True, language_code=self.locale.language_code
        ).first()  # fmt: skip

    def is_changed(self, newest: LegalNoticeVersion) -> bool:
        """True if publishing the page makes a version with another number."""
        prevailing = (self.prevailing_locale or self.locale).language_code
        facts = (self.effective_on, prevailing)
        return facts != (
            newest.effective_on, newest.prevailing_language_code,
        ) or not self._has_text_of(newest)  # fmt: skip

    def describe_change(self, *, kind: str = "", note: str = "") -> None:
        """Tell readers what changes with the version that is published next."""
        newest = self.newest_version()
        self.change_kind, self.change_note = kind, note
        self.described_after = (newest.number if newest else 0) if kind or note else None

    def _has_text_of(self, version: LegalNoticeVersion) -> bool:
        return has_same_text(self, canonical.stored_body(self.body.raw_data), version)


def _log(notice: LegalNoticePage, version: LegalNoticeVersion) -> None:
    data = {
        "number": version.number,
        "effective_on": version.effective_on.isoformat(),
        "change_kind": version.change_kind,
        "change_note": version.change_note,
    }
    log(instance=notice, action=ACTION, title=version.title, data=data)


def _log_end(notice: LegalNoticePage, withdrawal: LegalNoticeWithdrawal) -> None:
    day = withdrawal.withdrawn_on
    data = {"withdrawn_on": day.isoformat() if day else None, "reason": withdrawal.reason}
    log(instance=notice, action=END_ACTION, data=data)


def objection(notice: LegalNoticePage, user: Any) -> str | None:
    """The reason against publishing a notice; ``None`` where there is none."""
    return unattested(notice) or backdating(notice, user) or past_end(notice, user)


def unattested(notice: LegalNoticePage) -> str | None:
    """The reason why no hash can attest the text of a notice: a file is lost, a part unknown."""
    try:
        canonical.check(canonical.stored_body(notice.body.raw_data))
    except OSError:
        logger.exception("A file of a legal notice can't be read")
        text = gettext("“{title}” can't be published: a file it refers to cannot be read.")
    except UnattestedBlock:
        logger.exception("A legal notice has a part that isn't attested")
        text = gettext("“{title}” can't be published: it contains a block that no hash attests.")
    else:
        return None
    return text.format(title=notice.title)


def backdating(notice: LegalNoticePage, user: Any) -> str | None:
    """The reason against publishing a notice with changed text under its former date.

    Whoever publishes says from which day it is; code and the schedule publish what was checked.
    """
    if user is None or not notice.is_backdated():
        return None
    return gettext(
        "“{title}” can't be published: its text has changed. Enter the day, today or later, "
        "from which it is in force."
    ).format(title=notice.title)


def past_end(notice: LegalNoticePage, user: Any) -> str | None:
    """The reason against publishing a notice as withdrawn from a day that is over.

    Unless that was published before.
    """
    if user is None or not notice.is_withdrawn_backwards():
        return None
    return gettext(
        "“{title}” can't be published: it can only be withdrawn from today, or from a later day."
    ).format(title=notice.title)
