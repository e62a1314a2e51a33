"""A page is published in a new installation, and readers get it, with its pictures, at once."""

from __future__ import annotations

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from functools import partial
from typing import TYPE_CHECKING

from tests.services.editing import route
from tests.services.reporting import PATIENCE_SECONDS, require, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.editing import Editor
    from tests.services.https_client import Client
    from tests.services.installation import Installation
    from tests.services.reporting import Report
    from tests.services.s3 import Store

# From nothing to a published page.
LONGEST_SECONDS = 300
SLUG = "hydrogen-components"
ARTICLE, NEIGHBOUR = f"/en/news/{SLUG}/", "/en/legal/"
CHANGED = "In short, and changed."


def publish(
    installation: Installation, report: Report, reader: Client, editor: Editor, *, password: str
) -> None:
    """Publish an article, and see every cache between it and readers let its old answer go."""
    with report.step("login over HTTPS"):
        editor.log_in("administrator", password)
        secure = [cookie.name for cookie in editor.client.cookies if cookie.secure]
        require("sessionid" in secure, "the session travels over TLS alone")
    with report.step("a picture is uploaded, an article is written"):
        page = editor.write(SLUG, image=editor.upload("hall"))

    def soon(happened: Callable[[], bool], what: str) -> float:
        return wait_until(happened, what, installation, pause_seconds=0.01)

    def is_kept(url: str) -> bool:
        return reader.ask(url).headers["x-cache"] == "hit"

    address, neighbour = route(ARTICLE), route(NEIGHBOUR)
    # What the picture and the draft have changed is purged meanwhile.
    for url in (address, neighbour):
        soon(partial(is_kept, url), f"Varnish keeps {url}")
    require("NotFoundRoute" in reader.ask(address).text, "the draft isn't public yet")

    def is_published() -> bool:
        query = "SELECT live::int FROM wagtailcore_page WHERE id = %s"
        return bool(editor.number(query, page))

    with report.step("the article is published"):
        editing = threading.Thread(target=editor.publish, args=[page])
        editing.start()
        soon(is_published, "the article is published")
        seconds = soon(
            lambda: "PageRoute" in reader.ask(address).text, "readers get the published article"
        )
        editing.join()
    report.note(f"from commit to the new answer through nginx and Varnish: {seconds:.2f} s")
    soon(lambda: is_kept(address), "the new answer is kept")
    with report.step("the article is changed"):
        require(editor.publish(page, summary=CHANGED).status == 302, "the change is published")
        seconds = soon(
            lambda: CHANGED in reader.ask(address).text, "readers get the changed article"
        )
    report.note(f"from the editor's answer to the changed one for readers: {seconds:.2f} s")
    soon(partial(is_kept, neighbour), "its neighbour is kept")
    report.note(f"from nothing to a published, purged, refreshed page: {report.seconds:.0f} s")
    require(report.seconds < LONGEST_SECONDS, f"it took less than {LONGEST_SECONDS} s")


def look_at_files(installation: Installation, report: Report, reader: Client, store: Store) -> None:
    """A public picture comes from the store, a private file through the CMS and nowhere else."""
    with report.step("pictures from the store, originals through the gate"):
        pattern = re.compile(rf"{re.escape(installation.origin)}/media/[^\\\" ,]+")
        pictures: list[str] = []

        def has_pictures() -> bool:
            pictures[:] = pattern.findall(reader.ask(route(ARTICLE)).text)
            return bool(pictures)

        wait_until(has_pictures, "the worker makes renditions", installation)
        picture = reader.ask(pictures[0])
        require(picture.status == 200, "a picture is served")
        require(picture.headers["content-type"].startswith("image/"), "a picture is an image")
        require("x-amzn-requestid" in picture.headers, "the store serves it, not the CMS")
        require(picture.headers["x-content-type-options"] == "nosniff", "nothing is guessed")
        name = urllib.parse.urlsplit(pictures[0]).path.removeprefix("/media/")
        gate = reader.ask(f"/files/{name}")
        require((gate.status, gate.body) == (200, picture.body), "the gate gives the same bytes")
        require(_is_refused(f"{store.origin}/newsroom/private/{name}"), "private files are private")


def _is_refused(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS):
            return False
    except urllib.error.HTTPError as error:
        return error.code == 403
