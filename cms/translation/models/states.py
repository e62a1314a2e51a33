"""The state of each page's text in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageTextState(models.Model):
    """The state of a live page's text: a source's own, or a translation's against its source.

    ``fingerprint`` is a hash over the source's texts: those that are live now in the row of the
    source, those it was published from in the row of a translation.
    """

    class State(models.TextChoices):
        """The state of a text against its source."""

        SOURCE = "source", _("source")
        COMPLETE = "complete", _("complete")
        PARTIAL = "partial", _("partial")
        STALE = "stale", _("stale")

    translation_key = models.UUIDField(_("translation key"))
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("locale")
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    done = models.PositiveIntegerField(_("texts done"), default=0)
    total = models.PositiveIntegerField(_("texts in all"), default=0)
    machine_count = models.PositiveIntegerField(_("texts translated by machine"), default=0)
    source_updated_at = models.DateTimeField(_("source changed at"), null=True)
    fingerprint = models.CharField(_("fingerprint of the source"), max_length=64)
    # Digest of each source text that is translated in what readers see: whether by a machine.
    translated = models.JSONField(_("texts translated"), default=dict)
    # Marks of the texts that readers see as the source has them; see
    # ``cms.content.reading.text_languages``.
    untranslated = models.JSONField(_("texts not translated"), default=list)

    # Texts of a machine that no person has confirmed, in what readers see; ``None``: none. See
    # ``cms.translation.segments.machine_texts``.
    machine_texts = models.JSONField(_("texts of a machine"), null=True)

    class Meta:
        verbose_name = _("state of a page's text")
        verbose_name_plural = _("states of pages' texts")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="one_state_per_page_and_locale"
            )
        ]
        indexes = [models.Index(fields=["locale", "state"], name="translation_locale_state")]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.state}"
