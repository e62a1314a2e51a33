"""The live preview of the translation editor, with unsaved texts."""

import json

from django.urls import reverse

import pytest
from wagtail_localize.models import StringSegment, StringTranslation

from cms.delivery.models import Preview
from tests.translation.fixtures import submit, write

pytestmark = pytest.mark.one_database


def shown(editor, translation, unsaved):
    address = reverse("preview_beside", args=[translation.pk])
    return editor.post(address, json.dumps(unsaved), content_type="application/json")


def segment(translation, path):
    return StringSegment.objects.get(source=translation.source, context__path=path)


def test_what_is_typed_is_shown_and_nothing_is_stored(newsroom, editor):
    translation = submit(newsroom.article(), newsroom.zh)
    write(translation, only="title")
    stored = list(StringTranslation.objects.values())
    unsaved = {segment(translation, "summary").pk: "摘要", segment(translation, "title").pk: "标题"}
    response = shown(editor, translation, unsaved)
    assert response.json()["url"].startswith("/zh-hans/news/a-lab-opens/?preview=")
    assert "no-store" in response["Cache-Control"]
    content = Preview.objects.get().content
    assert (content["title"], content["summary"]) == ("标题", "摘要")
    assert list(StringTranslation.objects.values()) == stored
    shown(editor, translation, {})
    content = Preview.objects.get().content
    assert (content["title"], content["summary"]) == ("译A lab opens", "Summary of A lab opens.")


def test_an_empty_text_shows_what_is_saved_or_the_source(newsroom, editor):
    translation = submit(newsroom.article(), newsroom.zh)
    shown(editor, translation, {segment(translation, "title").pk: " "})
    assert Preview.objects.get().content["title"] == "A lab opens"


def test_texts_of_other_pages_are_passed_over(newsroom, editor):
    translation = submit(newsroom.article(), newsroom.zh)
    other = submit(newsroom.article("Another"), newsroom.zh)
    shown(editor, translation, {segment(other, "title").pk: "别的"})
    assert Preview.objects.get().content["title"] == "A lab opens"
    assert not StringTranslation.objects.filter(data="别的").exists()


def test_what_cannot_be_read_is_refused(newsroom, editor):
    translation = submit(newsroom.article(), newsroom.zh)
    for bad in ([], {"x": "y"}, {"1": 2}, {"1": "x" * 20_001}, "text"):
        assert shown(editor, translation, bad).status_code == 400, bad
    assert not Preview.objects.exists()


def test_a_snippet_has_no_page_to_be_shown_on(newsroom, editor):
    translation = submit(newsroom.category("Research"), newsroom.zh)
    assert shown(editor, translation, {}).status_code == 404
