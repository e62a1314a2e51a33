"""A translation that shows nothing is missing, whichever way it came in, for everybody."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Task, Workflow, WorkflowTask

import polib
import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import apply_machine_translation

from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsPage
from cms.translation import translation_memory
from cms.translation.files import exporting, po
from cms.translation.files.xliff import version_2
from cms.translation.machines import filling, registry
from cms.translation.models import PageTextState
from cms.translation.publishing import requirements
from cms.translation.segments.comparison import SegmentState, segments_of
from cms.translation.segments.proposals import untranslated_texts
from cms.translation.validity import reading
from tests.translation.files.test_files import out, send, take, translator
from tests.translation.fixtures import block, messages_of, paragraph, publish, submit, write
from tests.translation.validity.test_validity import BLANK

__all__ = ["translator"]
# One of each kind; ``test_validity`` has them all.
SOME = [" ", "\u3000", "\u200b\ufeff", "\u00ad", "&nbsp;", "&#8203;", "<b></b>", "<br/>"]
SOURCE = "Use it <b>well</b>."


def is_waiting(translation):
    """Lists name it among those that need work."""
    annotated = Translation.objects.annotate(waits=reading.is_waiting())
    return annotated.get(pk=translation.pk).waits


def put(client, translation, text, path="title", *, source=None):
    """Save a text in the translation editor."""
    segments = translation.source.stringsegment_set.filter(context__path__startswith=path)
    segment = segments.get(string__data=source) if source else segments.get()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = encode_multipart(BOUNDARY, {"value": text})
    return client.put(address, body, content_type=MULTIPART_CONTENT)


def delete(client, translation, source):
    segment = translation.source.stringsegment_set.get(string__data=source)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.delete(address)


def rows(translation, source=SOURCE):
    return StringTranslation.objects.filter(
        translation_of__data=source, locale=translation.target_locale
    )


def state_of(translation, source=SOURCE) -> SegmentState:
    return next(
        segment.state for segment in segments_of(translation).all if segment.source == source
    )


@pytest.fixture
def notice(newsroom, translate):
    """A legal notice in English and Chinese, both published."""
    page = newsroom.notice(SOURCE)
    translate(page, newsroom.zh)
    return page


@pytest.fixture
def translation(notice):
    return Translation.objects.get(source__object_id=notice.translation_key)


STATE = """{ route(path: "/zh-hans/news/a-lab-opens/") { ... on PageRoute {
    page { translation { state done total } } } } }"""


def api_state(client):
    answer = client.post("/graphql/", {"query": STATE}, content_type="application/json")
    return answer.json()["data"]["route"]["page"]["translation"]


def publish_in_editor(client, page, committed):
    with committed():
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )


@pytest.mark.one_database
@pytest.mark.parametrize("text", ["", " ", "\u3000", "&nbsp;", "<b>\u200b</b>"], ids=ascii)
def test_a_cleared_text_is_missing_and_the_notice_is_not_published(
    notice, translation, translator, editor, committed, text
):
    """The example: a translator clears one text of a legal notice and sees it is to be done."""
    if text:
        answer = put(translator, translation, text, "body", source=SOURCE)
        assert answer.status_code == 200
        error = "Nothing is translated here: readers see the source text."
        assert answer.json()["error"] == error
    assert delete(translator, translation, SOURCE).status_code == (404 if text else 200)
    assert not rows(translation).exists()
    side_by_side = editor.get(reverse("texts_side_by_side", args=[translation.pk]))
    assert (side_by_side.context["open_count"], side_by_side.context["state"]) == (1, "partial")
    target = notice.get_translation(translation.target_locale)
    props = json.loads(
        editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).context["props"]
    )
    assert [item["data"] for item in props["initialStringTranslations"]] == ["译Terms"]
    before = LegalNoticeVersion.objects.count()
    response = publish_in_editor(editor, target, committed)
    assert messages_of(response)[0] == (
        "“Terms” can only be published whole: 1 of 2 texts is missing, has an error or is out of "
        "date. “Use it well.”: missing."
    )
    assert "译Use it" in str(LegalNoticePage.objects.get(pk=target.pk).body)
    assert LegalNoticeVersion.objects.count() == before


def _by_editor(translation, text, client):
    assert put(client, translation, text, "body", source=SOURCE).status_code in {200, 201}


def _by_code(translation, text, _client):
    (place,) = [place for place, source in places(translation).items() if source == SOURCE]
    StringTranslation.objects.update_or_create(
        translation_of_id=place[0],
        context_id=place[1],
        locale=translation.target_locale,
        defaults={"data": text, "translation_type": "manual", "has_error": False},
    )


def places(translation):
    segments = StringSegment.objects.filter(source=translation.source)
    return {
        (string, context): text
        for string, context, text in segments.values_list("string", "context", "string__data")
    }


def _by_bulk(translation, text, _client):
    (place,) = [place for place, source in places(translation).items() if source == SOURCE]
    StringTranslation.objects.bulk_create([
        StringTranslation(
            translation_of_id=place[0], context_id=place[1], locale=translation.target_locale,
            data=text, translation_type="manual",
        )
    ])  # fmt: skip


def _by_sql(translation, text, client):
    _by_code(translation, "旧", client)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtail_localize_stringtranslation SET data = %s WHERE id = %s",
            [text, rows(translation).get().pk],
        )


def _by_old_import(translation, text, _client):
    file = polib.pofile(po.serialised(exporting.exports([translation])[0]))
    for entry in file:
        if entry.msgid == SOURCE:
            entry.msgstr = text
    translation.import_po(file)


def _by_po(translation, text, client):
    content = po.serialised(exporting.exports([translation])[0])
    written = po._quoted(text)
    marked = content.replace(
        f'msgid {po._quoted(SOURCE)}\nmsgstr ""', f"msgid {po._quoted(SOURCE)}\nmsgstr {written}"
    )
    assert marked != content
    response = send(client, marked.encode(), translation)
    plan = response.context["changeset"]
    assert (plan.changes, plan.problems) == ([], [])
    assert plan.empty_count >= 1


def _by_xliff(translation, text, client):
    content = version_2.serialised(exporting.exports([translation])[0])
    words = html.unescape(re.sub("<[^>]*>", "", text))
    marked = re.sub(
        r'(name="body[^>]*>.*?<segment state=")initial("><source>.*?</source>)',
        rf"\1final\2<target>{words}</target>", content, flags=re.DOTALL,
    )  # fmt: skip
    assert marked != content
    response = send(client, marked.encode(), translation, "zh.xlf")
    assert response.context["changeset"].problems == []
    take(client, response)


class _Machine:
    name = "Machine"

    def __init__(self, text):
        self.text = text

    def translates(self, _source, _target):
        return True

    def translated(self, texts, _source, _target, _terms):
        return [self.text if text == SOURCE else f"机{text}" for text in texts]


class _Same(_Machine):
    def translated(self, texts, *_more):
        return [self.text] * len(texts)


def _by_machine(translation, text, client, monkeypatch):
    monkeypatch.setattr(filling, "machine_for", lambda *_pair: _Machine(text))
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))


def _by_their_machine(translation, text, _client, monkeypatch):
    monkeypatch.setattr(registry, "machine_for", lambda *_pair: _Machine(text))
    user = _client.user
    apply_machine_translation(translation.pk, user, registry.Machines({}))


def _by_memory(translation, text, client):
    """The same sentence elsewhere, translated as nothing by somebody who went past the models."""
    title = f"Elsewhere {ascii(text).encode().hex()}"
    other = submit(client.newsroom.article(title, body=[paragraph(SOURCE)]), client.newsroom.zh)
    write(other)
    StringTranslation.objects.filter(
        translation_of__data=SOURCE, context__object_id=other.source.object_id
    ).update(data=text)
    assert not translation_memory.exact_matches(translation)
    client.post(reverse("take_over_translations", args=[translation.pk]))


WAYS = {
    "editor": _by_editor, "code": _by_code, "bulk": _by_bulk, "sql": _by_sql,
    "old import": _by_old_import, "po": _by_po, "xliff": _by_xliff, "machine": _by_machine,
    "their machine": _by_their_machine, "memory": _by_memory,
}  # fmt: skip


@pytest.mark.one_database
@pytest.mark.parametrize("way", WAYS)
def test_blank_is_missing_whichever_way_it_comes(
    newsroom, editor, admin_user, committed, monkeypatch, way
):
    editor.newsroom, editor.user = newsroom, admin_user
    notice = newsroom.notice(SOURCE)
    translation = submit(notice, newsroom.zh)
    write(translation, only="title")
    target = notice.get_translation(newsroom.zh)
    act: Any = WAYS[way]
    more = (monkeypatch,) if "machine" in way else ()
    for text in SOME:
        act(translation, text, editor, *more)
        assert state_of(translation) is SegmentState.MISSING, (way, text)
        status = segments_of(translation).status
        assert (status.state, status.done, status.total) == ("partial", 1, 2)
        assert translation.get_progress() == (2, 1)
        assert SOURCE in untranslated_texts(translation).values()
        (row,) = [
            item for item in exporting.exports([translation])[0].rows if item.source == SOURCE
        ]
        assert (row.target, row.is_confirmed) == ("", False)
        obstacle = requirements.obstacle(translation, segments_of(translation))
        assert obstacle is not None
        assert "“Use it well.”: missing." in obstacle
        assert is_waiting(translation), (way, text)
        if way not in {"bulk", "sql"}:
            assert not rows(translation).filter(context__object_id=notice.translation_key).exists()
        publish_in_editor(editor, target, committed)
        assert not LegalNoticePage.objects.get(pk=target.pk).live
        rows(translation).delete()


def test_no_blank_row_is_ever_saved(newsroom):
    translation = submit(newsroom.article(), newsroom.zh)
    for text in BLANK:
        write(translation, only="title")
        row = rows(translation, "A lab opens").get()
        assert translation.get_target_instance().draft_title == "译A lab opens"
        row.data = text
        row.save()
        assert not rows(translation, "A lab opens").exists(), ascii(text)
        assert translation.get_target_instance().draft_title == "A lab opens"


def test_an_article_with_a_blank_text_is_named_and_published_as_partial(
    newsroom, translate, editor, committed
):
    """Rows of an older version: the reader gets the source sentence, and everybody sees that."""
    article = newsroom.article()
    target = translate(article, newsroom.zh)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    StringTranslation.objects.filter(translation_of__data="Summary of A lab opens.").update(
        data=" "
    )
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = editor.post(address, {"action": "publish"})
    (row,) = response.context["rows"]
    assert (row.state, row.segment.source) == ("missing", "Summary of A lab opens.")
    with committed():
        confirmed = {"action": "publish", "confirmed": response.context["digest"]}
        response = editor.post(address, confirmed, follow=True)
    assert messages_of(response)[-1] == (
        "1 of 3 texts of “A lab opens” is missing or has an error: readers see it in English."
    )
    assert NewsPage.objects.get(pk=target.pk).summary == "Summary of A lab opens."
    kept = PageTextState.objects.get(translation_key=article.translation_key, locale=newsroom.zh)
    assert (kept.state, kept.done, kept.total) == ("partial", 2, 3)
    assert api_state(editor) == {"state": "PARTIAL", "done": 2, "total": 3}
    dashboard = editor.get(reverse("translation_dashboard"), {"state": "partial"})
    assert [item.page.pk for item in dashboard.context["rows"]] == [article.pk]
    call_command("refresh_translation_state")
    kept.refresh_from_db()
    assert kept.state == "partial"
    assert translation.get_status_display() == "Waiting for translations"


def test_a_blank_row_hinders_nobody_who_translates_it(newsroom, editor, monkeypatch, admin_user):
    translation = submit(newsroom.article(body=[paragraph(SOURCE)]), newsroom.zh)
    for fill in ("po", "machine", "memory", "editor"):
        write(translation)
        rows(translation).update(data="&nbsp;", has_error=False)
        if fill == "po":
            content = po.serialised(exporting.exports([translation])[0])
            filled = content.replace('msgstr ""\n', 'msgstr "<b>好</b>"\n').replace(
                'msgid ""\nmsgstr "<b>好</b>"', 'msgid ""\nmsgstr ""'
            )
            response = take(editor, send(editor, filled.encode(), translation))
            assert messages_of(response) == ["1 text was imported."]
        elif fill == "machine":
            monkeypatch.setattr(filling, "machine_for", lambda *_pair: _Machine("<b>好</b>"))
            assert filling.fill_in(translation, user=admin_user) == 1
        elif fill == "memory":
            write(submit(newsroom.article("Two", body=[paragraph(SOURCE)]), newsroom.zh))
            assert translation_memory.take_over(translation, user=admin_user) == 1
        else:
            seen = {"X-Text-Seen": "00000000"}
            segment = translation.source.stringsegment_set.get(string__data=SOURCE)
            address = reverse(
                "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
            )
            body = encode_multipart(BOUNDARY, {"value": "<b>好</b>"})
            response = editor.put(address, body, content_type=MULTIPART_CONTENT, headers=seen)
            assert response.status_code == 200
        segments = segments_of(translation)
        assert {item.state for item in segments.all} == {SegmentState.DONE}, fill


def test_a_source_text_without_words_needs_no_translation(
    newsroom, editor, committed, monkeypatch, admin_user
):
    body = [
        paragraph("Words."),
        block("heading", {"text": "2024 —", "level": "2"}),
        block("heading", {"text": " ", "level": "2"}),
    ]
    notice = newsroom.notice(body=body)
    translation = submit(notice, newsroom.zh)
    assert set(untranslated_texts(translation).values()) == {"Terms", "Words."}
    assert translation.get_progress() == (4, 2)
    obstacle = requirements.obstacle(translation, segments_of(translation))
    assert obstacle is not None
    assert "No text of “Terms” has been translated" in obstacle
    exported = {row.source: row.target for row in exporting.exports([translation])[0].rows}
    assert exported == {"Terms": "", "Words.": "", "2024 —": "2024 —", " ": " "}
    plan = send(editor, out(editor, translation), translation).context["changeset"]
    assert (plan.changes, plan.problems) == ([], [])
    target = notice.get_translation(newsroom.zh)
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    props = json.loads(editor.get(address).context["props"])
    assert [item["data"] for item in props["initialStringTranslations"]] == ["2024 —", " "]
    monkeypatch.setattr(filling, "machine_for", lambda *_pair: _Same("x"))
    assert filling.fill_in(translation, user=admin_user) == 2
    StringTranslation.objects.update(translation_type="manual")
    assert {segment.state for segment in segments_of(translation).all} == {SegmentState.DONE}
    response = publish_in_editor(editor, target, committed)
    assert messages_of(response)[0] == "Published 'x' in Simplified Chinese."
    assert LegalNoticePage.objects.get(pk=target.pk).live
    kept = PageTextState.objects.get(translation_key=notice.translation_key, locale=newsroom.zh)
    assert (kept.state, kept.done, kept.total) == ("complete", 4, 4)
    assert not is_waiting(translation)


def test_what_was_written_of_a_number_is_out_of_date_when_it_changes(newsroom, translate, editor):
    number = block("heading", {"text": "2024 —", "level": "2"})
    notice = newsroom.notice(body=[number])
    translate(notice, newsroom.zh)
    translation = Translation.objects.get(source__object_id=notice.translation_key)
    assert put(editor, translation, "2024年", "body").json()["error"] is None
    assert [segment.translation for segment in segments_of(translation).all] == [
        "译Terms",
        "2024年",
    ]
    notice.body = [number | {"value": {"text": "2025 —", "level": "2"}}]
    publish(notice)
    assert [(segment.source, segment.state) for segment in segments_of(translation).open] == [
        ("2025 —", SegmentState.STALE)
    ]
    kept = PageTextState.objects.get(translation_key=notice.translation_key, locale=newsroom.zh)
    assert kept.state == "stale"


def test_a_blank_text_is_not_approved(translation, admin_user):
    """Wagtail's own end of a workflow publishes it no more than a reviewer does."""
    rows(translation).update(data="<i></i>")
    target = translation.get_target_instance()
    target.save_revision()
    flow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=flow, task=Task.objects.get(pk=task.pk), sort_order=0)
    state = flow.start(target, admin_user).current_task_state
    with pytest.raises(PermissionDenied) as refused:
        state.approve(user=admin_user)
    assert str(refused.value).endswith("“Use it well.”: missing.")


def test_a_blank_text_is_not_converted_into_another_chinese(newsroom, admin_user, translate):
    article = newsroom.article(body=[paragraph(SOURCE)])
    translate(article, newsroom.zh)
    rows(Translation.objects.get(source__object_id=article.translation_key)).update(data="<b> </b>")
    hant = Locale.objects.create(language_code="zh-hant")
    for page in (newsroom.home, newsroom.news):
        submit(page, hant).save_target(publish=True)
    translation = submit(article, hant)
    assert filling.fill_in(translation, user=admin_user) == 2
    assert state_of(translation) is SegmentState.MISSING
