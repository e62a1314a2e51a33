"""The form for documents in the admin."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm


class DocumentForm(BaseDocumentForm):
    """Wagtail's form, which leaves the file it replaces to ``cms.content.media.replacement``."""

    def save(self, commit: bool = True) -> Any:
        """Save; Wagtail would delete the old file before it has stored the new one."""
        self.original_file = None
        return super().save(commit=commit)
