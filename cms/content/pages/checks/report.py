"""The report about a page for the panel of the editor, and a warning before publishing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.content.pages.checks import rules
from cms.content.pages.checks.measures import Measures, measure, width
from cms.content.pages.checks.parts import Words, parts_of
from cms.content.reading import page_types
from cms.localisation import writing

if TYPE_CHECKING:
    from cms.content.pages.checks.rules import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """A page as it is stored: its language, measures and findings, and how others show it."""

    page: Any
    language: str
    measures: Measures
    findings: list[Finding]
    title: str
    description: str
    url: str
    image: Any

    @classmethod
    def of(cls, page: Any) -> Report:
        """The report about this instance of a page."""
        page = page.specific
        parts = parts_of(page)
        # The words of headings are among those of their blocks.
        texts = [part.text for part in parts if isinstance(part, Words)]
        images = page_types.printed_by(page._meta.label_lower).images
        return cls(
            page=page,
            language=page.locale.get_display_name(),
            measures=measure(text for text in texts if text),
            findings=rules.findings(page, parts),
            title=_cut(page.seo_title or page.title, rules.WIDEST_TITLE),
            description=_cut(rules.described(page), rules.WIDEST_DESCRIPTION),
            url=unquote(page.full_url or ""),
            image=next((image for name in images if (image := getattr(page, name))), None),
        )


def warning(page: Any) -> str:
    """The errors that readers would meet if a draft were published now; empty if none."""
    errors = [
        finding for finding in rules.findings(page) if finding.severity is rules.Severity.ERROR
    ]
    if not errors:
        return ""
    count = ngettext(
        "The checks have found an error:", "The checks have found {count} errors:", len(errors)
    ).format(count=len(errors))
    messages = list(dict.fromkeys(finding.message for finding in errors))
    return writing.sentences([count, *messages[:3], _("Publish anyway?")])


def _cut(text: str, widest: int) -> str:
    """A text as it is shown where only so much fits."""
    if width(text) <= widest:
        return text
    end = next(number for number in range(len(text), 0, -1) if width(text[:number]) < widest)
    return f"{text[:end].rstrip()}…"
