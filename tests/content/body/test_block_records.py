from typing import Any
from uuid import uuid4

import pytest

from cms.content.body.block_kinds.call_to_action import CallToActionRecord
from cms.content.body.block_kinds.document_list import DocumentListRecord
from cms.content.body.block_kinds.download import DownloadRecord
from cms.content.body.block_kinds.embed import EmbedRecord
from cms.content.body.block_kinds.footnotes import FootnotesRecord
from cms.content.body.block_kinds.gallery import GalleryRecord
from cms.content.body.block_kinds.heading import HeadingRecord
from cms.content.body.block_kinds.image import ImageRecord
from cms.content.body.block_kinds.notice import NoticeRecord
from cms.content.body.block_kinds.quote import QuoteRecord
from cms.content.body.block_kinds.rich_text import RichTextRecord
from cms.content.body.block_kinds.table import TableRecord
from cms.content.body.block_kinds.titled_texts import AccordionItem, Step
from cms.content.body.block_records import BlockRecords
from cms.content.reading.loader import Reading
from cms.content.reading.text_languages import TextLanguages
from cms.content.references.links import Link
from cms.content.tree import SiteTree
from cms.news.models import NewsPage
from tests import factories, snapshots


def read(page, tag="en"):
    tree = SiteTree.load()
    reading = Reading(tree, tree.root(tag))
    raw = type(page).objects.get(pk=page.pk).body.raw_data
    body = BlockRecords.read(
        raw, owner=page.pk, wording=TextLanguages.of(reading, page.translation_key, tag)
    )
    reading.fetch()
    return body.blocks


@pytest.fixture
@snapshots.fixture
def target(english):
    return factories.news_page(english.news, "Target", slug="target")


def test_reads_every_block_in_order(english, target):
    shown, offered = factories.image("Plaque"), factories.document("Report")
    stored = factories.every_block(shown=shown, offered=offered, page=target)
    page = factories.news_page(english.news, body=stored)
    blocks = read(page)
    ids = [f"{page.pk}-{block['id']}" for block in stored]
    assert [block.id for block in blocks] == ids
    heading, rich_text, image, gallery, quote, download, embed, call, table = blocks[:9]
    assert heading == HeadingRecord(ids[0], "en", "A heading", 2, heading.anchor)
    assert heading.dir == "ltr"
    assert isinstance(rich_text, RichTextRecord)
    assert rich_text.rich_text.text == "See this page."
    assert isinstance(image, ImageRecord)
    assert (image.image.id, image.image.alt, image.caption) == (shown.pk, "What it shows", "")
    assert isinstance(gallery, GalleryRecord)
    assert [item.image.alt for item in gallery.items] == ["Plaque", "Plaque"]
    assert [item.id for item in gallery.items] == [
        f"{ids[3]}-{item['id']}" for item in stored[3]["value"]
    ]
    assert quote == QuoteRecord(ids[4], "en", "Well said.", "The director")
    assert isinstance(download, DownloadRecord)
    assert (download.title, download.document.id) == ("Report", offered.pk)
    assert embed == EmbedRecord(ids[6], "en", "https://video.example/1", "A film")
    assert isinstance(call, CallToActionRecord)
    assert call.link == Link("More", "/en/news/target/", "en", is_external=False)
    assert isinstance(table, TableRecord)
    assert (table.caption, table.has_header_row, table.has_header_column) == ("Fees", True, False)
    assert table.alignments == ["start", "end"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Application", "Fee"],
        ["New", "100"],
    ]


def test_reads_texts_and_documents_inside_blocks(english, target):
    offered = factories.document("Report")
    stored = factories.every_block(shown=factories.image(), offered=offered, page=target)
    page = factories.news_page(english.news, body=stored)
    ids = [f"{page.pk}-{block['id']}" for block in stored]
    notice, accordion, steps, documents, footnotes, *_reusable = read(page)[9:]
    assert isinstance(notice, NoticeRecord)
    assert (notice.urgency, notice.title) == ("warning", "Before you come")
    assert notice.rich_text.html == "<p>Bring an identity card.</p>"
    for entries, item_record in ((accordion, AccordionItem), (steps, Step)):
        assert [type(item) for item in entries.items] == [item_record] * 2
    assert [(item.title, item.rich_text.text) for item in accordion.items] == [
        ("How long?", "A week."),
        ("How much?", "100."),
    ]
    assert [item.id for item in steps.items] == [
        f"{ids[11]}-{item['id']}" for item in stored[11]["value"]
    ]
    assert isinstance(documents, DocumentListRecord)
    assert [item.document.id for item in documents.items] == [offered.pk]
    assert isinstance(footnotes, FootnotesRecord)
    assert [(note.number, note.anchor, note.rich_text.html) for note in footnotes.notes] == [
        (1, "footnote-1", "<p>In May.</p>"),
        (2, "footnote-2", "<p>In June.</p>"),
    ]


