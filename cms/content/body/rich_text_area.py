"""The field of rich text: it refuses what its editor doesn't send."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Wagtail's field, for every rich text: of pages, of snippets and in blocks."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text as it is stored; nothing sent is an empty text.

        Raises:
            BadRequest: the field doesn't hold a text of the editor. To take that for an empty text
                would lose the one that is there.
        """
        if not data.get(name):
            return data.get(name)
        try:
            return super().value_from_datadict(data, files, name)
        except Exception as error:
            # Whatever is wrong with JSON, with its structure, or with what that refers to.
            raise BadRequest(f"“{name}” doesn't hold rich text.") from error
