"""The rules that find what is wrong with a page, one function for each, over its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.content.pages.checks.measures import width
from cms.content.pages.checks.parts import Heading, Image, Link, parts_of
from cms.content.pages.checks.targets import State, Targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.content.pages.checks.parts import Part

WIDEST_TITLE, WIDEST_DESCRIPTION, NARROWEST_DESCRIPTION = 60, 160, 50
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|svg)$|^(?:img|dsc)[_-]?\d+$", re.IGNORECASE
)
_EMPTY_TEXTS = frozenset({
    "here", "click here", "click", "more", "read more", "learn more", "link", "this", "this link",
    "这里", "点击", "点击这里", "点此", "更多", "阅读更多", "了解更多", "详情", "查看详情", "链接",
    "這裡", "點擊", "點擊這裡", "點此", "閱讀更多", "詳情", "查看詳情", "鏈接", "連結",
})  # fmt: skip
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class Severity(StrEnum):
    """The weight of a finding: readers are shut out; it hinders them; it could be better."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong.

    Args:
        severity: how bad it is.
        code: the rule, the same in all languages.
        message: it in words, in the language of the editor.
        field: the field of the page.
        block_id: the block in it; empty for the field itself.
        page_id: a page to link to in place of what is there.
    """

    severity: Severity
    code: str
    message: str
    field: str
    block_id: str = ""
    page_id: int | None = None


def findings(page: Any, parts: Sequence[Part] | None = None) -> list[Finding]:
    """All findings about a page as this instance of it is, the worst first. Five queries at most.

    Args:
        page: a page, saved or not.
        parts: its parts, where they have been read already.
    """
    parts = parts_of(page) if parts is None else parts
    found = [
        *_images(parts),
        *_headings(parts),
        *_links(parts, Targets.of_links(parts)),
        *_lengths(page),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _about(part: Part, severity: Severity, code: str, message: str, **more: Any) -> Finding:
    return Finding(severity, code, message, part.field, part.block_id, **more)


def _images(parts: Sequence[Part]) -> Iterator[Finding]:
    for image in (part for part in parts if isinstance(part, Image)):
        if image.is_decorative:
            continue
        if not image.alt.strip():
            if image.block_id:
                text = _(
                    "An image has no alternative text: say what it shows, or mark it as decorative."
                )
                yield _about(image, Severity.ERROR, "alt-missing", text)
            else:
                text = _("This image has no alternative text: readers who can't see it miss it.")
                yield _about(image, Severity.WARNING, "alt-missing", text)
        elif _FILE_NAME.search(image.alt.strip()):
            text = _("“{alt}” is the name of a file: say what the image shows.")
            yield _about(image, Severity.WARNING, "alt-file-name", text.format(alt=image.alt))


def _headings(parts: Sequence[Part]) -> Iterator[Finding]:
    level = 1
    for heading in (part for part in parts if isinstance(part, Heading)):
        if not heading.text.strip():
            yield _about(heading, Severity.ERROR, "heading-empty", _("A heading is empty."))
            continue
        if heading.level > level + 1:
            text = _(
                "“{heading}” is of level {level}, without a heading of level {above} above it."
            )
            text = text.format(heading=heading.text, level=heading.level, above=heading.level - 1)
            yield _about(heading, Severity.WARNING, "heading-order", text)
        level = heading.level


def _links(parts: Sequence[Part], targets: Targets) -> Iterator[Finding]:
    for link in (part for part in parts if isinstance(part, Link)):
        if link.text is not None:
            yield from _link_text(link)
        if link.url.startswith(("#", "mailto:", "tel:")):
            continue
        yield from _link_end(link, targets)


def _link_text(link: Link) -> Iterator[Finding]:
    text = (link.text or "").strip()
    if not text:
        yield _about(link, Severity.ERROR, "link-without-text", _("A link has no text."))
    elif text.casefold().strip(" .…。»>") in _EMPTY_TEXTS:
        message = _("The link text “{text}” doesn't say where the link leads.")
        yield _about(link, Severity.WARNING, "link-text", message.format(text=text))
    elif _URL.fullmatch(text):
        message = _("The link text “{text}” is a URL: say where the link leads.")
        yield _about(link, Severity.HINT, "link-text", message.format(text=text))


def _link_end(link: Link, targets: Targets) -> Iterator[Finding]:
    end = targets.end(link)
    name = (link.text or "").strip() or link.url
    if end.state is State.GONE:
        message = _("The link “{name}” leads nowhere.").format(name=name)
        yield _about(link, Severity.ERROR, "link-dead", message)
    elif end.state is State.HIDDEN:
        message = _("The link “{name}” leads to a page that readers can't see, and is left out.")
        yield _about(link, Severity.WARNING, "link-hidden", message.format(name=name))
    elif end.page is not None:
        message = _(
            "The URL {url} is of “{title}” on this site: link to the page instead, so that the "
            "link follows it into each language and to new addresses."
        )
        message = message.format(url=link.url, title=end.page.title)
        yield _about(link, Severity.WARNING, "link-typed", message, page_id=end.page.pk)


def _lengths(page: Any) -> Iterator[Finding]:
    title = page.seo_title or page.title
    if width(title) > WIDEST_TITLE:
        text = _("Search engines cut the title off: it is {width} letters wide, {most} fit.")
        text = text.format(width=width(title), most=WIDEST_TITLE)
        yield Finding(Severity.HINT, "title-long", text, "seo_title" if page.seo_title else "title")
    description = described(page)
    wide = width(description)
    if not description:
        text = _("There is no description for search engines and shared links.")
        yield Finding(Severity.HINT, "description-missing", text, "search_description")
    elif wide > WIDEST_DESCRIPTION:
        text = _("Search engines cut the description off: it is {width} letters wide, {most} fit.")
        text = text.format(width=wide, most=WIDEST_DESCRIPTION)
        yield Finding(Severity.HINT, "description-long", text, "search_description")
    elif wide < NARROWEST_DESCRIPTION:
        text = _("The description says little: it is {width} letters wide, {most} fit.")
        text = text.format(width=wide, most=WIDEST_DESCRIPTION)
        yield Finding(Severity.HINT, "description-short", text, "search_description")


def described(page: Any) -> str:
    """The description that search engines get, the summary where there is no other."""
    return page.search_description or getattr(page, "summary", "") or ""
