from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

import pytest

from cms.content.body import blocks
from cms.content.body.block_kinds.image import ImageBlock
from cms.content.body.link_blocks import LinkBlock
from tests import factories


def clean(block, raw):
    return block.clean(block.to_python(raw))


@pytest.fixture
def value(db):
    return factories.image_value(factories.image())


def test_an_image_needs_an_alternative_text(value):
    with pytest.raises(StructBlockValidationError) as raised:
        clean(ImageBlock(), value | {"alt_text": ""})
    assert raised.value.block_errors["alt_text"].messages == [
        "Describe the image, or mark it as decorative."
    ]


def test_a_decorative_image_needs_none(value):
    cleaned = clean(ImageBlock(), value | {"alt_text": "", "is_decorative": True})
    assert cleaned["is_decorative"] is True


def test_an_image_with_an_alternative_text_is_fine(value):
    assert clean(ImageBlock(), value)["alt_text"] == "What it shows"


@pytest.mark.parametrize("has_page", [True, False])
def test_a_link_has_exactly_one_target(english, has_page):
    url = "https://elsewhere.example/" if has_page else ""
    page = english.news.pk if has_page else None
    with pytest.raises(StructBlockValidationError) as raised:
        clean(LinkBlock(), {"text": "More", "page": page, "url": url})
    assert raised.value.block_errors["page"].messages == [
        "Choose a page or enter a URL, but not both."
    ]


def test_a_link_leads_to_a_page_or_to_another_site(english):
    link = LinkBlock()
    inside = clean(link, {"text": "More", "page": english.news.pk, "url": ""})
    outside = clean(link, {"text": "More", "page": None, "url": "https://elsewhere.example/"})
    assert (inside["page"].pk, outside["url"]) == (english.news.pk, "https://elsewhere.example/")


def test_a_legal_text_has_no_pictures():
    kinds = set(blocks.TextBodyBlock().child_blocks)
    assert {"heading", "rich_text", "table", "download"} <= kinds
    assert not kinds & {"image", "gallery", "embed"}


def test_a_gallery_has_at_least_two_images(value):
    gallery = blocks.BodyBlock().child_blocks["gallery"]
    item = {"type": "item", "value": value, "id": "1"}
    with pytest.raises(ListBlockValidationError) as raised:
        clean(gallery, [item])
    assert raised.value.non_block_errors.as_data()[0].messages == [
        "The minimum number of items is 2"
    ]
