"""The words of an XLIFF unit, put together from its segments, with the codes resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.files.xliff.inline_codes import as_html, mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.translation.files.xliff.safe_xml import Element


_SINGLE = {"ph": "p", "sc": "s", "ec": "e"}


class Unreadable(ValueError):
    """A unit says something that can't be put together; the message says what."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


class UnitReader:
    """A unit's source and target as texts with markup.

    Tools may cut a unit into segments and put their targets into another order.
    """

    def __init__(self, unit: Element, space: str) -> None:
        self._unit = unit
        self._space = space
        self._data: dict[str, Element] = {}
        for element in unit.elements(f"{space}originalData"):
            for data in element.elements(f"{space}data"):
                self._data[data.attributes.get("id", "")] = data
        self._parts = [
            element
            for element in unit.elements()
            if element.name in {f"{space}segment", f"{space}ignorable"}
        ]
        self._known: dict[str, str] = {}
        self._learn(self._parts)
        # Some tools leave out the original data of codes, and keep their numbers.
        self.has_numbers = False

    def source(self) -> str:
        """The source text.

        Raises:
            Unreadable: a code isn't known.
        """
        return "".join(
            self._html(source.children)
            for part in self._parts
            for source in part.elements(f"{self._space}source")
        )

    def target(self) -> str:
        """The target text; empty where nothing is translated.

        Raises:
            Unreadable: a code isn't known, or only some segments are translated.
        """
        pieces: list[tuple[int, str]] = []
        missing, is_translated = 0, False
        for position, part in enumerate(self._parts, 1):
            target = next(part.elements(f"{self._space}target"), None)
            is_segment = part.name == f"{self._space}segment"
            if target is not None:
                html = self._html(target.children)
                pieces.append((self._order(target, position), html))
                is_translated = is_translated or (is_segment and html != "")
                missing += is_segment and html == ""
            elif is_segment:
                missing += 1
            else:
                sources = part.elements(f"{self._space}source")
                pieces += [(position, self._html(element.children)) for element in sources]
        if not is_translated:
            return ""
        if missing:
            raise Unreadable(self._unit.line, _("Only a part of this text is translated."))
        return "".join(html for _position, html in sorted(pieces, key=lambda piece: piece[0]))

    def plain(self) -> str:
        """The words alone, whatever the codes are."""
        return "".join(_characters(self._parts))

    def _order(self, target: Element, position: int) -> int:
        order = target.attributes.get("order", str(position))
        if not order.isascii() or not order.isdecimal() or len(order) > 9:
            raise Unreadable(target.line, _("The order of a segment is not a number."))
        return int(order)

    def _html(self, children: Iterable[Element | str]) -> str:
        return "".join(
            as_html(child) if isinstance(child, str) else self._code(child) for child in children
        )

    def _code(self, code: Element) -> str:
        name, attributes = code.name.removeprefix(self._space), code.attributes
        if name == "cp":
            return as_html(_control(code))
        if name in {"mrk", "sm", "em"}:
            return self._html(code.children)
        number = attributes.get("id", "")
        if name == "pc":
            start = self._original(code, attributes.get("dataRefStart"), f"s{number}")
            end = self._original(code, attributes.get("dataRefEnd"), f"e{number}")
            return f"{start}{self._html(code.children)}{end}"
        if name in _SINGLE:
            number = attributes.get("startRef", number)
            return self._original(code, attributes.get("dataRef"), f"{_SINGLE[name]}{number}")
        raise Unreadable(
            code.line, _("The element “{name}” is not supported inside a text.").format(name=name)
        )

    def _learn(self, children: Iterable[Element | str]) -> None:
        """Record the markup of the source's codes, for a target that has their numbers."""
        for code in children:
            if isinstance(code, str) or code.name == f"{self._space}target":
                continue
            number, attributes = code.attributes.get("id", ""), code.attributes
            name = code.name.removeprefix(self._space)
            for kind, reference in (
                ("s", attributes.get("dataRefStart")),
                ("e", attributes.get("dataRefEnd")),
                (_SINGLE.get(name, ""), attributes.get("dataRef")),
            ):
                if reference in self._data:
                    number = attributes.get("startRef", number)
                    self._known[f"{kind}{number}"] = self._raw(self._data[reference])
            self._learn(code.children)

    def _original(self, code: Element, reference: str | None, name: str) -> str:
        """The markup of a code.

        Without a reference it is the source's code with this number, else left to be resolved.
        """
        if reference in self._data:
            return self._raw(self._data[reference])
        if reference is None and name in self._known:
            return self._known[name]
        if reference is not None or self._known:
            raise Unreadable(code.line, unknown_code(name[1:]))
        self.has_numbers = True
        return mark(name[0], name[1:])

    @staticmethod
    def _raw(data: Element) -> str:
        return "".join(
            child if isinstance(child, str) else _control(child) for child in data.children
        )


def unknown_code(number: str) -> str:
    """The message for an undefined inline code; it would be lost silently."""
    text = _("The file doesn't define the inline code “{number}”.")
    return text.format(number=number)


def _control(element: Element) -> str:
    """The character that XML doesn't allow."""
    try:
        code = int(element.attributes.get("hex", ""), 16)
        character = chr(code)
    except (ValueError, OverflowError):
        code, character = 0, ""
    if not character or 0xD800 <= code <= 0xDFFF or code == 0:
        raise Unreadable(element.line, _("The file names a character that doesn't exist."))
    return character


def _characters(children: Iterable[Element | str]) -> Iterable[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif not child.name.endswith(" target"):
            yield from _characters(child.children)
