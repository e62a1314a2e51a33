"""The glossary between two languages, kept at DeepL so that it translates with it.

https://developers.deepl.com/api-reference/multilingual-glossaries describes the newer endpoints,
https://developers.deepl.com/docs/api-reference/glossaries these. A glossary there can't be changed:
one is made for each state of ours, known by its name, and those of earlier states are removed.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from cms.operation import http_client
from cms.operation.http_client import Limits, json_request

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "/v2/glossaries"
SECONDS = 30
LARGEST_ANSWER = 16 * 1024 * 1024
logger = logging.getLogger("cms.translation.machines")


def glossary_id(
    origin: str, key: str, pair: tuple[str, str], terms: Mapping[str, str]
) -> str | None:
    """The id of a glossary with these terms; ``None``: there are none, or DeepL refuses them.

    A text is translated all the same then, and the check of terms says what is wrong with it.
    """
    if not terms:
        return None
    entries = "\n".join(
        f"{_plain(term)}\t{_plain(translation)}" for term, translation in sorted(terms.items())
    )
    prefix = f"Newsroom CMS {pair[0]} {pair[1]} "
    name = prefix + sha256(entries.encode()).hexdigest()[:16]
    client = _Client(origin, key)
    try:
        known = client.ask("GET", PATH)["glossaries"]
        glossary = next((candidate for candidate in known if candidate["name"] == name), None)
        if glossary is None:
            source, target = (code.partition("-")[0] for code in pair)
            glossary = client.ask(
                "POST",
                PATH,
                {
                    "name": name,
                    "source_lang": source,
                    "target_lang": target,
                    "entries": entries,
                    "entries_format": "tsv",
                },
            )
            for earlier in known:
                if earlier["name"].startswith(prefix):
                    client.ask("DELETE", f"{PATH}/{earlier['glossary_id']}")
        return str(glossary["glossary_id"])
    except (OSError, ValueError, LookupError, TypeError):
        logger.warning("DeepL didn't take the glossary from %s into %s", *pair)
        return None


class _Client:
    def __init__(self, origin: str, key: str) -> None:
        self.origin, self.headers = origin, {"Authorization": f"DeepL-Auth-Key {key}"}

    def ask(self, method: str, path: str, sent: Any = None) -> Any:
        """The JSON of the response.

        Raises:
            OSError: the request was refused or not answered.
        """
        response = http_client.send(
            json_request(method, f"{self.origin}{path}", self.headers, sent),
            Limits(SECONDS, LARGEST_ANSWER, connect_seconds=SECONDS),
        )
        if response.status >= HTTPStatus.BAD_REQUEST:
            raise OSError(f"Refused with status {response.status}.")
        return None if response.status == HTTPStatus.NO_CONTENT else response.json()


def _plain(text: str) -> str:
    return " ".join(text.split())
