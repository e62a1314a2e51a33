"""The choices for a new site, and their validation."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

# Without characters that are easily mistaken for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_LARGEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Plan:
    """A site, its languages by their codes, and its first administrator.

    With an empty ``username`` no administrator is made.
    """

    host: str
    port: int = 443
    name: str = "Newsroom"
    source: str = settings.LANGUAGE_CODE
    targets: tuple[str, ...] = ()
    username: str = ""
    email: str = ""
    password: str = ""

    def check(self) -> None:
        """See whether all of it can be.

        Raises:
            ValidationError: a message for each field that is wrong.
        """
        problems: dict[str, str] = {}
        if not _HOST.fullmatch(self.host):
            problems["host"] = _("“{host}” is not a host name.").format(host=self.host)
        if not 1 <= self.port <= _LARGEST_PORT:
            problems["port"] = _("The port is a number from 1 to 65535.")
        if not self.name.strip():
            problems["name"] = _("Enter a name.")
        problems |= self._problems_of_languages()
        if self.username:
            problems |= self._problems_of_administrator()
        if problems:
            raise ValidationError(problems)

    def _problems_of_languages(self) -> dict[str, str]:
        if self.source != settings.LANGUAGE_CODE:
            text = _("The source language of this installation is {code}.")
            return {"source": text.format(code=settings.LANGUAGE_CODE)}
        known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        unknown = [code for code in self.targets if code not in known or code == self.source]
        if not unknown:
            return {}
        text = _("Not languages to translate into: {codes}. There are: {known}")
        others = ", ".join(sorted(set(known) - {self.source}))
        return {"targets": text.format(codes=", ".join(unknown), known=others)}

    def _problems_of_administrator(self) -> dict[str, str]:
        problems = {}
        user = get_user_model()(username=self.username, email=self.email)
        try:
            user.username_validator(self.username)
        except ValidationError as error:
            problems["username"] = " ".join(error.messages)
        try:
            validate_email(self.email)
        except ValidationError as error:
            problems["email"] = " ".join(error.messages)
        try:
            validate_password(self.password, user)
        except ValidationError as error:
            problems["password"] = " ".join(error.messages)
        return problems


def default_address() -> tuple[str, int]:
    """Host and port of where pages are read, from the settings."""
    parts = urlsplit(settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL)
    return parts.hostname or "localhost", parts.port or (80 if parts.scheme == "http" else 443)


def random_password() -> str:
    """A password that can be read out: four groups of four letters."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
