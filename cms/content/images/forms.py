"""The forms for images and profile pictures in the admin."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.forms import BaseImageForm

from PIL import Image as Picture

from cms.content.images.rendering import resized
from cms.content.media import raster_images, replacement
from cms.content.media.validation import PictureField

_LARGEST_AVATAR = 400


class ImageForm(BaseImageForm):
    """Wagtail's form, which leaves the file it replaces to ``cms.content.media.replacement``."""

    def save(self, commit: bool = True) -> Any:
        """Save; Wagtail would delete the old file and its renditions while pages show them."""
        self.original_file = None
        return super().save(commit=commit)


class AvatarForm(AvatarPreferencesForm):
    """The form for a profile picture, kept small and upright."""

    avatar = PictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)

    def clean_avatar(self) -> Any:
        """The new picture, or the one there is."""
        file = self.cleaned_data.get("avatar")
        return _small(file) if file else self._original_avatar

    def save(self, commit: bool = True) -> Any:
        """Save, and remove the old picture once the new one is there."""
        before = self._original_avatar.name
        saved = forms.ModelForm.save(self, commit=commit)
        if commit and before and before != saved.avatar.name:
            replacement.remove_after_commit([before])
        return saved


def install() -> None:
    """Have people's account page ask with this form, and say what is wrong with a picture."""
    AvatarSettingsPanel.form_class = AvatarForm
    AvatarSettingsPanel.template_name = "content/avatar.html"


def _small(file: Any) -> Any:
    file.seek(0)
    with Picture.open(file, formats=raster_images.FORMATS) as opened:
        format_ = "JPEG" if opened.format == "MPO" else opened.format
        picture = raster_images.upright(opened)
        largest = max(picture.size)
        if largest <= _LARGEST_AVATAR:
            file.seek(0)
            return file
        scale = _LARGEST_AVATAR / largest
        width, height = (max(1, round(side * scale)) for side in picture.size)
        content = BytesIO()
        resized(picture, (width, height)).save(content, format_)
    return SimpleUploadedFile(file.name, content.getvalue(), Picture.MIME[format_ or "JPEG"])
