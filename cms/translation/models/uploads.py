"""Files with translations, until they are applied."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationUpload(models.Model):
    """A file with translations that somebody has sent, until it was applied or is forgotten.

    ``translation`` is the only one the file may change, if it was sent from its editor.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("translation"),
    )
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("content"))
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file with translations")
        verbose_name_plural = _("files with translations")

    def __str__(self) -> str:
        return self.name