@pytest.mark.parametrize("copies", [1, 10])
def test_costs_two_queries_however_many_blocks(english, target, copies, django_assert_num_queries):
    blocks = [
        block
        for _ in range(copies)
        for block in factories.every_block(
            shown=factories.image(), offered=factories.document(), page=target
        )
    ]
    raw = factories.news_page(english.news, body=blocks).body.raw_data
    tree = SiteTree.load()
    with django_assert_num_queries(2):
        reading = Reading(tree, tree.root("en"))
        body = BlockRecords.read(raw, owner=1, wording=TextLanguages(reading, uuid4(), "en"))
        reading.fetch()
        assert len(body.blocks) == 16 * copies


def test_leaves_out_blocks_about_what_may_not_be_seen(english, target):
    internal = factories.private_collection()
    shown, offered = factories.image(collection=internal), factories.document(collection=internal)
    stored = factories.every_block(shown=shown, offered=offered, page=target)
    factories.private(target)
    blocks = read(factories.news_page(english.news, body=stored))
    assert [type(block).__name__ for block in blocks] == [
        "HeadingRecord", "RichTextRecord", "QuoteRecord", "EmbedRecord", "TableRecord",
        "NoticeRecord", "AccordionRecord", "StepsRecord", "FootnotesRecord",
        "ReusableTextRecord", "ContactPersonRecord",
    ]  # fmt: skip
    assert blocks[1].rich_text.html == "<p>See this page.</p>"
    assert (blocks[-2].rich_text.html, blocks[-1].photo) == ("<p>As there.</p>", None)


def test_a_gallery_keeps_the_images_that_may_be_seen(english):
    shown = factories.image("Shown")
    hidden = factories.image("Hidden", collection=factories.private_collection())
    [gallery] = read(
        factories.news_page(english.news, body=[factories.gallery(hidden, shown, hidden)])
    )
    assert [item.image.id for item in gallery.items] == [shown.pk]


def test_leaves_out_blocks_about_what_was_deleted(english):
    shown, offered = factories.image(), factories.document()
    page = factories.news_page(
        english.news,
        body=[factories.image_block(shown), factories.download(offered), factories.heading()],
    )
    shown.delete()
    offered.delete()
    assert [type(block) for block in read(page)] == [HeadingRecord]


def test_a_decorative_image_has_an_empty_alternative_text(english):
    value = factories.image_value(factories.image()) | {"is_decorative": True}
    page = factories.news_page(english.news, body=[factories.block("image", value)])
    [block] = read(page)
    assert block.image.alt == ""


def test_a_download_shows_the_editors_title(english):
    stored = factories.download(factories.document("report-final-2"), "Annual report")
    [block] = read(factories.news_page(english.news, body=[stored]))
    assert (block.title, block.document.title) == ("Annual report", "report-final-2")


def test_links_in_blocks_lead_to_the_language_of_the_answer(english, target, chinese):
    factories.translation(target, title="目标")
    page = factories.news_page(english.news, body=[factories.call_to_action(page=target)])
    [block] = read(page, "zh-Hans")
    assert block.link == Link("More", "/zh-hans/news/target/", "zh-Hans", is_external=False)


def test_passes_over_blocks_of_a_kind_that_is_gone(english):
    page = factories.news_page(english.news, body=[factories.heading()])
    raw = [factories.block("carousel", {}), *page.body.raw_data]
    tree = SiteTree.load()
    wording = TextLanguages(Reading(tree, tree.root("en")), uuid4(), "en")
    assert len(BlockRecords.read(raw, owner=1, wording=wording).blocks) == 1


def test_reads_blocks_that_were_stored_before_a_part_was_added(english, target):
    stored = factories.every_block(
        shown=factories.image(), offered=factories.document(), page=target
    )
    _heading, _text, image, gallery, quote, download, _embed, call, table, notice, *_others = (
        block["value"] for block in stored
    )
    steps, documents = stored[11]["value"], stored[12]["value"]
    del notice["title"], steps[0]["value"]["text"], documents[0]["value"]["title"]
    for value in (image, *(item["value"] for item in gallery)):
        del value["alt_text"], value["is_decorative"], value["caption"]
    del quote["attribution"], download["title"], call["text"], call["link"]["url"]
    del table["caption"], table["has_header_column"], table["alignments"]
    tree = SiteTree.load()
    reading = Reading(tree, tree.root("en"))
    body = BlockRecords.read(stored, owner=1, wording=TextLanguages(reading, uuid4(), "en"))
    reading.fetch()
    blocks: list[Any] = body.blocks
    assert len(blocks) == 16
    assert blocks[2].image.alt == ""
    assert blocks[3].items[0].caption == ""
    assert blocks[4].attribution == ""
    assert blocks[5].title == "A paper"
    assert (blocks[7].text, blocks[7].link.href) == ("", "/en/news/target/")
    assert blocks[8].alignments == ["start", "start"]
    assert (blocks[9].title, blocks[11].items[0].rich_text.html) == ("", "")
    assert blocks[12].items[0].title == "A paper"


def test_a_list_keeps_the_documents_that_may_be_read(english):
    shown = factories.document("Shown")
    hidden = factories.document("Hidden", collection=factories.private_collection())
    [documents] = read(
        factories.news_page(english.news, body=[factories.document_list(hidden, shown)])
    )
    assert [item.title for item in documents.items] == ["Shown"]


def test_an_empty_body_has_no_blocks(english):
    assert read(factories.news_page(english.news)) == []
    assert isinstance(english.news.get_children().get().specific, NewsPage)
