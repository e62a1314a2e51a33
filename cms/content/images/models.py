"""The stored data of images besides their renditions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string


class ImagePlaceholder(models.Model):
    """A picture in a few dozen pixels, small enough to be part of an answer."""

    image = models.OneToOneField(
        get_image_model_string(),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="placeholder",
        verbose_name=_("image"),
    )
    # What it was made of: an image whose file is replaced needs another.
    file = models.CharField(_("file"), max_length=255)
    data_uri = models.TextField(_("data URI"))

    class Meta:
        verbose_name = _("placeholder of an image")
        verbose_name_plural = _("placeholders of images")

    def __str__(self) -> str:
        return self.file
