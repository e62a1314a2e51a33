"""Numbered versions of legal notices."""

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.content.body.canonical import UnattestedBlock
from cms.content.pages.publishing import PublishingRefused
from cms.content.reading.selection import Selection
from cms.legal import canonical, selectors, versions
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from tests import factories
from tests.translation.fixtures import block, paragraph, publish, submit, write

ALL = Selection({"title": Selection(), "body": Selection()})


def _change(notice, text, **fields):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    notice.body = [notice.body.raw_data[0] | {"value": f"<p>{text}</p>"}]
    for name, value in fields.items():
        setattr(notice, name, value)
    return publish(notice)


def _rows(locale=None):
    rows = LegalNoticeVersion.objects.order_by("published_at", "pk")
    if locale is not None:
        rows = rows.filter(language_code=locale.language_code)
    return list(rows.values_list("language_code", "number", "is_source", "title"))


def _synchronise(notice):
    TranslationSource.objects.get_for_instance(notice).update_from_db()
    return Translation.objects.select_related("source").get(
        source__object_id=notice.translation_key, target_locale__language_code="zh-hans"
    )


def _read(newsroom, tag="zh-Hans", as_of=None):
    reading = newsroom.reading(tag)
    if as_of is not None:
        reading.as_of = as_of
    (page,) = selectors.legal_notices(reading, ALL)
    return page


def test_each_changed_publication_is_a_new_number(newsroom):
    notice = newsroom.notice("One.")
    notice = _change(notice, "Two.", effective_on=date(2024, 6, 1))
    publish(notice)
    notice = _change(notice, "Two.", effective_on=date(2024, 7, 1))
    _change(notice, "Two.", effective_on=date(2024, 7, 1), title="New title")
    numbers = list(LegalNoticeVersion.objects.order_by("number").values_list("number", "title"))
    assert numbers == [(1, "Terms"), (2, "Terms"), (3, "Terms"), (4, "New title")]


def test_drafts_make_no_version(newsroom):
    notice = newsroom.notice("One.")
    notice.body = [paragraph("Two.")]
    notice.save_revision()
    assert LegalNoticeVersion.objects.count() == 1


def test_notice_created_live_in_code_has_its_first_version(newsroom):
    page = LegalNoticePage(title="T", slug="t", body=[paragraph("One.")])
    newsroom.legal.add_child(instance=page)
    assert _rows() == [("en", 1, True, "T")]


def test_versions_can_neither_be_changed_nor_deleted(newsroom):
    newsroom.notice("One.")
    version = LegalNoticeVersion.objects.get()
    version.title = "Forged"
    forgeries = [
        version.save,
        version.delete,
        LegalNoticeVersion.objects.all().delete,
        lambda: LegalNoticeVersion.objects.update(title="Forged"),
        lambda: LegalNoticeVersion.objects.bulk_update([version], ["title"]),
    ]
    for forge in forgeries:
        with pytest.raises(TypeError), transaction.atomic():
            forge()
    assert LegalNoticeVersion.objects.get().title == "Terms"


