"""Arguments of queries: each is checked here before anything is read."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self, TypeVar
from urllib.parse import unquote_to_bytes
from uuid import UUID

from graphql import GraphQLResolveInfo

from cms.api.content.dates import NotADay
from cms.api.content.errors import ErrorCode, error
from cms.content.reading.loader import Reading
from cms.content.reading.slices import Window
from cms.content.redirects.paths import without_tracking
from cms.content.search.tokens import query_tokens
from cms.content.tree import SiteTree, UnknownLanguage
from cms.localisation import tags

LONGEST_PAGE = 100
LONGEST_TEXT = 200
LONGEST_PATH = 2_000
MOST_KEYS = 100
MOST_WORDS = 50
GREATEST_PK = 2**63 - 1
GREATEST_INT = 2**31 - 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
Position = TypeVar("Position")
Value = TypeVar("Value")


def reading_in(info: GraphQLResolveInfo, language: str) -> Reading:
    """A reading of the default site in the language asked for. One query for each request.

    Raises:
        GraphQLError: ``UNKNOWN_LANGUAGE``, with the tags there are.
    """
    tree: SiteTree = info.context.tree()
    if not tags.is_well_formed(language):
        raise error(
            ErrorCode.UNKNOWN_LANGUAGE,
            f"“{_shortened(language)}” is not a BCP 47 language tag.",
            languages=[root.language.tag for root in tree.roots],
        )
    try:
        return Reading(tree, tree.root(language))
    except UnknownLanguage as unknown:
        raise error(
            ErrorCode.UNKNOWN_LANGUAGE,
            f"This site has no language “{language}”.",
            languages=unknown.known,
        ) from None


class UnknownValue(LookupError):
    """A value in a reader's URL names nothing: a position in a list, a category, a tag, a year.

    An expected outcome, so the field is answered by ``null`` and not by an error.
    """


def page_size(first: int | None, default: int = 20, *, name: str = "first") -> int:
    """The number of entries to return.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` outside of 0 to 100.
    """
    if first is None:
        return default
    if not 0 <= first <= LONGEST_PAGE:
        raise error(
            ErrorCode.BAD_ARGUMENT,
            f"“{name}” is {first}; it may be 0 to {LONGEST_PAGE}.",
            argument=name,
        )
    return first


@dataclass(frozen=True, slots=True)
class Paging:
    """The part of a list that is asked for, as the caller says it; ``None``: not said."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    page: int | None = None

    @classmethod
    def extracted_from(cls, arguments: Mapping[str, Any]) -> tuple[Self, dict[str, Any]]:
        """The paging among the arguments of a field, and the others."""
        names = {field_.name for field_ in fields(cls)}
        paging = {name: value for name, value in arguments.items() if name in names}
        return cls(**paging), {name: arguments[name] for name in arguments.keys() - names}

    def part(self, position: Callable[[str], Position], default: int = 20) -> Window[Position]:
        """The part, each cursor made the ``position`` it keeps.

        Raises:
            GraphQLError: ``BAD_ARGUMENT`` where there are too many entries, or two ways of paging.
            UnknownValue: a cursor isn't one of the list; no list has a page of this number.
        """
        after = position(self.after) if self.after is not None else None
        before = position(self.before) if self.before is not None else None
        if self.page is not None:
            return Window(self._size(default), skip=self._skipped(default))
        if self.last is not None:
            count = page_size(self.last, name="last")
            return Window(count, after, before, is_backwards=True)
        return Window(self._size(default), after, before)

    def _size(self, default: int) -> int:
        return page_size(self.first, default)

    def _skipped(self, default: int) -> int:
        if self.last is not None or self.after is not None or self.before is not None:
            message = "“page” counts from the beginning, without “after”, “before” and “last”."
            raise error(ErrorCode.BAD_ARGUMENT, message, argument="page")
        number = self.page or 0
        if number < 1:
            raise UnknownValue
        return min((number - 1) * self._size(default), GREATEST_INT)


def text(name: str, value: str) -> str:
    """A short text, such as a host name.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where it is empty, longer than 200 characters or holds
            control characters.
    """
    if not _is_short(value):
        raise error(
            ErrorCode.BAD_ARGUMENT,
            f"“{name}” must be 1 to {LONGEST_TEXT} characters, without control characters.",
            argument=name,
        )
    return value


def slug(value: str) -> str:
    """A slug that something may have.

    Raises:
        UnknownValue: nothing can have it.
    """
    if not _is_short(value):
        raise UnknownValue
    return value


def _is_short(value: str) -> bool:
    return 0 < len(value) <= LONGEST_TEXT and not _CONTROL.search(value)


def words(name: str, value: str) -> list[str]:
    """The words of a query, as the search index keeps them; empty if it has no word.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where it is too long or holds more than 50 words.
    """
    if len(value) > LONGEST_TEXT:
        message = f"“{name}” has {len(value)} characters; it may have {LONGEST_TEXT}."
        raise error(ErrorCode.BAD_ARGUMENT, message, argument=name)
    tokens = query_tokens(_CONTROL.sub(" ", value))
    if len(tokens) > MOST_WORDS:
        raise error(
            ErrorCode.BAD_ARGUMENT,
            f"“{name}” holds {len(tokens)} words; it may hold {MOST_WORDS}. "
            "Two neighbouring Chinese characters count as one.",
            argument=name,
        )
    return tokens


def year(value: int) -> int:
    """A year of the calendar.

    Raises:
        UnknownValue: outside of 1 to 9999.
    """
    if not date.min.year <= value <= date.max.year:
        raise UnknownValue
    return value


def day(name: str, value: date | NotADay) -> date:
    """A day of the calendar.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where it is none.
    """
    if isinstance(value, NotADay):
        message = f"“{name}” is “{_shortened(value.given)}”; it must be a day such as 2026-01-31."
        raise error(ErrorCode.BAD_ARGUMENT, message, argument=name)
    return value


def translation_keys(values: list[str]) -> list[UUID]:
    """Translation keys, each once, in the order given; what can't be one is left out.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where there are more than 100.
    """
    if len(values) > MOST_KEYS:
        raise error(
            ErrorCode.BAD_ARGUMENT,
            f"“translationKeys” has {len(values)} entries; it may have {MOST_KEYS}.",
            argument="translationKeys",
        )
    keys: dict[UUID, None] = {}
    for value in values:
        with suppress(ValueError):
            keys[UUID(value)] = None
    return list(keys)


@dataclass(frozen=True, slots=True)
class FrontendPath:
    """A path on the frontend, taken apart: ``code`` of the language, then the slugs below it.

    ``segments`` are both as requested; ``query`` is the part after the question mark.
    """

    segments: tuple[str, ...]
    query: str

    @property
    def code(self) -> str:
        """The first segment in small letters; empty for the path ``/``."""
        return self.segments[0].lower() if self.segments else ""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The other segments."""
        return self.segments[1:]

    @property
    def spellings(self) -> list[str]:
        """The paths a redirect from here may be kept under, the most exact first.

        Parameters that only say where a reader came from don't count.
        """
        path = "/" + "/".join(self.segments)
        small = "/" + "/".join((self.code, *self.slugs))
        queries = dict.fromkeys([self.query, without_tracking(self.query)])
        queried = [f"{path}?{query}" for query in queries if query]
        return [*queried, path, small, path.lower()]


def frontend_path(path: str) -> FrontendPath:
    """A path as a frontend's catch-all route gets it.

    With or without the slash at the end, percent-encoded or not, doubled slashes as one, dots
    followed as RFC 3986, section 5.2.4, says; a fragment is passed over.

    Raises:
        UnknownValue: nothing can be there: it is too long, without the slash at the beginning, with
            control characters, or badly encoded.
    """
    bare, _, query = path.split("#", 1)[0].partition("?")
    if len(path) > LONGEST_PATH or not path.startswith("/") or _BROKEN_PERCENT.search(bare):
        raise UnknownValue
    try:
        decoded = unquote_to_bytes(bare).decode()
    except UnicodeError:
        raise UnknownValue from None
    if _CONTROL.search(decoded):
        raise UnknownValue
    return FrontendPath(tuple(_segments(unicodedata.normalize("NFC", decoded))), query)


def _segments(path: str) -> list[str]:
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return segments


def cursor(*parts: object) -> str:
    """An opaque cursor that keeps some values."""
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).decode()


def cursor_parts(value: str) -> list[str]:
    """The values a cursor holds.

    Raises:
        UnknownValue: it isn't one of ours.
    """
    try:
        return base64.urlsafe_b64decode(value.encode("ascii")).decode().split("|")
    except (binascii.Error, UnicodeError):
        raise UnknownValue from None


def position_by_id(cursor: str) -> tuple[int]:
    """The position that a cursor encodes in a list sorted by id.

    Raises:
        UnknownValue: it is not a cursor of such a list.
    """
    (pk,) = _parts_of_position(cursor, 1)
    return (_pk(pk),)


def position_by(read: Callable[[str], Value]) -> Callable[[str], tuple[Value, int]]:
    """A function that decodes the cursors of a list sorted by a value and the id.

    ``read`` parses the value. The function raises ``UnknownValue`` as ``position_by_id`` does, and
    where ``read`` raises a ``ValueError``.
    """

    def position(cursor: str) -> tuple[Value, int]:
        value, pk = _parts_of_position(cursor, 2)
        try:
            return read(value), _pk(pk)
        except ValueError:
            raise UnknownValue from None

    return position


def _parts_of_position(cursor: str, count: int) -> list[str]:
    parts = cursor_parts(cursor)
    if len(parts) != count:
        raise UnknownValue
    return parts


def _pk(text: str) -> int:
    pk = int(text) if re.fullmatch(r"[0-9]{1,19}", text) else 0
    if not 0 < pk <= GREATEST_PK:
        raise UnknownValue
    return pk


def bad_cursor() -> Exception:
    """The error for a cursor that isn't one of ours."""
    return error(ErrorCode.BAD_CURSOR, "“after” must be a cursor of this list.", argument="after")


def _shortened(value: str) -> str:
    return value if len(value) <= tags.LONGEST_TAG else value[: tags.LONGEST_TAG] + "…"
