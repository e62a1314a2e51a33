"""The text of a legal notice, in a form that anybody can hash, and what a translation renders."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import Translation

from cms.content.rich_text import plain_text
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from cms.legal.models import LegalNoticePage, LegalNoticeVersion


# Wagtail's rich-text editor gives every paragraph a key whenever it is opened.
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def stored_body(raw: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A body as versions hold it: without the marks an editor's browser leaves in rich text."""
    return [
        block | {"value": _BLOCK_KEY.sub("", block["value"])}
        if block["type"] == "rich_text"
        else block
        for block in raw
    ]


def canonical_text(
    *, title: str, body: list[dict[str, Any]], number: int, effective_on: date, language: str
) -> str:
    """The notice as lines of plain text, ending with a line break: what its hash is made of."""
    lines = [title, f"{tags.canonical(language)} {number} {effective_on.isoformat()}"]
    lines.extend(_lines(body))
    return "\n".join(lines) + "\n"


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def source_code(page: LegalNoticePage, versions: QuerySet[LegalNoticeVersion]) -> str:
    """The code of the language whose publications number the versions of a notice.

    The first one that was published decides, so that no translation can ever take its place.
    """
    first = versions.filter(is_source=True).order_by("number", "pk").first()
    if first is not None:
        return first.language_code
    translation = _translation_into(page)
    locale = translation.source.locale if translation else page.locale
    return locale.language_code


def rendered_version(
    page: LegalNoticePage, versions: QuerySet[LegalNoticeVersion], *, is_rehearsal: bool = False
) -> LegalNoticeVersion | None:
    """The published source version a translation was made from, ``None`` where there is none.

    The translator worked on the source as it was last synchronised. Which version that is, is
    told by its words, never by dates. A page that is edited by hand since its translation was
    stopped goes on correcting the version it rendered last, because nothing tells which source
    text its editor had before them. A translation with missing texts renders nothing, except in a
    rehearsal, which is there to see how far it has come.
    """
    translation = _translation_into(page)
    if translation is None:
        return None
    sources = versions.filter(is_source=True).order_by("-number")
    last = versions.filter(language_code=page.locale.language_code).order_by("-number").first()
    if not translation.enabled and last is not None:
        return sources.filter(number=last.number).first()
    total, done = translation.get_progress()
    if translation.enabled and done < total and not is_rehearsal:
        return None
    content = json.loads(translation.source.content_json)
    title, body = content["title"], stored_body(json.loads(content["body"]))
    candidates = [version for version in sources if version.title == title]
    words = list(_lines(body))
    return next(
        (version for version in candidates if version.body == body),
        next((version for version in candidates if list(_lines(version.body)) == words), None),
    )


def _translation_into(page: LegalNoticePage) -> Translation | None:
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .select_related("source__locale")
        .first()
    )


def _lines(body: list[dict[str, Any]]) -> Iterator[str]:
    for block in body:
        if block["type"] == "heading":
            yield block["value"]["text"]
        elif block["type"] == "rich_text":
            yield from plain_text(block["value"]).splitlines()
        elif block["type"] == "download":
            yield block["value"]["title"] or ""
