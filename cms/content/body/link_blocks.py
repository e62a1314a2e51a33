"""The parts of blocks that lead to a page or to another site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.content.references.own_site_urls import page_at


class PageLinkBlock(blocks.PageChooserBlock):
    """A page of this site. The link of each translation leads to that page's translation.

    So translators, who may not see the pages of other languages, are asked nothing here.
    """

    def get_translatable_segments(self, _value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, _segments: list[Any]) -> Any:
        """The page the source leads to."""
        return value


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to another site: exactly one of the two."""

    text = blocks.CharBlock(max_length=80, label=_("Link text"))
    page = PageLinkBlock(
        required=False,
        label=_("Page of this site"),
        help_text=_("Each language links to its own version of the page."),
    )
    url = blocks.URLBlock(
        required=False,
        label=_("URL on another site"),
        help_text=_("In place of a page, beginning with https://"),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{text}"

    def clean(self, value: Any) -> Any:
        """Ask for exactly one target; a draft may lack it.

        The URL of a page of this site becomes a link to it.
        """
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned["page"]:
            page = page_at(cleaned["url"])
            if page is not None:
                cleaned["page"], cleaned["url"] = page, ""
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page or enter a URL, but not both.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned
