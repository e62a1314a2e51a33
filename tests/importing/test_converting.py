"""HTML of any kind becomes blocks; no text is lost, and what isn't understood is reported."""

import html
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.content.body.blocks import BodyBlock
from cms.importing.converting.converter import converted
from cms.importing.converting.inline import Surroundings
from cms.importing.converting.links import Directory
from cms.importing.records import OriginFile, Record
from cms.importing.writing.bodies import blocks_of
from tests.importing import seed_site

pytestmark = pytest.mark.one_database

BASE = "https://www.example.org/en/page.html"


class Files:
    """Files by their URL."""

    def __init__(self, **files):
        self._files = {
            f"https://www.example.org/{name.replace('_', '.')}": OriginFile.of(
                name.replace("_", "."), content
            )
            for name, content in files.items()
        }

    def find(self, url):
        return self._files.get(url)


def record(source, **fields):
    values = {
        "key": "k", "name": "n", "language": "en", "title": "Title", "html": source, "url": BASE,
        "addresses": (), "day": None,
    }  # fmt: skip
    return Record(**(values | fields))


def convert(source, *, files=None, is_text_only=False, **fields):
    """The body of some HTML, and what was noted: elements and texts."""
    notes = []
    surroundings = Surroundings(
        base=BASE,
        files=files or Files(),
        directory=Directory([record("", key="other", addresses=("/en/other.html",))]),
        hosts=frozenset({"www.example.org"}),
        note=lambda element, text: notes.append((element, text)),
        is_text_only=is_text_only,
    )
    return converted(record(source, **fields), surroundings), notes


def pieces(source, **options):
    return [(piece.kind, piece.value) for piece in convert(source, **options)[0].pieces]


def rich_text(source, **options):
    (found,) = pieces(source, **options)
    assert found[0] == "rich_text"
    return found[1]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One</p><p>two</p>", "<p>One</p><p>two</p>"),
        ("loose<br><br>text", "<p>loose</p><p>text</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>  a \n  b&nbsp;c </p>", "<p>a b\xa0c</p>"),
        ("<p>　　中文</p>", "<p>中文</p>"),
        ("<p>a<br>　b<br></p>", "<p>a<br/>b</p>"),
        ("<p><b>a</b> <strong>b</strong><em> c</em></p>", "<p><b>a</b> <b>b</b><i> c</i></p>"),
        ("<b><p>a</p></b>", "<p>a</p>"),
        ("<p>a &amp; b &lt; c</p>", "<p>a &amp; b &lt; c</p>"),
        ("<q>x</q>", "<p>“x”</p>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<dl><dt>T<dd>D</dl>", "<p><b>T</b></p><p>D</p>"),
        ("<details><summary>S</summary>x</details>", "<p><b>S</b></p><p>x</p>"),
        ("<!-- c --><![CDATA[d]]><p>e</p>", "<p>d</p><p>e</p>"),
        ('<p><font color="red"><span>a</span></font></p>', "<p>a</p>"),
        ("<h1>Title</h1>a", "<p>a</p>"),
        ("page.html", "<p>page.html</p>"),
        ('<?xml version="1.0"?><html><p>a</p></html>', "<p>a</p>"),
        ("<table><tr><td><p>only</p></td></tr></table>", "<p>only</p>"),
        ("<p>a <a></a> <a href='/en/x'> </a>b</p>", "<p>a b</p>"),
    ],
)
def test_text_becomes_paragraphs_and_lists(source, expected):
    assert rich_text(source) == expected


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("other.html#top", {"key": "other", "url": "https://www.example.org/en/other.html#top"}),
        ("https://elsewhere.example/?a=1&b=2", {"url": "https://elsewhere.example/?a=1&b=2"}),
        ("//elsewhere.example/x", {"url": "https://elsewhere.example/x"}),
        ("mailto:a@b.example", {"url": "mailto:a@b.example"}),
        ("/en/else.html", {"url": "https://www.example.org/en/else.html"}),
    ],
)
def test_links_lead_where_they_did(href, link):
    body, _notes = convert(f'<p><a href="{html.escape(href)}">x</a></p>')
    assert [(one.key, one.url) for one in body.links] == [(link.get("key", ""), link["url"])]


@pytest.mark.parametrize("href", ["#a", "", "javascript:x", "data:text/html,x", "http://[x", "x:y"])
def test_links_that_lead_nowhere_are_taken_away(href):
    body, notes = convert(f'<p><a href="{href}">words</a></p>')
    assert body.links == []
    assert body.pieces[0].value == "<p>words</p>"
    assert notes[0][0] == "a"


def test_headings_quotes_and_players_are_blocks():
    source = (
        "<h2>Two</h2><h5>Five</h5><blockquote><p>Said.</p><p>So.</p><cite>— Me</cite></blockquote>"
        '<iframe src="//v.example/1" title="Film"></iframe>'
    )
    assert pieces(source) == [
        ("heading", {"text": "Two", "level": "2"}),
        ("heading", {"text": "Five", "level": "3"}),
        ("quote", {"quote": "Said.\nSo.", "attribution": "Me"}),
        ("embed", {"url": "https://v.example/1", "title": "Film"}),
    ]


