"""The field of a page's title: one line of text, which is seen whole however long it is."""

from typing import Any

from wagtail.admin.widgets import AdminAutoHeightTextInput


class TitleInput(AdminAutoHeightTextInput):
    """A field that grows with its text. Line breaks that are pasted become spaces."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-one-line": "", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The title on one line."""
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value
