"""Files with redirects, and how far they have been read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.database.leases import Leased


class RedirectImport(Leased):
    """A file somebody has uploaded, as rows: ``[number in the file, cells]``.

    ``problems`` are the rows that made no redirect: ``[number, from, to, reason]``.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    name = models.CharField(_("name"), max_length=255)
    headers = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    from_index = models.PositiveIntegerField(null=True)
    to_index = models.PositiveIntegerField(null=True)
    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, null=True, related_name="+"
    )
    is_permanent = models.BooleanField(default=True)
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of redirects")
        verbose_name_plural = _("imports of redirects")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
