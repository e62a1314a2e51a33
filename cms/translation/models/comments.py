"""Comments on single texts while they are translated and reviewed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TextComment(models.Model):
    """A comment on one text of a translation; open until it is resolved.

    ``path`` is the path of the segment and ``source`` its source text at the time, so a comment
    is found again as long as the text is.
    """

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("translation"),
    )
    path = models.TextField(_("place"))
    source = models.TextField(_("source text"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("user"),
    )
    text = models.TextField(_("comment"))
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True)

    class Meta:
        verbose_name = _("comment on a text")
        verbose_name_plural = _("comments on texts")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
