"""The segments of a translation compared with its present source."""

from __future__ import annotations

from django.urls import reverse

import pytest
from wagtail_localize.models import StringTranslation

from cms.news.models import NewsPage
from cms.translation.editor.side_by_side import difference
from cms.translation.segments.comparison import SegmentState, segments_of
from tests.translation.fixtures import block, messages_of, paragraph, publish, submit, write

pytestmark = pytest.mark.one_database


def states(translation) -> list[tuple[str, str | None, str]]:
    return [
        (segment.source, segment.former_source, segment.state.value)
        for segment in segments_of(translation).all
    ]


def test_a_source_edit_is_stale_at_once_and_complete_again_when_taken_back(newsroom):
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.MISSING}
    write(translation)
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.DONE}
    article.summary = "Summary of A lab closes."
    article = publish(article)
    assert ("Summary of A lab closes.", "Summary of A lab opens.", "stale") in states(translation)
    assert segments_of(translation).is_out_of_sync
    article.summary = "Summary of A lab opens."
    publish(article)
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.DONE}
    assert not segments_of(translation).is_out_of_sync


def test_a_draft_of_the_source_changes_nothing(newsroom):
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    write(translation)
    article.summary = "Not yet."
    article.save_revision()
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.DONE}


def test_a_sentence_that_changed_finds_its_own_translation(newsroom):
    article = newsroom.article(body=[paragraph("The lab opens in May."), paragraph("Come by.")])
    translation = submit(article, newsroom.zh)
    write(translation)
    first, second = (dict(raw_block) for raw_block in article.body.raw_data)
    first["value"] = "<p>The lab opens in June.</p><p>A new one altogether, of other words.</p>"
    article.body = [first, second]
    publish(article)
    segments = {segment.source: segment for segment in segments_of(translation).all}
    assert segments["The lab opens in June."].former_source == "The lab opens in May."
    assert segments["The lab opens in June."].translation == "译The lab opens in May."
    assert segments["A new one altogether, of other words."].state is SegmentState.MISSING
    assert segments["Come by."].state is SegmentState.DONE


def test_reordered_and_duplicated_blocks_lose_no_translation(newsroom):
    article = newsroom.article(body=[paragraph("One thing."), paragraph("Another thing.")])
    translation = submit(article, newsroom.zh)
    write(translation)
    first, second = (dict(raw_block) for raw_block in article.body.raw_data)
    copy = block("rich_text", first["value"])
    article.body = [second, copy, first]
    publish(article)
    segments = [
        (segment.source, segment.state)
        for segment in segments_of(translation).all
        if "thing" in segment.source
    ]
    assert segments == [
        ("Another thing.", SegmentState.DONE), ("One thing.", SegmentState.MISSING),
        ("One thing.", SegmentState.DONE),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 10])
def test_costs_the_same_queries_for_any_number_of_texts(newsroom, count, django_assert_num_queries):
    article = newsroom.article(body=[paragraph(f"Text {number}.") for number in range(count)])
    translation = submit(article, newsroom.zh)
    write(translation)
    translation.refresh_from_db()
    with django_assert_num_queries(5):
        segments_of(translation)


def test_what_changed_is_marked_word_by_word():
    assert difference("The lab opens.", "The big lab <opens>.") == (
        "The <ins>big </ins>lab <ins>&lt;</ins>opens<ins>&gt;</ins>."
    )
    assert difference("实验室开放", "实验室关闭") == "实验室<del>开放</del><ins>关闭</ins>"


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_publishing_what_is_out_of_date_takes_a_confirmation_that_names_it(
    newsroom, translate, editor, committed
):
    article = newsroom.article()
    target = translate(article, newsroom.zh)
    article.summary = "Another summary."
    publish(article)
    before = target.last_published_at
    response = editor.post(edit_address(target), {"action": "publish"})
    assert response.status_code == 200
    (row,) = response.context["rows"]
    assert (row.state, row.segment.source) == ("out of date", "Another summary.")
    assert NewsPage.objects.get(pk=target.pk).last_published_at == before
    confirmed = {"action": "publish", "confirmed": response.context["digest"]}
    with committed():
        assert editor.post(edit_address(target), confirmed).status_code == 302
    assert NewsPage.objects.get(pk=target.pk).last_published_at > before


def test_a_confirmation_holds_for_what_was_seen_alone(newsroom, translate, editor):
    article = newsroom.article()
    target = translate(article, newsroom.zh)
    article.summary = "Another summary."
    publish(article)
    digest = editor.post(edit_address(target), {"action": "publish"}).context["digest"]
    article.title = "Another title"
    publish(article)
    response = editor.post(edit_address(target), {"action": "publish", "confirmed": digest})
    assert len(response.context["rows"]) == 2


def test_a_legal_notice_is_never_published_out_of_date(newsroom, translate, editor):
    notice = newsroom.notice("First wording.")
    target = translate(notice, newsroom.zh)
    notice.body = [paragraph("Second wording.")]
    publish(notice)
    response = editor.post(edit_address(target), {"action": "publish"}, follow=True)
    (message,) = messages_of(response)
    assert message == (
        "“Terms” can only be published whole: 1 of 2 texts is missing, has an error or is out of "
        "date. “Second wording.”: missing."
    )


def test_a_legal_notice_isnt_published_before_a_person_confirmed_it(newsroom, editor, committed):
    notice = newsroom.notice()
    translation = submit(notice, newsroom.zh)
    write(translation)
    StringTranslation.objects.update(translation_type="machine", tool_name="Machine")
    target = notice.get_translation(newsroom.zh)
    response = editor.post(edit_address(target), {"action": "publish"}, follow=True)
    refused, announced = messages_of(response)
    assert refused == (
        "“Terms” can't be published: nobody has confirmed 2 texts that a machine translated."
    )
    assert announced.startswith("2 machine translations aren't confirmed.")
    address = reverse("texts_side_by_side", args=[translation.pk])
    shown = [row.segment.stored.pk for row in editor.get(address).context["rows"]]
    confirm = reverse("confirm_machine_translation", args=[translation.pk])
    response = editor.post(confirm, {"text": shown}, follow=True)
    assert messages_of(response) == ["2 texts were confirmed."]
    with committed():
        editor.post(edit_address(target), {"action": "publish"})
    target.refresh_from_db()
    assert target.live


def test_only_what_was_shown_is_confirmed(newsroom, editor):
    translation = submit(newsroom.article(), newsroom.zh)
    other = submit(newsroom.article("Another lab"), newsroom.zh)
    write(translation)
    write(other)
    StringTranslation.objects.update(translation_type="machine")
    first = segments_of(translation).all[0].stored
    foreign = segments_of(other).all[0].stored
    confirm = reverse("confirm_machine_translation", args=[translation.pk])
    editor.post(confirm, {"text": [first.pk, foreign.pk, "x", "9" * 30]})
    manual = StringTranslation.objects.filter(translation_type="manual")
    assert [item.pk for item in manual] == [first.pk]


def test_a_source_that_was_deleted_and_is_restored_has_its_translations_again(newsroom, editor):
    article = newsroom.article()
    write(submit(article, newsroom.zh))
    count = StringTranslation.objects.count()
    key = article.translation_key
    editor.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))
    assert not NewsPage.objects.filter(locale=newsroom.en, translation_key=key).exists()
    assert StringTranslation.objects.count() == count
    # A restored page has the ids of its blocks.
    restored = newsroom.article(translation_key=key, body=list(article.body.raw_data))
    translation = submit(restored, newsroom.zh)
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.DONE}
