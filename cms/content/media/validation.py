"""Refuses uploads that are not what their name says.

It is the fields of the models that refuse them, so every way in meets it: the forms of the admin,
its choosers, its API, and code that calls ``full_clean``. Pictures are refused by the fields of
forms as well, before Django or Wagtail reads them, and code that saves one without asking for its
validation is refused when the file is to be stored. A file that is stored already is not judged
again: an editor may still move or rename what was uploaded before a rule.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.forms import FileField, ImageField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import WagtailImageFieldFile
from wagtail.users.models import UserProfile

from cms.content.media import formats, raster_images
from cms.localisation import writing

# Set on a file once it was decoded, which takes a second if it is large.
_IS_WHOLE = "_is_whole_picture"


class Refusal(StrEnum):
    """The reason why no file can be stored at the moment."""

    NO_ROOM = "no_room"
    AWAY = "away"


_refused: ContextVar[Refusal | None] = ContextVar("why no file is accepted", default=None)
_REFUSALS = {
    Refusal.NO_ROOM: _(
        "“%(name)s” couldn't be stored: the server's disk is full. Nothing was changed. "
        "Contact the server administrators, and try again later."
    ),
    Refusal.AWAY: _(
        "“%(name)s” couldn't be stored: the place where files are kept can't be reached. Nothing "
        "was changed. Try again in a few minutes."
    ),
}


class PictureFile(WagtailImageFieldFile):
    """The file of an image: upright in its size, and never stored unless it can be read."""

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Width and height as shown, from the header alone; ``None`` where it can't be read."""
        is_closed = self.closed
        self.open()
        try:
            size = raster_images.size(self.file)
        finally:
            if is_closed:
                self.close()
        return (size.width, size.height) if size else (None, None)

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store a picture.

        Raises:
            ValidationError: it can't be read whole.
        """
        _check_is_whole(content)
        super().save(name, content, save=save)


def validate_document(value: FieldFile) -> None:
    """Refuse a document of a type that isn't accepted, or whose content is something else."""
    _validate(value, check_document)


def validate_picture(value: FieldFile) -> None:
    """Refuse an image that isn't accepted, is something else, or can't be read whole."""
    _validate(value, check_picture)


@contextmanager
def refusing(reason: Refusal | None) -> Iterator[None]:
    """Within this, every upload is refused."""
    token = _refused.set(reason)
    try:
        yield
    finally:
        _refused.reset(token)


@contextmanager
def one_request() -> Iterator[None]:
    """Within this, ``refuse_uploads`` holds to the end and no longer."""
    with refusing(None):
        yield


def refuse_uploads(reason: Refusal) -> None:
    """Refuse every upload of this request."""
    _refused.set(reason)


def check_storable(name: str) -> None:
    """Check that an upload can be stored.

    Raises:
        ValidationError: none can at the moment.
    """
    reason = _refused.get()
    if reason is not None:
        raise ValidationError(_REFUSALS[reason], code=reason, params={"name": name})


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
    get_image_model()._meta.get_field("file").attr_class = PictureFile
    AvatarPreferencesForm.base_fields["avatar"] = PictureField(
        label=AvatarPreferencesForm.base_fields["avatar"].label, required=False
    )
    field: Any = WagtailImageField
    if not hasattr(field.to_python, "judges_first"):
        field.to_python = _judging_first(field.to_python)


def _judging_first(original: Callable[..., Any]) -> Callable[..., Any]:
    """Have a field of forms judge a picture before its own code decodes it."""

    @wraps(original)
    def to_python(self: Any, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is not None:
            if hasattr(self, "check_image_file_size"):
                self.check_image_file_size(file)
            check_picture(file)
        return original(self, data)

    to_python.judges_first = True  # type: ignore[attr-defined]
    return to_python


class PictureField(ImageField):
    """A field of forms for a picture that can be read whole."""

    to_python = _judging_first(ImageField.to_python)


def _validate(value: FieldFile, check: Callable[[Any], None]) -> None:
    if not value._committed:  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no other word
        check(value.file)


def check_picture(file: Any) -> None:
    """Refuse what isn't an accepted picture, or can't be read whole.

    Raises:
        ValidationError: with a sentence for editors.
    """
    _check(file, settings.WAGTAILIMAGES_EXTENSIONS)
    _check_is_whole(file)


def check_document(file: Any) -> None:
    """Refuse what isn't an accepted document.

    Raises:
        ValidationError: with a sentence for editors.
    """
    _check(file, settings.DOCUMENT_EXTENSIONS)


def _check(file: Any, accepted: list[str]) -> None:
    name = _name(file)
    check_storable(name)
    extension = formats.extension(name)
    if extension not in accepted:
        raise ValidationError(
            _("“%(name)s” is not of an accepted type. Accepted types: %(types)s."),
            code="unaccepted_type",
            params={"name": name, "types": writing.listed(sorted(accepted)).upper()},
        )
    details = {"name": name, "type": extension.upper()}
    try:
        if not formats.matches_name(name, file):
            raise ValidationError(
                _("The content of “%(name)s” is not that of a %(type)s file."),
                code="other_content",
                params=details,
            )
        if formats.is_polyglot(file):
            raise ValidationError(
                _("“%(name)s” is more than a %(type)s file: it contains a web page or an archive."),
                code="two_formats",
                params=details,
            )
    finally:
        file.seek(0)


def _check_is_whole(file: Any) -> None:
    """Refuse a picture that can't be decoded, or is too much to be."""
    if getattr(file, _IS_WHOLE, False):
        return
    name = _name(file)
    try:
        raster_images.check(file)
    except raster_images.UnreadableError as error:
        raise ValidationError(
            _(
                "“%(name)s” is damaged or incomplete, so it can't be shown. Save or export the "
                "picture again, and upload the new file."
            ),
            code="unreadable",
            params={"name": name},
        ) from error
    except raster_images.TooLargeError as error:
        raise ValidationError(
            _(
                "“%(name)s” has too many pixels, all frames of an animation counted: at most "
                "%(millions)s million are accepted. Make the picture smaller, and upload it again."
            ),
            code="too_many_pixels",
            params={"name": name, "millions": raster_images.most_pixels() // 1_000_000},
        ) from error
    except raster_images.TooLongError as error:
        raise ValidationError(
            _("“%(name)s” has more than %(most)s frames. Shorten the animation."),
            code="too_many_frames",
            params={"name": name, "most": raster_images.MOST_FRAMES},
        ) from error
    setattr(file, _IS_WHOLE, True)


def _name(file: Any) -> str:
    return (file.name or "").rpartition("/")[2]
