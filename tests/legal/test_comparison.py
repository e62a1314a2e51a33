"""Versions of legal notices compared by words."""

import random

import pytest

from cms.legal import comparison
from cms.legal.comparison import Change, Line, LineKind, WordRun, compared, lines_of, words_between
from tests.translation.fixtures import block, paragraph

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED


def _of(old, new):
    return [(words.change, words.text) for words in words_between(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "You may copy it.", "You must not copy it.",
            [(SAME, "You "), (REMOVED, "may"), (ADDED, "must not"), (SAME, " copy it.")],
        ),
        (
            "本网站文章仅供参考。", "本网站文章仅供学习参考。",
            [(SAME, "本网站文章仅供"), (ADDED, "学习"), (SAME, "参考。")],
        ),
        (
            "费用为100元", "费用为1000元",
            [(SAME, "费用为"), (REMOVED, "100"), (ADDED, "1000"), (SAME, "元")],
        ),
        ("don’t copy", "don’t", [(SAME, "don’t"), (REMOVED, " copy")]),
        ("a b c", "x y z", [(REMOVED, "a b c"), (ADDED, "x y z")]),
        ("same", "same", [(SAME, "same")]),
        ("", "new", [(ADDED, "new")]),
    ],
)  # fmt: skip
def test_words_and_characters_are_compared_whole(old, new, words):
    assert _of(old, new) == words


def test_lines_keep_their_kind_and_level():
    cells = [{"type": "item", "value": one, "id": one} for one in ("Fee", "10")]
    rows = [{"type": "item", "value": cells, "id": "row"}]
    body = [
        block("heading", {"text": "Use", "level": "3"}),
        paragraph("Some <b>bold</b> words."),
        block("rich_text", "<ul><li>one<ul><li>two</li></ul></li></ul>"),
        block("quote", {"quote": "Said.", "attribution": ""}),
        block("table", {"caption": "", "has_header_row": False, "has_header_column": False,
                        "alignments": [], "rows": rows}),
    ]  # fmt: skip
    assert lines_of("Terms", body)[:5] == [
        Line(LineKind.TITLE, 1, "Terms"),
        Line(LineKind.HEADING, 3, "Use"),
        Line(LineKind.PARAGRAPH, 0, "Some bold words."),
        Line(LineKind.LIST_ITEM, 1, "one"),
        Line(LineKind.LIST_ITEM, 2, "two"),
    ]
    assert Line(LineKind.TABLE_ROW, 0, "Fee | 10") in lines_of("Terms", body)


def test_lines_that_resemble_each_other_are_one_line_that_changed():
    old = [Line(LineKind.TITLE, 1, "Terms"), *_paragraphs("Copy it freely today.", "Ask us first.")]
    new = [
        Line(LineKind.TITLE, 1, "Conditions"),
        *_paragraphs("Quite another thing.", "Copy it freely tomorrow."),
    ]
    shown = [(line.change, [words.text for words in line.words]) for line in compared(old, new)]
    assert shown == [
        (Change.CHANGED, ["Terms", "Conditions"]),
        (ADDED, ["Quite another thing."]),
        (Change.CHANGED, ["Copy it freely ", "today", "tomorrow", "."]),
        (REMOVED, ["Ask us first."]),
    ]


def _paragraphs(*texts):
    return [Line(LineKind.PARAGRAPH, 0, text) for text in texts]


def test_both_versions_can_be_read_from_the_comparison():
    draw = random.Random(7)  # noqa: S311 - nothing secret
    words = ["the", "notice", "may", "条", "款", "版", "10", ".", " ", " ", "\n"]
    for _ in range(60):
        old, new = (
            _paragraphs(*(
                "".join(draw.choices(words, k=draw.randrange(9)))
                for _ in range(draw.randrange(6))
            ))
            for _ in range(2)
        )  # fmt: skip
        shown = compared(old, new)
        for lines, other in ((old, ADDED), (new, REMOVED)):
            read = [
                "".join(part.text for part in line.words if part.change is not other)
                for line in shown
                if line.change is not other
            ]
            assert read == [line.text for line in lines]


def test_a_line_too_long_to_compare_is_shown_whole(monkeypatch):
    monkeypatch.setattr(comparison, "_MOST_TOKEN_PAIRS", 3)
    assert words_between("a b", "a c") == [WordRun(REMOVED, "a b"), WordRun(ADDED, "a c")]
