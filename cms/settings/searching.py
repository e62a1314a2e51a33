"""The place of the search index: the database, or a server that ``SEARCH_URL`` names.

The pages give every backend the same tokens, and what of the found a reader may see, and in which
order, is decided in the database. So a server only has to compare tokens as they are.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from cms.settings import service_urls

# The Python package each of Wagtail's backends needs, as it is imported and as it is installed.
CLIENTS = {
    "elasticsearch7": ("elasticsearch", "elasticsearch>=7,<8"),
    "elasticsearch8": ("elasticsearch", "elasticsearch>=8,<9"),
    "elasticsearch9": ("elasticsearch", "elasticsearch>=9,<10"),
    "opensearch2": ("opensearchpy", "opensearch-py>=2,<3"),
    "opensearch3": ("opensearchpy", "opensearch-py>=3,<4"),
}
# Neither PostgreSQL nor a server is to take tokens apart or cut their endings.
_IN_DATABASE = {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
_TOKENS_AS_THEY_ARE = {
    "settings": {
        "analysis": {
            "analyzer": {
                "default": {"type": "custom", "tokenizer": "whitespace", "filter": ["lowercase"]}
            }
        }
    }
}


def search_url(variable: str, url: str) -> str:
    """The URL of a search server as it is, or nothing where the database is searched."""
    search_backend(service_urls.search(variable, url))
    return url


def search_backend(url: str) -> dict[str, Any]:
    """Wagtail's settings for ``elasticsearch8+https://user:password@host:9200``, or for nothing.

    Raises:
        ImproperlyConfigured: the URL names no backend, or one whose package isn't installed.
    """
    if not url:
        return _IN_DATABASE
    backend, _plus, address = url.partition("+")
    if backend not in CLIENTS or not address.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            "SEARCH_URL is empty or BACKEND+http://host:port or BACKEND+https://host:port, "
            f"where BACKEND is one of {', '.join(CLIENTS)}."
        )
    module, requirement = CLIENTS[backend]
    if find_spec(module) is None:
        raise ImproperlyConfigured(
            f'SEARCH_URL asks for {backend}, which needs a package: pip install "{requirement}".'
        )
    return {
        "BACKEND": f"wagtail.search.backends.{backend}",
        "URLS": [address],
        "INDEX_PREFIX": "newsroom_",
        "INDEX_SETTINGS": _TOKENS_AS_THEY_ARE,
    }
