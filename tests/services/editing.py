"""An editor at work in the admin over HTTPS, and the addresses readers ask for what they wrote."""

from __future__ import annotations

import hashlib
import io
import json
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PIL import Image

from tests.browser.running import ROOT

if TYPE_CHECKING:
    from tests.services.https_client import Answer, Client, Filled

OPERATIONS = ROOT / "frontend_contract" / "operations"
TEXT = "The hall was opened by the people who work in it."
NOISE = 64


def route(path: str) -> str:
    """The address at which a frontend asks for a page."""
    text = (OPERATIONS / "Route.graphql").read_text()
    given = {
        "documentId": hashlib.sha256(text.encode()).hexdigest(),
        "variables": json.dumps({"path": path}),
    }
    return f"/graphql/?{urllib.parse.urlencode(given)}"


def photograph(width: int = 1600, height: int = 900) -> bytes:
    """A JPEG that no other is like, and that is some work to compress."""
    output = io.BytesIO()
    Image.effect_noise((width, height), NOISE).convert("RGB").save(output, "JPEG", quality=80)
    return output.getvalue()


class Database(Protocol):
    """A database that can be asked, as a connection of psycopg can."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """Run a query; its rows are fetched from what is returned."""


@dataclass
class Editor:
    """Somebody who is logged in; ids are looked up in the database."""

    client: Client
    database: Database

    def log_in(self, name: str, password: str) -> None:
        """Log in at the admin.

        Raises:
            RuntimeError: the admin doesn't let them in.
        """
        given = {"username": name, "password": password, "next": "/admin/"}
        self.client.submit("/admin/login/", given)
        _require(self.client.ask("/admin/"), 200)

    def upload(self, title: str) -> int:
        """Upload a photograph; returns its id."""
        files = {"file": (f"{title}.jpg", photograph())}
        _require(self.client.submit("/admin/images/add/", {"title": title}, files=files), 302)
        return self.number("SELECT id FROM wagtailimages_image WHERE title = %s", title)

    def write(self, slug: str, *, image: int | None = None) -> int:
        """Write an article that isn't published yet; returns its id."""
        news = self.number(
            "SELECT page_ptr_id FROM news_newsindexpage JOIN wagtailcore_page ON id = page_ptr_id "
            "WHERE locale_id = (SELECT id FROM wagtailcore_locale WHERE language_code = 'en')"
        )
        words = {"title": slug.replace("-", " ").capitalize(), "slug": slug, "summary": "In short."}
        picture = {"lead_image": str(image), "lead_image_alt": "A hall"} if image else {}
        answer = self.client.submit(
            f"/admin/pages/add/news/newspage/{news}/", {**words, **picture, **_body()}
        )
        _require(answer, 302)
        return self.number("SELECT max(id) FROM wagtailcore_page WHERE slug = %s", slug)

    def publish(self, page: int, **changed: str) -> Answer:
        """Change fields of an article and publish it, by the button of its form."""
        return self.client.send(self.changed(page, **changed))

    def changed(self, page: int, **changed: str) -> Filled:
        """The form of an article with fields changed, ready to be published."""
        given = {**_body(), "action-publish": "action-publish", **changed}
        return self.client.filled(f"/admin/pages/{page}/edit/", given)

    def bulk(self, action: str, pages: list[int]) -> Filled:
        """The form that asks whether many pages are to be changed at once."""
        ids = "&".join(f"id={page}" for page in pages)
        return self.client.filled(
            f"/admin/bulk/wagtailcore/page/{action}/?{ids}", {"next": "/admin/"}
        )

    def number(self, query: str, *values: Any) -> int:
        """A number in the database.

        Raises:
            RuntimeError: there is none.
        """
        row = self.database.execute(query, values).fetchone()
        if row is None or row[0] is None:
            raise RuntimeError(f"Nothing was found: {query} {values}")
        return int(row[0])


def _body() -> dict[str, str]:
    """The body of an article as the admin's script sends it: one paragraph."""
    block = {"key": "aaaaa", "text": TEXT, "type": "unstyled", "depth": 0,
             "inlineStyleRanges": [], "entityRanges": [], "data": {}}  # fmt: skip
    return {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "rich_text",
        "body-0-id": "5f1d4a3c-9a39-4c0c-8a3e-1f1f3b8f3a11",
        "body-0-value": json.dumps({"blocks": [block], "entityMap": {}}),
    }  # fmt: skip


def _require(answer: Answer, status: int) -> None:
    if answer.status != status:
        raise RuntimeError(
            f"The admin answered {answer.status}, not {status}: {answer.text[:2000]}"
        )
