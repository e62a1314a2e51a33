"""Keeps secrets and personal data out of log lines, wherever in a text they are.

Recognised are values by the name before them (in query strings, headers and printed dictionaries),
credentials in URLs, tokens in paths, e-mail addresses, and the secrets of this installation as
they are. Every pattern takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK = "[redacted]"
# Shorter ones would tear ordinary words apart.
SHORTEST_SECRET = 6

_SECRET_NAME = re.compile(
    r"pass(?:word|wd|phrase|code)|pwd|secret|token|preview|api[_-]?key|access[_-]?key"
    r"|private[_-]?key|signature|credential|session|csrf|cookie|authorization|(?:^|_)otp"
    r"|recovery|assertion|code_verifier|x-amz-",
    re.IGNORECASE,
)
# Too common to stand for a secret anywhere but in a query string.
_SECRET_PARAMETER = re.compile(
    rf"{_SECRET_NAME.pattern}|^(?:auth|code|key|sig|state|nonce|ticket|e-?mail|user(?:name)?|login)$",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"[?&;](?P<name>[\w.~%\[\]-]++)=")
_PARAMETER_VALUE = re.compile(r"[^\s&;#'\"<>]*")
_NAMED = re.compile(
    r"(?<![\w.-])(?P<name>[\w.-]++)(?:['\"]|\))?[ \t]*(?:=|:|,(?=[ ]?b?['\"]))[ \t]*"
)
_NAMED_VALUE = re.compile(
    r"[bru]?'(?:[^'\\\n]|\\.)*+'|[bru]?\"(?:[^\"\\\n]|\\.)*+\"|\([^)\n]*+\)|\[[^\]\n]*+\]"
    r"|(?:(?:Bearer|Basic|Token|Digest) )?[^\s&;,'\"()<>\]}]*"
)
# Headers, whose values reach to the end of the line or of the quotes.
_HEADER = re.compile(
    r"(?P<kept>(?<![\w-])(?:proxy-authorization|authorization|set-cookie|cookie)[ \t]*:[ \t]*)"
    r"[^'\"\n]+",
    re.IGNORECASE,
)
_SUBSTITUTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    # scheme://user:password@host, but not the words an explanation writes there
    (re.compile(r"(?P<kept>\b[a-z][a-z0-9+-]{0,30}://)"
                r"(?!(?:user)?:(?:key|secret|token|password)@)[^\s/@'\"<>]*@", re.IGNORECASE),
     rf"\g<kept>{MASK}@"),
    (re.compile(r"(?P<kept>\b(?:Bearer|Basic|Digest) )[A-Za-z0-9._~+/=-]{8,}"),
     rf"\g<kept>{MASK}"),
    # Links sent by e-mail, whose path is the password.
    (re.compile(r"(?P<kept>/(?:password_reset/confirm|password/reset/key|confirm-email)/)[^\s'\"?]+"),
     rf"\g<kept>{MASK}"),
    (re.compile(r"(?<![\w.+-])[\w.+-]++(?:@|%40)[\w-]++(?:\.[\w-]++)+"), "[e-mail]"),
)  # fmt: skip


class Redactor:
    """Masks what must not be logged; ``secrets`` are the installation's own."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {
            spelling
            for secret in secrets
            for spelling in (secret, quote(secret, safe=""), unquote(secret))
            if len(spelling) >= SHORTEST_SECRET
        }
        longest_first = sorted(spellings, key=len, reverse=True)
        self._own = re.compile("|".join(map(re.escape, longest_first))) if spellings else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        if self._own is not None:
            text = self._own.sub(MASK, text)
        text = _HEADER.sub(rf"\g<kept>{MASK}", text)
        text = _masked(text, _PARAMETER, _SECRET_PARAMETER, _PARAMETER_VALUE)
        text = _masked(text, _NAMED, _SECRET_NAME, _NAMED_VALUE)
        for pattern, replacement in _SUBSTITUTIONS:
            text = pattern.sub(replacement, text)
        return text


def is_secret_name(name: str) -> bool:
    """True if a value of this name is a secret."""
    return bool(_SECRET_NAME.search(name))


def passwords_in(urls: Iterable[str]) -> list[str]:
    """The passwords that URLs of services hold."""
    return [password for url in urls if (password := _password(url))]


def _password(url: str) -> str:
    try:
        credentials = urlsplit(url).netloc.rpartition("@")[0]
    except ValueError:
        return ""
    return unquote(credentials.partition(":")[2])


def _masked(
    text: str, named: re.Pattern[str], is_secret: re.Pattern[str], value: re.Pattern[str]
) -> str:
    """The text, with the values after secret names masked."""
    pieces, done = [], 0
    for match in named.finditer(text):
        if match.start() < done or not is_secret.search(match["name"]):
            continue
        found = value.match(text, match.end())
        if found is not None and found.end() > match.end():
            pieces += [text[done : match.end()], MASK]
            done = found.end()
    return "".join([*pieces, text[done:]])
