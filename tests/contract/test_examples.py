"""The recorded examples are what a freshly loaded demo answers, to the byte."""

import json
from typing import Any

from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

import pytest

from cms.api.contract import examples, files
from cms.content.images.making import make_all
from tests.demo.conftest import Demo

RECORDED = sorted(examples.EXAMPLES.glob("*/*.json"))


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.django_db
def test_the_demo_answers_as_recorded(demo: Demo, settings: Any):
    settings.MEDIA_ROOT = demo.media
    settings.WAGTAILADMIN_BASE_URL = examples.ORIGIN
    for image in get_image_model().objects.all():
        make_all(image)
    answered = dict(examples.recorded())
    kept = {path: path.read_text() for path in RECORDED}

    assert sorted(kept) == sorted(answered), "make examples records them anew"
    for path, text in answered.items():
        assert kept[path].splitlines() == text.splitlines(), f"{path}: make examples"
        assert kept[path] == text
    settings.COMPILED_EXECUTION = False
    assert dict(examples.recorded()) == answered


def test_every_operation_is_recorded_in_both_languages():
    names: dict[str, set[str]] = {}
    for path in RECORDED:
        names.setdefault(path.parent.name, set()).add(path.stem)

    assert set(names) == {path.stem for path in files.OPERATIONS.glob("*.graphql")}
    # Changes are numbered as they happen, differently in each load, and aren't of one language.
    assert names.pop("Changes") == {"bad_cursor", "nothing_changed"}
    assert [name for name, cases in names.items() if not {"english", "chinese"} <= cases] == []


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_gives_back_a_body_without_white_space(path: Any):
    text = path.read_text()
    body = examples.body(text)

    assert json.loads(body) == json.loads(text)["response"]
    assert body == json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))


def test_a_string_keeps_its_white_space():
    text = '{\n "request": {},\n "response": {\n  "a": "b  \\" c",\n  "d": [1.0, null]\n }\n}\n'

    assert examples.body(text) == '{"a":"b  \\" c","d":[1.0,null]}'


def test_nothing_is_recorded_at_another_origin(settings: Any):
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8123"

    with pytest.raises(CommandError, match="are recorded at"):
        call_command("record_examples")