def test_what_is_too_long_for_its_block_becomes_text():
    long, row = "x" * 161, "y" * 501
    assert rich_text(f"<h2>{long}</h2>") == f"<p><b>{long}</b></p>"
    assert rich_text(f"<blockquote>{'q ' * 600}</blockquote>").startswith("<p>q q")
    source = f"<table><caption>C</caption><tr><td>{row}<td>z<tr><td>1<td>2</table>"
    assert rich_text(source) == f"<p><b>C</b></p><p>{row} | z</p><p>1 | 2</p>"


def test_cells_that_span_others_leave_them_empty():
    source = (
        "<table><thead><tr><th colspan=2>A<th>B</thead>"
        "<tr><th rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>"
    )
    body, notes = convert(source)
    assert body.pieces[0].value == {
        "caption": "", "has_header_row": True, "has_header_column": False, "alignments": [],
        "rows": [["A", "", "B"], ["1", "2", "3"], ["", "4", "5"]],
    }  # fmt: skip
    assert notes == [("table", "2 merged cells were taken apart")]


def test_the_span_of_a_cell_is_bounded():
    assert rich_text("<table><tr><td colspan=99999999>a<td>b</table>") == "<p>a | b</p>"


def test_images_have_their_text_and_caption():
    files = Files(a_jpg=seed_site.picture(1), b_jpg=seed_site.picture(2))
    source = (
        '<p>x<img src="/a.jpg" alt=" An  oven ">y</p>'
        '<figure><a href="/b.jpg"><img src="/a-small.jpg" srcset="/a.jpg 300w"></a>'
        "<figcaption>Cap</figcaption></figure>"
    )
    body, notes = convert(source, files=files)
    kinds = [piece.kind for piece in body.pieces]
    assert kinds == ["rich_text", "image", "rich_text", "image"]
    first, second = body.pieces[1].value, body.pieces[3].value
    assert (first["alt_text"], first["is_decorative"]) == ("An oven", False)
    assert (second["image"].name, second["caption"], second["is_decorative"]) == (
        "b.jpg",
        "Cap",
        True,
    )
    assert [element for element, _text in notes] == ["img"]


def test_files_that_are_not_what_they_say_are_left_out():
    files = Files(a_jpg=b"<script>", f_pdf=b"no", x_exe=b"MZ")
    source = '<img src="/a.jpg" alt="A"><p><a href="/f.pdf">F</a> <a href="/x.exe">X</a></p>'
    body, notes = convert(source, files=files)
    assert [piece.kind for piece in body.pieces] == ["rich_text"]
    assert [link.file for link in body.links] == [None, None]
    assert {element for element, _text in notes} == {"img", "a"}


def test_a_legal_notice_has_text_alone():
    files = Files(a_jpg=seed_site.picture(1))
    source = (
        '<blockquote>Q</blockquote><img src="/a.jpg" alt="A"><iframe src="//v.example"></iframe>'
    )
    body, notes = convert(source, files=files, is_text_only=True)
    assert [piece.kind for piece in body.pieces] == ["rich_text"]
    assert [element for element, _text in notes] == ["blockquote", "img", "iframe"]


def test_deep_nesting_is_read():
    source = "<div><b>" * 2000 + "deep" + "</b></div>" * 2000
    assert "deep" in rich_text(source)
    assert "deep" in rich_text("<ul><li>" * 500 + "deep")


TAGS = (
    "a", "article", "b", "blockquote", "br", "button", "center", "dd", "div", "dl", "dt", "em",
    "figure", "figcaption", "font", "form", "h1", "h2", "h5", "i", "li", "main", "marquee", "ol",
    "option", "p", "pre", "q", "section", "select", "span", "sub", "summary", "table", "tbody",
    "td", "th", "tr", "u", "ul", "unknown-tag",
)  # fmt: skip
TOKENS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(['<a href="/en/other.html">', '<a href="https://x.example">']),
    st.from_regex(r"w[0-9]{1,3}", fullmatch=True),
    st.just(" "),
)


def words(text):
    return re.findall(r"w[0-9]+", text)


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, max_size=40).map(" ".join))
def test_no_word_is_lost_or_doubled_whatever_is_nested_in_what(source):
    body, _notes = convert(source)
    there = words(BeautifulSoup(source, "html.parser").get_text(" "))
    assert sorted(words(str([piece.value for piece in body.pieces]))) == sorted(there)


@settings(max_examples=100, deadline=None)
@given(st.lists(TOKENS, max_size=40).map(" ".join))
def test_whatever_comes_out_the_editor_takes(source):
    body, _notes = convert(source)
    blocks = blocks_of(body, lambda _key: None)
    stream = BodyBlock().to_python(blocks)
    for child in stream:
        child.block.clean(child.value)
    stored = " ".join(str(block["value"]) for block in blocks)
    assert sorted(words(stored)) == sorted(
        words(BeautifulSoup(source, "html.parser").get_text(" "))
    )
