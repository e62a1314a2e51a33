"""The HTML of what WordPress editors typed: paragraphs, shortcodes, blocks that a server fills.

WordPress makes it when a page is shown; an export has what is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cms.importing.report import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SHORTCODE = re.compile(
    r"(?P<escaped>\[)?\[(?P<close>/)?(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s[^\[\]]*)?)/?\]"
    r"(?(escaped)\])"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_BLOCK = re.compile(r"<!--\s+wp:(?P<name>[a-z][a-z0-9/-]*)[^>]*?(?P<closed>/)?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMBED = re.compile(
    r"<div class=\"wp-block-embed__wrapper\">\s*(https?://[^\s<]+)\s*</div>", re.IGNORECASE
)
_FILE_BUTTON = re.compile(
    r"<a [^>]*class=\"[^\"]*wp-block-file__button[^\"]*\"[^>]*>.*?</a>", re.DOTALL
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_IMAGE_ID = re.compile(r"wp-image-([0-9]+)")
_ALT = re.compile(r"\salt=(?:\"[^\"]*[^\"\s][^\"]*\"|'[^']*[^'\s][^']*')", re.IGNORECASE)
_EMPTY_ALT = re.compile(r"\salt=(?:\"\s*\"|'\s*')", re.IGNORECASE)
_CAPTIONED = re.compile(
    r"^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)$", re.DOTALL | re.IGNORECASE
)
_URL_ALONE = re.compile(r"https?://\S+")
_STARTS_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th"
    r"|thead|tr|ul|video|audio|object)\b",
    re.IGNORECASE,
)
# Sites whose URL on a line of its own becomes a player.
_PLAYERS = (
    "bilibili.com", "dailymotion.com", "soundcloud.com", "spotify.com", "ted.com", "tiktok.com",
    "twitter.com", "v.qq.com", "vimeo.com", "x.com", "youku.com", "youtu.be", "youtube.com",
)  # fmt: skip
# Blocks without content of their own that mean nothing to readers.
_SILENT = frozenset({"more", "nextpage", "separator", "spacer"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was uploaded to WordPress."""

    url: str
    alt: str = ""
    caption: str = ""


def html_of(
    content: str,
    attachments: Mapping[str, Attachment],
    note: Callable[[str, str], None],
    own: Sequence[str] = (),
) -> str:
    """The HTML of a post.

    Args:
        content: what is stored.
        attachments: the files by their number, as text.
        note: is told an element and what became of it.
        own: the numbers of the files that were uploaded to the post, for a gallery of all of them.
    """
    has_blocks = "<!-- wp:" in content
    for match in _BLOCK.finditer(content):
        if match["closed"] and match["name"] not in _SILENT:
            note(f"wp:{match['name']}", f"filled by the server, left out: {quoted(match[0])}")
    text = _COMMENT.sub("", content)
    text = _Shortcodes(attachments, note, own).replaced(text)
    text = _EMBED.sub(lambda match: _player(match[1]), text)
    text = _FILE_BUTTON.sub("", text)
    text = _IMAGE.sub(lambda match: _described(match[0], attachments), text)
    return text if has_blocks else _paragraphs(text)


def _player(url: str) -> str:
    return f'<iframe src="{escape(url)}"></iframe>'


def _described(image: str, attachments: Mapping[str, Attachment]) -> str:
    """An image with the alternative text of its attachment, where it has none of its own."""
    number = _IMAGE_ID.search(image)
    attachment = attachments.get(number[1]) if number else None
    if attachment is None or not attachment.alt or _ALT.search(image):
        return image
    return _EMPTY_ALT.sub("", image).replace("<img", f'<img alt="{escape(attachment.alt)}"', 1)


