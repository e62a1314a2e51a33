"""What readers of a changing site may be told: written by who changes it, read by who asks.

One process appends a line before and behind every commit; readers in other processes take in all
lines there are before they ask and again when they have got an answer. So each knows what was
committed before a question, and what may have been by the time of the answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# What a reader sees of a thing: its title and path, or nothing.
Seen = tuple[str, str] | None
HEADER = "header"
NUMBER = "number"
REDIRECT = "redirect"
LANGUAGES = ("en", "zh-Hans")


def name_of(key: str, language: str) -> str:
    """The name of an article, by its translation key, in a language."""
    return f"{key} {language}"


@dataclass
class Thing:
    """Something readers see: all it was since the beginning, and which of that is committed.

    What an event makes of it is written down before the event, so an answer is known to be right
    as soon as it can be given.
    """

    history: list[Seen]
    committed: int = 0

    def allowed(self, since: int) -> list[Seen]:
        """What a reader may be told who began when ``since`` was committed."""
        return self.history[since:]


@dataclass
class Journal:
    """The things of a site by name, and the keys of its articles.

    ``is_over``: nothing more will happen.
    """

    path: Path
    things: dict[str, Thing] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    is_over: bool = False
    _read_until: int = 0
    _begun_line: bytes = b""

    def write(self, **entry: Any) -> None:
        """Append a line, and take it in."""
        with self.path.open("ab") as file:
            file.write(json.dumps(entry).encode() + b"\n")
        self.catch_up()

    def catch_up(self) -> None:
        """Take in what was written meanwhile."""
        with self.path.open("rb") as file:
            file.seek(self._read_until)
            new = file.read()
        self._read_until += len(new)
        *lines, self._begun_line = (self._begun_line + new).split(b"\n")
        for line in lines:
            self._take_in(json.loads(line))

    def _take_in(self, entry: dict[str, Any]) -> None:
        if "article" in entry:
            self.articles.append(entry["article"])
            for language, seen in zip(LANGUAGES, entry["seen"], strict=True):
                self.things[name_of(entry["article"], language)] = Thing([_seen(seen)])
        elif "thing" in entry:
            self.things[entry["thing"]] = Thing([_seen(entry["seen"])])
        elif "gone" in entry:
            self.articles.remove(entry["gone"])
        elif "begun" in entry:
            self.things[entry["begun"]].history.append(_seen(entry["seen"]))
        elif "committed" in entry:
            thing = self.things[entry["committed"]]
            thing.committed = len(thing.history) - 1
        else:
            self.is_over = entry["over"]


def _seen(written: list[str] | None) -> Seen:
    return (written[0], written[1]) if written else None
