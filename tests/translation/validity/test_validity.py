"""The validity of translated texts, without the database."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks

import pytest

from cms.legal.models import LegalNoticePage
from cms.news.models import NewsCategory, NewsPage
from cms.sitewide.models import Sitewide
from cms.translation.validity import limits, markup, words
from cms.translation.validity.faults import fault

pytestmark = pytest.mark.one_database

BLANK = [
    "", " ", "\n", "\t \r\n", "\u00a0", "\u3000", "\u2003", "\u2009", "\u202f", "\u205f", "\u1680",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c",
    "\u180e", "\u2800", "\u3164", "\uffa0", "\u115f", "\ufe0f", "\U000e0020", "\x00", "\x1f",
    "\x7f", "\x85", "\u2028", "&nbsp;", "&nbsp", "&#160;", "&#xa0;", "&#8203;", "&ZeroWidthSpace;",
    "&shy;", "&emsp; &ensp;", "<b></b>", '<a id="a1"></a>', "<br/>", "<br><br />", "<b> </b>",
    "<b>&nbsp;</b>", "<i>\u200b</i>\u3000<br/>", "<!-- none -->", "<p></p>", "<img src='x'>",
]  # fmt: skip
VISIBLE = [
    "x", "0", ".", "—", "一", "é", "😀", "a\u200b", "&amp;", "&lt;b&gt;", "&amp;nbsp;", "<b>x</b>",
    "\u0301", "ｱ", "〇",
]  # fmt: skip


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_shows_nothing(text):
    assert words.is_blank(text)
    assert not words.needs_translation(text)


@pytest.mark.parametrize("text", VISIBLE, ids=ascii)
def test_shows_something(text):
    assert not words.is_blank(text)


@pytest.mark.parametrize(
    ("source", "has_words"),
    [
        ("A lab", True), ("实验室", True), ("<b>é</b>", True), ("IEC 62133", True), ("No. 5", True),
        ("2024", False), ("—", False), ("* * *", False), ("1,000 – 2,000 %", False),
        ("&amp;", False), ("<b>12</b>", False), ("☎ +86 10 1234", False), ("&nbsp;", False),
    ],
)  # fmt: skip
def test_a_source_without_words_needs_no_translation(source, has_words):
    assert words.needs_translation(source) is has_words
    assert (re.search(words.WORDLESS, source) is None) is has_words


def test_a_database_can_ask_nearly_the_same():
    pattern = re.compile(words.BLANK)
    assert not [text for text in VISIBLE if pattern.search(text)]
    missed = [text for text in BLANK if not pattern.search(text)]
    assert missed == ["\x00", "&nbsp", "&ZeroWidthSpace;"]


LINKED = 'See <a id="a1">one</a> and <a id="a2">two</a>, <b>bold <i>both</i></b><br/>&amp; more.'


@pytest.mark.parametrize(
    "text",
    [
        '见<a id="a1">一</a>和<a id="a2">二</a>',
        '<a id="a2">二</a><a id="a1">一</a>',
        "<A ID='a1'>一</A><a id=a2 >二</a >",
        '<b>粗<i>都</i></b><a id="a1">一</a><a id="a2">二</a>',
        '<i>都<b>粗</b></i><a id="a1">一</a><a id="a2">二</a>',
        '<strong>粗</strong><em>斜</em><a id="a1">一</a><a id="a2">二</a>',
        '<a id="a1">R&D & C</a><br><br/><br />&amp;&lt;&nbsp;&#20013;&#x4e2d; > <a id="a2">二</a>',
    ],
)
def test_markup_of_the_source_is_kept(text):
    assert markup.fault(LINKED, text) == ""


LINKS = '<a id="a1">一</a><a id="a2">二</a>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"<b>粗{LINKS}", "<a> is inside <b>, unlike in the source."),
        (f"{LINKS}<b>粗", "<b> is not closed."),
        (f"{LINKS}粗</b>", "</b> closes nothing."),
        (f"{LINKS}<b><i>都</b></i>", "<i> is not closed before </b>."),
        (f"{LINKS}<b>粗</strong>", "<b> is not closed before </strong>."),
        (f"{LINKS}<b>粗<b>更</b></b>", "<b> is inside <b>, unlike in the source."),
        ('<a id="a1">一<a id="a2">二</a></a>', "<a> is inside <a>, unlike in the source."),
        (f"{LINKS}<b", "The tag “<b” is cut off."),
        (f"{LINKS}<b>粗</b", "The tag “</b” is cut off."),
        ('<a id="a1', 'The tag “<a id="a1” is cut off.'),
        (f"{LINKS}</br>", "Write “<br/>” for a line break."),
        (f"{LINKS}<code>码</code>", "The source has no <code>."),
        (f"{LINKS}<script>x()</script>", "The source has no <script>."),
        (f"{LINKS}<img src=x onerror=y>", "The source has no <img>."),
        (f"{LINKS}<h1>题</h1>", "The source has no <h1>."),
        (f"{LINKS}<b class='x'>粗</b>", "<b> has attributes that the source doesn't have."),
        (f"{LINKS}<b id='a1'>粗</b>", "<b> has attributes that the source doesn't have."),
        (
            '<a id="a1" href="//x">一</a><a id="a2">二</a>',
            "<a> has attributes that the source doesn't have.",
        ),
        (
            '<a href="//x">一</a><a id="a2">二</a>',
            "<a> has attributes that the source doesn't have.",
        ),
        (
            '<a>一</a><a id="a1">一</a><a id="a2">二</a>',
            "A link has no id: write it as in the source.",
        ),
        ('<a id="a1">一</a><a id="a3">二</a>', "The source has no link “a3”."),
        ('<a id="a1">一</a><a id="a1">二</a>', "The link “a1” occurs more than once."),
        ('<a id="a1">一</a>', "The link “a2” is missing."),
        ("无", "The link “a1, a2” is missing."),
        ('<a id="a1"></a><a id="a2">二</a>', "The link “a1” has no text."),
        ('<a id="a1">&nbsp;</a><a id="a2">二</a>', "The link “a1” has no text."),
        ('<a id="a1"/><a id="a2">二</a>', "The link “a1” has no text."),
        (f"{LINKS}一 < 二", "Write “&lt;” for the character “<”."),
        (f"{LINKS}&foo;", "Write “&amp;” for the character “&”."),
        (f"{LINKS}<!-- x -->", "Write “&lt;” for the character “<”."),
        (f"{LINKS}" + "<b><i>" * 20, "<b> is inside <b>, unlike in the source."),
    ],
)
def test_markup_the_source_does_not_have_is_an_error(text, reason):
    assert markup.fault(LINKED, text) == reason


def test_a_text_without_markup_takes_none():
    assert markup.fault("Here", "<b>这里</b>") == "The source has no <b>."
    assert markup.fault("Here", "这里 > 那里") == ""


def test_long_and_broken_markup_is_judged_in_no_time():
    for text in (
        "<a " + " " * 99_000,
        "<b>" * 30_000,
        "&foo;" * 99_000,
        "<" * 99_000,
        "</b>" * 25_000,
    ):
        assert markup.fault("<b>x</b>", text)


PLACES = [
    (NewsPage, "title", 255),
    (NewsPage, "seo_title", 255),
    (NewsPage, "summary", 400),
    (NewsPage, "lead_image_alt", 255),
    (NewsPage, "body.heading.text", 160),
    (NewsPage, "body.quote.quote", 1000),
    (NewsPage, "body.gallery.item.caption", 255),
    (NewsPage, "body.image.alt_text", 255),
    (NewsPage, "body.call_to_action.link.text", 80),
    (NewsPage, "body.embed.title", 160),
    (NewsPage, "body.rich_text", None),
    (NewsPage, "search_description", None),
    (LegalNoticePage, "body.download.title", 160),
    (NewsCategory, "name", 60),
    (Sitewide, "organisation_name", 160),
    (Sitewide, "description", 400),
    (Sitewide, "header_navigation.page.label", 60),
    (Sitewide, "footer_links.link.text", 80),
]


@pytest.mark.parametrize(("model", "path", "most"), PLACES)
def test_every_place_takes_so_many_characters(model, path, most):
    place = limits.leaf(model, path)
    assert place is not None
    assert limits.most_characters(place) == most
    if most is None:
        assert limits.fault(place, "字" * 3000) == ""
        return
    assert limits.fault(place, "字" * most) == ""
    # An entity is one character.
    assert limits.fault(place, "&amp;" * most) == ""
    assert limits.fault(place, "字" * (most + 1)) == (
        f"The text has {most + 1} characters; the field holds at most {most}."
    )


def _no_capitals(value):
    if value.isupper():
        raise ValidationError("No capitals.")


@pytest.mark.parametrize(
    ("place", "text", "reason"),
    [
        (models.CharField(max_length=9, validators=[_no_capitals]), "LAB", "No capitals."),
        (blocks.CharBlock(validators=[_no_capitals]), "LAB", "No capitals."),
        (blocks.RegexBlock("^[0-9]+$", error_messages={"invalid": "Digits."}), "a", "Digits."),
        (blocks.TextBlock(min_length=3), "字",
         "Ensure this value has at least 3 characters (it has 1)."),
        (models.URLField(), "x", "Enter a valid URL."),
        (models.EmailField(), "x", "Enter a valid email address."),
        (
            models.SlugField(),
            "a b",
            (
                "Enter a valid “slug” consisting of letters, numbers, "
                "underscores or hyphens."
            ),
        ),
        (
            models.CharField(max_length=9, choices=[("a", "A")]),
            "b",
            "Value 'b' is not a valid choice.",
        ),
        (blocks.RichTextBlock(max_length=3), "<b>四个字了</b>",
         "The text has 4 characters; the field holds at most 3."),
    ],
)  # fmt: skip
def test_whatever_a_validator_refuses_is_an_error(place, text, reason):
    assert fault("<b>Source</b>", text, place) == reason


def test_nothing_is_known_of_places_that_are_gone():
    for path in ("gone", "body.gone.text", "body.quote.gone", "body", "title.x.y", ""):
        assert limits.fault(limits.leaf(NewsPage, path), "字" * 3000) in {
            "", "The text has 3000 characters; the field holds at most 255."
        }  # fmt: skip
