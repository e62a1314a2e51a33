"""Variables of the environment as they are declared, and the reading of their values.

All mistakes are collected, so that one message names every variable that is wrong. No message holds
a secret, nor a part of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ImproperlyConfigured

from cms.operation.redaction import MASK, passwords_in
from cms.settings.parsing import items

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
FILE = "_FILE"


class Holds(Enum):
    """The part of a value that must not be shown."""

    NOTHING_SECRET = "nothing"
    CREDENTIALS = "credentials"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment.

    Args:
        name: in capitals, as it is set.
        meaning: a line of Markdown.
        default: the text that is read where none is given.
        default_words: what the default is, for people; otherwise the default itself.
        example: a value, for messages about mistakes and for the table.
        holds: whether a value is secret, or a URL with a password. Such a value can also be
            given as a file, whose name the variable with ``_FILE`` added has.
        is_needed: whether production doesn't start without it.
    """

    name: str
    meaning: str
    default: str = ""
    default_words: str = ""
    example: str = ""
    holds: Holds = Holds.NOTHING_SECRET
    is_needed: bool = False

    @property
    def may_be_a_file(self) -> bool:
        """True if the value can be given as a file."""
        return self.holds is not Holds.NOTHING_SECRET

    @property
    def row(self) -> str:
        """The variable as a row of the table in the README."""
        name = f"`{self.name}`" + (" \\*" if self.may_be_a_file else "")
        meaning = f"{self.meaning}: `{self.example}`" if self.example else self.meaning
        default = self.default_words or (f"`{self.default}`" if self.default else "none")
        return f"| {name} | {meaning} | {default} |"


@dataclass(slots=True)
class Environment:
    """The variables that are declared, what they are set to, and what is wrong with them."""

    given: Mapping[str, str]
    variables: list[Variable] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)
    _problems: list[str] = field(default_factory=list)
    _missing: list[str] = field(default_factory=list)

    def read(self, variable: Variable, parse: Callable[[str, str], T]) -> T:
        """The value of a variable; where it is wrong, its default, and the mistake is noted.

        Raises:
            ImproperlyConfigured: not even the default can be used.
        """
        self.variables.append(variable)
        value, is_given = self._given(variable)
        self._note_secrets(variable, value)
        if variable.is_needed and not is_given:
            example = f", for example {variable.example}" if variable.example else ""
            problem = f"{variable.name}: it is not set, and production needs it{example}."
            self._missing.append(problem)
        try:
            return parse(variable.name, value or variable.default)
        except ImproperlyConfigured as error:
            self._problems.append(self._described(variable, value, str(error)))
        try:
            return parse(variable.name, variable.default)
        except ImproperlyConfigured:
            self.check()
            raise

    def require(self, is_right: bool, problem: str) -> None:
        """Note a mistake that several variables make together."""
        if not is_right:
            self._problems.append(problem)

    def check(self, *, in_production: bool = False) -> None:
        """Name everything that is wrong.

        Raises:
            ImproperlyConfigured: something is.
        """
        problems = [*self._problems, *(self._missing if in_production else [])]
        if len(problems) == 1:
            raise ImproperlyConfigured(problems[0])
        if problems:
            lines = "".join(f"\n  {problem}" for problem in problems)
            raise ImproperlyConfigured(f"{len(problems)} settings are wrong:{lines}")

    def _given(self, variable: Variable) -> tuple[str, bool]:
        """The text of a variable, and whether anybody tried to give it."""
        value = self.given.get(variable.name, "")
        name = variable.name + FILE
        path = self.given.get(name, "") if variable.may_be_a_file else ""
        if not path:
            return value, bool(value)
        if value:
            self._problems.append(f"{name}: {variable.name} is set as well; set one of the two.")
            return value, True
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            self._problems.append(f"{name}: the file {path} can't be read ({error.strerror}).")
        except ValueError:
            self._problems.append(f"{name}: the file {path} isn't text in UTF-8.")
        else:
            if not value:
                self._problems.append(f"{name}: the file {path} is empty.")
        return value, True

    def _note_secrets(self, variable: Variable, value: str) -> None:
        if variable.holds is Holds.SECRET:
            self.secrets.update([value, *items(variable.name, value)])
        elif variable.holds is Holds.CREDENTIALS:
            self.secrets.update(passwords_in([value, *items(variable.name, value)]))
        self.secrets.discard("")

    def _described(self, variable: Variable, value: str, problem: str) -> str:
        hidden = sorted(self.secrets, key=len, reverse=True) if variable.may_be_a_file else []
        for secret in hidden:
            problem = problem.replace(secret, MASK)
        if variable.example and variable.example not in problem and value:
            return f"{problem} Expected: something like {variable.example}"
        return problem
