"""Rich text as a tree and as Markdown."""

import random

import pytest
from markdown_it import MarkdownIt

from cms.content.body.rich_text.document import document
from cms.content.body.rich_text.markdown import markdown
from cms.content.body.rich_text.parsing import parse
from cms.content.body.rich_text.schema import NODES, json_schema
from tests.content.body.json_schema import errors


def tree(source):
    return document(parse(source), lambda element: (element.attributes.get("href"), None))


def written(source):
    return markdown(tree(source))


def text(value):
    return {"type": "text", "value": value}


def paragraph(*children):
    return {"type": "paragraph", "children": list(children)}


def test_makes_a_tree_of_typed_nodes():
    assert tree(
        '<p>One <b>two <i>three</i></b><br>four <a href="https://a.example/">five</a></p>'
        "<ol><li>six<ul><li>seven</li></ul></li></ol><hr><h3>eight</h3>"
        "<blockquote><p>nine<sup>10</sup> <code>eleven</code></p></blockquote>"
    ) == {
        "type": "root",
        "children": [
            paragraph(
                text("One "),
                {
                    "type": "strong",
                    "children": [text("two "), {"type": "emphasis", "children": [text("three")]}],
                },
                {"type": "break"},
                text("four "),
                {
                    "type": "link",
                    "url": "https://a.example/",
                    "hreflang": None,
                    "children": [text("five")],
                },
            ),
            {
                "type": "list",
                "ordered": True,
                "children": [
                    {
                        "type": "listItem",
                        "children": [
                            paragraph(text("six")),
                            {
                                "type": "list",
                                "ordered": False,
                                "children": [
                                    {"type": "listItem", "children": [paragraph(text("seven"))]}
                                ],
                            },
                        ],
                    }
                ],
            },
            {"type": "thematicBreak"},
            {"type": "heading", "depth": 3, "children": [text("eight")]},
            {
                "type": "blockquote",
                "children": [
                    paragraph(
                        text("nine"),
                        {"type": "superscript", "children": [text("10")]},
                        text(" "),
                        {"type": "inlineCode", "value": "eleven"},
                    )
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    "source",
    [
        "<p><i><b>one</b> two</i></p>",
        "<p><i><b>one</b></i><i> two</i></p>",
        "<p><em><strong>o</strong><b>ne </b>two</em> </p>",
        "<p> <i><b> one</b>\n two</i></p><p> </p><ul></ul>",
        "<i><b>one</b> two</i>",
        "<div><p><i><b>one</b> two</i></p></div>",
    ],
)
def test_the_same_words_give_the_same_tree(source):
    strong = {"type": "strong", "children": [{"type": "emphasis", "children": [text("one")]}]}
    emphasis = {"type": "emphasis", "children": [text("two")]}
    assert tree(source)["children"] == [paragraph(strong, text(" "), emphasis)]


def test_nothing_gives_an_empty_tree():
    assert tree("<p></p> <ul><li> </li></ul>") == {"type": "root", "children": []}
    assert written("<p></p>") == ""


def test_a_link_that_leads_nowhere_and_a_link_in_a_link_are_words():
    assert tree("<p><a>one</a></p>")["children"] == [paragraph(text("one"))]
    nested = tree('<p><a href="/a/">one <a href="/b/">two</a></a></p>')["children"]
    link = {"type": "link", "url": "/a/", "hreflang": None, "children": [text("one two")]}
    assert nested == [paragraph(link)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<h2>C #</h2>", "## C \\#"),
        ("<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>", "- one\n- two\n  1. three"),
        ("<ul><li>one</li></ul><ul><li>two</li></ul>", "- one\n\n* two"),
        ("<p>1. one</p>", "1\\. one"),
        ("<p># one</p>", "\\# one"),
        ("<p>- one</p>", "\\- one"),
        ("<p>2 * 3 &lt; 7_0 [x] &amp;amp; `y`</p>", "2 \\* 3 \\< 7\\_0 \\[x\\] \\&amp; \\`y\\`"),
        ('<p>Look!<a href="/a b/?x=(1)&amp;y">here</a></p>',
         "Look\\![here](/a%20b/?x=%281%29&amp;y)"),
        ("<p><b>重要：</b>内容</p>", "**重要：**&#x5185;容"),
        ("<p>内容<b>「重要」</b></p>", "内&#x5BB9;**「重要」**"),
        ("<p>one <b>two </b>three</p>", "one **two** three"),
        ("<blockquote>one<p>two</p></blockquote>", "> one\n>\n> two"),
        ("<p><code>a`b</code></p>", "``a`b``"),
    ],
)  # fmt: skip
def test_writes_commonmark(source, expected):
    assert written(source) == expected


INLINE = ["b", "i", "a", "strong", "em", "code", "sup"]
WORDS = [
    "word", "字", "，", "「", "」", "！", " ", "*", "_", "**", "a b", "1.", "#", "-", "+", "[x]",
    "!", "&amp;amp;", "&lt;b&gt;", "`", "\\", "~~", "|", "€", "。\n", "<br>", ")", "=", "&gt;",
]  # fmt: skip


def inline_source(chance, depth=0):
    parts = []
    for _ in range(chance.randint(1, 4)):
        if depth < 3 and chance.random() < 0.45:
            tag = chance.choice(INLINE)
            opening = '<a href="https://a.example/">' if tag == "a" else f"<{tag}>"
            parts.append(f"{opening}{inline_source(chance, depth + 1)}</{tag}>")
        else:
            parts.append(chance.choice(WORDS))
    return "".join(parts)


def block_source(chance, depth=0):
    kind = chance.choice(["p", "p", "ul", "ol", "h2", "blockquote", "hr"])
    if kind in {"ul", "ol"} and depth < 3:
        items = (block_source(chance, depth + 1) for _ in range(chance.randint(1, 3)))
        words = (inline_source(chance) if chance.random() < 0.7 else "" for _ in range(3))
        pairs = zip(words, items, strict=False)
        return f"<{kind}>" + "".join(f"<li>{one}{two}</li>" for one, two in pairs) + f"</{kind}>"
    if kind == "blockquote" and depth < 3:
        return f"<blockquote>{block_source(chance, depth + 1)}</blockquote>"
    if kind == "hr":
        return "<hr>"
    tag = kind if kind == "h2" else "p"
    return f"<{tag}>{inline_source(chance)}</{tag}>"


@pytest.mark.parametrize("seed", range(150))
def test_markdown_reads_back_as_the_same_tree(seed):
    chance = random.Random(seed)  # noqa: S311 - chosen by the seed, to be repeatable
    source = "".join(block_source(chance) for _ in range(3))
    expected = tree(source)
    assert errors(expected, json_schema()) == []

    html = MarkdownIt("commonmark", {"html": True}).render(markdown(expected))

    assert tree(html) == expected, f"{source}\n{markdown(expected)}\n{html}"


def test_the_schema_knows_every_node_and_refuses_others():
    schema = json_schema()
    assert set(schema["$defs"]) == set(NODES)
    for node in NODES.values():
        assert set(node.children) <= set(NODES)
    good = tree("<p>one</p>")
    assert errors(good, schema) == []
    bad_nodes = [
        {"type": "root"},
        {"type": "paragraph", "children": []},
        {"type": "root", "children": [text("one")]},
        {"type": "root", "children": [paragraph(text(""))]},
        {"type": "root", "children": [paragraph({**text("one"), "href": "/"})]},
        {"type": "root", "children": [{"type": "heading", "depth": 1, "children": [text("x")]}]},
        {"type": "root", "children": [paragraph({"type": "link", "url": "/", "children": []})]},
    ]
    assert [bad for bad in bad_nodes if errors(bad, schema) == []] == []
