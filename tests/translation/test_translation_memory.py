"""The translation memory of the whole site."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Locale

import pytest
from wagtail_localize.models import StringTranslation

from cms.translation import translation_memory
from cms.translation.segments.comparison import SegmentState, segments_of
from tests.translation.fixtures import messages_of, paragraph, submit, write

SAME = "Read our terms."


def offered(translation) -> list[tuple[str, int]]:
    return [
        (item.text, item.count) for item in translation_memory.exact_matches(translation).values()
    ]


def article(newsroom, title, prefix=None):
    translation = submit(newsroom.article(title, body=[paragraph(SAME)]), newsroom.zh)
    if prefix:
        write(translation, prefix=prefix)
    return translation


def test_offers_what_was_translated_most_often_elsewhere(newsroom):
    for title, prefix in (("One", "旧"), ("Two", "新"), ("Three", "新")):
        article(newsroom, title, prefix)
    assert offered(article(newsroom, "Four")) == [(f"新{SAME}", 2)]


def test_of_several_the_latest(newsroom):
    for title, prefix in (("One", "新"), ("Two", "旧")):
        article(newsroom, title, prefix)
    latest = StringTranslation.objects.get(data=f"新{SAME}")
    latest.save()
    assert offered(article(newsroom, "Three")) == [(f"新{SAME}", 1)]


@pytest.mark.parametrize("wrong", [{"translation_type": "machine"}, {"has_error": True}])
def test_offers_nothing_a_person_has_not_approved(newsroom, wrong):
    article(newsroom, "One", "译")
    StringTranslation.objects.filter(data=f"译{SAME}").update(**wrong)
    assert offered(article(newsroom, "Two")) == []


def test_offers_nothing_of_another_language(newsroom):
    article(newsroom, "One", "译")
    french = Locale.objects.create(language_code="fr")
    for page in (newsroom.home, newsroom.news):
        submit(page, french)
    two = submit(newsroom.article("Two", body=[paragraph(SAME)]), french)
    assert offered(two) == []


def test_takes_over_what_is_asked_for_and_touches_nothing_else(newsroom, editor):
    article(newsroom, "One", "译")
    translation = article(newsroom, "Two")
    write(translation, only="title", prefix="人")
    page = reverse("texts_side_by_side", args=[translation.pk])
    assert editor.get(page).context["match_count"] == 1
    assert segments_of(translation).of(SegmentState.MISSING)
    address = reverse("take_over_translations", args=[translation.pk])
    response = editor.post(address, follow=True)
    assert messages_of(response) == ["1 text was filled in. Look at it, then confirm it."]
    segments = {segment.source: segment for segment in segments_of(translation).all}
    assert (segments[SAME].translation, segments[SAME].is_machine_made) == (f"译{SAME}", True)
    assert segments["Two"].translation == "人Two"
    assert segments["Summary of Two."].state is SegmentState.MISSING


@pytest.mark.parametrize("count", [1, 10])
def test_takes_three_queries_however_many_texts(newsroom, count, django_assert_num_queries):
    body = [paragraph(f"Sentence {number}.") for number in range(count)]
    write(submit(newsroom.article("One", body=body), newsroom.zh))
    translation = submit(newsroom.article("Two", body=body), newsroom.zh)
    with django_assert_num_queries(3):
        assert len(translation_memory.exact_matches(translation)) == count


def near(translation):
    missing = [segment.source for segment in segments_of(translation).all if segment.stored is None]
    return translation_memory.near_matches(translation, missing)


def test_a_sentence_like_one_that_is_translated_is_offered(newsroom, django_assert_num_queries):
    write(submit(newsroom.article("A lab opens in Hamburg"), newsroom.zh))
    translation = submit(newsroom.article("A lab opens in Homburg"), newsroom.zh)
    results = near(translation)
    assert results["A lab opens in Homburg"] == translation_memory.NearMatch(
        "A lab opens in Hamburg", "译A lab opens in Hamburg", 95
    )
    with django_assert_num_queries(1):
        translation_memory.near_matches(translation, ["A lab opens in Homburg"] * 5)
    assert translation_memory.near_matches(translation, ["Something of other words"]) == {}


def test_of_what_is_like_a_sentence_what_no_person_wrote_is_not_offered(newsroom):
    write(submit(newsroom.article("A lab opens in Hamburg"), newsroom.zh))
    StringTranslation.objects.update(translation_type="machine")
    assert near(submit(newsroom.article("A lab opens in Homburg"), newsroom.zh)) == {}


def test_what_is_near_is_taken_over_to_be_corrected(newsroom, editor):
    write(submit(newsroom.article("A lab opens in Hamburg"), newsroom.zh))
    translation = submit(newsroom.article("A lab opens in Homburg"), newsroom.zh)
    page = reverse("texts_side_by_side", args=[translation.pk])
    shown = editor.get(page)
    assert shown.context["rows"][0].near.percent == 95
    assert "Similar, 95 %:" in shown.text
    take_over = reverse("take_over_translations", args=[translation.pk])
    offered = {"near": "A lab opens in Homburg", "text": "译A lab opens in Hamburg"}
    editor.post(take_over, offered | {"text": "something else"})
    assert not segments_of(translation).machine_made
    editor.post(take_over, offered)
    (made,) = segments_of(translation).machine_made
    assert (made.source, made.translation) == (offered["near"], offered["text"])
    assert "lab opens in <del>Hamburg</del><ins>Homburg</ins>" in shown.text
