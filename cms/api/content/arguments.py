"""What a caller may ask: every argument is checked here before anything is read."""

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote_to_bytes
from uuid import UUID

from graphql import GraphQLResolveInfo

from cms.api.content.errors import Code, error
from cms.content.reading import Reading
from cms.content.redirecting.addresses import without_tracking
from cms.content.tree import SiteTree, UnknownLanguage
from cms.content.words import query_tokens
from cms.localisation import tags

LONGEST_PAGE = 100
LONGEST_TEXT = 200
LONGEST_PATH = 2_000
MOST_KEYS = 100
MOST_WORDS = 50
GREATEST_PK = 2**63 - 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def reading_in(info: GraphQLResolveInfo, language: str) -> Reading:
    """A reading of the default site in the language asked for. One query for each request.

    Raises:
        GraphQLError: ``UNKNOWN_LANGUAGE``, with the tags there are.
    """
    tree: SiteTree = info.context.tree()
    if not tags.is_well_formed(language):
        raise error(
            Code.UNKNOWN_LANGUAGE,
            f"“{_shortened(language)}” is not a BCP 47 language tag.",
            languages=[root.language.tag for root in tree.roots],
        )
    try:
        return Reading(tree, tree.root(language))
    except UnknownLanguage as unknown:
        raise error(
            Code.UNKNOWN_LANGUAGE,
            f"This site has no language “{language}”.",
            languages=unknown.known,
        ) from None


def page_size(first: int | None, default: int = 20) -> int:
    """How many entries to give.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` outside of 0 to 100.
    """
    if first is None:
        return default
    if not 0 <= first <= LONGEST_PAGE:
        raise error(
            Code.BAD_ARGUMENT,
            f"“first” is {first}; it may be 0 to {LONGEST_PAGE}.",
            argument="first",
        )
    return first


def text(name: str, value: str) -> str:
    """A short text, such as a slug.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where it is empty, longer than 200 characters or holds
            control characters.
    """
    if not value or len(value) > LONGEST_TEXT or _CONTROL.search(value):
        raise error(
            Code.BAD_ARGUMENT,
            f"“{name}” must be 1 to {LONGEST_TEXT} characters, without control characters.",
            argument=name,
        )
    return value


def words(name: str, value: str) -> list[str]:
    """What a text holds to search for, as the search index keeps it.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where it is no short text, holds no word or more than 50.
    """
    tokens = query_tokens(text(name, value))
    if not tokens:
        raise error(Code.BAD_ARGUMENT, f"“{name}” holds no word.", argument=name)
    if len(tokens) > MOST_WORDS:
        raise error(
            Code.BAD_ARGUMENT,
            f"“{name}” holds {len(tokens)} words; it may hold {MOST_WORDS}. "
            "Two neighbouring Chinese characters count as one.",
            argument=name,
        )
    return tokens


def year(value: int) -> int:
    """A year of the calendar.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` outside of 1 to 9999.
    """
    if not date.min.year <= value <= date.max.year:
        raise error(Code.BAD_ARGUMENT, "“year” must be 1 to 9999.", argument="year")
    return value


def translation_keys(values: list[str]) -> list[UUID]:
    """Translation keys, each once, in the order given.

    Raises:
        GraphQLError: ``BAD_ARGUMENT`` where there are more than 100; ``BAD_ID`` where one is not a
            UUID.
    """
    if len(values) > MOST_KEYS:
        raise error(
            Code.BAD_ARGUMENT,
            f"“translationKeys” has {len(values)} entries; it may have {MOST_KEYS}.",
            argument="translationKeys",
        )
    try:
        return list(dict.fromkeys(UUID(value) for value in values))
    except ValueError:
        raise error(
            Code.BAD_ID, "A translation key is a UUID.", argument="translationKeys"
        ) from None


@dataclass(frozen=True, slots=True)
class Address:
    """A path on the frontend, taken apart: ``code`` of the language, then the slugs below it.

    ``segments`` are both as they were asked for; ``query`` is what stood behind the question mark.
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


def address(path: str) -> Address:
    """A path as a frontend's catch-all route gets it.

    With or without the slash at the end, percent-encoded or not, doubled slashes as one, dots
    followed as RFC 3986, section 5.2.4, says; a fragment is passed over.

    Raises:
        GraphQLError: ``BAD_PATH`` where it is no path: too long, without the slash at the
            beginning, with control characters, or badly encoded.
    """
    if len(path) > LONGEST_PATH:
        raise error(Code.BAD_PATH, f"“path” is longer than {LONGEST_PATH} characters.")
    if not path.startswith("/"):
        raise error(Code.BAD_PATH, "“path” must begin with a slash.")
    bare, _, query = path.split("#", 1)[0].partition("?")
    if _BROKEN_PERCENT.search(bare):
        raise error(Code.BAD_PATH, "“path” is badly percent-encoded.")
    try:
        decoded = unquote_to_bytes(bare).decode()
    except UnicodeError:
        raise error(Code.BAD_PATH, "“path” is not UTF-8.") from None
    if _CONTROL.search(decoded):
        raise error(Code.BAD_PATH, "“path” holds control characters.")
    return Address(tuple(_segments(unicodedata.normalize("NFC", decoded))), query)


def _segments(path: str) -> list[str]:
    found: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del found[-1:]
        elif part not in {"", "."}:
            found.append(part)
    return found


def cursor(*parts: object) -> str:
    """An opaque cursor that keeps some values."""
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).decode()


def cursor_parts(value: str) -> list[str]:
    """What a cursor keeps.

    Raises:
        GraphQLError: ``BAD_CURSOR`` where it isn't one of ours.
    """
    try:
        return base64.urlsafe_b64decode(value.encode("ascii")).decode().split("|")
    except (binascii.Error, UnicodeError):
        raise bad_cursor() from None


def pk_of_cursor(value: str) -> int:
    """The id that a cursor keeps alone.

    Raises:
        GraphQLError: ``BAD_CURSOR`` where it isn't one of ours.
    """
    parts = cursor_parts(value)
    pk = int(parts[0]) if len(parts) == 1 and re.fullmatch(r"[0-9]{1,19}", parts[0]) else 0
    if not 0 < pk <= GREATEST_PK:
        raise bad_cursor()
    return pk


def bad_cursor() -> Exception:
    """The error for a cursor that isn't one of ours."""
    return error(Code.BAD_CURSOR, "“after” must be a cursor of this list.", argument="after")


def _shortened(value: str) -> str:
    return value if len(value) <= tags.LONGEST_TAG else value[: tags.LONGEST_TAG] + "…"
