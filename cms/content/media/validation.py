"""Refuses uploads that are not what their name says.

It is the fields of the models that refuse them, so every way in meets it: the forms of the admin,
its choosers, its API, and code that calls ``full_clean``. A file that is stored already is not
judged again: an editor may still move or rename what was uploaded before a rule.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from cms.content.media import formats
from cms.localisation import writing

if TYPE_CHECKING:
    from collections.abc import Callable


def validate_document(value: FieldFile) -> None:
    """Refuse a document of a type that isn't accepted, or whose content is something else."""
    _validate(value, settings.DOCUMENT_EXTENSIONS)


def validate_picture(value: FieldFile) -> None:
    """Refuse an image of a type that isn't accepted, or whose content is something else."""
    _validate(value, settings.WAGTAILIMAGES_EXTENSIONS)


def install() -> None:
    """Have the fields of documents, images and profile pictures judge what is uploaded."""
    fields: list[tuple[Any, str, Callable[[FieldFile], None]]] = [
        (get_document_model(), "file", validate_document),
        (get_image_model(), "file", validate_picture),
        (UserProfile, "avatar", validate_picture),
    ]
    for model, name, validator in fields:
        validators = model._meta.get_field(name).validators
        if validator not in validators:
            validators.append(validator)


def _validate(value: FieldFile, accepted: list[str]) -> None:
    if value._committed:  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no other word
        return
    name = (value.name or "").rpartition("/")[2]
    extension = formats.extension(name)
    if extension not in accepted:
        raise ValidationError(
            _("“%(name)s” is not of an accepted type. Accepted types: %(types)s."),
            code="unaccepted_type",
            params={"name": name, "types": writing.listed(sorted(accepted)).upper()},
        )
    file = value.file
    said = {"name": name, "type": extension.upper()}
    try:
        if not formats.is_what_it_says(name, file):
            raise ValidationError(
                _("The content of “%(name)s” is not that of a %(type)s file."),
                code="other_content",
                params=said,
            )
        if formats.is_something_else_besides(file):
            raise ValidationError(
                _("“%(name)s” is more than a %(type)s file: it contains a web page or an archive."),
                code="two_formats",
                params=said,
            )
    finally:
        file.seek(0)
