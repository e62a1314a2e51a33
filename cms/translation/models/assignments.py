"""The user responsible for a translation, and the daily e-mail about pending work."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationAssignment(models.Model):
    """The user responsible for a page in a language; the page need not be translated yet."""

    translation_key = models.UUIDField(_("translation key"))
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("locale")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="one_assignment_per_page_and_locale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.user}"


class TranslationDigest(models.Model):
    """The daily e-mail to a user: whether it is wanted, and when it was sent or tried last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    is_wanted = models.BooleanField(_("is wanted"), default=True)
    sent_on = models.DateField(_("sent on"), null=True)
    tried_at = models.DateTimeField(_("tried at"), null=True)

    class Meta:
        verbose_name = _("daily e-mail")
        verbose_name_plural = _("daily e-mails")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
