from typing import Any

import pytest

from cms.content.body.rich_text import plain_text
from cms.content.body.rich_text.parsing import HtmlElement, parse


def drawn(nodes):
    """Nodes as nested tuples, which read better in an assertion, neighbouring words as one."""
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, HtmlElement):
            attributes = [node.attributes] if node.attributes else []
            found.append((node.tag, *attributes, *drawn(node.children)))
        elif found and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    return found


@pytest.mark.parametrize(
    ("source", "nodes"),
    [
        ("", []),
        ("Words alone", ["Words alone"]),
        ("<p>One</p><p>Two</p>", [("p", "One"), ("p", "Two")]),
        ("<p>A<br/>B<br>C</p>", [("p", "A", ("br",), "B", ("br",), "C")]),
        (
            "<ul><li>One <b>bold <i>both</i></b></li></ul>",
            [("ul", ("li", "One ", ("b", "bold ", ("i", "both"))))],
        ),
        ("<p>5 &lt; 6 &amp; 汉字&#33;</p>", [("p", "5 < 6 & 汉字!")]),
        ("<P>Loud</P>", [("p", "Loud")]),
    ],
)
def test_reads_what_the_editor_stores(source, nodes):
    assert drawn(parse(source)) == nodes


@pytest.mark.parametrize(
    ("source", "nodes"),
    [
        ("<p><span>Kept</span></p>", [("p", "Kept")]),
        ("<p><font color=red>Kept</font> too</p>", [("p", "Kept too")]),
        ('<embed embedtype="image" id="1" alt="x"/><p>After</p>', [("p", "After")]),
        ("<p><img src=x onerror=alert(1)>After</p>", [("p", "After")]),
        ("<table><tr><td>Cell</td></tr></table>", ["Cell"]),
        ("<p>One<!-- a comment --> two</p>", [("p", "One two")]),
    ],
)
def test_drops_unknown_tags_and_keeps_their_words(source, nodes):
    assert drawn(parse(source)) == nodes


@pytest.mark.parametrize(
    "dropped",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>if (a < b) { '</p>' }</SCRIPT>",
        "<style>p { color: red }</style>",
        '<iframe src="https://elsewhere.example">words</iframe>',
        "<object><p>words</p></object>",
        "<template><b>words</b></template>",
        "<svg><a href='https://elsewhere.example'><text>words</text></a></svg>",
        "<svg><svg>words</svg>words</svg>",
    ],
)
def test_drops_what_runs_or_draws_with_all_it_holds(dropped):
    assert drawn(parse(f"<p>Before</p>{dropped}<p>After</p>")) == [("p", "Before"), ("p", "After")]


@pytest.mark.parametrize(
    ("source", "nodes"),
    [
        ("<p><b>bold</p><p>plain</p>", [("p", ("b", "bold")), ("p", "plain")]),
        ("<p>One</b></p>", [("p", "One")]),
        ("</p>One", ["One"]),
        ("<b><i>both</b>plain", [("b", ("i", "both")), "plain"]),
        ("<p>open", [("p", "open")]),
        ("</script><p>One</p>", [("p", "One")]),
        ("<p>One</p><script>never closed<p>Two</p>", [("p", "One")]),
        ("<p>a < b</p>", [("p", "a < b")]),
    ],
)
def test_mends_what_is_out_of_balance(source, nodes):
    assert drawn(parse(source)) == nodes


@pytest.mark.parametrize(
    "href",
    [
        "https://elsewhere.example/?a=1",
        "HTTP://elsewhere.example",
        "mailto:press@example.org",
        "tel:+862700000",
        "#part",
        "/en/news/",
        "/",
    ],
)
def test_keeps_safe_addresses(href):
    assert drawn(parse(f'<a href="{href}">x</a>')) == [("a", {"href": href}, "x")]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,words",
        "vbscript:words",
        "file:///etc/hosts",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "\\\\elsewhere.example",
        "elsewhere.example",
        "",
    ],
)
def test_drops_addresses_that_run_or_lead_astray(href):
    assert drawn(parse(f'<a href="{href}">x</a>')) == [("a", "x")]


def test_keeps_nothing_of_a_link_but_where_it_leads():
    source = (
        '<a linktype="page" id="7" href="https://elsewhere.example" onclick="x" class="y">x</a>'
    )
    assert drawn(parse(source)) == [("a", {"linktype": "page", "id": "7"}, "x")]
    assert drawn(parse('<p style="x" id="y">x</p>')) == [("p", "x")]


@pytest.mark.parametrize(
    ("id_", "target"),
    [("7", 7), ("", None), ("seven", None), ("-7", None), ("٧", None), ("7 OR 1=1", None)],
)
def test_takes_only_numbers_for_ids(id_, target):
    assert HtmlElement("a", {"linktype": "page", "id": id_}).target_id == target


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two <b>bold</b></p>", "One\nTwo bold"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<p>A<br/>B</p>", "A\nB"),
        ("<p> </p><p>One</p><p></p>", "One"),
        ("<p>汉<b>字</b>。</p>", "汉字。"),
        ("", ""),
    ],
)
def test_gives_the_words_alone(source, text):
    assert plain_text(source) == text
