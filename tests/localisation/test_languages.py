import pytest

from cms.localisation.languages import Language


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("en", "en", "English"),
        ("zh-hans", "zh-Hans", "简体中文"),
        ("zh-hant", "zh-Hant", "繁體中文"),
        ("fr", "fr", "Français"),
        ("tlh", "tlh", "Tlh"),
    ],
)
def test_knows_its_tag_and_its_own_name(code, tag, name):
    assert (Language(code).tag, Language(code).name) == (tag, name)


def test_knows_which_way_it_is_written():
    assert Language("ar").is_right_to_left
    assert not Language("zh-hans").is_right_to_left
    assert not Language("tlh").is_right_to_left