def _paragraphs(text: str) -> str:
    """Paragraphs where there are empty lines, as WordPress makes them."""
    parts = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        stripped = part.strip()
        if _URL_ALONE.fullmatch(stripped):
            parts.append(_of_url(stripped))
        elif _STARTS_BLOCK.match(stripped):
            parts.append(stripped)
        elif stripped:
            parts.append("<p>" + stripped.replace("\n", "<br>\n") + "</p>")
    return "\n".join(parts)


def _of_url(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    if any(host == name or host.endswith("." + name) for name in _PLAYERS):
        return _player(url)
    return f'<p><a href="{escape(url)}">{escape(url)}</a></p>'


class _Shortcodes:
    def __init__(
        self,
        attachments: Mapping[str, Attachment],
        note: Callable[[str, str], None],
        own: Sequence[str],
    ) -> None:
        self._attachments = attachments
        self._own = own
        self._note = note
        self._known: dict[str, Callable[[dict[str, str], str], str]] = {
            "caption": self._caption,
            "wp_caption": self._caption,
            "gallery": self._gallery,
            "embed": lambda _attributes, inner: _player(inner.strip()),
            "video": self._media,
            "audio": self._media,
        }

    def replaced(self, text: str) -> str:
        """A text with its shortcodes replaced; the words within unknown ones stay."""
        parts: list[str] = []
        end = 0
        while match := _SHORTCODE.search(text, end):
            parts.append(text[end : match.start()])
            replacement, end = self._one(match, text)
            parts.append(replacement)
        return "".join([*parts, text[end:]])

    def _one(self, match: re.Match[str], text: str) -> tuple[str, int]:
        """The replacement of a shortcode, and where the text goes on."""
        if match["escaped"]:
            return match[0][1:-1], match.end()
        name = match["name"]
        closing = f"[/{name}]"
        start = text.find(closing, match.end()) if not match["close"] else -1
        inner = text[match.end() : start] if start >= 0 else ""
        end = start + len(closing) if start >= 0 else match.end()
        if name in self._known and not match["close"]:
            attributes = {
                found[1].lower(): found[2] or found[3] or found[4] or ""
                for found in _ATTRIBUTE.finditer(match["attributes"])
            }
            return self._known[name](attributes, inner), end
        if start < 0 and "=" not in match["attributes"] and not re.search("[_-]", name):
            self._note(f"[{name}]", f"left as text, in case it is: {quoted(match[0])}")
            return match[0], match.end()
        self._note(f"[{name}]", f"not known, only its words were kept: {quoted(match[0])}")
        return self.replaced(inner), end

    def _caption(self, attributes: dict[str, str], inner: str) -> str:
        match = _CAPTIONED.match(inner)
        if match is None:
            return self.replaced(inner)
        caption = match[2].strip() or escape(attributes.get("caption", ""))
        return f"\n\n<figure>{match[1]}<figcaption>{caption}</figcaption></figure>\n\n"

    def _gallery(self, attributes: dict[str, str], _inner: str) -> str:
        named = attributes.get("ids") or attributes.get("include") or ""
        numbers = re.findall("[0-9]+", named) or list(self._own)
        figures = []
        for number in numbers:
            attachment = self._attachments.get(number)
            if attachment is None:
                self._note("[gallery]", f"attachment {number} isn't in the export")
                continue
            image = f'<img src="{escape(attachment.url)}" alt="{escape(attachment.alt)}">'
            caption = f"<figcaption>{attachment.caption}</figcaption>"
            figures.append(f"<figure>{image}{caption if attachment.caption else ''}</figure>")
        if not figures:
            self._note("[gallery]", "left out: it names no images of the export")
            return ""
        return f'\n\n<div class="gallery">{"".join(figures)}</div>\n\n'

    def _media(self, attributes: dict[str, str], inner: str) -> str:
        names = ("src", "mp4", "mp3", "m4v", "webm", "ogv", "m4a", "ogg", "wav")
        url = next((attributes[name] for name in names if attributes.get(name)), inner.strip())
        if not url:
            self._note("[video]", "left out: it names no file")
            return ""
        return f"\n\n{_player(url)}\n\n"
