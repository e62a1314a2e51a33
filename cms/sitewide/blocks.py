"""The items of the header and the footer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.content.body.link_blocks import LinkBlock, PageLinkBlock


class PageItemBlock(blocks.StructBlock):
    """A page of the site."""

    label = blocks.CharBlock(max_length=60, label=_("Label"))
    page = PageLinkBlock(label=_("Page"))

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page")
        label_format = "{label}"


class FavoritesItemBlock(blocks.StructBlock):
    """The reader's own list of pages, kept by the frontend."""

    label = blocks.CharBlock(max_length=60, label=_("Label"))

    class Meta:
        icon = "pick"
        label = _("Favorites")
        label_format = "{label}"


class LanguageSwitchItemBlock(blocks.StructBlock):
    """The switch to the same page in another language."""

    label = blocks.CharBlock(
        max_length=60,
        label=_("Label"),
        help_text=_("With two languages: the name of the other one, in that language."),
    )

    class Meta:
        icon = "wagtail-localize-language"
        label = _("Language switch")
        label_format = "{label}"


class HeaderNavigation(blocks.StreamBlock):
    """The items of the header, from left to right."""

    page = PageItemBlock()
    favorites = FavoritesItemBlock()
    language_switch = LanguageSwitchItemBlock()

    class Meta:
        block_counts = {"favorites": {"max_num": 1}, "language_switch": {"max_num": 1}}


class FooterLinks(blocks.StreamBlock):
    """The links of the footer."""

    link = LinkBlock()
