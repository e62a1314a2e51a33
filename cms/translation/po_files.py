"""Reading an uploaded PO file, and telling the translator what became of each entry."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from polib import POFile, pofile
from wagtail_localize.models import (
    StringNotUsedInContext,
    Translation,
    UnknownContext,
    UnknownString,
)

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_BYTES = 10 * 1024 * 1024
HEADER = "X-WagtailLocalize-TranslationID"


class UnusableFile(ValueError):
    """The file can't be imported; the message says why, in words for the translator."""


def read(upload: "UploadedFile[bytes] | None", translation: Translation) -> POFile:
    """The PO file of an upload that was made for this translation.

    Raises:
        UnusableFile: there is no file, it is no PO file, or it belongs to another translation.
    """
    if upload is None:
        raise UnusableFile(_("Choose a PO file to upload."))
    if upload.size is None or upload.size > LARGEST_BYTES:
        raise UnusableFile(_("The file is larger than 10 MB."))
    po = _parse(upload)
    identifier = po.metadata.get(HEADER)
    if identifier is None:
        raise UnusableFile(
            _(
                "The file doesn't say which translation it is for. Download the PO file of this "
                "translation, and keep its header “{header}”."
            ).format(header=HEADER)
        )
    if identifier != str(translation.uuid):
        raise UnusableFile(_("The file was made for another translation."))
    return po


def problems(warnings: Iterable[Any]) -> list[str]:
    """What the import passed over, one sentence for each entry."""
    return [_problem(warning) for warning in warnings]


def _problem(warning: Any) -> str:
    number = warning.index + 1
    if isinstance(warning, UnknownString):
        return _("Entry {number}: “{text}” is not a text of this page (any more).").format(
            number=number, text=warning.string
        )
    if isinstance(warning, UnknownContext):
        return _("Entry {number}: this page has no place “{place}”.").format(
            number=number, place=warning.context or ""
        )
    if isinstance(warning, StringNotUsedInContext):
        return _("Entry {number}: “{text}” doesn't stand at “{place}”.").format(
            number=number, text=warning.string, place=warning.context
        )
    return _("Entry {number} was not used.").format(number=number)


def _parse(upload: "UploadedFile[bytes]") -> POFile:
    """Parse by way of a file: polib would take a text that looks like a path for one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.po"
        path.write_bytes(upload.read())
        try:
            return pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
            raise UnusableFile(_("This is not a PO file in UTF-8.")) from error
