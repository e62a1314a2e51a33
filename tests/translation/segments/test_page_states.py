"""The stored state of a translation against its source."""

from django.core.management import call_command

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.models import PageTextState
from cms.translation.segments.comparison import segments_of
from tests import factories, snapshots

TEXTS = {"An article": "文章", "In short.": "摘要", "One.": "一。"}


@pytest.fixture
@snapshots.fixture
def article(english, chinese):
    page = factories.news_page(english.news, slug="main", body=[factories.rich_text("<p>One.</p>")])
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    def _translate(page, texts):
        with django_capture_on_commit_callbacks(execute=True):
            factories.translated(page, texts)

    return _translate


def row(page, code="zh-hans"):
    return PageTextState.objects.get(
        translation_key=page.translation_key, locale__language_code=code
    )


def state(page, code="zh-hans"):
    results = row(page, code)
    return results.state, results.done, results.total


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_translation_with_every_text_is_complete(article, translate):
    translate(article, TEXTS)
    total = row(article, "en").total
    assert state(article, "en") == ("source", total, total)
    assert total >= 3
    assert state(article) == ("complete", total, total)


def test_a_translation_with_texts_missing_is_partial(article, translate):
    translate(article, {"An article": "文章"})
    assert state(article) == ("partial", row(article, "en").total - 2, row(article, "en").total)


def test_an_edit_makes_it_stale_and_taking_it_back_complete_again(article, translate):
    translate(article, TEXTS)
    total = row(article).total
    publish(article, summary="In other words.")
    assert state(article) == ("stale", total - 1, total)
    publish(article, summary="In short.")
    assert state(article) == ("complete", total, total)


def test_publishing_without_a_change_of_text_changes_nothing(article, translate):
    translate(article, TEXTS)
    before = row(article).source_updated_at
    publish(article)
    assert row(article).state == "complete"
    assert row(article).source_updated_at == before


def test_a_draft_of_the_source_changes_nothing(article, translate):
    translate(article, TEXTS)
    article.summary = "In other words."
    article.save_revision()
    assert row(article).state == "complete"
    call_command("refresh_translation_state")
    assert row(article).state == "complete"


def test_a_page_written_by_hand_is_complete_until_the_source_changes(article):
    factories.translation(article, title="文章", summary="摘要")
    assert row(article).state == "complete"
    publish(article, summary="In other words.")
    assert row(article).state == "stale"


def test_the_command_makes_the_rows_that_are_missing(article, translate):
    translate(article, TEXTS)
    before = state(article)
    PageTextState.objects.all().delete()
    call_command("refresh_translation_state")
    assert state(article) == before


def told(translation):
    """The state that translators see of what is being written."""
    status = segments_of(translation).status
    return status.state, status.done, status.total


def test_what_is_kept_and_what_translators_see_agree(article, translate):
    translate(article, TEXTS)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    total = row(article).total
    assert state(article) == told(translation) == ("complete", total, total)
    publish(article, summary="In other words.")
    assert state(article) == told(translation) == ("stale", total - 1, total)
    assert [segment.source for segment in segments_of(translation).open] == ["In other words."]
    publish(article, summary="In short.")
    assert state(article) == told(translation) == ("complete", total, total)


def test_what_is_missing_and_what_a_machine_wrote_is_told_the_same(article, translate):
    translate(article, {"An article": "文章", "One.": "一。"})
    translation = Translation.objects.get(source__object_id=article.translation_key)
    assert state(article) == told(translation)
    assert state(article)[0] == "partial"
    strings = StringTranslation.objects.filter(locale=translation.target_locale)
    strings.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    publish(article.get_translation(translation.target_locale))
    assert row(article).machine_count == segments_of(translation).status.machine_count > 0
