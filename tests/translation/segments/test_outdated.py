"""Translations of an earlier source are offered, and stale until somebody has read them."""

from __future__ import annotations

import json

from django.urls import reverse

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.news.models import NewsPage
from cms.translation.files import exporting
from cms.translation.models import PageTextState
from cms.translation.segments.comparison import SegmentState, segments_of
from cms.translation.validity.matching import TOOL
from tests import snapshots
from tests.translation.fixtures import paragraph, publish, submit, write

pytestmark = pytest.mark.one_database

NOW = "Summary of A lab closes."
WAS = "译Summary of A lab opens."


@pytest.fixture
@snapshots.fixture
def outdated(newsroom, translate):
    """A translation whose source has changed since, and was synchronised."""
    article = newsroom.article()
    target = translate(article, newsroom.zh)
    article.summary = NOW
    publish(article)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    translation.source.update_from_db()
    return Translation.objects.get(pk=translation.pk), target


def offered(editor, target) -> dict[str, tuple[str, str | None]]:
    """The translation and the error the editor shows for each text of the source."""
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    props = json.loads(shown.context["props"])
    there = {item["segment_id"]: item for item in props["initialStringTranslations"]}
    return {
        item["source"]: (there[item["id"]]["data"], there[item["id"]]["error"])
        for item in props["segments"]
        if item["id"] in there
    }


def api_state(translation) -> str:
    return PageTextState.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    ).state


def stale(translation) -> list[str]:
    return [segment.source for segment in segments_of(translation).of(SegmentState.STALE)]


def text_in_editor(translation, source):
    segment = translation.source.stringsegment_set.get(string__data=source)
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def test_the_old_translation_is_in_the_editor_with_what_is_to_be_done(outdated, editor):
    _translation, target = outdated
    text, said = offered(editor, target)[NOW]
    assert text == WAS
    assert said == "The source has changed since. Correct this text, or save it as it is."
    assert offered(editor, target)["A lab opens"] == ("译A lab opens", None)


def test_everybody_says_stale_until_a_person_has_looked(outdated, editor, committed):
    translation, target = outdated
    segments = segments_of(translation)
    assert (segments.status.state, segments.is_out_of_sync, stale(translation)) == (
        "stale",
        False,
        [NOW],
    )
    assert api_state(translation) == "stale"
    assert translation.get_status_display() == "Waiting for translations"
    # Published as it is after confirmation: it is still out of date.
    edit = reverse("wagtailadmin_pages:edit", args=[target.pk])
    digest = editor.post(edit, {"action": "publish"}).context["digest"]
    with committed():
        editor.post(edit, {"action": "publish", "confirmed": digest})
    assert NewsPage.objects.get(pk=target.pk).summary == WAS
    assert api_state(translation) == "stale"
    rows = editor.get(reverse("translation_dashboard"), {"state": "stale"}).context["rows"]
    assert [row.page.title for row in rows] == ["A lab opens"]
    # Saved as it is in the editor: somebody has looked.
    editor.put(
        text_in_editor(translation, NOW), f"value={WAS}",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert (stale(translation), segments_of(translation).status.state) == ([], "complete")
    with committed():
        editor.post(edit, {"action": "publish"})
    assert api_state(translation) == "complete"


def test_what_is_still_right_is_confirmed_beside_its_source(outdated, editor):
    translation, target = outdated
    address = reverse("texts_side_by_side", args=[translation.pk])
    shown = editor.get(address)
    (row,) = [item for item in shown.context["rows"] if item.segment.source == NOW]
    assert (row.state, row.translation) == ("out of date", WAS)
    assert "<del>opens</del><ins>closes</ins>" in row.source
    assert "It is still right" in shown.text
    confirm = reverse("confirm_machine_translation", args=[translation.pk])
    editor.post(confirm, {"text": [row.segment.stored.pk]})
    assert offered(editor, target)[NOW] == (WAS, None)
    assert segments_of(translation).status.state == "complete"
    assert "It is still right" not in editor.get(address).text


def test_files_have_the_old_translation_to_be_confirmed(outdated):
    translation, _target = outdated
    (export,) = exporting.exports([translation])
    (row,) = [item for item in export.rows if item.source == NOW]
    assert (row.target, row.is_confirmed) == (WAS, False)
    assert f'#, fuzzy\nmsgctxt "summary"\nmsgid "{NOW}"\nmsgstr "{WAS}"' in (
        exporting.WRITERS["po"](export)
    )


def test_a_source_that_is_taken_back_has_its_translation_again(outdated, newsroom):
    translation, _target = outdated
    article = translation.source.get_source_instance()
    article.summary = "Summary of A lab opens."
    publish(article)
    translation.source.update_from_db()
    assert (stale(translation), segments_of(translation).status.state) == ([], "complete")
    article.summary = "Summary of A lab."
    publish(article)
    translation.source.update_from_db()
    assert stale(translation) == ["Summary of A lab."]


def test_what_does_not_fit_the_new_source_is_offered_with_what_is_wrong(
    newsroom, translate, editor
):
    article = newsroom.article(body=[paragraph("See <b>this</b> lab.")])
    target = translate(article, newsroom.zh)
    (block,) = (dict(raw_block) for raw_block in article.body.raw_data)
    article.body = [block | {"value": "<p>See that lab.</p>"}]
    publish(article)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    translation.source.update_from_db()
    assert offered(editor, target)["See that lab."] == (
        "译See <b>this</b> lab.",
        "The source has no <b>.",
    )
    assert stale(translation) == ["See that lab."]


def test_each_of_several_sentences_keeps_its_own(newsroom, translate):
    article = newsroom.article(body=[paragraph("One lab opens. <br/>"), paragraph("Come by.")])
    article.body = [
        dict(one) | {"value": f"<p>{text}</p><p>Nothing like it at all, new.</p>"}
        for one, text in zip(article.body.raw_data, ["One lab opens.", "Come by."], strict=True)
    ]
    article = publish(article)
    translation = submit(article, newsroom.zh)
    write(translation)
    article.body = [
        dict(one) | {"value": f"<p>{text}</p><p>XKCD: 0123456789</p>"}
        for one, text in zip(article.body.raw_data, ["One lab closes.", "Come by."], strict=True)
    ]
    publish(article)
    translation.source.update_from_db()
    carried = StringTranslation.objects.filter(tool_name=TOOL)
    assert sorted(carried.values_list("translation_of__data", "data")) == [
        ("One lab closes.", "译One lab opens.")
    ]


def test_synchronising_without_a_change_carries_nothing(outdated):
    translation, _target = outdated
    before = list(StringTranslation.objects.values_list("pk", "data", "updated_at"))
    translation.source.update_from_db()
    assert list(StringTranslation.objects.values_list("pk", "data", "updated_at")) == before
