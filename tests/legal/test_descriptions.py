"""What editors say has changed with a version of a legal notice."""

import json
from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import PageLogEntry

import pytest
from wagtail_localize.models import Translation, TranslationSource

from cms.legal import history
from cms.legal.forms import LegalNoticePageForm
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from tests.translation.fixtures import publish, write


def _change(notice, text, *, on, **description):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    notice.body = [notice.body.raw_data[0] | {"value": f"<p>{text}</p>"}]
    notice.effective_on = on
    if description:
        notice.describe_change(**description)
    return publish(notice)


def _described(code="en"):
    rows = LegalNoticeVersion.objects.filter(language_code=code).order_by("published_at", "pk")
    return list(rows.values_list("number", "change_kind", "change_note"))


def test_a_description_is_that_of_one_version(newsroom):
    notice = newsroom.notice("One.")
    notice = _change(notice, "Two.", on=date(2024, 6, 1), kind="substantive", note=" Two is new. ")
    notice = _change(notice, "Three.", on=date(2024, 7, 1))
    _change(notice, "Four.", on=date(2024, 8, 1), kind="editorial")

    assert _described() == [
        (1, "", ""),
        (2, "substantive", "Two is new."),
        (3, "", ""),
        (4, "editorial", ""),
    ]


def test_a_description_of_nothing_changes_no_version(newsroom):
    notice = newsroom.notice("One.")
    notice.describe_change(note="Nothing.")
    publish(notice)
    assert _described() == [(1, "", "")]


def test_the_translated_note_is_that_of_the_translated_version(newsroom, translate):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice = _change(notice, "Two.", on=date(2024, 6, 1), kind="editorial", note="Two.")
    TranslationSource.objects.get_for_instance(notice).update_from_db()
    translate(notice, newsroom.zh)
    assert _described("zh-hans") == [(1, "", ""), (2, "editorial", "译Two.")]

    translate(notice, newsroom.zh, prefix="改")
    assert _described("zh-hans")[-1] == (2, "editorial", "改Two.")

    # The note of a published version is no longer in the source, and remains with the translation.
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    notice.describe_change()
    notice = publish(notice)
    TranslationSource.objects.get_for_instance(notice).update_from_db()
    translate(notice, newsroom.zh, prefix="再")
    assert _described("zh-hans")[-1] == (2, "editorial", "改Two.")


def test_a_translation_has_no_note_of_another_version(newsroom, translate, committed):
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    source = TranslationSource.objects.get_for_instance(notice)
    content = json.loads(source.content_json) | {"change_note": "Of another version."}
    TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    translation = Translation.objects.get(source=source)
    write(translation, prefix="改")
    with committed():
        translation.save_target()
    assert _described("zh-hans") == [(1, "", ""), (1, "", "")]


@pytest.fixture
def form(newsroom):
    """The editing form of a notice, filled and cleaned, as far as it is about descriptions."""

    def form_of(notice, **data):
        cls = LegalNoticePage.get_edit_handler().get_form_class()  # type: ignore[attr-defined]
        assert issubclass(cls, LegalNoticePageForm)
        user = get_user_model().objects.create_superuser(f"u{timezone.now().timestamp()}")
        return cls(data or None, instance=notice, for_user=user)

    return form_of


def _data(notice, **fields):
    return {
        "title": notice.title, "slug": notice.slug, "body-count": "1", "body-0-deleted": "",
        "effective_on": notice.effective_on.isoformat(), "body-0-order": "0",
        "body-0-type": "rich_text", "body-0-id": notice.body.raw_data[0]["id"],
        "body-0-value": json.dumps({"entityMap": {}, "blocks": [
            {"key": "00000", "text": "One.", "type": "unstyled", "depth": 0,
             "inlineStyleRanges": [], "entityRanges": []}]}),
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1",
    } | fields  # fmt: skip


def test_the_form_offers_no_description_that_is_published(newsroom, form):
    notice = newsroom.notice("One.")
    notice.describe_change(kind="editorial", note="A draft of a note.")
    assert form(notice).initial["change_note"] == "A draft of a note."

    notice = _change(notice, "Two.", on=date(2024, 6, 1), kind="editorial", note="A note.")
    initial = form(notice).initial
    assert (initial["change_kind"], initial["change_note"]) == ("", "")


def test_the_form_refuses_a_description_of_nothing(newsroom, form):
    notice = newsroom.notice("One.")
    refused = form(notice, **_data(notice, change_note="Nothing."))
    assert refused.errors == {
        "change_note": ["The notice hasn't changed since version 1: there is nothing to describe."]
    }
    assert form(notice, **_data(notice)).errors == {}
    today = timezone.localdate().isoformat()
    changed = form(notice, **_data(notice, change_note="Later.", effective_on=today))
    assert changed.errors == {}
    assert (changed.instance.described_after, changed.instance.change_note) == (1, "Later.")


def test_history_names_versions_with_their_days(newsroom, translate):
    notice = newsroom.notice("One.")
    translated = translate(notice, newsroom.zh)
    notice = _change(
        notice, "Two.", on=date(2999, 12, 9), kind="substantive", note="<Two> is new."
    )  # fmt: skip

    rows = [(row.version.number, row.is_own, row.validity) for row in history.rows_of(notice)]
    assert rows == [
        (2, True, "in force from Dec. 9, 2999"),
        (1, True, "in force since Jan. 1, 2024"),
    ]
    own = [(row.version.number, row.is_own) for row in history.rows_of(translated)]
    assert own == [(2, False), (1, True)]

    entries = PageLogEntry.objects.filter(page=notice, action=history.ACTION)
    messages = [str(entry.message) for entry in entries.order_by("timestamp", "pk")]
    assert messages == [
        "Version 1, in force from Jan. 1, 2024",
        (
            "Version 2, in force from Dec. 9, 2999 · Substantive: rights or duties change"
            " · &lt;Two&gt; is new."
        ),
    ]


def test_versions_are_shown_to_those_who_may_edit(newsroom, editor):
    notice = newsroom.notice("One.")
    notice = _change(notice, "Two.", on=date(2024, 6, 1), kind="editorial", note="<b>Two.</b>")
    address = f"/admin/legal/{notice.pk}/versions/"
    page = editor.get(address).content.decode()
    assert "&lt;b&gt;Two.&lt;/b&gt;" in page
    assert "Editorial correction" in strip_tags(page)

    compared = editor.get(f"{address}1/2/").content.decode()
    assert "<del>One.</del>" in compared
    assert "<ins>Two.</ins>" in compared
    assert editor.get(f"{address}1/3/").status_code == 404

    request = RequestFactory().get(address)
    request.user = get_user_model().objects.create_user("reader")
    with pytest.raises(PermissionDenied):
        history.versions_of_notice(request, notice.pk)
