"""Values of environment variables: from a text to what settings hold.

Each function is given the name of the variable and its text, and raises ``ImproperlyConfigured``
where the text isn't such a value. URLs of services have a module of their own, ``service_urls``.
"""

from __future__ import annotations

import math
import re
from base64 import b64decode
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Callable

_TRUE = {"true", "on", "ok", "y", "yes", "1"}
_FALSE = {"false", "off", "n", "no", "0"}
# Browsers don't know the names that mean whatever a machine is set to.
TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})


def text(_variable: str, value: str) -> str:
    """The text itself."""
    return value


def items(_variable: str, value: str) -> list[str]:
    """The entries of a list, which commas separate; in a file, also ends of lines."""
    return [one.strip() for one in re.split(r"[,\n]", value) if one.strip()]


def ed25519_key(variable: str, value: str) -> str:
    """A private key of 32 bytes in Base64; empty for none."""
    try:
        is_key = len(b64decode(value, validate=True)) in {0, 32}
    except ValueError:
        is_key = False
    if not is_key:
        raise ImproperlyConfigured(f"{variable}: it isn't a key of 32 bytes in Base64.")
    return value


def boolean(variable: str, value: str) -> bool:
    """``true`` or ``false``, and what else is commonly written for them."""
    word = value.strip().lower()
    if word not in _TRUE | _FALSE:
        raise _wrong(variable, f"“{value}” is neither true nor false")
    return word in _TRUE


def integer(smallest: int, largest: int | None = None) -> Callable[[str, str], int]:
    """A parser of whole numbers within bounds."""
    upper = "" if largest is None else f" and at most {largest}"

    def parse(variable: str, value: str) -> int:
        try:
            number = int(value)
        except ValueError as error:
            raise _wrong(variable, f"“{value}” is not a whole number") from error
        if number < smallest or (largest is not None and number > largest):
            raise _wrong(variable, f"{number} is not at least {smallest}{upper}")
        return number

    return parse


def seconds(variable: str, value: str) -> float:
    """A time in seconds, longer than none."""
    try:
        number = float(value)
    except ValueError as error:
        raise _wrong(variable, f"“{value}” is not a number of seconds, such as 5") from error
    if not math.isfinite(number) or number <= 0:
        raise _wrong(variable, f"{value} is not a time longer than 0 seconds")
    return number


def share(variable: str, value: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(value)
    except ValueError as error:
        raise _wrong(variable, f"“{value}” is not a number") from error
    if not 0 <= number <= 1:
        raise _wrong(variable, f"{value} is not from 0 to 1")
    return number


def choice(*choices: str) -> Callable[[str, str], str]:
    """A parser of words out of a few, in upper or lower case; the word as it is listed."""
    known = {choice.lower(): choice for choice in choices}

    def parse(variable: str, value: str) -> str:
        if value.lower() not in known:
            raise _wrong(variable, f"“{value}” is not one of {', '.join(filter(None, choices))}")
        return known[value.lower()]

    return parse


def time_zone(variable: str, value: str) -> str:
    """The name of a time zone browsers know, too."""
    if value not in TIME_ZONES:
        raise _wrong(variable, f"“{value}” is not the name of a time zone such as Asia/Shanghai")
    return value


def made_folder(variable: str, value: str) -> Path:
    """A folder, made where there is none, for the user of the CMS alone."""
    folder = Path(value)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _wrong(variable, f"the folder {folder} can't be made ({error.strerror})") from error
    return folder


def proxies(variable: str, value: str) -> list[str]:
    """A number of proxies, or their IP addresses and networks."""
    found = items(variable, value)
    for entry in found:
        if entry.isascii() and entry.isdigit():
            continue
        try:
            ip_network(entry, strict=False)
        except ValueError as error:
            raise _wrong(
                variable, f"“{entry}” is neither a number of proxies nor an address or network"
            ) from error
    return found


def applications(variable: str, value: str) -> list[str]:
    """Names of Django applications, whose packages are installed."""
    found = items(variable, value)
    for name in found:
        package = name.partition(".")[0]
        if not name.replace(".", "").isidentifier() or find_spec(package) is None:
            raise _wrong(variable, f"no Python package “{package}” is installed")
    return found


def domains(variable: str, value: str) -> list[str]:
    """Domains of e-mail addresses, in lower case."""
    return [domain.lower() for domain in items(variable, value)]


def _wrong(variable: str, reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{variable}: {reason}.")