def test_versions_outlive_the_page(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice.delete()
    assert LegalNoticeVersion.objects.count() == 2


def test_hash_is_that_of_the_text_anybody_can_write_down(newsroom):
    newsroom.notice(
        body=[block("heading", {"text": "Use", "level": "2"}), paragraph("It <b>is</b>.")]
    )
    version = LegalNoticeVersion.objects.get()
    text = "Terms\nen 1 2024-01-01 en\n\n## Use\n\nIt **is**.\n"
    assert version.canonical_text == text
    assert version.hash == canonical.digest(text)
    assert len(version.hash) == 64


def test_translation_carries_the_number_of_the_text_it_renders(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice = _change(notice, "Two.", effective_on=date(2024, 6, 1))
    assert _rows() == [
        ("en", 1, True, "Terms"),
        ("zh-hans", 1, False, "译Terms"),
        ("en", 2, True, "Terms"),
    ]
    _synchronise(notice)
    translate(notice, newsroom.zh)
    assert _rows(newsroom.zh) == [
        ("zh-hans", 1, False, "译Terms"),
        ("zh-hans", 2, False, "译Terms"),
    ]
    version = LegalNoticeVersion.objects.get(language_code="zh-hans", number=2)
    assert version.effective_on == date(2024, 6, 1)


def test_translation_finished_after_the_source_changed_keeps_its_own_number(newsroom, committed):
    notice = newsroom.notice("One.")
    translation = submit(notice, newsroom.zh)
    _change(notice, "Two.", effective_on=date(2024, 6, 1))
    write(translation)
    with committed():
        translation.save_target()
    assert _rows(newsroom.zh) == [("zh-hans", 1, False, "译Terms")]


def test_reader_gets_the_source_while_the_new_version_is_untranslated(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    before = _read(newsroom)
    assert (before.title, before.is_fallback, before.version.number) == ("译Terms", False, 1)
    _change(notice, "Two.", effective_on=date(2024, 6, 1))
    after = _read(newsroom)
    assert (after.title, after.is_fallback, after.version.number) == ("Terms", True, 2)
    assert after.content_language == "en"
    assert "Two." in after.version.canonical_text


def test_new_version_waits_for_its_day(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    tomorrow = timezone.localdate() + timedelta(days=1)
    _change(notice, "Two.", effective_on=tomorrow)
    assert _read(newsroom).version.number == 1
    assert [one.number for one in _read(newsroom).versions] == [2, 1]
    assert _read(newsroom, as_of=tomorrow).version.number == 2


def test_as_of_selects_the_version_in_force_on_a_day(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice = _change(notice, "Two.", effective_on=date(2025, 1, 1))
    found = {
        day: (_read(newsroom, as_of=day).version.number, _read(newsroom, as_of=day).is_fallback)
        for day in (date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    }
    assert found == {
        date(2024, 1, 1): (1, False),
        date(2024, 12, 31): (1, False),
        date(2025, 1, 1): (2, True),
    }
    reading = newsroom.reading("zh-Hans")
    reading.as_of = date(2023, 12, 31)
    assert selectors.legal_notices(reading, ALL) == []


def test_corrected_translation_replaces_the_earlier_one_and_both_are_kept(
    newsroom, translate, committed
):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    translate(notice, newsroom.zh, prefix="改")
    assert _rows(newsroom.zh) == [
        ("zh-hans", 1, False, "译Terms"),
        ("zh-hans", 1, False, "改Terms"),
    ]
    page = _read(newsroom)
    assert (page.title, page.version.number, len(page.versions)) == ("改Terms", 1, 1)


def test_published_again_without_a_change_adds_nothing(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    translate(notice, newsroom.zh)
    publish(notice)
    assert len(_rows()) == 2


def test_incomplete_translation_published_in_code_is_no_version(newsroom, committed):
    notice = newsroom.notice("One.")
    translation = submit(notice, newsroom.zh)
    write(translation, only="title")
    with committed():
        translation.save_target()
    assert _rows(newsroom.zh) == []
    page = _read(newsroom)
    assert (page.title, page.is_fallback) == ("Terms", True)


def test_translation_without_a_record_never_numbers_versions(newsroom, translate):
    notice = newsroom.notice("One.")
    translated = translate(notice, newsroom.zh)
    Translation.objects.filter(source__object_id=notice.translation_key).delete()
    translated.title = "假冒"
    publish(LegalNoticePage.objects.get(pk=translated.pk))
    translated.title = "假冒"
    publish(translated)
    assert [row for row in _rows() if row[2]] == [("en", 1, True, "Terms")]
    assert not LegalNoticeVersion.objects.filter(title="假冒").exists()


def test_translation_edited_by_hand_corrects_the_version_it_rendered(newsroom, translate):
    notice = newsroom.notice("One.")
    translated = translate(notice, newsroom.zh)
    Translation.objects.filter(source__object_id=notice.translation_key).update(enabled=False)
    notice = _change(notice, "Two.", effective_on=date(2024, 6, 1))
    _synchronise(notice)
    translated.title = "手改"
    publish(translated)
    assert _rows(newsroom.zh)[-1] == ("zh-hans", 1, False, "手改")
    assert _read(newsroom).version.number == 2


def test_withdrawn_translation_is_read_in_none_of_its_versions(newsroom, translate):
    notice = newsroom.notice("One.")
    translated = translate(notice, newsroom.zh)
    translated.unpublish()
    page = _read(newsroom)
    assert (page.title, page.is_fallback) == ("Terms", True)
    assert [one.language for one in page.versions] == ["en"]


def test_links_of_the_same_words_do_not_confuse_the_number(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice = _change(
        notice,
        f'<a linktype="page" id="{newsroom.news.pk}">One.</a>',
        effective_on=date(2024, 6, 1),
    )
    version = LegalNoticeVersion.objects.get(number=2)
    key = newsroom.news.translation_key
    assert version.canonical_text.endswith(f"\n\n[One.](page:{key})\n")
    translation = _synchronise(notice)
    assert (
        versions.rendered_version(
            notice.get_translation(newsroom.zh),
            LegalNoticeVersion.objects.filter(translation_key=notice.translation_key),
        )
        is None
    )
    write(translation)
    translate(notice, newsroom.zh)
    assert _rows(newsroom.zh)[-1][1] == 2
    assert StringTranslation.objects.filter(locale=newsroom.zh).exists()


def test_prevailing_language_is_the_source_unless_chosen(newsroom):
    notice = newsroom.notice("One.")
    assert _read(newsroom, "en").prevailing_language == "en"
    _change(notice, "One.", prevailing_locale=newsroom.zh)
    page = _read(newsroom, "en")
    assert (page.prevailing_language, page.version.number) == ("zh-Hans", 2)


def _draftail(text):
    """One paragraph as the rich-text editor sends it."""
    paragraph_ = {"key": "00000", "text": text, "type": "unstyled", "depth": 0}
    styles: dict[str, Any] = {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"entityMap": {}, "blocks": [paragraph_ | styles]})


@pytest.fixture
def form_of(editor):
    """The data of the editing form of a notice with one paragraph."""

    def data(notice, text, effective_on, action):
        block_ = notice.body.raw_data[0]
        return {
            "title": notice.title, "slug": notice.slug, "seo_title": "", "search_description": "",
            "effective_on": effective_on.isoformat(), "prevailing_locale": "",
            "body-count": "1", "body-0-deleted": "", "body-0-order": "0",
            "body-0-type": "rich_text", "body-0-id": block_["id"],
            "body-0-value": _draftail(text),
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", action: "1",
        }  # fmt: skip

    return data


def test_changed_text_is_not_published_with_the_old_date(newsroom, editor, form_of, committed):
    notice = newsroom.notice("One.")
    address = f"/admin/pages/{notice.pk}/edit/"
    response = editor.post(address, form_of(notice, "Two.", notice.effective_on, "action-publish"))
    assert response.context["form"].errors == {
        "effective_on": [
            "The text has changed. Enter the day, today or later, from which it is in force."
        ]
    }
    assert LegalNoticeVersion.objects.count() == 1

    with committed():
        saved = editor.post(address, form_of(notice, "Two.", notice.effective_on, "action-save"))
        today = timezone.localdate()
        published = editor.post(address, form_of(notice, "Two.", today, "action-publish"))
    assert (saved.status_code, published.status_code) == (302, 302)
    assert _read(newsroom, "en").version.number == 2


def test_unchanged_text_is_published_again_with_its_date(newsroom, editor, form_of, committed):
    notice = newsroom.notice("One.")
    address = f"/admin/pages/{notice.pk}/edit/"
    with committed():
        unchanged = form_of(notice, "One.", notice.effective_on, "action-publish")
        assert editor.post(address, unchanged).status_code == 302


def test_a_replaced_file_makes_another_version(newsroom):
    paper = factories.document(content=b"first")
    notice = newsroom.notice(body=[block("download", {"document": paper.pk, "title": "Rules"})])
    publish(notice)
    before = LegalNoticeVersion.objects.get()
    assert before.canonical_text.endswith(f"\n\n[Rules](sha256:{sha256(b'first').hexdigest()})\n")

    paper.file = ContentFile(b"second", name="rules.pdf")
    paper.save()
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    assert notice.is_backdated()
    notice.effective_on = timezone.localdate()
    publish(notice)
    after = LegalNoticeVersion.objects.get(number=2)
    assert after.canonical_text.endswith(f"\n\n[Rules](sha256:{sha256(b'second').hexdigest()})\n")
    assert LegalNoticeVersion.objects.get(number=1).hash == before.hash


def test_a_notice_with_what_its_hash_would_not_attest_is_not_published(newsroom):
    notice = newsroom.notice("One.")
    said = {"text": "Two.", "level": "2"}
    heading = block("heading", said)
    for body in (
        [block("carousel", {"items": []})],
        [heading | {"value": said | {"level": "4"}}],
        [heading | {"value": said | {"colour": "red"}}],
    ):
        with pytest.raises(UnattestedBlock):
            canonical.canonical_text(
                title="Terms",
                body=body,
                number=1,
                effective_on=date(2024, 1, 1),
                language="en",
                prevailing="en",
            )
    notice.body = json.dumps([heading | {"value": said | {"level": "4"}}])
    with pytest.raises(UnattestedBlock), transaction.atomic():
        notice.save()
    stored = LegalNoticePage.objects.get(pk=notice.pk)
    assert [one["type"] for one in stored.body.raw_data] == ["rich_text"]
    assert LegalNoticeVersion.objects.count() == 1


def test_a_notice_whose_file_is_lost_is_refused_with_a_sentence(newsroom):
    paper = factories.document(content=b"first")
    notice = newsroom.notice(body=[block("download", {"document": paper.pk, "title": "Rules"})])
    revision = notice.save_revision()
    paper.file.storage.delete(paper.file.name)

    versions = LegalNoticeVersion.objects.count()
    with pytest.raises(PublishingRefused, match="a file it refers to cannot be read"):
        revision.publish()
    assert LegalNoticeVersion.objects.count() == versions


def test_a_notice_with_an_unknown_block_is_refused_with_a_sentence(newsroom):
    notice = newsroom.notice("One.")
    notice.body = json.dumps([block("heading", {"text": "Two.", "level": "4"})])

    with pytest.raises(PublishingRefused, match="a block that no hash attests"):
        notice.save_revision().publish()
    assert LegalNoticeVersion.objects.count() == 1
