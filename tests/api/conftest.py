"""Requests of the API's tests: over HTTP, with the operations a frontend sends."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"


@dataclass(frozen=True)
class Answer:
    """The response, and the number of queries it took."""

    status: int
    content: bytes
    body: dict[str, Any]
    query_count: int

    @property
    def data(self) -> dict[str, Any]:
        """The data of an answer without errors."""
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def codes(self) -> list[str | None]:
        """The codes of all errors, in order."""
        errors = self.body.get("errors", [])
        return [error.get("extensions", {}).get("code") for error in errors]


Ask = Callable[..., Answer]


@pytest.fixture
def ask(client: Client, db: None) -> Ask:
    """Ask an operation by its name, or any document, with variables."""

    def _ask(document: str, *, headers: dict[str, str] | None = None, **variables: Any) -> Answer:
        is_name = document.isidentifier()
        text = (OPERATIONS / f"{document}.graphql").read_text() if is_name else document
        with CaptureQueriesContext(connection) as queries:
            response = client.post(
                "/graphql/",
                {"query": text, "variables": variables},
                content_type="application/json",
                headers=headers or {},
            )
        return Answer(response.status_code, response.content, response.json(), len(queries))

    return _ask
