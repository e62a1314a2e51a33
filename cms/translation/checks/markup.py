"""Links, URLs, e-mail addresses, placeholders and inline tags that differ from the source's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.checks.findings import Finding, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL_OR_EMAIL = re.compile(
    r"https?://[^\s<>\"'，。；：！？（）、《》“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.[\w./-]+",
    re.ASCII,
)
_PLACEHOLDER = re.compile(r"\{\{?\s*\w+\s*\}?\}|%\(\w+\)[sd]|%[sd]")
_LINK = re.compile(r"<a\b[^>]*\bid=\"([^\"]*)\"")
_TAG = re.compile(r"<(b|strong|i|em|sub|sup|code|abbr|acronym|br)\b")
_SAME = {"strong": "b", "em": "i"}


def _urls_and_emails(text: str) -> Counter[str]:
    return Counter(match.rstrip(".,;:!?)") for match in _URL_OR_EMAIL.findall(words_of(text)))


def urls_and_emails(
    source: str, translation: str, _code: str, _most: int | None
) -> Iterator[Finding]:
    """URLs and e-mail addresses in the words themselves."""
    wanted, present = _urls_and_emails(source), _urls_and_emails(translation)
    yield from _compared("addresses", wanted, present, _("Missing URL or e-mail address: {texts}"))
    yield from _compared(
        "addresses", present, wanted, _("URL or e-mail address not in the source: {texts}")
    )


def placeholders(source: str, translation: str, _code: str, _most: int | None) -> Iterator[Finding]:
    """Placeholders that a program fills in."""
    wanted = Counter(_PLACEHOLDER.findall(words_of(source)))
    present = Counter(_PLACEHOLDER.findall(words_of(translation)))
    yield from _compared("placeholders", wanted, present, _("Missing placeholder: {texts}"))
    yield from _compared(
        "placeholders", present, wanted, _("Placeholder not in the source: {texts}")
    )


def tags(source: str, translation: str, _code: str, _most: int | None) -> Iterator[Finding]:
    """Links and emphasis. A language without italics may do without them."""
    wanted, present = Counter(_LINK.findall(source)), Counter(_LINK.findall(translation))
    if wanted != present:
        yield Finding("tags", _("The links differ from the source."))
    marks, of_translation = _marks(source), _marks(translation)
    if any(of_translation[name] > marks[name] for name in of_translation):
        yield Finding(
            "tags", _("There is more emphasis, or there are more line breaks, than in the source.")
        )


def _marks(text: str) -> Counter[str]:
    return Counter(_SAME.get(name, name) for name in _TAG.findall(text))


def _compared(
    code: str, wanted: Counter[str], present: Counter[str], text: str
) -> Iterator[Finding]:
    missing = sorted((wanted - present).elements())
    if missing:
        yield Finding(code, text.format(texts=listed(missing)))
