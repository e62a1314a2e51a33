"""Large uploads on their way to a temporary file, for which the disk may have no room."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from cms.content.media import validation
from cms.content.media.uploading import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger("cms.content.media")


class TemporaryUploadHandler(TemporaryFileUploadHandler):
    """Django's handler, but a disk that becomes full ends the file and not the request.

    What was written is removed, and the forms of the request refuse each upload.
    """

    file: Any = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a temporary file."""
        self.file = None
        with self._refusing_without_room():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk; nothing more once there was no room for one."""
        if self.file is None:
            return
        with self._refusing_without_room():
            self.file.write(raw_data)
            self.file.flush()

    def file_complete(self, file_size: int) -> Any:
        """The file; an empty one that has the size of what was sent, where there was no room."""
        if self.file is not None:
            return super().file_complete(file_size)
        return InMemoryUploadedFile(
            BytesIO(), self.field_name, self.file_name, self.content_type, file_size,
            self.charset, self.content_type_extra,
        )  # fmt: skip

    def upload_interrupted(self) -> None:
        """Remove what was written, if anything was."""
        if self.file is not None:
            super().upload_interrupted()

    @contextmanager
    def _refusing_without_room(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = refusal(error)
            if reason is None:
                raise
            logger.exception("No room for an upload in the folder of temporary files")
            validation.refuse_uploads(reason)
            if self.file is not None:
                # It tries once more to write what it holds, then removes itself.
                with suppress(OSError):
                    self.file.close()
            self.file = None
