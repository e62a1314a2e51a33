import pytest

from cms.content.search.stemming import stem


# Words and stems as the algorithm's author gives them.
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("cats", "cat"),
        ("feed", "feed"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("sing", "sing"),
        ("conflated", "conflat"),
        ("troubled", "troubl"),
        ("sized", "size"),
        ("hopping", "hop"),
        ("falling", "fall"),
        ("filing", "file"),
        ("happy", "happi"),
        ("sky", "sky"),
        ("relational", "relat"),
        ("electrical", "electr"),
        ("replacement", "replac"),
        ("adoption", "adopt"),
        ("controlling", "control"),
        ("rate", "rate"),
    ],
)
def test_takes_off_english_endings(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["is", "a", "2020", "iso9001", "новости", "研发", ""])
def test_leaves_short_words_numbers_and_other_scripts(word):
    assert stem(word) == word
