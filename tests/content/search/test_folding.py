import unicodedata
from random import Random

import pytest
from opencc import OpenCC

from cms.content.search import han_table
from cms.content.search.folding import FoldedText, fold
from cms.content.search.tokens import counting, highlighted, index_tokens, kept_tokens, query_tokens
from tests.content.search.finding import INVISIBLE, PAIRS


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.text}: {pair.question}")
def test_a_text_holds_what_is_asked_for_and_shows_it_as_it_was_written(pair):
    tokens = query_tokens(pair.question)

    assert set(kept_tokens(tokens)) <= set(index_tokens(pair.text))
    assert counting(tokens)(pair.text) == len(tokens)
    parts = highlighted(pair.text, tokens)
    assert "|".join(part.text for part in parts if part.is_match) == pair.marked
    assert "".join(part.text for part in parts) == pair.text


def test_the_table_has_sixty_pairs_over_fourteen_scripts():
    assert len(PAIRS) >= 60
    assert len({pair.script for pair in PAIRS} - {"unseen"}) >= 14


def test_the_table_of_han_characters_is_what_opencc_says():
    assert han_table.read() == han_table.converted(), "python -m cms.content.search.han_table"


@pytest.mark.parametrize(("word", "question"), [("standard", "standard"), ("研发中心", "研发中心")])
def test_nothing_invisible_hides_a_word(word, question):
    tokens = query_tokens(question)
    for invisible in INVISIBLE:
        written = f"{word[:2]}{invisible}{word[2:]}"

        marked = [part.text for part in highlighted(f"A {written}.", tokens) if part.is_match]

        assert set(kept_tokens(tokens)) <= set(index_tokens(written)), hex(ord(invisible))
        assert query_tokens(f"{invisible}{written}{invisible}") == tokens, hex(ord(invisible))
        assert marked == [written], hex(ord(invisible))


def test_pieces_of_a_text_are_folded_as_the_whole():
    random = Random(11)  # noqa: S311 - chosen by the seed, to be repeatable
    letters = [chr(code) for code in (*range(0x20, 0x3500), *range(0xA000, 0xAC80))]
    letters += [chr(code) for code in range(0xF900, 0xFFF0)]
    composing = [*"研發中心abcé한\u110c\u1161\u11bc\u200d\u00ad\u0301\u3099\uff76\uff9e\ufe0f"] * 60
    for _ in range(6_000):
        text = "".join(random.choices(letters + composing, k=8))
        for form in (text, unicodedata.normalize("NFD", text)):
            folded = fold(form)
            assert FoldedText(form).text == folded, ascii(form)
            assert fold(folded) == folded, ascii(form)
            for place in range(len(folded)):
                start, end = FoldedText(form).written(place, place + 1)
                assert folded[place] in fold(form[start:end]) or start == end, ascii(form)


def test_what_is_written_in_two_ways_becomes_one():
    for letter in map(chr, range(0x20, 0x3100)):
        apart = unicodedata.normalize("NFD", letter)

        assert fold(f"x{apart}x") == fold(f"x{letter}x"), hex(ord(letter))


def test_both_chinese_scripts_become_one():
    simplified = list(map(chr, range(0x4E00, 0x9FA6)))
    apart = set()
    for conversion in ("s2t", "s2tw", "s2hk"):
        # Each by itself: what a phrase makes of it is another matter.
        traditional = OpenCC(conversion).convert("\n".join(simplified)).split("\n")
        pairs = zip(simplified, traditional, strict=True)
        apart |= {one for one, other in pairs if fold(one) != fold(other)}

    # Two have rare forms beyond the basic plane, and that of 幺 in Taiwan is that of 麼 elsewhere.
    assert apart == {"暅", "毶", "幺"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("दिन", "दान"),
        ("นม", "ขนม"),
        ("รถ", "สามารถ"),
        ("がき", "かき"),
        ("စာ", "စား"),
        ("чай", "чаша"),
    ],
)
def test_different_words_stay_apart(one, other):
    assert not set(kept_tokens(query_tokens(one))) <= set(index_tokens(other))
    assert counting(query_tokens(one))(other) == 0


def test_a_question_without_spaces_asks_for_words_wherever_they_stand():
    tokens = query_tokens("ประเทศวิจัย")

    assert counting(tokens)("วิจัยในประเทศไทย") == len(tokens) == 2


def test_tokens_are_letters_and_digits_alone():
    for pair in PAIRS:
        tokens = [*index_tokens(pair.text), *kept_tokens(query_tokens(pair.question))]

        assert all(token.isalnum() for token in tokens), (pair, tokens)
