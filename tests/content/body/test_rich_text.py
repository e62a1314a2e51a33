import pytest

from cms.content.body.rich_text import RichText
from cms.content.reading.loader import Reading
from cms.content.tree import SiteTree
from tests import factories, snapshots


def read(source, tag="en"):
    tree = SiteTree.load()
    reading = Reading(tree, tree.root(tag))
    rich_text = RichText.read(source, reading)
    reading.fetch()
    return rich_text


def page_link(page, words="here"):
    return f'<p>See <a linktype="page" id="{page.pk}">{words}</a>.</p>'


@pytest.fixture
@snapshots.fixture
def article(english):
    return factories.news_page(english.news, slug="article")


def test_links_to_a_page_in_the_language_of_the_answer(article, chinese):
    factories.translation(article, title="文章")
    assert read(page_link(article)).html == (
        '<p>See <a href="/en/news/article/" hreflang="en">here</a>.</p>'
    )
    assert read(page_link(article), "zh-Hans").html == (
        '<p>See <a href="/zh-hans/news/article/" hreflang="zh-Hans">here</a>.</p>'
    )


def test_links_to_the_source_where_there_is_no_translation_and_says_so(article, chinese):
    assert read(page_link(article), "zh-Hans").html == (
        '<p>See <a href="/en/news/article/" hreflang="en">here</a>.</p>'
    )


def test_links_from_the_id_of_a_translation_too(article, chinese):
    translated = factories.translation(article, title="文章")
    assert read(page_link(translated)).html == (
        '<p>See <a href="/en/news/article/" hreflang="en">here</a>.</p>'
    )


def test_an_alias_is_linked_at_its_own_address_in_the_language_it_is_written_in(article, chinese):
    factories.alias(article)
    assert read(page_link(article), "zh-Hans").html == (
        '<p>See <a href="/zh-hans/news/article/" hreflang="en">here</a>.</p>'
    )


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_a_link_to_what_may_not_be_read_is_plain_text(article, chinese, tag):
    factories.private(article)
    assert read(page_link(article, "<b>here</b>"), tag).html == "<p>See <b>here</b>.</p>"


@pytest.mark.parametrize("id_", ["999999", "", "x", "99999999999999999999999"])
def test_a_link_to_nothing_is_plain_text(english, id_):
    source = f'<p>See <a linktype="page" id="{id_}">here</a> and '
    source += f'<a linktype="document" id="{id_}">there</a>.</p>'
    assert read(source).html == "<p>See here and there.</p>"


def test_links_to_public_documents_only(english):
    shown = factories.document()
    hidden = factories.document(collection=factories.private_collection())
    source = "".join(f'<a linktype="document" id="{one.pk}">paper</a>' for one in (shown, hidden))
    url = f"http://localhost:8000{shown.url}"
    assert read(source).html == f'<a href="{url}">paper</a>paper'


def test_escapes_words_and_addresses(english):
    source = '<p>&lt;b&gt; &amp; "quoted" <a href="https://a.example/?x=1&amp;y=&quot;">x</a></p>'
    assert read(source).html == (
        '<p>&lt;b&gt; &amp; "quoted" <a href="https://a.example/?x=1&amp;y=&quot;">x</a></p>'
    )
    assert read(source).text == '<b> & "quoted" x'


def test_closes_what_was_left_open(english):
    assert read("<p>One<br/>two <b>bold").html == "<p>One<br>two <b>bold</b></p>"


def link_in(rich_text):
    return rich_text.document["children"][0]["children"][1]


def test_links_of_document_and_markdown_are_in_the_language_of_the_answer(article, chinese):
    factories.translation(article, title="文章")
    english, translated = read(page_link(article)), read(page_link(article), "zh-Hans")
    words = [{"type": "text", "value": "here"}]
    assert link_in(english) == {
        "type": "link", "url": "/en/news/article/", "hreflang": "en", "children": words
    }  # fmt: skip
    assert link_in(translated) == {
        "type": "link", "url": "/zh-hans/news/article/", "hreflang": "zh-Hans", "children": words
    }  # fmt: skip
    assert english.markdown == "See [here](/en/news/article/)."
    assert translated.markdown == "See [here](/zh-hans/news/article/)."


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_document_and_markdown_lead_nowhere_a_reader_may_not_go(article, chinese, tag):
    factories.private(article)
    rich_text = read(page_link(article), tag)
    assert rich_text.document["children"] == [
        {"type": "paragraph", "children": [{"type": "text", "value": "See here."}]}
    ]
    assert rich_text.markdown == "See here."
