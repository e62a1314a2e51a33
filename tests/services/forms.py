"""Forms of a page, with what a browser would send if nobody changed anything in them."""

from __future__ import annotations

import secrets
from html.parser import HTMLParser

Fields = dict[str, list[str]]
Files = dict[str, tuple[str, bytes]]
_NOT_SENT = {"submit", "button", "image", "file", "reset"}
_CHECKED = {"checkbox", "radio"}


def forms(page: str) -> list[Fields]:
    """The forms of a page, in their order."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return parser.forms


def likeliest(page: str, names: set[str]) -> Fields | None:
    """The form that has most of these fields; ``None``: the page has no form that is posted."""
    posted = [form for form in forms(page) if "csrfmiddlewaretoken" in form]
    return max(posted, key=lambda form: (len(names & set(form)), len(form)), default=None)


def multipart(fields: Fields, files: Files) -> tuple[bytes, str]:
    """A body with files, each by its field as a name and its bytes, and the type of that body."""
    boundary = secrets.token_hex(16)
    parts = [
        (f'name="{name}"', value.encode()) for name, values in fields.items() for value in values
    ]
    parts += [
        (f'name="{field}"; filename="{name}"\r\nContent-Type: application/octet-stream', content)
        for field, (name, content) in files.items()
    ]
    body = b"".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n"
        for head, value in parts
    )
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._form: Fields | None = None
        # The text area, or the option of a list, whose text comes next.
        self._area: str | None = None
        self._list: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = {}
            self.forms.append(self._form)
        if self._form is None or (tag != "option" and not given.get("name")):
            return
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._area = given["name"]
            self._form.setdefault(self._area, []).append("")
        elif tag == "select":
            self._list = given["name"]
        elif tag == "option" and self._list is not None:
            self._option(self._list, given)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a form, or of a field."""
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._list = None

    def handle_data(self, data: str) -> None:
        """Note the text in a text area."""
        if self._form is not None and self._area is not None:
            self._form[self._area][-1] += data.removeprefix("\r\n").removeprefix("\n")

    def _input(self, given: dict[str, str]) -> None:
        assert self._form is not None
        kind = given.get("type", "text")
        if kind in _NOT_SENT or (kind in _CHECKED and "checked" not in given):
            return
        value = given.get("value", "on" if kind in _CHECKED else "")
        self._form.setdefault(given["name"], []).append(value)

    def _option(self, name: str, given: dict[str, str]) -> None:
        assert self._form is not None
        is_first = name not in self._form
        if is_first or "selected" in given:
            self._form[name] = [given.get("value", "")]
