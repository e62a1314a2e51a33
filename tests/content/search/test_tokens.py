from random import Random

import pytest

from cms.content.search.tokens import (
    EXCERPT_LENGTH,
    counting,
    excerpt,
    highlighted,
    index_tokens,
    query_tokens,
)


def marked(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def test_han_text_is_kept_by_characters_and_pairs_of_neighbours():
    assert list(index_tokens("研发中心")) == [
        "研", "发", "中", "心", "研发", "发中", "中心",
    ]  # fmt: skip


def test_a_question_of_several_han_characters_asks_for_pairs_alone():
    assert query_tokens("研发中心") == ["研发", "发中", "中心"]
    assert query_tokens("车") == ["车"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tests", "testing"),
        ("tested", "TEST"),
        ("certified", "certification"),
        ("innovations", "innovative"),
        ("Évaluation", "evaluation"),
        ("ISO9001", "ISO9001"),
        ("Straße", "STRASSE"),
    ],
)
def test_words_meet_without_case_accents_and_endings(one, other):
    assert query_tokens(one) == query_tokens(other) != []


def test_a_text_is_counted_as_it_is_indexed():
    random = Random(7)  # noqa: S311 - chosen by the seed, to be repeatable
    syllables = ["", "a", "be", "s", "ties", "y", "ing", "ed", "ational", "ify", "é", "Я", "9"]
    pieces = [" ", "电", "池", "电池", "池电", "が", "か\u3099", "-", "_", "１"]

    def text(length):
        words = ("".join(random.choices(syllables, k=3)) for _ in range(length))
        return "".join(word + random.choice(pieces) for word in words)

    found = []
    for _ in range(3_000):
        question, title = text(2), text(6)
        tokens = query_tokens(question)
        found.append(counting(tokens)(title))
        assert found[-1] == len(set(tokens).intersection(index_tokens(title))), (question, title)
    assert {0, 1, 2} <= set(found)


@pytest.mark.parametrize(("one", "other"), [("test", "text"), ("news", "new"), ("car", "care")])
def test_different_words_stay_apart_where_a_reader_expects_it(one, other):
    met = query_tokens(one) == query_tokens(other)

    assert met is (one == "news")  # the price of endings without a dictionary


def test_mixed_text_is_taken_apart_by_its_script():
    assert query_tokens("2020年CQC与R&D") == ["2020", "年", "cqc", "与", "r", "d"]


@pytest.mark.parametrize("query", ["", "  ", "!?。，", "_", "—"])
def test_punctuation_is_no_word(query):
    assert query_tokens(query) == []


def test_marks_what_was_searched_for_and_keeps_the_text():
    text = "Testing a test, and <b>tested</b> contests"

    parts = highlighted(text, query_tokens("tests"))

    assert marked(parts) == "[Testing] a [test], and <b>[tested]</b> contests"
    assert "".join(part.text for part in parts) == text


def test_marks_a_chinese_word_inside_a_sentence_as_one():
    assert (
        marked(highlighted("共同成立研发中心并揭牌", query_tokens("研发中心")))
        == "共同成立[研发中心]并揭牌"
    )
    assert marked(highlighted("汽车与电车", query_tokens("车"))) == "汽[车]与电[车]"


def test_an_excerpt_is_the_place_with_most_of_the_words():
    texts = ["Only one centre here.", "x " * 200 + "The research centre was opened. " + "y " * 200]

    found = marked(excerpt(texts, query_tokens("research centre")))

    assert "The [research] [centre] was opened." in found
    assert found.startswith("… x")
    assert found.endswith("y …")
    assert len(found) < EXCERPT_LENGTH + 10


def test_an_excerpt_of_a_long_chinese_sentence_holds_the_match():
    found = marked(excerpt(["前" * 300 + "研发中心" + "后" * 300], query_tokens("研发")))

    assert "[研发]中心" in found
    assert len(found) < EXCERPT_LENGTH + 10


def test_an_excerpt_without_a_match_is_the_beginning():
    assert marked(excerpt(["First.", "Second."], query_tokens("nothing"))) == "First."
    assert excerpt([], query_tokens("nothing")) == []
