"""The words of an XLIFF unit, put together from its segments, with the codes resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.files.inline import unspoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.translation.files.trees import Element


class Unreadable(ValueError):
    """A unit says something that can't be put together; the message says what."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


class Words:
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
        self._ends: dict[str, str] = {}

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
        found: list[tuple[int, str]] = []
        missing, is_translated = 0, False
        for position, part in enumerate(self._parts, 1):
            target = next(part.elements(f"{self._space}target"), None)
            is_segment = part.name == f"{self._space}segment"
            if target is not None:
                html = self._html(target.children)
                found.append((self._order(target, position), html))
                is_translated = is_translated or (is_segment and html != "")
                missing += is_segment and html == ""
            elif is_segment:
                missing += 1
            else:
                sources = part.elements(f"{self._space}source")
                found += [(position, self._html(one.children)) for one in sources]
        if not is_translated:
            return ""
        if missing:
            raise Unreadable(self._unit.line, _("Only a part of this text is translated."))
        return "".join(html for _position, html in sorted(found, key=lambda one: one[0]))

    def plain(self) -> str:
        """The words alone, whatever the codes are."""
        return "".join(_characters(self._parts))

    def _order(self, target: Element, position: int) -> int:
        order = target.attributes.get("order", str(position))
        if not order.isascii() or not order.isdecimal() or len(order) > 9:
            raise Unreadable(target.line, _("The order of a segment is no number."))
        return int(order)

    def _html(self, children: Iterable[Element | str]) -> str:
        return "".join(
            unspoken(child) if isinstance(child, str) else self._code(child) for child in children
        )

    def _code(self, code: Element) -> str:
        name, attributes = code.name.removeprefix(self._space), code.attributes
        if name == "cp":
            return unspoken(_control(code))
        if name in {"mrk", "sm", "em"}:
            return self._html(code.children)
        if name == "pc":
            start = self._original(code, attributes.get("dataRefStart", ""))
            end = self._original(code, attributes.get("dataRefEnd", ""))
            return f"{start}{self._html(code.children)}{end}"
        if name in {"ph", "sc", "ec"}:
            return self._original(code, attributes.get("dataRef", ""))
        raise Unreadable(code.line, _("“{name}” isn't known inside a text.").format(name=name))

    def _original(self, code: Element, reference: str) -> str:
        """What a code stands for.

        A code without a reference stands for nothing the page knows, and would be lost in silence.
        """
        data = self._data.get(reference)
        if data is None:
            number = code.attributes.get("id", "")
            text = _("The file doesn't say what the code “{number}” stands for.")
            raise Unreadable(code.line, text.format(number=number))
        return "".join(
            child if isinstance(child, str) else _control(child) for child in data.children
        )


def _control(element: Element) -> str:
    """The character that XML can't say."""
    try:
        code = int(element.attributes.get("hex", ""), 16)
        character = chr(code)
    except (ValueError, OverflowError):
        code, character = 0, ""
    if not character or 0xD800 <= code <= 0xDFFF or code == 0:
        raise Unreadable(element.line, _("A character is named that doesn't exist."))
    return character


def _characters(children: Iterable[Element | str]) -> Iterable[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif not child.name.endswith(" target"):
            yield from _characters(child.children)
