"""Legal notices, the page that lists them, and their versions."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale

from cms.content import blocks, newsroom_time
from cms.content.models import LocalisedPage
from cms.content.streams import BlockStreamField
from cms.legal import texts
from cms.legal.forms import LegalNoticePageForm


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
        help_text=_("Until this day readers keep getting the version before it."),
    )
    prevailing_locale = models.ForeignKey(
        Locale,
        # What is published or drafted with a language keeps that from being removed; in an old
        # draft there may be one that is gone.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("prevailing language"),
        help_text=_("Whose text decides where translations differ. Empty: the source language."),
    )
    body = BlockStreamField(blocks.TextBody(), verbose_name=_("text"))

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
    ]

    class Meta:
        verbose_name = _("legal notice")
        verbose_name_plural = _("legal notices")

    def own_fields_of_copies(self) -> list[str]:
        """The first day it is in force, unless that is still to come: no earlier than it exists."""
        return ["effective_on"] if self.effective_on <= newsroom_time.today() else []

    def begin_as_own_page(self) -> list[str]:
        """Be in force from today, unless that is still to come."""
        self.effective_on = max(self.effective_on, newsroom_time.today())
        return ["effective_on"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and record the version that a live notice now says: both or neither.

        Every way of publishing ends here. A draft saves some columns only, which no reader sees.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live and kwargs.get("update_fields") is None:
                stored = type(self).objects.get(pk=self.pk)
                record_version(stored, is_rehearsal=self.is_rehearsed)

    def is_backdated(self) -> bool:
        """Whether the text differs from the last version and yet claims that version's time.

        Readers who ask what was in force then would get a text that nobody could have read. What is
        scheduled is judged by the day on which it is published.
        """
        versions = LegalNoticeVersion.objects.filter(translation_key=self.translation_key)
        newest = versions.filter(is_source=True, language_code=self.locale.language_code).first()
        body = texts.stored_body(self.body.raw_data)
        if newest is None or (newest.title, newest.body) == (self.title, body):
            return False
        at = max(self.go_live_at or timezone.now(), timezone.now())
        day = newsroom_time.day(at)
        return self.effective_on <= newest.effective_on and self.effective_on < day


def backdating(instance: Any, _revision: Any, user: Any) -> str | None:
    """Why a notice isn't published as if its changed text had been in force all the time.

    Whoever publishes says from which day it is; code and the schedule publish what was checked.
    """
    if user is None or not isinstance(instance, LegalNoticePage) or not instance.is_backdated():
        return None
    return gettext(
        "“{title}” can't be published: its text has changed. Say from which day, today or later, "
        "it is in force."
    ).format(title=instance.title)


class LegalNoticeVersionQuerySet(models.QuerySet["LegalNoticeVersion"]):
    """Versions, which can be added and read and nothing else."""

    def update(self, **_kwargs: Any) -> int:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never deleted.")


class LegalNoticeVersion(models.Model):
    """A legal notice in one language as it was published once. Never changed afterwards.

    The versions of a notice are numbered in its source language. A translation carries the number
    of the source text it renders; where a translation is corrected, the later row replaces the
    earlier one for readers, and both are kept.

    Languages are named by their codes, because a version outlives the language it is in.
    """

    translation_key = models.UUIDField(editable=False)
    language_code = models.CharField(max_length=100)
    is_source = models.BooleanField()
    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    prevailing_language_code = models.CharField(max_length=100)
    title = models.CharField(max_length=255)
    body = models.JSONField()
    canonical_text = models.TextField()
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = LegalNoticeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["translation_key", "-number", "-published_at"]
        indexes = [models.Index(fields=["translation_key", "number"], name="legal_version_number")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number} ({self.language_code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a version that exists is never written again.

        Raises:
            TypeError: the version is stored already.
        """
        if not self._state.adding:
            raise TypeError("A version of a legal notice is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never deleted.")


@transaction.atomic
def record_version(
    page: LegalNoticePage, *, is_rehearsal: bool = False
) -> LegalNoticeVersion | None:
    """Store what is live on ``page`` as a version, unless it is stored already.

    ``None`` where nothing was stored: the page isn't live, is an alias, says the same as its last
    version, isn't translated as a whole, or translates a source text that was never published. In a
    rehearsal a translation that couldn't be published is stored too, as far as it has come.
    """
    if not page.live or page.alias_of_id is not None:
        return None
    versions = LegalNoticeVersion.objects.filter(translation_key=page.translation_key)
    code = page.locale.language_code
    is_source = texts.source_code(page, versions) == code
    body = texts.stored_body(page.body.raw_data)
    if is_source:
        number, effective_on, prevailing_code = _of_source(page, body, versions)
    else:
        rendered = texts.rendered_version(page, versions, is_rehearsal=is_rehearsal)
        if rendered is None and is_rehearsal:
            rendered = versions.filter(is_source=True).order_by("-number").first()
        if rendered is None:
            return None
        number, effective_on = rendered.number, rendered.effective_on
        prevailing_code = rendered.prevailing_language_code
    canonical = texts.canonical_text(
        title=page.title,
        body=body,
        number=number,
        effective_on=effective_on,
        language=code,
    )
    last = versions.filter(language_code=code).order_by("-number", "-published_at", "-pk")
    newest = last.first()
    if newest is not None and (newest.hash, newest.prevailing_language_code, newest.body) == (
        texts.digest(canonical), prevailing_code, body,
    ):  # fmt: skip
        return None
    return LegalNoticeVersion.objects.create(
        translation_key=page.translation_key,
        language_code=code,
        is_source=is_source,
        number=number,
        effective_on=effective_on,
        prevailing_language_code=prevailing_code,
        title=page.title,
        body=body,
        canonical_text=canonical,
        hash=texts.digest(canonical),
        published_at=timezone.now(),
    )


def _of_source(page: LegalNoticePage, body: list[Any], versions: Any) -> tuple[int, Any, str]:
    """Number, date, prevailing language of what a source page says: a new number if it changed."""
    prevailing_code = (page.prevailing_locale or page.locale).language_code
    newest = versions.filter(is_source=True).order_by("-number").first()
    if newest is None:
        return 1, page.effective_on, prevailing_code
    is_same = (newest.title, newest.body, newest.effective_on, newest.prevailing_language_code) == (
        page.title, body, page.effective_on, prevailing_code,
    )  # fmt: skip
    return (newest.number if is_same else newest.number + 1), page.effective_on, prevailing_code
