"""Files that images and documents had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class ReplacedFile(models.Model):
    """A file, or a rendition of it, that an image had before.

    ``cms.content.media.replacement`` keeps it. Whoever may see the image may see it.
    """

    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.CASCADE,
        related_name="replaced_files",
        verbose_name=_("image"),
    )
    name = models.CharField(_("file"), max_length=255, db_index=True)
    is_rendition = models.BooleanField(_("rendition"))
    replaced_at = models.DateTimeField(_("replaced at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("replaced file")
        verbose_name_plural = _("replaced files")

    def __str__(self) -> str:
        return self.name


class FormerDocumentFile(models.Model):
    """The name of a file that a document had before, by which it is found still."""

    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="former_files",
        verbose_name=_("document"),
    )
    name = models.CharField(_("file"), max_length=255, db_index=True)

    class Meta:
        verbose_name = _("former file of a document")
        verbose_name_plural = _("former files of documents")

    def __str__(self) -> str:
        return self.name
