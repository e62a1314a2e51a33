"""A reader of a changing site, in a process of its own: ``python -m tests.performance.readers``.

Asks again and again until the journal says that it is over, and judges what comes back: a reader
that begins after a commit must get what was committed, or something newer. Prints what was served
how often, and what was wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from tests.performance.journal import HEADER, LANGUAGES, NUMBER, REDIRECT, Journal, name_of

if TYPE_CHECKING:
    from tests.performance.journal import Seen, Thing

QUESTIONS_A_CONNECTION = 25
MOST_FAULTS = 20
SHOWN = """
query ($keys: [ID!]!, $language: String!) {
  pages(translationKeys: $keys, language: $language) { title path }
}
"""
LINKED = """
query ($keys: [ID!]!) {
  pages(translationKeys: $keys, language: "zh-Hans") {
    translationKey
    alternates { hreflang path }
  }
}
"""
LIST = """
query { news(language: "en", first: 100) { edges { node { title path } } } }
"""
COUNT = """
query ($first: Int!) { news(language: "en", first: $first) { totalCount } }
"""
ROUTE = """
query ($path: String!) {
  route(path: $path) {
    __typename
    ... on PageRoute { page { title path } }
    ... on RedirectRoute { path }
  }
}
"""
SITEWIDE = 'query { sitewide(language: "en") { organisation { name } } }'


@dataclass
class Reader:
    """Somebody who asks again and again, and judges what comes back."""

    journal: Journal
    origin: str
    chance: random.Random
    faults: list[str] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)
    connection: HTTPConnection | None = None
    asked_count: int = 0

    def run(self) -> None:
        """Ask until it is over, or enough was wrong."""
        questions = (
            self.shown, self.shown, self.linked, self.listed,
            self.counted, self.routed, self.others,
        )  # fmt: skip
        try:
            while not self.journal.is_over and len(self.faults) < MOST_FAULTS:
                self.journal.catch_up()
                self.chance.choice(questions)()
        except Exception as error:  # noqa: BLE001 - a reader that stops would find nothing more
            self.faults.append(f"{type(error).__name__}: {error}")

    def ask(self, document: str, **variables: Any) -> Any:
        """The data of an answer, by GET or by POST; afterwards the journal is read on."""
        if self.connection is None or self.asked_count % QUESTIONS_A_CONNECTION == 0:
            self.connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=60)
        self.asked_count += 1
        if self.chance.random() < 0.7:
            given = {"query": document, "variables": json.dumps(variables)}
            self.connection.request("GET", "/graphql/?" + urlencode(given))
        else:
            body = json.dumps({"query": document, "variables": variables})
            self.connection.request("POST", "/graphql/", body, {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        self.served[response.getheader("Cache-Status", "").partition("; ")[2]] += 1
        if "errors" in answer:
            raise ValueError(answer["errors"])
        self.journal.catch_up()
        return answer["data"]

    def judge(self, what: str, seen: Seen, thing: Thing, since: int) -> None:
        """Write down an answer that was overtaken before it was asked for."""
        allowed = thing.allowed(since)
        if seen not in allowed:
            fault = "leaked" if seen and set(allowed) == {None} else "stale"
            self.faults.append(f"{fault}: {what} gives {seen} instead of {allowed}")

    def shown(self) -> None:
        """An article by its translation key, in English or Chinese."""
        key, language = self.chance.choice(self.journal.articles), self.chance.choice(LANGUAGES)
        thing = self.journal.things[name_of(key, language)]
        since = thing.committed
        found = self.ask(SHOWN, keys=[key], language=language)["pages"]
        seen = (found[0]["title"], found[0]["path"]) if found else None
        self.judge(f"pages in {language}", seen, thing, since)

    def linked(self) -> None:
        """Where the English of a Chinese article is; with others, so that few answers are kept."""
        key, *others = self.chance.sample(self.journal.articles, 4)
        thing = self.journal.things[name_of(key, "en")]
        since = thing.committed
        found = self.ask(LINKED, keys=[key, *others])["pages"]
        linked = [
            one["path"]
            for page in found
            if page["translationKey"] == key
            for one in page["alternates"]
            if one["hreflang"] == "en"
        ]
        path = linked[0] if linked else None
        allowed = {one[1] if one else None for one in thing.allowed(since)}
        if path not in allowed:
            fault = "leaked" if allowed == {None} else "stale"
            self.faults.append(f"{fault}: a link leads to {path} instead of {allowed}")

    def listed(self) -> None:
        """All articles."""
        things = [self.journal.things[name_of(key, "en")] for key in self.journal.articles]
        since = [(thing, thing.committed) for thing in things]
        edges = self.ask(LIST)["news"]["edges"]
        found = {(edge["node"]["title"], edge["node"]["path"]) for edge in edges}
        for thing, committed in since:
            seen = next((one for one in thing.history if one in found), None)
            seen = next((one for one in thing.allowed(committed) if one in found), seen)
            self.judge("news", seen, thing, committed)

    def counted(self) -> None:
        """How many articles there are. Most answers are read anew, and what they count isn't."""
        thing = self.journal.things[NUMBER]
        since = thing.committed
        news = self.ask(COUNT, first=self.chance.randrange(100))["news"]
        self.judge("number of news", (str(news["totalCount"]), ""), thing, since)

    def routed(self) -> None:
        """Whatever is at the address of an article."""
        thing = self.journal.things[name_of(self.chance.choice(self.journal.articles), "en")]
        since = thing.committed
        asked = thing.history[since]
        if asked is None:
            return
        route = self.ask(ROUTE, path=asked[1])["route"]
        if route["__typename"] == "PageRoute":
            self.judge("route", (route["page"]["title"], route["page"]["path"]), thing, since)
        elif all(one is not None and one[1] == asked[1] for one in thing.allowed(since)):
            self.faults.append(f"stale: route gives {route} instead of {asked}")

    def others(self) -> None:
        """The header, and what a redirect leads to."""
        header, redirect = self.journal.things[HEADER], self.journal.things[REDIRECT]
        since = header.committed
        name = self.ask(SITEWIDE)["sitewide"]["organisation"]["name"]
        self.judge("sitewide", (name, ""), header, since)
        since = redirect.committed
        path = self.ask(ROUTE, path="/en/old/")["route"]["path"]
        self.judge("redirect", ("", path), redirect, since)


def main() -> None:
    """Read, and print what was served and what was wrong, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    parser.add_argument("origin")
    parser.add_argument("seed", type=int)
    given = parser.parse_args()
    reader = Reader(Journal(given.journal), given.origin, random.Random(given.seed))
    reader.run()
    sys.stdout.write(json.dumps({"served": reader.served, "faults": reader.faults}))


if __name__ == "__main__":
    main()
