"""The workers that run tasks, and the jobs people start."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A process that runs tasks, and its last sign of life; gone once the process has ended.

    Times are those of the database, so that the clocks of several machines don't matter.
    """

    id = models.CharField(primary_key=True, max_length=32)
    host = models.CharField(_("host"), max_length=255)
    process_id = models.PositiveIntegerField(_("process id"))
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last seen at"), db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.host} {self.process_id}"


class Job(models.Model):
    """A change of many things that somebody asked for, made step by step in the background."""

    kind = models.CharField(_("kind"), max_length=50)
    title = models.CharField(_("title"), max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    options = models.JSONField(_("options"), default=dict)
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, db_index=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class JobStep(models.Model):
    """One thing a job changes; ``message`` says why it failed.

    The thing is named by its id and its title alone: it may be deleted by its own step.
    """

    class Status(models.TextChoices):
        """The progress of a job."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="steps", verbose_name=_("job")
    )
    object_id = models.BigIntegerField(_("object id"))
    title = models.CharField(_("title"), max_length=255)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.WAITING
    )
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("step of a job")
        verbose_name_plural = _("steps of jobs")
        default_permissions = ()
        indexes = [models.Index(fields=["job", "status", "id"], name="operation_steps_of_a_job")]

    def __str__(self) -> str:
        return f"{self.title} {self.status}"
