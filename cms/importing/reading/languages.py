"""The languages of this site, by the codes that other sites have for them."""

from __future__ import annotations

from wagtail.models import Locale

from cms.localisation import tags


class Languages:
    """The languages of this site; one query."""

    def __init__(self) -> None:
        default = Locale.get_default().language_code
        codes = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        # The source language comes first wherever pages are put in order.
        self.codes = sorted(codes, key=lambda code: code != default)

    def code(self, tag: str) -> str:
        """The code of a language of this site: ``zh_CN`` finds ``zh-hans``; empty for none."""
        text = tag.strip()
        if not tags.is_well_formed(text.replace("_", "-")):
            return ""
        return tags.lookup(text, self.codes) or ""
