"""Whether a translation from a file can be kept as the text of a page."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from bs4.exceptions import ParserRejectedMarkup
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translation.files.entries import LONGEST_TEXT
from cms.translation.files.inline import UNSPEAKABLE

# Markup further inside than this would exhaust whoever walks through it.
DEEPEST_MARKUP = 30
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*?(/?)>?")
_VOID = {"br"}


def fault(source: str, target: str, longest: int | None) -> str:
    """What is wrong with a translation, in words for the translator; empty if nothing is.

    Args:
        source: the text it translates.
        target: the translation.
        longest: how many characters fit in the field; ``None``: any number.
    """
    if len(target) > LONGEST_TEXT:
        return _("The text is longer than {count} characters.").format(count=LONGEST_TEXT)
    if UNSPEAKABLE.search(target):
        return _("The text has a character that can't be shown.")
    return _markup_fault(source, target) or _length_fault(target, longest)


def _markup_fault(source: str, target: str) -> str:
    # Reading markup is what takes the time, and most texts have none.
    if "<" not in target and "&" not in target:
        return ""
    if _depth(target) > DEEPEST_MARKUP:
        return _("The markup of the text is nested too deeply.")
    try:
        StringValue.from_translated_html(target)
        validate_translation_links(source, target)
    except ParserRejectedMarkup:
        return _("The markup of the text can't be read.")
    except ValueError as error:
        return str(error)
    return ""


def _length_fault(target: str, longest: int | None) -> str:
    if longest is None or len(target) <= longest:
        return ""
    if len(StringValue(target).render_text()) <= longest:
        return ""
    return _("The text is longer than the {count} characters that fit.").format(count=longest)


def _depth(html: str) -> int:
    depth = deepest = 0
    for slash, name, closed in _TAG.findall(html):
        if slash:
            depth = max(0, depth - 1)
        elif not closed and name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
