"""Terms and their translations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class GlossaryTerm(models.Model):
    """A term with its required, allowed and forbidden translations into another language."""

    source_locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("from"),
    )
    target_locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("into"),
    )
    term = models.CharField(_("term"), max_length=200)
    required = models.CharField(
        _("translation"),
        max_length=200,
        blank=True,
        help_text=_("Required translation. If empty, only forbidden terms are checked."),
    )
    allowed = models.TextField(
        _("also allowed"), blank=True, help_text=_("Other translations, one per line.")
    )
    forbidden = models.TextField(
        _("forbidden"), blank=True, help_text=_("Forbidden translations, one per line.")
    )
    is_case_sensitive = models.BooleanField(
        _("case-sensitive"),
        default=False,
        help_text=_("For abbreviations that are also ordinary words."),
    )
    note = models.CharField(_("note"), max_length=400, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("source_locale"), FieldPanel("target_locale")]),
        FieldPanel("term"),
        FieldPanel("is_case_sensitive"),
        FieldPanel("required"),
        FieldPanel("allowed"),
        FieldPanel("forbidden"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "term"],
                name="one_entry_per_term_and_languages",
                violation_error_message=_("This term is already in the glossary."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.required}" if self.required else self.term

    @property
    def accepted(self) -> list[str]:
        """The accepted translations, the required one first; if empty, any is accepted."""
        return [self.required, *_lines(self.allowed)] if self.required else _lines(self.allowed)

    @property
    def refused(self) -> list[str]:
        """The forbidden translations."""
        return _lines(self.forbidden)

    def clean(self) -> None:
        """Check that the entry isn't empty and doesn't contradict itself.

        Raises:
            ValidationError: it does.
        """
        errors: dict[str, Any] = {}
        if self.source_locale_id == self.target_locale_id:
            errors["target_locale"] = _("Choose a language other than the term's.")
        if not self.accepted and not self.refused:
            errors["required"] = _("Enter a required, allowed or forbidden translation.")
        if set(self.accepted) & set(self.refused):
            errors["forbidden"] = _("The same translation is both allowed and forbidden.")
        if errors:
            raise ValidationError(errors)
