"""Machine translation services: DeepL, LibreTranslate and Google.

DeepL: https://developers.deepl.com/docs/api-reference/translate. LibreTranslate:
https://libretranslate.com/docs. Google: Cloud Translation, version 2,
https://cloud.google.com/translate/docs/reference/rest/v2/translate.

A URL names a service and its key, ``deepl://:key@api.deepl.com``; ``deepl+http://…`` connects
without TLS.

The requests are our own rather than those of DeepL's SDK: one protocol, one timeout and one mapping
of errors serve all three services, and no further dependency is needed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from cms.operation import http_client
from cms.operation.http_client import Limits, json_request
from cms.translation.machines import chinese, deepl_glossaries
from cms.translation.machines.protocol import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cms.translation.machines.protocol import Machine

SECONDS = 30
LARGEST_ANSWER = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Service(ABC):
    """A service at an origin, with its key."""

    origin: str
    key: str
    name: ClassVar[str]
    # The most texts in one request.
    most_texts: ClassVar[int]

    @abstractmethod
    def language(self, code: str) -> str:
        """The service's code of a language."""

    @abstractmethod
    def request(self, texts: Sequence[str], source: str, target: str) -> dict[str, Any]:
        """The path, headers and JSON of a request."""

    @abstractmethod
    def read(self, answer: Any) -> list[str]:
        """The texts of an answer, which is not trusted."""

    def translates(self, source: str, target: str) -> bool:
        """True between different languages. A service that lacks one refuses the request."""
        return source.partition("-")[0] != target.partition("-")[0]

    def options(self, _source: str, _target: str, _terms: Mapping[str, str]) -> dict[str, Any]:
        """Additions to the JSON for a glossary; empty if the service has none."""
        return {}

    def translated(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        terms: Mapping[str, str] = MappingProxyType({}),
    ) -> list[str]:
        """The texts in the target's language, in as many requests as needed."""
        translations: list[str] = []
        options = self.options(source, target, terms) if texts else {}
        for start in range(0, len(texts), self.most_texts):
            request = self.request(
                texts[start : start + self.most_texts],
                self.language(source),
                self.language(target),
            )
            request["json"] |= options
            translations += self._send(request, min(self.most_texts, len(texts) - start))
        return translations

    def _send(self, request: dict[str, Any], count: int) -> list[str]:
        url = f"{self.origin}{request.pop('path')}"
        try:
            response = http_client.send(
                json_request("POST", url, request.get("headers", {}), request["json"]),
                Limits(SECONDS, LARGEST_ANSWER, connect_seconds=SECONDS),
            )
            if response.status != HTTPStatus.OK:
                raise Unavailable(self._refusal(response.status))
            translations = self.read(response.json())
        # The exception may hold the URL and the payload: it isn't chained.
        except http_client.TimedOut:
            text = _("{name} didn't answer within {count} seconds.")
            raise Unavailable(text.format(name=self.name, count=SECONDS)) from None
        except http_client.RequestFailed:
            raise Unavailable(_("{name} can't be reached.").format(name=self.name)) from None
        except (ValueError, LookupError, TypeError, AttributeError):
            text = _("{name} sent an answer that cannot be read.")
            raise Unavailable(text.format(name=self.name)) from None
        if len(translations) != count or not all(
            isinstance(translation, str) for translation in translations
        ):
            text = _("{name} sent an answer that cannot be read.")
            raise Unavailable(text.format(name=self.name))
        return translations

    def _refusal(self, status: int) -> str:
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            text = _("{name} rejected the key.")
        elif status in {HTTPStatus.TOO_MANY_REQUESTS, 456}:
            text = _("{name} accepts no more texts for now: its limit is reached.")
        else:
            text = _("{name} refused the request with status {status}.")
        return text.format(name=self.name, status=status)


class DeepL(Service):
    """DeepL, which knows both Chinese scripts as targets."""

    name = "DeepL"
    most_texts = 50

    def language(self, code: str) -> str:
        """Its codes, with a script or region only where it has several."""
        if chinese.is_chinese(code):
            return "ZH-HANT" if chinese.is_traditional(code) else "ZH-HANS"
        upper = code.upper()
        has_regions = upper in {"EN-GB", "EN-US", "PT-BR", "PT-PT", "ES-419"}
        return upper if has_regions else upper.partition("-")[0]

    def request(self, texts: Sequence[str], source: str, target: str) -> dict[str, Any]:
        """A source is named without script or region."""
        return {
            "path": "/v2/translate",
            "headers": {"Authorization": f"DeepL-Auth-Key {self.key}"},
            "json": {
                "text": list(texts),
                "source_lang": source.partition("-")[0],
                "target_lang": target,
                "tag_handling": "html",
            },
        }

    def options(self, source: str, target: str, terms: Mapping[str, str]) -> dict[str, Any]:
        """The glossary that is kept there."""
        pair = source, target
        known = deepl_glossaries.glossary_id(self.origin, self.key, pair, terms)
        return {"glossary_id": known} if known else {}

    def read(self, answer: Any) -> list[str]:
        """The texts."""
        return [item["text"] for item in answer["translations"]]


class LibreTranslate(Service):
    """LibreTranslate, which one may host oneself."""

    name = "LibreTranslate"
    most_texts = 50

    def language(self, code: str) -> str:
        """ISO 639 codes, and both Chinese scripts."""
        if chinese.is_chinese(code):
            return "zh-Hant" if chinese.is_traditional(code) else "zh-Hans"
        return code.partition("-")[0]

    def request(self, texts: Sequence[str], source: str, target: str) -> dict[str, Any]:
        """The key is in the body."""
        payload = {"q": list(texts), "source": source, "target": target, "format": "html"}
        return {
            "path": "/translate",
            "json": payload | ({"api_key": self.key} if self.key else {}),
        }

    def read(self, answer: Any) -> list[str]:
        """The texts."""
        return list(answer["translatedText"])


class Google(Service):
    """Google's Cloud Translation."""

    name = "Google"
    most_texts = 100

    def language(self, code: str) -> str:
        """Its codes, which name the scripts of Chinese by regions."""
        if chinese.is_chinese(code):
            return "zh-TW" if chinese.is_traditional(code) else "zh-CN"
        return code

    def request(self, texts: Sequence[str], source: str, target: str) -> dict[str, Any]:
        """The key is in a header, which no log keeps."""
        return {
            "path": "/language/translate/v2",
            "headers": {"X-Goog-Api-Key": self.key},
            "json": {"q": list(texts), "source": source, "target": target, "format": "html"},
        }

    def read(self, answer: Any) -> list[str]:
        """The texts."""
        return [item["translatedText"] for item in answer["data"]["translations"]]


_SERVICES: dict[str, type[Service]] = {
    "deepl": DeepL,
    "libretranslate": LibreTranslate,
    "google": Google,
}


def service(address: str) -> Machine:
    """The service a URL names.

    Raises:
        ImproperlyConfigured: it names none, or a part is missing. The message omits the key.
    """
    parts = urlsplit(address)
    kind, _plus, protocol = parts.scheme.partition("+")
    if kind not in _SERVICES or protocol not in {"", "http", "https"} or not parts.hostname:
        known = ", ".join(f"{name}://:key@host" for name in _SERVICES)
        raise ImproperlyConfigured(f"MACHINE_TRANSLATORS: “{parts.scheme}://…” is none of {known}.")
    host = parts.netloc.rpartition("@")[2]
    return _SERVICES[kind](f"{protocol or 'https'}://{host}", unquote(parts.password or ""))
