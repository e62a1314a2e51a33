"""The blocks an editor composes a body from.

Every ``CharBlock`` and ``TextBlock`` is text for readers, because the translation interface takes
each of them for translation; whatever must stay the same in all languages is a choice, a number, a
chooser or an address.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.content.references.own_site_urls import page_at

# Only what the translation interface keeps together in one sentence and a frontend can rely on:
# images have blocks of their own, with an alternative text for every language.
RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a body."""

    text = blocks.CharBlock(max_length=160, label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section")), ("3", _("Part of a section"))],
        default="2",
        label=_("Level"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"


class ImageBlock(blocks.StructBlock):
    """An image with its alternative text and caption in the page's language."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Alternative text"),
        help_text=_("What the image shows, for readers who can't see it."),
    )
    is_decorative = blocks.BooleanBlock(
        required=False,
        label=_("Decorative"),
        help_text=_("The image adds nothing to the text; no alternative text is needed."),
    )
    caption = blocks.CharBlock(required=False, max_length=255, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{alt_text}"

    def clean(self, value: Any) -> Any:
        """Ask for an alternative text unless the image is decorative; a draft may lack it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned["is_decorative"] and not cleaned["alt_text"]:
            message = _("Describe the image, or mark it as decorative.")
            raise StructBlockValidationError({"alt_text": ValidationError(message)})
        return cleaned


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who."""

    quote = blocks.TextBlock(max_length=1000, rows=3, label=_("Quote"))
    attribution = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Attribution"),
        help_text=_("Who said it: name and function."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{quote}"


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Shown to readers in place of the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document download")
        label_format = "{title}"


class EmbedBlock(blocks.StructBlock):
    """A page or a player somewhere else, loaded by a frontend only when the reader asks."""

    url = blocks.URLBlock(label=_("Address"), help_text=_("A video or page on another site."))
    title = blocks.CharBlock(
        max_length=160,
        label=_("Title"),
        help_text=_("What readers find there; shown before anything is loaded."),
    )

    class Meta:
        icon = "media"
        label = _("Embed")
        label_format = "{title}"


class PageLinkBlock(blocks.PageChooserBlock):
    """A page of this site. Each translation leads to that page's translation by itself.

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
        help_text=_("Each language leads to its own version of the page."),
    )
    url = blocks.URLBlock(
        required=False,
        label=_("Address on another site"),
        help_text=_("In place of a page, beginning with https://"),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{text}"

    def clean(self, value: Any) -> Any:
        """Ask for exactly one target; a draft may lack it.

        The address of a page of this site becomes a link to it.
        """
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned["page"]:
            page = page_at(cleaned["url"])
            if page is not None:
                cleaned["page"], cleaned["url"] = page, ""
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page or give an address: one of the two.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned


class CallToActionBlock(blocks.StructBlock):
    """An invitation with one link."""

    text = blocks.TextBlock(required=False, max_length=255, rows=2, label=_("Text"))
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        label_format = "{text}"


class TextBody(blocks.StreamBlock):
    """A body of text alone, for notices that must read the same everywhere."""

    heading = HeadingBlock()
    rich_text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES, icon="pilcrow", label=_("Text"), label_format=""
    )
    download = DownloadBlock()


class Body(TextBody):
    """A body of all blocks, in the order an editor reaches for them."""

    image = ImageBlock()
    gallery = blocks.ListBlock(ImageBlock(), min_num=2, icon="image", label=_("Gallery"))
    quote = QuoteBlock()
    embed = EmbedBlock()
    call_to_action = CallToActionBlock()
