"""The group of translators of each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslatorGroup(models.Model):
    """The group that translates into a language; it gives its members no other right."""

    locale = models.OneToOneField(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("locale")
    )
    group = models.OneToOneField(
        "auth.Group", on_delete=models.CASCADE, related_name="+", verbose_name=_("group")
    )

    class Meta:
        verbose_name = _("group of translators")
        verbose_name_plural = _("groups of translators")

    def __str__(self) -> str:
        return f"{self.group}"
