"""A job on many pages and its steps, one for each page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.database.leases import Leased


class TranslationJob(Leased):
    """A job on the pages below a page, started by a user.

    ``locales`` are the ids of the languages it is about.
    """

    class Kind(models.TextChoices):
        """The work done on each page."""

        SUBMIT = "submit", _("submit for translation")
        SYNCHRONISE = "synchronise", _("synchronise translations")
        TRANSLATE = "translate", _("translate by machine")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    locales = models.JSONField(_("locales"), default=list)
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class TranslationJobStep(models.Model):
    """One page of a job; ``message`` says why it failed."""

    class Status(models.TextChoices):
        """The status of a step."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(
        TranslationJob, on_delete=models.CASCADE, related_name="steps", verbose_name=_("job")
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.WAITING
    )
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("step of a job")
        verbose_name_plural = _("steps of jobs")
        default_permissions = ()
        indexes = [models.Index(fields=["job", "status", "id"], name="steps_of_a_job")]

    def __str__(self) -> str:
        return f"{self.page} {self.status}"
